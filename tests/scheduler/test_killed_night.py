"""A night that is killed half-way is finished by the next one: nothing lost, nothing twice."""

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scheduler.child import command
from scheduler.demo.loopback import Loopback, Request, Response
from tests.scheduler.homes import declaration, night, rows, write_home

ARTICLES = 40
TEXT = "省科技厅印发《澄岭省第{n}批中试基地行动方案（2026—2028年）》，提出到2028年建成第{n}类基地{n}个，服务企业不少于{n}00家，并明确责任分工。"
NOW = "2026-11-22T18:00:00Z"


class Site:
    """Forty articles behind one list; tells when the tenth was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.tenth = threading.Event()

    def answer(self, request: Request) -> Response:
        if request.path == "/tztg/":
            items = "".join(
                f'<li><a href="/t20261120_{n}.html">第{n}批中试基地行动方案印发</a><span>2026-11-20</span></li>'
                for n in range(ARTICLES)
            )
            return html(f"<ul>{items}</ul>")
        if request.path.startswith("/t2026"):
            self.asked.append(request.path)
            if len(self.asked) == 10:
                self.tenth.set()
            number = request.path.split("_")[1].removesuffix(".html")
            return html(f"<h1>第{number}批中试基地行动方案印发</h1><p>{TEXT.format(n=number)}</p>")
        return Response(404, {}, b"")


def html(body: str) -> Response:
    return Response(
        200,
        {"Content-Type": "text/html"},
        f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode(),
    )


def said(home: Path) -> list[tuple[Any, ...]]:
    plans = rows(home, "SELECT title, event, happened_on FROM new_plans ORDER BY title, event")
    return [*rows(home, "SELECT url, title, text, version_count FROM articles ORDER BY url"), *plans]


@dataclass(frozen=True)
class Whole:
    """The site and its server, the source's declaration, and what an undisturbed night says."""

    site: Site
    server: Loopback
    source: dict[str, str]
    said: list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    site = Site()
    with Loopback(site.answer) as server:
        source = {"kjt": declaration(server.url, ["/tztg/"]).replace("delay_seconds = 0", "delay_seconds = 0.05")}
        home = write_home(tmp_path_factory.mktemp("whole"), [server.url], source)
        night(home, NOW)
        yield Whole(site, server, source, said(home))


@pytest.mark.parametrize("ended_by", [signal.SIGKILL, signal.SIGTERM])
def test_the_next_run_goes_on_where_a_killed_one_stopped(
    tmp_path: Path, whole: Whole, ended_by: signal.Signals
) -> None:
    whole.site.asked.clear()
    whole.site.tenth.clear()
    home = write_home(tmp_path, [whole.server.url], whole.source)
    with subprocess.Popen(
        command(home, "nightly", "--now", NOW), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as killed:
        assert whole.site.tenth.wait(60)
        os.kill(killed.pid, ended_by)
        _, told = killed.communicate(timeout=60)
    night(home, NOW)

    if ended_by is signal.SIGTERM:
        assert (killed.returncode, told.strip()) == (1, "planwatch: stopped")
    assert rows(home, "SELECT id, status FROM runs") == [(1, "done")]
    assert said(home) == whole.said
    assert len(said(home)) == 2 * ARTICLES
    # The two lists apart, a page is asked again only if its answer was still held back when the kill came.
    assert len(whole.site.asked) < 2 * ARTICLES
