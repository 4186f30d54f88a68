"""The crawl's own process."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from tests.crawler.conftest import ROOT, Home, lists
from tests.crawler.site import Asked, Reply, Site, listing


def start(home: Home, log: Path) -> "subprocess.Popen[bytes]":
    settings = {"PLANWATCH_HOME": str(home.folder), "PLANWATCH_NOW": "2026-11-22T18:00:00+00:00"}
    with log.open("wb") as output:
        child = subprocess.Popen(
            [sys.executable, "-m", "crawler.child"], stdin=subprocess.PIPE, stdout=output, stderr=output, cwd=ROOT
        )
    assert child.stdin
    child.stdin.write(json.dumps({"source": "", "settings": settings}).encode() + b"\n")
    child.stdin.flush()
    return child


def test_the_child_crawls_what_it_is_told_and_ends_well(home: Home, tmp_path: Path) -> None:
    with Site() as site:
        site.pages = {"/list": listing()}
        home.allow([site.place])
        home.declare("ministry", lists(site.url("/list")), home=site.url())
        with start(home, tmp_path / "log") as child:
            assert child.wait(60) == 0, (tmp_path / "log").read_text()

    assert home.outcomes() == {site.url("/list"): 200}


def test_the_child_ends_with_its_parent(home: Home, tmp_path: Path) -> None:
    with Site() as site:

        def answer(_: Asked) -> Reply:
            assert child.stdin
            child.stdin.close()  # what the system does for a parent that was killed
            return Reply(silent=True)

        site.pages = {"/list": answer}
        home.allow([site.place])
        home.declare("ministry", lists(site.url("/list")), home=site.url())
        child = start(home, tmp_path / "log")
        assert child.wait(60) == -signal.SIGKILL, (tmp_path / "log").read_text()
