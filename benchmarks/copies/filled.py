"""An archive full of made articles, and what the copies of one more cost: ``filled.py fill|add|recluster FOLDER COUNT``.

Articles are of real clauses where ../shared is beside the checkout, of our own where it is not: news (clauses drawn with a
skew, their figures anew), form letters, reprints of what came shortly before, and lines that many pages end in. Up to BASE
articles are made and sketched one by one. Past that, an article has the text of one of the first BASE and its features, of
which those that stand in few articles are drawn at random: the index has its size and the skew of its common features, and
the sketches of ten texts need not be made for one. Roles of what is filled in are not decided: reprints have no features,
as copies have none, all others do.
"""

import json
import multiprocessing
import os
import random
import re
import resource
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import bases
import numpy as np
import numpy.typing as npt
import reprints

from planwatch import fingerprint
from planwatch.records import Source
from planwatch.shelf import Mapper
from scheduler.workers import Workers
from storage import copies, copies_index
from storage.archive import Archive

A = TypeVar("A")
B = TypeVar("B")
Layer = tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]
BASE = 100_000
SECONDS = 10.0
RUN = 1
REPRINT_EVERY, FORM_EVERY = 8, 10
SKEW = 1.3  # of the draw: 1 is even
ENDING = 0.3  # so many pages end in one of the same few lines
COMMON_FROM = 5  # a feature of more articles than this is a phrase of the trade, and grows with the archive
_FIGURE = re.compile(r"\d{1,4}(?!\d*年)")


@cache
def clauses() -> list[str]:
    """Return the clauses that articles are made of, those of the gold set or our own: whole sentences are too few for so many."""
    texts = [base.text for base in (*bases.gold(bases.SHARED), *bases.own_prose())]
    return sorted({part for text in texts for part in re.split(r"[，,。；;！？\s]", text) if 5 <= len(part) <= 40})


@cache
def forms() -> list[str]:
    """Return the form letters, each in all its variants."""
    return [text for base in bases.form_letters() for text in (base.text, *(sibling for _, sibling in base.forms))]


def text_of(number: int) -> str:
    """Return the text of an article."""
    chance = random.Random(f"article {number}")  # noqa: S311 - the same archive each time
    if is_reprint(number):
        told = number - chance.randint(1, REPRINT_EVERY * 200) // REPRINT_EVERY * REPRINT_EVERY - 1
        return (reprints.head if chance.random() < 0.5 else reprints.tail)(text_of(max(told, 0)), chance) or ""
    if number % FORM_EVERY == 0:
        return refigured(chance.choice(forms()), chance)
    pool = clauses()
    drawn = [pool[int(len(pool) * chance.random() ** SKEW)] for _ in range(chance.randint(8, 60))]
    marks = chance.choices("，，，。", k=len(drawn))
    told = refigured("".join(map("".join, zip(drawn, marks, strict=True))), chance)
    return "\n".join(
        [chance.choice(pool), *told.split("。"), *chance.choices(reprints.TAILS, k=int(chance.random() < ENDING))]
    )


def is_reprint(number: int) -> bool:
    """Return whether an article is a copy of an earlier one."""
    return number % REPRINT_EVERY == REPRINT_EVERY - 1


def refigured(sentence: str, chance: random.Random) -> str:
    """Return a sentence with other figures; a year stays."""
    return _FIGURE.sub(lambda figure: str(chance.randrange(1, 10 ** len(figure.group()))), sentence)


def made(number: int) -> tuple[str, tuple[int, ...]]:
    """Return an article's text and features."""
    text = text_of(number)
    return text, fingerprint.features(text)


def fill(folder: Path, count: int) -> dict[str, Any]:
    """Make an archive of ``count`` articles; return the bytes of its index of copies, all in all."""
    shutil.rmtree(folder, ignore_errors=True)
    with Archive.open(folder) as archive:
        db = archive.db.conn
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("INSERT INTO sources VALUES ('s', '某报', NULL, 'news', 'https://news.example.cn/', 1, 'x')")
        db.execute("INSERT INTO runs VALUES (1, 'nightly', '2026-01-01', '2026-01-01', 'done', '1')")
        with archive.atomic(), multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
            base = []
            for number, (text, drawn) in enumerate(pool.imap(made, range(min(count, BASE)), chunksize=100)):
                insert(archive, number + 1, text, RUN)
                base.append(drawn)
            for number in range(BASE, count):
                text = db.execute("SELECT text FROM articles WHERE id = ?", (number % BASE + 1,)).fetchone()[0]
                insert(archive, number + 1, text, RUN)
        before = size(archive)
        with archive.atomic():
            for features, articles in (layers := list(drawn_layers(base, count))):
                sizes = "SELECT ?1, length(text), ?2 FROM articles WHERE id = ?1"
                db.executemany(
                    f"INSERT INTO copy_sketches (article_id, size, features) {sizes}", sketches(features, articles)
                )
            db.executemany("INSERT INTO copy_features (feature, articles) VALUES (?, ?)", index_rows(layers))
        return {"index_bytes": size(archive) - before}


def drawn_layers(base: list[tuple[int, ...]], count: int) -> Iterator[Layer]:
    """Yield the features of each BASE articles and the articles that have them, article by article."""
    own = [number for number in range(len(base)) if not is_reprint(number)]
    features = np.array([feature for number in own for feature in base[number]], dtype=np.uint32)
    articles = np.array([number + 1 for number in own for _ in base[number]], dtype=np.uint32)
    _, which, counts = np.unique(features, return_inverse=True, return_counts=True)
    rare = counts[which] <= COMMON_FROM
    chance = np.random.default_rng(1)
    yield features, articles
    for start in range(BASE, count, BASE):
        drawn = chance.integers(0, 2**32, len(features), dtype=np.uint32)
        yield np.where(rare, drawn, features), articles + np.uint32(start)


def sketches(features: npt.NDArray[np.uint32], articles: npt.NDArray[np.uint32]) -> Iterator[tuple[int, bytes]]:
    """Yield each article with its packed features."""
    numbers, starts = np.unique(articles, return_index=True)
    for number, part in zip(numbers.tolist(), np.split(features, starts[1:]), strict=True):
        yield number, part.astype("<u4").tobytes()


def index_rows(layers: Iterable[Layer]) -> Iterator[tuple[int, bytes]]:
    """Yield the index's rows: a feature and its newest articles, packed. In no order, which leaves room in its pages as growing does."""
    every, numbers = map(np.concatenate, zip(*layers, strict=True))
    order = np.lexsort((numbers, every))
    features, starts = np.unique(every[order], return_index=True)
    packed, ends = numbers[order].astype("<u4"), np.append(starts[1:], len(order))
    for at in np.random.default_rng(2).permutation(len(features)).tolist():
        start, end = int(starts[at]), int(ends[at])
        yield int(features[at]), packed[max(start, end - copies_index.KEPT_NEWEST) : end].tobytes()


def insert(archive: Archive, number: int, text: str, run_id: int) -> None:
    """Write an article and its version as a night leaves them."""
    day = f"2026-{number * 11 // 2_000_000 % 12 + 1:02}-{number % 28 + 1:02}"
    archive.db.conn.execute(
        "INSERT INTO articles (id, title, source_id, page_id, url, published_on, issuers, text, version_count, first_seen_at,"
        " last_seen_at, first_run_id) VALUES (?, '', 's', ?, ?, ?, '[]', ?, 1, '2026', '2026', ?)",
        (number, number, f"https://news.example.cn/{number}", day, text, run_id),
    )
    archive.db.conn.execute(
        "INSERT INTO versions (article_id, number, capture_id, run_id, title, issuers, text, text_hash, repeated_chars, reader,"
        " seen_from, seen_until) VALUES (?, 1, ?, ?, '', '[]', ?, '', 0, '', '2026', '2026')",
        (number, number, run_id, text),
    )


def size(archive: Archive) -> int:
    """Return the bytes of the main file's pages in use."""
    pages, free, page = (
        archive.db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * page)


def add(folder: Path, count: int) -> dict[str, Any]:
    """Add ``count`` new articles one by one; return each one's milliseconds by the clock and of processor, and the peak memory."""
    with Archive.open(folder) as archive:
        db = archive.db.conn
        db.execute("PRAGMA foreign_keys = OFF")
        last = db.execute("SELECT max(id) FROM articles").fetchone()[0]
        clock, work = [], []
        for step in range(count + 5):
            run_id = RUN + last + step
            text = text_of(BASE + step if step % 4 else BASE - 1 - step * REPRINT_EVERY)  # one in four is a reprint
            with archive.atomic():
                db.execute("INSERT INTO runs VALUES (?, 'nightly', '2026', '2026', 'done', '1')", (run_id,))
                insert(archive, last + step + 1, text, run_id)
            start, begun = time.perf_counter(), time.process_time()
            with archive.unflushed():  # as nights do
                copies.update(archive, run_id)
            clock.append((time.perf_counter() - start) * 1e3)
            work.append((time.process_time() - begun) * 1e3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"clock": clock[5:], "work": work[5:], "peak_mb": peak}  # the first ones load the tables


def recluster(folder: Path, _count: int) -> dict[str, Any]:
    """Forget all roles and settle every article anew; return seconds, and how many processors were busy."""
    with Archive.open(folder) as archive:
        with archive.atomic():
            archive.db.execute("DELETE FROM copies")
            archive.db.execute("DELETE FROM copy_features")
            archive.db.execute("DELETE FROM copy_sketches")
        start, begun = time.perf_counter(), busy()
        source = Source(id="s", name="某报", kind="news", home_url="https://news.example.cn/")  # type: ignore[arg-type]
        with Workers({source.id: source}) as workers:
            copies.update(archive, RUN, shown(workers.map))
        seconds = time.perf_counter() - start
        found = archive.db.execute("SELECT count(*) FROM copies").fetchone()[0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "work": busy() - begun, "copies": found, "peak_mb": peak}


def shown(mapper: Mapper) -> Mapper:
    """Return a mapper that prints on stderr, at most once in ten seconds, how many texts it was given."""
    given, last = 0, time.monotonic()

    def mapped(function: Callable[[A], B], items: Iterable[A], /) -> Iterable[B]:
        nonlocal given, last
        chosen = list(items)
        given += len(chosen)
        if time.monotonic() - last > SECONDS:
            last = time.monotonic()
            print(f"{given} texts compared", file=sys.stderr, flush=True)
        return mapper(function, chosen)

    return mapped


def busy() -> float:
    """Return the processor seconds of this process and of its children that ended."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def percentile(values: list[float], share: float) -> float:
    """Return the value that so great a share of the values is at most."""
    return statistics.quantiles(values, n=100, method="inclusive")[int(share * 100) - 1]


if __name__ == "__main__":
    step = {"fill": fill, "add": add, "recluster": recluster}[sys.argv[1]]
    print(json.dumps(step(Path(sys.argv[2]), int(sys.argv[3]))))
