"""What every stage works with."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from crawler.reading import reader_id
from planwatch.records import Source
from scheduler.workers import Workers
from storage.archive import Archive

T = TypeVar("T")

# Tells how far a stage is: its name and how many more are done.
Tick = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every stage works with: the open archive, the readers, every declared source by its id, and who is told how far it is.

    A run's own day, by which plans come into force, is that of ``zone``.
    """

    archive: Archive
    workers: Workers
    sources: Mapping[str, Source]
    zone: ZoneInfo
    tick: Tick

    def readers(self) -> dict[str, str]:
        """Return what names the reader of each source today."""
        return {source_id: reader_id(source) for source_id, source in self.sources.items()}


def parts(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of at most ``size``."""
    part: list[T] = []
    for item in items:
        part.append(item)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
