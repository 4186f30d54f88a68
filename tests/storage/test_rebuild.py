from collections.abc import Iterator
from pathlib import Path

import pytest

from planwatch.records import EventKind, FoundPlan, PageKind, PlanEvent
from storage import plans
from storage.archive import Archive, runs
from storage.plans import KeyedPlan
from storage.rebuild import DERIVED, drop_derived
from tests.storage.nights import TEXT, derive, gone, new_archive, night, page, rows, seen, tables, told, url

LISTS = ({url("a"), url("b")}, {url("b")}, {url("b")}, {url("b"), url("d")}, {url("d")})
NEWS = "https://news.example.cn/1"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Return an archive in which nearly everything has happened that can."""
    file = {"kind": PageKind.ATTACHMENT}
    with new_archive(tmp_path) as archive:
        copy = seen(NEWS, 0, page("转载"), source_id="news")
        night(
            archive,
            0,
            [
                seen("x.txt", 0, b"one", **file),
                seen("a", 0, page("通知", f"{TEXT}\n附件 x.txt")),
                seen("b", 0, page("公告")),
                copy,
            ],
            LISTS[0],
        )
        night(archive, 1, [gone("a", 1), seen("b", 1, page("公告", "短")), seen("x.txt", 1, b"two", **file)], LISTS[1])
        night(archive, 2, [seen("a", 2, page("通知")), seen("b", 2, status=304)], LISTS[2])
        night(
            archive,
            3,
            [gone("b", 3), seen("d", 3, page("公告", "短")), seen("a", 3, page("通知", f"{TEXT}改"))],
            LISTS[3],
        )
        night(archive, 4, [seen("d", 4, status=304), seen("a", 4, status=None, network_error="dns")], LISTS[4])
        for run_id in runs(archive):
            find_plans(archive, run_id)
        yield archive


def find_plans(archive: Archive, run_id: int) -> None:
    for version in plans.versions_of(archive, run_id):
        plan = FoundPlan(version.title, (PlanEvent(EventKind.ISSUED, None, version.text[:9], "test"),), main=True)
        plans.store(archive, run_id, [(version.id, [KeyedPlan(plan, ("规划",), "通知")])], lambda _: EventKind.ISSUED)


def replay(archive: Archive, sources: tuple[str, ...]) -> None:
    for run_id, listed in zip(runs(archive), LISTS, strict=True):
        derive(archive, run_id, {source: listed if source == "ministry" else () for source in sources})
        find_plans(archive, run_id)


def test_the_story_has_every_kind_of_change(archive: Archive) -> None:
    assert {kind for kind, _ in told(archive)} == {"new", "edited", "attachment", "moved", "withdrawn", "returned"}


def test_dropping_all_and_deriving_again_gives_every_row_its_id_back(archive: Archive) -> None:
    before = tables(archive, (*DERIVED, "pages"))
    drop_derived(archive)
    assert not any(tables(archive, DERIVED).values())
    replay(archive, ("ministry", "news"))
    assert tables(archive, (*DERIVED, "pages")) == before


def test_one_source_can_be_derived_again_beside_the_others(archive: Archive) -> None:
    before, others = told(archive), rows(archive, "SELECT * FROM versions WHERE article_id = 4")
    drop_derived(archive, ["ministry"])
    assert told(archive) == [("new", "1")]
    assert rows(archive, "SELECT plan_id, version_id FROM plan_events") == [(1, others[0][0])]
    assert rows(archive, "PRAGMA foreign_key_check") == []

    replay(archive, ("ministry",))
    assert sorted(told(archive)) == sorted(before)
    assert rows(archive, "SELECT * FROM versions WHERE article_id = 4") == others


def test_what_was_seen_and_told_stays(archive: Archive) -> None:
    archive.db.execute("INSERT INTO digests VALUES (1, 1, 'a@b', 'zh', 's', 't', 'h', '2026-11-01T18:00:00Z', 'x')")
    kept = ("sources", "runs", "pages", "captures", "digests")
    before = tables(archive, kept)
    drop_derived(archive)
    assert tables(archive, kept) == before
