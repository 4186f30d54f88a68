"""A night that leaves nothing behind: fetch a few pages of a source for real, read them, and give back what was read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from planwatch.records import Source
from scheduler.config import SOURCES_FOLDER, Config
from scheduler.desk import Tick
from scheduler.nightly import NightResult, nightly
from storage.archive import Archive

BUDGET = 5  # article pages of each source: enough to see whether titles, dates and texts are read


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial night saw: its result, and its archive while the block lasts."""

    result: NightResult
    archive: Archive


@contextmanager
def trial(
    config: Config, sources: Sequence[Source], ids: Sequence[str], tick: Tick, budget: int = BUDGET
) -> Iterator[Trial]:
    """Run a trial night over the sources in a temporary home, and yield what it saw; nothing of it is kept."""
    with TemporaryDirectory(prefix="planwatch-") as folder:
        home = Path(folder)
        if config.sources.is_dir():
            copytree(config.sources, home / SOURCES_FOLDER)
        there = replace(config, home=home, archive=home, min_free_mb=0, mail=None, subscriptions=(), webhooks=())
        result = nightly(there, sources, ids, datetime.now(UTC), tick, mail=False, budget=budget)
        with Archive.open(home, read_only=True) as archive:
            yield Trial(result, archive)
