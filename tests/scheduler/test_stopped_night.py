"""SIGTERM in the middle of a crawl: what has come is stored, and the next run asks only for the rest."""

import signal
import subprocess
from collections import Counter
from pathlib import Path
from threading import Event

from scheduler.child import command
from tests.crawler.site import Asked, Reply, Site, article, listing
from tests.scheduler.homes import declaration, night, rows, write_home

PAGES = 30
UNTIL = 12
FEW = 4  # answers that the crawl may have before it and not yet in hand


def test_what_a_stopped_night_has_fetched_is_stored_and_not_asked_for_again(tmp_path: Path) -> None:
    reached, ended = Event(), Event()

    def page(asked: Asked) -> Reply:
        if sum(path.endswith(".html") for path in site.paths()) > UNTIL and not ended.is_set():
            reached.set()
            ended.wait(60)
        return article(asked.path)

    with Site("127.0.0.85") as site:
        paths = [f"/{number}.html" for number in range(PAGES)]
        site.pages = dict.fromkeys(paths, page) | {"/list": listing(*paths)}
        home = write_home(tmp_path, [site.url("")], {"kjt": declaration(site.url(""), ["/list"])})
        started = command(home, "nightly", "--now", "2026-11-01T18:00:00Z")
        with subprocess.Popen(started, stderr=subprocess.PIPE, text=True) as process:
            assert reached.wait(60)
            process.send_signal(signal.SIGTERM)
            _, errors = process.communicate(timeout=60)
        stored = rows(home, "SELECT count(*) FROM captures")[0][0]
        ended.set()
        night(home, "2026-11-01T19:00:00Z")
        asked = Counter(path for path in site.paths() if path.endswith(".html"))

    assert process.returncode == 1
    assert "stopped" in errors
    assert stored > UNTIL - FEW
    assert sum(asked.values()) <= PAGES + FEW
    assert rows(
        home, "SELECT count(*), count(DISTINCT page_id) FROM versions JOIN articles ON articles.id = article_id"
    ) == [(PAGES, PAGES)]
    assert rows(home, "SELECT id, status FROM runs") == [(1, "done")]
