"""A home folder whose crawls run as ``scrapy crawl watch`` in child processes: a reactor cannot start twice."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from storage.archive import Archive
from tests.crawler.site import Site
from tests.scheduler.homes import forked

ROOT = Path(__file__).resolve().parents[2]


class Home:
    """A folder with planwatch.toml, sources/ and an archive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "sources").mkdir(parents=True)
        self._allowed: list[str] = []

    def allow(self, places: Iterable[str], timeout: float = 20) -> None:
        self._allowed += places
        named = ", ".join(f'"{place}"' for place in self._allowed)
        text = f'[network]\ncontact = "desk@example.org"\nallow_private = [{named}]\ntimeout_seconds = {timeout}\n[archive]\npath = "kept"\n'
        (self.folder / "planwatch.toml").write_text(text, encoding="utf-8")

    def declare(self, source_id: str, body: str, *, home: str, delay: float = 0, fetch: str = "") -> None:
        head = f'name = "{source_id}"\nkind = "ministry"\nhome_url = "{home}"\nenabled = true\n[fetch]\ndelay_seconds = {delay}\n{fetch}\n'
        (self.folder / "sources" / f"{source_id}.toml").write_text(head + body, encoding="utf-8")

    def scrapy(self, *arguments: str, file_limit_kib: int | None = None) -> "subprocess.CompletedProcess[str]":
        """Run a command of Scrapy's here; with a limit no file may grow beyond it, as on a full disk."""
        environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings", "PYTHONPATH": str(ROOT)}
        limit = {"file_limit": file_limit_kib * 1024} if file_limit_kib else {}
        return forked(["scrapy", *arguments], environment, folder=str(self.folder), **limit)

    def crawl(self, *source_ids: str, now: str = "2026-11-22T18:00:00+00:00", **settings: object) -> str:
        """Crawl and return the log; the crawl must end well."""
        given = [f"{name}={value}" for name, value in {"PLANWATCH_NOW": now, **settings}.items()]
        flags = [part for setting in given for part in ("-s", setting)]
        done = self.scrapy("crawl", "watch", "-a", f"source={','.join(source_ids)}", *flags)
        assert done.returncode == 0, done.stderr
        assert "'finish_reason': 'finished'" in done.stderr, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return done.stderr

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with Archive.open(self.folder / "kept", read_only=True) as archive:
            return archive.db.execute(sql).fetchall()

    def outcomes(self) -> dict[str, Any]:
        """Return the last answer of each page by its address: the status, or the network error."""
        found = self.rows(
            "SELECT url, coalesce(status, network_error) FROM captures JOIN pages ON pages.id = page_id ORDER BY captures.id"
        )
        return dict(found)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def lists(*urls: str, max_pages: int = 3) -> str:
    """Return the [[listings]] tables of a declaration."""
    return "".join(
        f'[[listings]]\ntitle = "通知"\nurl = "{url}"\nmax_pages = {max_pages}\nitem = "ul.list li"\n' for url in urls
    )


__all__ = ["Home", "Site", "lists"]
