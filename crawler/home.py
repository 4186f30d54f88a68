"""What a crawl is told: by the scheduler through settings, or for a bare ``scrapy crawl`` by the home folder itself."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from scrapy.settings import BaseSettings

from planwatch import __version__
from planwatch.records import NetworkRules
from planwatch.text import clean_line

CONFIG_FILE = "planwatch.toml"
SOURCES_FOLDER = "sources"


@dataclass(frozen=True, slots=True)
class Task:
    """One crawl: where its declarations and its archive lie, how it shows itself, and for which run (None: one of its own).

    ``budget`` lowers each source's own where it is given, for a trial.
    """

    sources: Path
    archive: Path
    network: NetworkRules
    run_id: int | None
    start: dt.datetime
    budget: int | None


def task(settings: BaseSettings) -> Task:
    """Return what the settings ask for; what they leave out comes from planwatch.toml in PLANWATCH_HOME.

    That file is only looked into here, not judged: ``planwatch`` itself names every mistake in it before it starts a crawl.
    ValueError for a PLANWATCH_NOW that is no ISO 8601 time with a zone.
    """
    home = Path(settings["PLANWATCH_HOME"])
    written = _written(home / CONFIG_FILE)
    now = settings.get("PLANWATCH_NOW")
    start = dt.datetime.fromisoformat(now) if now else dt.datetime.now(dt.UTC)
    if start.tzinfo is None:
        message = f"PLANWATCH_NOW is {now!r}, expected a time with its zone, like 2026-11-22T18:00:00+00:00"
        raise ValueError(message)
    return Task(
        sources=Path(settings.get("PLANWATCH_SOURCES_DIR") or home / SOURCES_FOLDER),
        archive=Path(settings.get("PLANWATCH_ARCHIVE") or home / _table(written, "archive").get("path", ".")),
        network=network(settings),
        run_id=_whole_number(settings, "PLANWATCH_RUN"),
        start=start,
        budget=_whole_number(settings, "PLANWATCH_BUDGET"),
    )


def network(settings: BaseSettings) -> NetworkRules:
    """Return the network rules of a crawl's settings, or those of the home folder."""
    given = settings.get("PLANWATCH_NETWORK")
    table = given if given is not None else _table(_written(Path(settings["PLANWATCH_HOME"]) / CONFIG_FILE), "network")
    names = {known.name for known in fields(NetworkRules)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in dict(table).items() if name in names
    }
    return NetworkRules(**values)


def user_agent(rules: NetworkRules) -> str:
    """Return ``planwatch/0.1.0 (+contact)``: a name that robots.txt can address, and whom to write to."""
    contact = clean_line(rules.contact)
    return f"{clean_line(rules.user_agent)}/{__version__}" + (f" (+{contact})" if contact else "")


def _whole_number(settings: BaseSettings, name: str) -> int | None:
    given = settings.get(name)
    return None if given is None else int(given)


def _written(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8-sig")) if path.is_file() else {}


def _table(written: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = written.get(name)
    return found if isinstance(found, dict) else {}
