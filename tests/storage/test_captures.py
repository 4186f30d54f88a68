import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from planwatch.records import Capture, FoundLink, PageKind
from storage import captures
from storage.archive import Archive, begin_run
from storage.bodies import body_hash
from tests.storage.nights import at, new_archive, page, rows, seen, url

ROOT = Path(__file__).resolve().parents[2]
# Stores nights of 40 pages, says so after each, and never ends by itself.
CHILD = """
import itertools, sys
from pathlib import Path
from storage import captures
from storage.archive import Archive, begin_run
from tests.storage.nights import at, page, seen
with Archive.open(Path(sys.argv[1])) as archive:
    for number in itertools.count():
        run = begin_run(archive, "nightly", at(number))
        captures.store(archive, run, [seen(f"p{n}", number, page("通知", f"第{number}次") * 300) for n in range(40)])
        print(number, flush=True)
"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with new_archive(tmp_path) as archive:
        yield archive


def store(archive: Archive, number: int, *answers: Capture) -> int:
    run_id = begin_run(archive, "nightly", at(number))
    captures.store(archive, run_id, answers)
    return run_id


def listing(number: int, *links: FoundLink) -> Capture:
    return seen("list", number, b"list", kind=PageKind.LISTING, links=links)


def link(name: str, text: str = "") -> FoundLink:
    return FoundLink(url(name), PageKind.ARTICLE, text)


def test_links_make_pages_and_a_known_page_keeps_its_row_but_gets_the_longer_title(archive: Archive) -> None:
    store(archive, 0, listing(0, link("a", "关于印发…"), link("a", "关于印发规划的通知"), link("b")))
    store(archive, 1, listing(1, link("a", "关于"), link("b", "公告"), link("list", "列表")))

    assert rows(archive, "SELECT url, kind, found_on_page_id, link_text, found_at FROM pages ORDER BY id") == [
        (url("list"), "listing", None, "列表", "2026-11-01T18:00:00Z"),
        (url("a"), "article", 1, "关于印发规划的通知", "2026-11-01T18:00:00Z"),
        (url("b"), "article", 1, "公告", "2026-11-01T18:00:00Z"),
    ]


def test_due_gives_new_pages_first_then_the_longest_due_and_none_twice_in_a_run(archive: Archive) -> None:
    store(archive, 0, listing(0, link("a"), link("b"), link("c")), seen("b", 0, b"b"))
    store(archive, 1, seen("c", 1, b"c"))
    run = store(archive, 2, listing(2, link("d")), seen("c", 2, b"c"))

    def due(limit: int, *exclude: str) -> list[str]:
        found = captures.due(archive, "ministry", run, at(2), limit, {url(name) for name in exclude})
        return [page.url.rpartition("/")[2] for page in found]

    assert due(10) == ["a", "d", "b"]
    assert due(2) == ["a", "d"]
    assert due(2, "a") == ["d", "b"]
    assert captures.due(archive, "news", run, at(2), 10) == []
    assert captures.looked_at(archive, "ministry", run) == 2


def test_due_uses_its_indexes(archive: Archive) -> None:
    plans = []
    archive.db.conn.set_trace_callback(plans.append)
    captures.due(archive, "ministry", 1, at(0), 10)
    archive.db.conn.set_trace_callback(None)
    steps = [step for query in plans for *_, step in rows(archive, f"EXPLAIN QUERY PLAN {query}")]
    assert any("pages_new" in step for step in steps)
    assert any("pages_due" in step for step in steps)
    assert not any("SCAN" in step for step in steps)


def test_conditions_are_given_only_after_a_whole_answer(archive: Archive) -> None:
    def etag() -> str | None:
        known = captures.conditional(archive, url("a"))
        assert known
        return known.etag

    assert captures.conditional(archive, url("a")) is None
    store(archive, 0, seen("a", 0, b"one", etag='"1"'))
    assert etag() == '"1"'
    store(archive, 1, seen("a", 1, status=304))
    assert etag() is None
    store(archive, 2, seen("a", 2, b"two", etag='"2"'))
    assert etag() == '"2"'
    store(archive, 3, seen("a", 3, status=None, network_error="timeout"))
    assert etag() is None


def test_not_modified_stands_for_the_last_whole_answer(archive: Archive) -> None:
    store(archive, 0, seen("a", 0, b"one", charset="gb18030"))
    store(archive, 1, seen("a", 1, b"sorry", status=503))
    store(archive, 2, seen("a", 2, status=304, media_type=None), seen("b", 2, status=304))

    assert [captures.body(archive, number) for number in (1, 2, 3, 4)] == [b"one", b"sorry", b"one", None]
    assert rows(archive, "SELECT status, media_type, charset, size FROM captures WHERE id = 3") == [
        (304, "text/html", "gb18030", 0)
    ]
    last = captures.last_answer(archive, url("a"))
    assert last
    assert (last.id, last.body, last.charset) == (1, b"one", "gb18030")


def test_list_pages_of_a_run_come_in_order_with_what_they_stand_for(archive: Archive) -> None:
    store(archive, 0, listing(0), seen("a", 0, b"a"))
    run = store(
        archive, 1, seen("list", 1, status=304, kind=PageKind.LISTING), seen("list2", 1, b"2", kind=PageKind.LISTING)
    )

    found = list(captures.listings(archive, run, ["ministry"]))
    assert [(capture.status, capture.body) for capture in found] == [(200, b"list"), (200, b"2")]
    assert list(captures.listings(archive, run, ["news"])) == []


def test_equal_bodies_are_stored_once_and_changed_ones_as_patches(archive: Archive) -> None:
    long = page("通知") * 50
    store(archive, 0, seen("a", 0, long), seen("b", 0, long))
    store(archive, 1, seen("a", 1, long))
    store(archive, 2, seen("a", 2, b"sorry", status=500))
    store(archive, 3, seen("a", 3, long + b"1"), seen("a", 3, long + b"2"))

    assert archive.bodies.db.execute("SELECT base_id, size FROM bodies ORDER BY id").fetchall() == [
        (None, len(long)),
        (None, 5),
        (1, len(long) + 1),
        (3, len(long) + 1),
    ]


def test_a_child_killed_at_any_moment_leaves_whole_batches_and_their_bodies(tmp_path: Path) -> None:
    new_archive(tmp_path).close()
    rng = random.Random(7)  # noqa: S311  where to kill is no secret
    for _ in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(tmp_path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        assert child.stdout
        for _ in range(rng.randrange(1, 4)):
            child.stdout.readline()
        threading.Event().wait(rng.random() / 50)  # somewhere inside the next night
        child.send_signal(signal.SIGKILL)
        child.communicate()

        with Archive.open(tmp_path) as archive:
            assert rows(archive, "PRAGMA integrity_check") == [("ok",)]
            assert {many for (many,) in rows(archive, "SELECT count(*) FROM captures GROUP BY run_id")} == {40}
            for capture_id, name in rows(archive, "SELECT max(id), body_hash FROM captures GROUP BY body_hash"):
                assert body_hash(captures.body(archive, capture_id) or b"") == name


def test_readers_see_whole_batches_while_a_writer_is_in_the_middle(archive: Archive, tmp_path: Path) -> None:
    store(archive, 0, seen("a", 0, b"a"))
    with Archive.open(tmp_path, read_only=True) as reader:
        with archive.atomic():
            store(archive, 1, seen("a", 1, b"b"))
            assert rows(reader, "SELECT count(*) FROM captures") == [(1,)]
            assert captures.body(reader, 1) == b"a"
        assert rows(reader, "SELECT count(*) FROM captures") == [(2,)]
        assert captures.body(reader, 2) == b"b"
