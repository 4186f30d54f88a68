"""Nights without a crawler: real answers of a real site, fetched one by one, then read and settled as every night does."""

import datetime as dt
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from planwatch.records import Capture, FoundLink, ListingRules, PageKind, RunStatus, Source
from scheduler import stages
from scheduler.desk import Desk
from scheduler.workers import Workers
from storage import captures
from storage.archive import Archive, begin_run, finish_run, write_sources
from tests.crawler.site import Site

FIRST = dt.datetime(2026, 11, 1, 18, tzinfo=dt.UTC)
SOURCE = "kjt"


class Nights:
    """Nights over one source whose list is ``/list``; ``paths`` are its articles."""

    def __init__(self, folder: Path, site: Site, paths: Sequence[str], **rules: Any) -> None:
        lists = (ListingRules("通知", site.url("/list")),)
        self.source = Source(SOURCE, "清川省科技厅", "ministry", site.url("/"), listings=lists, **rules)
        self.site, self.paths, self.count = site, paths, 0
        self.archive = Archive.open(folder)
        write_sources(self.archive, [self.source])

    def run(self, times: int = 1) -> int:
        """Run so many nights and return the last one's run."""
        for _ in range(times):
            run_id = self._one()
        return run_id

    def told(self, run_id: int) -> list[tuple[str, str, str]]:
        """Return (kind, path, significance) of what a run tells."""
        found = self.archive.db.execute(
            "SELECT kind, url, significance FROM recent_changes WHERE run_id = ? ORDER BY change_id", [run_id]
        )
        return [(kind, "/" + url.split("/", 3)[3], weight) for kind, url, weight in found]

    def _one(self) -> int:
        moment = FIRST + dt.timedelta(days=self.count)
        self.count += 1
        run_id = begin_run(self.archive, "nightly", moment)
        links = tuple(FoundLink(self.site.url(path), PageKind.ARTICLE) for path in self.paths)
        listing = self._capture("/list", PageKind.LISTING, moment, links=links)
        articles = [self._capture(path, PageKind.ARTICLE, moment) for path in self.paths]
        captures.store(self.archive, run_id, [listing])
        captures.store(self.archive, run_id, articles)
        known = {SOURCE: self.source}
        with Workers(known) as workers:
            stages.derive(
                Desk(self.archive, workers, known, ZoneInfo("Asia/Shanghai"), lambda *_: None), run_id, moment
            )
        finish_run(self.archive, run_id, moment, RunStatus.DONE)
        return run_id

    def _capture(self, path: str, kind: PageKind, moment: dt.datetime, **more: Any) -> Capture:
        try:
            with urllib.request.urlopen(self.site.url(path), timeout=30) as answer:  # noqa: S310 - loopback
                status, body = answer.status, answer.read()
        except urllib.error.HTTPError as refusal:
            status, body = refusal.code, refusal.read()
        return Capture(
            SOURCE,
            self.site.url(path),
            kind,
            moment,
            status,
            media_type="text/html",
            charset="utf-8",
            body=body,
            **more,
        )
