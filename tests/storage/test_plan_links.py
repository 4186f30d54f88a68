"""What joining a plan to the others costs: the same, however many there are."""

from pathlib import Path

import pytest

from storage import plan_links
from storage.archive import Archive, begin_run
from storage.facts import insert
from tests.storage.nights import at, new_archive, rows

A_STEP = 10  # instructions of SQLite's machine


def add(archive: Archive, run_id: int, number: int, **columns: object) -> int:
    row = {"title": f"规划{number}", "kind": "规划", "stage": "mentioned", "issuers": "[]", "regions": "[]"}
    row |= {"own_article_rank": 0, "first_seen_run_id": run_id}
    return insert(archive, "plans", row | columns)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return new_archive(tmp_path)


def test_a_plan_is_joined_without_going_through_all_others(archive: Archive) -> None:
    with archive:
        run_id = begin_run(archive, "nightly", at(0))
        first = add(archive, run_id, 1, lineage="甲", period_start=2021, scope="乙", seat="国家")
        second = add(archive, run_id, 2, lineage="甲", period_start=2024, scope="乙", seat="某省", is_practice=1)
        few = steps(archive, second)
        for number in range(3, 400):
            add(archive, run_id, number, lineage=f"丙{number}", period_start=2026, scope=f"丁{number}", seat="国家")
        assert steps(archive, second) <= 2 * few
        links = rows(archive, "SELECT plan_id, other_plan_id, kind FROM plan_links ORDER BY kind")
        assert links == [(second, first, "implements"), (second, first, "succeeds")]


def steps(archive: Archive, plan_id: int) -> int:
    """Return how many steps SQLite takes to join a plan to the others."""
    taken = 0

    def step() -> None:
        nonlocal taken
        taken += 1

    archive.db.conn.set_progress_handler(step, A_STEP)
    plan_links.join(archive, plan_id)
    archive.db.conn.set_progress_handler(None, 0)
    return taken
