"""Reading on every core, in processes of their own: a page that kills or hangs its reader costs that page alone."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

from crawler.reading import read, reader_id
from plans.detect import find_plans
from planwatch.records import FoundPlan, Reading, Source, StoredCapture, Verdict

T = TypeVar("T")

# Below this many texts the half second that new processes need costs more than they save.
FEW = 24
CHUNK = 8  # texts a worker takes at a time: enough to hide the hand-over, few enough to keep both cores busy to the end
BATCH_SECONDS = 300.0  # for a batch of some hundred pages, whose reading takes seconds
ALONE_SECONDS = 30.0  # for a single suspect: the limit of ../docs/faults.md for reading one file


@dataclass(frozen=True, slots=True)
class PlanText:
    """What the plan finder needs of a version."""

    text: str
    title: str
    published_on: str | None
    document_number: str | None
    issuers: tuple[str, ...]


_sources: dict[str, Source] = {}


def _install(sources: Mapping[str, Source]) -> None:
    _sources.clear()
    _sources.update(sources)


def _read(capture: StoredCapture) -> Reading:
    return read(capture, _sources[capture.source_id])


def _find(item: PlanText) -> tuple[FoundPlan, ...]:
    return find_plans(item.text, item.title, item.published_on, item.document_number, item.issuers)


class Workers:
    """A pool of readers that is started when there is enough to read, and closed with the block."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = dict(sources)
        self._pool: ProcessPoolExecutor | None = None
        _install(self._sources)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def read(self, captures: Sequence[StoredCapture]) -> Iterator[Reading]:
        """Yield the reading of each capture in order; one whose reader dies or hangs is read as extract_failed."""
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
            yield from map(self._read_alone, captures[done:])

    def find(self, items: Sequence[PlanText]) -> Iterable[tuple[FoundPlan, ...]]:
        """Yield the plans of each text in order."""
        if len(items) < FEW and self._pool is None:
            return map(_find, items)
        return self._start().map(_find, items, chunksize=CHUNK, timeout=BATCH_SECONDS)

    def _start(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = self._new_pool(os.cpu_count() or 1)
        return self._pool

    def _new_pool(self, size: int) -> ProcessPoolExecutor:
        # Spawned, not forked: the parent may show a progress bar from a thread, and a fork copies held locks.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(size, mp_context=context, initializer=_install, initargs=(self._sources,))

    def _abandon(self) -> None:
        """End a pool whose workers died or hang."""
        pool, self._pool = self._pool, None
        for process in multiprocessing.active_children():
            process.kill()
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def _read_alone(self, capture: StoredCapture) -> Reading:
        self._pool = self._pool or self._new_pool(1)
        with suppress(BrokenProcessPool, TimeoutError):
            return self._pool.submit(_read, capture).result(timeout=ALONE_SECONDS)
        self._abandon()
        note = f"the reader died or took over {ALONE_SECONDS:.0f} s"
        return Reading(capture.id, Verdict.EXTRACT_FAILED, reader_id(self._sources[capture.source_id]), note=note)
