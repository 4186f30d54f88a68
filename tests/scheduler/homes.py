"""Home folders and nights for tests: real files, a real crawl in a child process, real HTTP on loopback."""

import atexit
import importlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from planwatch.urls import host_port

KILLS = Path(__file__).resolve().parents[2] / "benchmarks" / "kills"


def write_home(folder: Path, base_urls: Sequence[str], declarations: Mapping[str, str], more: str = "") -> Path:
    """Write a home whose sources may be fetched from the given loopback origins."""
    allowed = json.dumps([host_port(url) for url in base_urls])
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    settings = f'[network]\ncontact = "test@example.org"\nallow_private = {allowed}\n{more}'
    (folder / "planwatch.toml").write_text(settings, encoding="utf-8")
    for name, text in declarations.items():
        (folder / "sources" / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def declaration(base_url: str, paths: Sequence[str], kind: str = "ministry", more: str = "") -> str:
    """Return the declaration of a source with one column for each path, without any selector."""
    lists = "\n".join(f'[[listings]]\ntitle = "{path}"\nurl = "{base_url}{path}"\n' for path in paths)
    head = f'name = "made-up"\nkind = "{kind}"\nhome_url = "{base_url}/"\nenabled = true\n'
    return f"{head}\n[fetch]\ndelay_seconds = 0\n\n{lists}\n{more}"


def watched(url: str, selector: str = "") -> str:
    """Return the table of a page that is watched for itself, as ``more`` of a declaration."""
    text = f'text = "{selector}"\n' if selector else ""
    return f'[[pages]]\ntitle = "月度统计"\nurl = "{url}"\n{text}'


def planwatch(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as its user does, but in a fork of a process that has loaded planwatch: most of a command is imports."""
    environment = {**os.environ, "PLANWATCH_SMTP_PASSWORD": "", "COLUMNS": "200"}
    return forked(["planwatch", "--home", str(home), *arguments], environment)


def forked(command: list[str], environment: Mapping[str, str], **more: Any) -> subprocess.CompletedProcess[str]:
    """Run planwatch or scrapy as a fork of the loaded process; ``more`` as Nursery.run_whole of benchmarks/kills has it."""
    with tempfile.TemporaryDirectory() as folder:
        told = (Path(folder, "output"), Path(folder, "error"))
        code = _nursery().run_whole(command, told, environment, **more)
        return subprocess.CompletedProcess(command, code, *(path.read_text(encoding="utf-8") for path in told))


@cache
def _nursery() -> Any:
    """Return the loaded process, which ends with the tests."""
    sys.path.insert(0, str(KILLS))
    try:
        loaded = importlib.import_module("nursery").Nursery().__enter__()
    finally:
        sys.path.remove(str(KILLS))
    atexit.register(loaded.__exit__)
    return loaded


def night(home: Path, now: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one night at a moment and insist that it came to its end; 1 means that something needs care."""
    done = planwatch(home, "nightly", "--now", now, *arguments)
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    return done


def rows(home: Path, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a query on the archive."""
    connection = sqlite3.connect(home / "planwatch.db")
    try:
        return connection.execute(sql, parameters).fetchall()
    finally:
        connection.close()
