"""What every command needs of a home folder: its settings and its sources, or every fault of both at once."""

from collections.abc import Sequence
from pathlib import Path

import click

from crawler.declarations import CATALOGUE, load_catalogue
from crawler.tomlfile import TomlErrors
from planwatch.records import Source
from scheduler.config import FILE_NAME, SOURCES_FOLDER, Config, load_config


def config_of(home: Path) -> Config:
    """Return the settings; a click.UsageError says how to make a home where there is none."""
    if not (home / FILE_NAME).is_file():
        message = (
            f"{home / FILE_NAME}: no such file, expected the settings of a home folder; `planwatch init` writes one"
        )
        raise click.UsageError(message)
    return load_config(home)


def load_home(home: Path) -> tuple[Config, tuple[Source, ...]]:
    """Return the settings and every declared source; TomlErrors holds every fault of all files."""
    problems: list[str] = []
    config, sources = None, None
    try:
        config = config_of(home)
    except TomlErrors as errors:
        problems.extend(errors.errors)
    try:
        sources = load_catalogue([CATALOGUE, home / SOURCES_FOLDER])
    except TomlErrors as errors:
        problems.extend(errors.errors)
    if config is None or sources is None:
        raise TomlErrors(problems)
    return config, sources


def choose(sources: Sequence[Source], ids: Sequence[str]) -> list[str]:
    """Return the ids to look at: those named (one by one or in a list with commas), or every enabled one; a click.UsageError names an id that is not declared."""
    ids = [name for part in ids for name in part.split(",") if name]
    known = {source.id for source in sources}
    if unknown := [name for name in ids if name not in known]:
        message = f"no source {', '.join(unknown)}; `planwatch sources list` shows the declared ones"
        raise click.UsageError(message)
    chosen = list(dict.fromkeys(ids)) or [source.id for source in sources if source.enabled]
    if not chosen:
        message = "no source is enabled; declare one in sources/ (see `planwatch sources list`)"
        raise click.UsageError(message)
    return chosen
