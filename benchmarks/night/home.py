"""planwatch's side: a home folder that watches the benchmark's site, and whole nights run as a user runs them."""

import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import measure
from pages import Site

from storage.archive import Archive

SOURCE = "bench"
# Three nights in a row; a page is due in each of them, because none is older than 30 days.
NIGHTS = ("2026-11-20T02:00:00+08:00", "2026-11-21T02:00:00+08:00", "2026-11-22T02:00:00+08:00")
MARGIN = 100  # requests beyond the pages themselves: lists, robots.txt, watched pages

CONFIGURATION = """\
[network]
contact = "bench@example.org"
allow_private = ["{host}"]
requests_per_host = {concurrency}
"""
DECLARATION = """\
name = "示例市人民政府"
kind = "ministry"
home_url = "{origin}/"
enabled = true

[fetch]
delay_seconds = 0
budget = {budget}

[[listings]]
title = "政策文件"
url = "{origin}{first_list}"
item = "ul.doc-list li"
next = "a.next"
max_pages = {lists}

[article]
allow = '/t\\d{{8}}_\\d+\\.html$'

[expect]
listing_links_min = 1
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the archive holds of one run: answers with and without a body, and the versions the run added."""

    whole: int
    not_modified: int
    versions: int


def make_home(folder: Path, site: Site, origin: str, concurrency: int) -> Path:
    """Write planwatch.toml and the declaration of the site into a folder and return it."""
    (folder / "sources").mkdir(parents=True)
    configuration = CONFIGURATION.format(host=urlsplit(origin).netloc, concurrency=concurrency)
    (folder / "planwatch.toml").write_text(configuration, encoding="utf-8")
    declaration = DECLARATION.format(
        origin=origin,
        budget=len(site.pages) + len(site.lists) + MARGIN,
        first_list=site.lists[0],
        lists=len(site.lists),
    )
    (folder / "sources" / f"{SOURCE}.toml").write_text(declaration, encoding="utf-8")
    return folder


def run_night(home: Path, night: int) -> measure.Cost:
    """Run one whole night (0 is the first) without mail and return its cost; RuntimeError if it needs care."""
    command = [str(Path(sys.executable).with_name("planwatch")), "--home", str(home), "nightly", "--source", SOURCE]
    return measure.run([*command, "--no-mail", "--now", NIGHTS[night]], home)


def seen(home: Path, night: int) -> Seen:
    """Return what a night left in the archive, article pages only."""
    counts = (
        "SELECT count(*) FILTER (WHERE status = 200), count(*) FILTER (WHERE status = 304) FROM captures"
        " JOIN pages ON pages.id = captures.page_id WHERE run_id = ? AND pages.kind = 'article'"
    )
    added = "SELECT count(*) FROM versions JOIN captures ON captures.id = versions.capture_id WHERE captures.run_id = ?"
    with Archive.open(home, read_only=True) as archive:
        run_id = archive.db.execute("SELECT id FROM runs ORDER BY id LIMIT 1 OFFSET ?", [night]).fetchone()[0]
        whole, not_modified = archive.db.execute(counts, [run_id]).fetchone()
        return Seen(whole, not_modified, archive.db.execute(added, [run_id]).fetchone()[0])
