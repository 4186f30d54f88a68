"""Whatever byte flips in what people read or decide by, verify finds it."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from planwatch.records import EventKind, FoundPlan, PageKind, PlanDeadline, PlanEvent, PlanTarget
from storage import plans, told
from storage.archive import Archive
from storage.plans import KeyedPlan
from storage.verify import verify
from tests.storage.nights import TEXT, at, new_archive, night, page, rows, seen

FLIPS = 200
PLACES = (
    ("versions", "text"),
    ("versions", "title"),
    ("attachment_versions", "text"),
    ("articles", "text"),
    ("articles", "title"),
    ("changed_fields", "before"),
    ("changed_fields", "after"),
    ("plan_events", "evidence"),
    ("plan_targets", "evidence"),
    ("plan_deadlines", "evidence"),
    ("digests", "subject"),
    ("digests", "text"),
    ("digests", "html"),
    ("bodies", "data"),
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with new_archive(tmp_path / "archive") as archive:
        pages = [seen(f"p{n}", 0, page("关于规划的通知", f"{TEXT}第{n}号\n附件 x.txt")) for n in range(6)]
        night(archive, 0, [*pages, seen("x.txt", 0, "附件全文".encode() * 20, kind=PageKind.ATTACHMENT)])
        run_id = night(archive, 1, [seen(f"p{n}", 1, page("关于规划修订的通知", f"{TEXT}第{n}号改")) for n in range(3)])
        for run in (1, 2):
            for version in plans.versions_of(archive, run):
                plans.store(archive, run, [(version.id, [keyed(version.id)])], lambda _: EventKind.ISSUED)
        told.create_digest(
            archive, run_id, recipient="a@example.org", language="zh", subject="规划日报", text="规划 1", html="<p>规划</p>",
            items=(), message_id="<1@example.org>", created_at=at(1),
        )  # fmt: skip
        yield archive


def keyed(number: int) -> KeyedPlan:
    events = (PlanEvent(EventKind.ISSUED, None, "贯彻落实国家科技发展规划", "test"),)
    targets = (PlanTarget(2026, "报送材料", evidence="各单位应当在2026年12月31日前报送材料"),)
    deadlines = (PlanDeadline("feedback", "2026-12-31", "在2026年12月31日前报送材料", "test"),)
    return KeyedPlan(
        FoundPlan(f"规划{number}", events, targets=targets, deadlines=deadlines), (f"规划{number}",), "规划"
    )


def test_every_flipped_bit_in_what_is_read_is_found(archive: Archive) -> None:
    rng = random.Random(5)  # noqa: S311  which bit is no secret
    assert list(verify(archive)) == []
    missed = [place for place in (PLACES * FLIPS)[:FLIPS] if not found(archive, rng, *place)]
    assert missed == []
    assert list(verify(archive)) == []


def found(archive: Archive, rng: random.Random, table: str, column: str) -> bool:
    """Flip one bit of a random row, and return whether verify names the damage; the row is put right again."""
    db = archive.bodies.db if table == "bodies" else archive.db
    kept = db.execute(f"SELECT rowid, CAST({column} AS BLOB) FROM {table} WHERE length({column}) > 0").fetchall()
    row, value = rng.choice(kept)
    place = rng.randrange(len(value))
    flipped = value[:place] + bytes([value[place] ^ 1 << rng.randrange(8)]) + value[place + 1 :]
    cast = "?" if table == "bodies" else "CAST(? AS TEXT)"
    with_it = f"UPDATE {table} SET {column} = {cast} WHERE rowid = ?"
    db.execute(with_it, [flipped, row])
    damage = list(verify(archive))
    db.execute(with_it, [value, row])
    return bool(damage)


def test_a_title_that_was_filled_in_later_or_changed_is_no_damage(archive: Archive) -> None:
    night(archive, 2, [seen("q", 2, page("", TEXT))])
    night(archive, 3, [seen("q", 3, page("标题", TEXT))])
    night(archive, 4, [seen("q", 4, page("另一个标题", f"{TEXT}改"))])
    assert rows(archive, "SELECT title, version_count FROM articles WHERE url LIKE '%/q'") == [("另一个标题", 2)]
    assert list(verify(archive)) == []


def test_damage_is_named_with_its_place(archive: Archive) -> None:
    archive.db.execute("UPDATE plan_events SET evidence = '别的话' WHERE id = 1")
    archive.db.execute("UPDATE digests SET html = '' WHERE id = 1")
    assert [str(damage) for damage in verify(archive)] == [
        "planwatch.db: plan_events 1: quotes what neither its version nor a file of it says",
        "planwatch.db: digests 1: the digest does not have its sha-256",
    ]
