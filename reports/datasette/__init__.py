"""Datasette over the archive, with our configuration and plugins."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette  # type: ignore[import-untyped]
from datasette.utils import parse_metadata  # type: ignore[import-untyped]

from reports.datasette.open import OpenDatasette
from storage.archive import MAIN_FILE, Archive

FOLDER = Path(__file__).parent
HOST = "127.0.0.1"
# Longer than a reverse proxy keeps a connection it does not use (nginx: 60 s): the side that asks must be the one that closes, or
# its next question meets a connection that is just going. uvicorn's own 5 s are shorter.
KEEP_ALIVE_SECONDS = 75
SETTINGS = {
    "default_page_size": 50,
    "max_returned_rows": 2000,
    # Datasette drops a facet above its limit of 0.2 s, which a busy disk can reach at 100,000 articles.
    "facet_time_limit_ms": 1000,
    # Trying each column for a facet takes more than a second at 100,000 articles; the useful ones are declared.
    "suggest_facets": False,
    "sql_time_limit_ms": 5000,
    # Cells are read in the table; whole texts are one click away, on the row's own page.
    "truncate_cells_html": 160,
    # The file of a live archive is no copy of it; `planwatch backup` makes one.
    "allow_download": False,
}


def application(folder: Path) -> Datasette:
    """Return Datasette over the archive in a folder, opened read only while others write; ArchiveError where there is none."""
    Archive.open(folder, read_only=True).close()
    return OpenDatasette(
        files=[str(folder / MAIN_FILE)],
        metadata=metadata(),
        plugins_dir=str(FOLDER / "plugins"),
        template_dir=str(FOLDER / "templates"),
        settings=SETTINGS,
    )


def command(folder: Path, port: int, host: str = HOST) -> list[str]:
    """Return the command line that serves the archive in a folder, to be run as a process of its own."""
    return [sys.executable, "-P", "-m", "reports.datasette", str(folder), str(port), host]


def serve(folder: Path, port: int, host: str = HOST) -> None:
    """Serve the archive on an address of this machine, which is said, until stopped; ArchiveError where there is none."""
    uvicorn.run(
        application(folder).app(), host=host, port=port, access_log=False, timeout_keep_alive=KEEP_ALIVE_SECONDS
    )


def metadata() -> dict[str, Any]:
    """Return tables, queries and prose as the one metadata that Datasette 0.65 reads."""
    read = [parse_metadata((FOLDER / name).read_text("utf-8")) for name in ("metadata.yaml", "datasette.yaml")]
    return merged(*read)


def merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Return two nested mappings as one; where both have a value that is none, the second's counts."""
    both = {
        name: merged(first[name], value) if isinstance(value, dict) and isinstance(first.get(name), dict) else value
        for name, value in second.items()
    }
    return {**first, **both}
