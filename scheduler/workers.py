"""Reading on every core, in processes of their own: a page that kills or hangs its reader costs that page alone."""

import multiprocessing
import multiprocessing.connection
import os
import resource
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from crawler.reading import read, reader_id
from planwatch.records import FoundPlan, PageKind, Reading, Source, StoredCapture, Verdict

A = TypeVar("A")
T = TypeVar("T")

# Below this many texts the half second that new processes need costs more than they save.
FEW = 24
# The process that hands out the work and files what comes of it must not wait for its turn behind its own readers: on two cores,
# re-clustering with this has both 1.7 busy instead of 1.5.
NICENESS = 4
CHUNK = 8  # texts a worker takes at a time: enough to hide the hand-over, few enough to keep both cores busy to the end
BATCH_SECONDS = 300.0  # for a batch of some hundred pages, whose reading takes seconds
STATM = Path("/proc/self/statm")  # its first number is the process's whole size in memory pages (proc(5))
FILE_MEMORY = 512 << 20  # bytes that reading one file may take (faults.md, attachments)
ALONE_SECONDS = 30.0  # for a single suspect: the limit for reading one file (faults.md, attachments)


@dataclass(frozen=True, slots=True)
class PlanText:
    """What the plan finder needs of a version, or of a file, whose ``title`` is its name, with the headline and text of its ``article``."""

    text: str
    title: str
    published_on: str | None
    document_number: str | None
    issuers: tuple[str, ...]
    article: str | None = None
    notice: str = ""


_sources: dict[str, Source] = {}


def _install(sources: Mapping[str, Source]) -> None:
    _sources.clear()
    _sources.update(sources)


def _begin(sources: Mapping[str, Source]) -> None:
    """Prepare a reader, which ends when its parent does: it holds both ends of its queue, so it would wait for ever."""
    _install(sources)
    os.nice(NICENESS)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(parent: int) -> None:
    multiprocessing.connection.wait([parent])
    os.kill(os.getpid(), signal.SIGKILL)


def _install_limited(sources: Mapping[str, Source]) -> None:
    """Prepare a reader whose own memory may grow by FILE_MEMORY at most, where the system tells how much it has (Linux)."""
    _begin(sources)
    if STATM.exists():
        pages = int(STATM.read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + FILE_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _read(capture: StoredCapture) -> Reading:
    return read(capture, _sources[capture.source_id])


def _find(item: PlanText) -> tuple[FoundPlan, ...]:
    # A quarter of a second and 3 MB: the parent seldom finds plans itself, and on most nights nobody does before the crawl ends.
    from plans.attached import find_attached  # noqa: PLC0415
    from plans.detect import find_plans  # noqa: PLC0415

    if item.article is not None:
        told = (item.text, item.title, item.article, item.published_on, item.issuers)
        return find_attached(*told, notice=item.notice, number=item.document_number)
    return find_plans(item.text, item.title, item.published_on, item.document_number, item.issuers)


class Workers:
    """Readers of pages on every core and one reader of files, each started when there is something for it to read."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        """Read by these declarations; no process is started yet."""
        self._sources = dict(sources)
        self._pool: ProcessPoolExecutor | None = None
        self._files: ProcessPoolExecutor | None = None
        _install(self._sources)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pool in (self._pool, self._files):
            if pool is not None:
                pool.shutdown(cancel_futures=True)

    def read(self, captures: Sequence[StoredCapture]) -> Iterator[Reading]:
        """Yield the reading of each capture in order; one whose reader dies or hangs is read as extract_failed."""
        for are_files, group in groupby(captures, lambda capture: capture.kind is PageKind.ATTACHMENT):
            batch = list(group)
            yield from map(self._read_file, batch) if are_files else self._read_pages(batch)

    def map(self, function: Callable[[A], T], items: Iterable[A], /) -> Iterable[T]:
        """Yield what the function, which is found by name in a process of its own, makes of each item in order."""
        return self._start().map(function, items, chunksize=CHUNK, timeout=BATCH_SECONDS)

    def find(self, items: Sequence[PlanText]) -> Iterable[tuple[FoundPlan, ...]]:
        """Yield the plans of each text in order."""
        if len(items) < FEW and self._pool is None:
            return map(_find, items)
        return self._start().map(_find, items, chunksize=CHUNK, timeout=BATCH_SECONDS)

    def _read_pages(self, captures: Sequence[StoredCapture]) -> Iterator[Reading]:
        if len(captures) < FEW and self._pool is None:
            yield from map(_read, captures)
            return
        done = 0
        try:
            for reading in self._start().map(_read, captures, chunksize=CHUNK, timeout=BATCH_SECONDS):
                yield reading
                done += 1
        except (BrokenProcessPool, TimeoutError):
            self._abandon()
            yield from map(self._read_file, captures[done:])

    def _start(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = self._new_pool(os.cpu_count() or 1, _begin, self._sources)
        return self._pool

    def _new_pool(self, size: int, prepare: Callable[..., None], *arguments: object) -> ProcessPoolExecutor:
        # Spawned, not forked: the parent may show a progress bar from a thread, and a fork copies held locks.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(size, mp_context=context, initializer=prepare, initargs=arguments)

    def _read_file(self, capture: StoredCapture) -> Reading:
        """Return the reading of a file, or of a page under suspicion, by a process that may not take all memory or for ever."""
        self._files = self._files or self._new_pool(1, _install_limited, self._sources)
        with suppress(BrokenProcessPool, TimeoutError):
            return self._files.submit(_read, capture).result(timeout=ALONE_SECONDS)
        self._abandon()
        note = f"the reader died or took over {ALONE_SECONDS:.0f} s"
        return Reading(capture.id, Verdict.EXTRACT_FAILED, reader_id(self._sources[capture.source_id]), note=note)

    def _abandon(self) -> None:
        """End all readers, because one of them died or hangs; new ones are started when they are needed."""
        pools, self._pool, self._files = (self._pool, self._files), None, None
        for process in multiprocessing.active_children():
            process.kill()
        for pool in pools:
            if pool is not None:
                pool.shutdown(cancel_futures=True)
