"""A new home folder: commented settings, what `scrapy crawl` needs, a folder for declarations, an empty archive."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import click

from scheduler.config import FILE_NAME, SOURCES_FOLDER
from storage.archive import Archive

SCRAPY_FILE = "scrapy.cfg"
TEMPLATES = files("scheduler") / "templates"


def create(folder: Path) -> Iterator[Path]:
    """Make a home folder and yield each path that was written; a click.UsageError where there is one already."""
    settings = folder / FILE_NAME
    if settings.exists():
        message = f"{settings}: exists already, expected a folder without one"
        raise click.UsageError(message)
    sources = folder / SOURCES_FOLDER
    sources.mkdir(parents=True, exist_ok=True)
    settings.write_text((TEMPLATES / FILE_NAME).read_text(encoding="utf-8"), encoding="utf-8")
    yield settings
    (folder / SCRAPY_FILE).write_text((TEMPLATES / SCRAPY_FILE).read_text(encoding="utf-8"), encoding="utf-8")
    yield folder / SCRAPY_FILE
    yield sources
    with Archive.open(folder):
        yield folder / "planwatch.db"
