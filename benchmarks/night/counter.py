"""What a page costs that changes nothing but its visit counter, and how fast any stored body is read back."""

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

from figures import Figure, cost
from pages import Chrome, make_heads, related, text_of

from planwatch.records import Capture, PageKind, Source
from storage import captures
from storage.archive import Archive, begin_run, write_sources

PAGES = 20  # so many pages together make growth a matter of many 4 KB blocks of the file
FEW_NIGHTS, MANY_NIGHTS = 60, 256  # the goal's own count, and enough for whole bodies between the patches
FIRST_NIGHT = dt.datetime(2026, 11, 19, 18, tzinfo=dt.UTC)
COUNTER = 'id="viewCount">0<'
SLOWEST, TRIES = 10, 5  # a busy neighbour slows a single reading down; the best of a few is the archive's own time
SOURCE = Source(id="bench", name="示例", kind="ministry", home_url="http://127.0.0.1/")


def measure_counter(folder: Path) -> list[Figure]:
    """Store the nights into a new archive and return bytes a night after few and after many, and the slowest reading."""
    pages = counter_pages()
    with Archive.open(folder) as archive:
        write_sources(archive, [SOURCE])
        sizes = [_store_night(archive, pages, night) for night in range(MANY_NIGHTS + 1)]
        slowest = slowest_reading(archive)
    few, many = ((sizes[nights] - sizes[0]) / nights / PAGES for nights in (FEW_NIGHTS, MANY_NIGHTS))
    return [
        cost("counter_page_60_nights", "B a night", [few], 400),
        cost("counter_page_256_nights", "B a night", [many], 400),
        cost("body_read_slowest", "ms", [1000 * slowest], 5),
    ]


def counter_pages() -> list[str]:
    """Return the HTML of some pages; each holds the counter's place once."""
    heads, chrome = list(make_heads(PAGES)), Chrome()
    made = [chrome.page(head, text_of(head.number), related(heads, head.number)) for head in heads]
    assert all(page.count(COUNTER) == 1 for page in made)
    return made


def bodies_of(pages: list[str], night: int) -> Iterator[bytes]:
    """Yield each page as it stands in a night: its counter has gone up by some visits."""
    for number, page in enumerate(pages):
        visits = 1000 * number + (37 + number) * night
        yield page.replace(COUNTER, f'id="viewCount">{visits}<').encode()


def _store_night(archive: Archive, pages: list[str], night: int) -> int:
    """Store one night and return the size of bodies.db after a checkpoint, in bytes."""
    moment = FIRST_NIGHT + dt.timedelta(days=night)
    run_id = begin_run(archive, "nightly", moment)
    answers = [
        Capture(SOURCE.id, f"http://127.0.0.1/{number}.html", PageKind.ARTICLE, moment, status=200, body=body)
        for number, body in enumerate(bodies_of(pages, night))
    ]
    captures.store(archive, run_id, answers)
    archive.bodies.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return (archive.folder / "bodies.db").stat().st_size


def slowest_reading(archive: Archive) -> float:
    """Return the seconds that the slowest of all stored bodies takes to be read back and checked."""
    names = [name for (name,) in archive.db.execute("SELECT DISTINCT body_hash FROM captures")]
    once = {name: _seconds(archive, name) for name in names}
    suspects = sorted(once, key=once.__getitem__)[-SLOWEST:]
    return max(min(_seconds(archive, name) for _ in range(TRIES)) for name in suspects)


def _seconds(archive: Archive, name: str) -> float:
    start = time.perf_counter()
    archive.bodies.read(name)
    return time.perf_counter() - start
