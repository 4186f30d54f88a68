"""A whole night among pages that want a crawler's memory, time or requests: the good ones come home, the others get one line."""

import os
import subprocess
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest

from scheduler.child import command
from tests.crawler.site import Reply, Site, article, listing
from tests.scheduler.homes import declaration, rows, write_home
from tests.scheduler.hostile import (
    GOOD,
    HARMLESS,
    LIES,
    MIB,
    TRAPS,
    Calendar,
    behind_a_list,
    document_bomb,
    family,
    memory,
)

NOW = "2026-11-22T18:00:00Z"
MEMORY = 512 * MIB  # faults.md, row 7
NIGHT_SECONDS = 300  # the same
TRAP_REQUESTS = 60  # faults.md, row 18


class Hostile:
    """A home that watches a good site, one site for each trap, and a calendar without end."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.sites: dict[str, Site] = {}
        for number, name in enumerate(("good", "calendar", "bomb-file", *TRAPS, *HARMLESS), 1):
            self.sites[name] = stack.enter_context(Site(f"127.0.1.{number}"))
        names = [f"/{number}.html" for number in range(GOOD)]
        self.sites["good"].pages = {
            "/list": listing(*names),
            **{name: article(f"第{name[1:-5]}号规划") for name in names},
        }
        self.sites["calendar"].pages = Calendar()
        behind_a_list(self.sites["bomb-file"], article("附件", '<a href="/files/bomb.docx">附件：规划.docx</a>'))
        self.sites["bomb-file"].pages["/files/bomb.docx"] = Reply(document_bomb())
        for name, trap in TRAPS.items():
            behind_a_list(self.sites[name], trap.reply)
            if name == "ping-pong":
                self.sites[name].pages |= {f"/bad.html?n={n}": trap.reply for n in range(1, 99)}
        for name, reply in HARMLESS.items():
            behind_a_list(self.sites[name], reply)
        urls = {name: site.url("") for name, site in self.sites.items()}
        self.home = write_home(
            folder,
            list(urls.values()),
            {name: declaration(url, ["/list"]) for name, url in urls.items()},
            "timeout_seconds = 4\n",
        )

    def night(self) -> tuple[int, int, int]:
        """Run the night; return its exit code, and its peaks of memory: of one process, and of all together."""
        started = command(self.home, "nightly", "--now", NOW, "--no-mail")
        largest = together = 0
        with subprocess.Popen(started, env={**os.environ, "COLUMNS": "200"}, stderr=subprocess.DEVNULL) as running:
            while True:
                try:
                    return running.wait(timeout=0.05), largest, together
                except subprocess.TimeoutExpired:
                    one, whole = memory(family(running.pid))
                    largest, together = max(largest, one), max(together, whole)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is read from /proc")
def test_a_night_among_hostile_sites_keeps_its_memory_and_its_good_pages(tmp_path: Path) -> None:
    with ExitStack() as stack:
        hostile = Hostile(tmp_path, stack)
        code, largest, together = hostile.night()
        asked = {name: Counter(path.partition("?")[0] for path in site.paths()) for name, site in hostile.sites.items()}
    home = hostile.home

    assert code == 1
    assert max(largest, together) < MEMORY, f"one process {largest >> 20} MiB, all {together >> 20} MiB"
    found = rows(
        home,
        "SELECT url, coalesce(network_error, verdict) FROM captures JOIN pages ON pages.id = page_id LEFT JOIN readings ON capture_id = captures.id",
    )
    words = dict(found)
    told = Counter(rows(home, "SELECT source_id, code FROM issues"))
    assert {name: words[hostile.sites[name].url("/bad.html")] for name in TRAPS} == {
        name: trap.word for name, trap in TRAPS.items()
    }
    assert {name: told[name, trap.word] for name, trap in TRAPS.items()} == dict.fromkeys(TRAPS, 1)
    assert not [name for name, trap in TRAPS.items() if asked[name]["/bad.html"] > trap.asked_at_most]
    assert not [key for key, count in told.items() if count > 1]
    assert rows(home, "SELECT problem FROM attachment_versions") == [("too_large",)]
    texts = dict(rows(home, "SELECT url, text FROM articles"))
    for name in HARMLESS:
        assert LIES in texts[hostile.sites[name].url("/bad.html")], name
    good = {name: site.url("/good.html") for name, site in hostile.sites.items() if name not in {"good", "calendar"}}
    assert set(good.values()) <= set(texts)
    assert sum(url.startswith(hostile.sites["good"].url("")) for url in texts) == GOOD
    assert sum(asked["calendar"].values()) <= TRAP_REQUESTS
    span = rows(home, "SELECT (julianday(finished_at) - julianday(started_at)) * 86400 FROM runs")
    assert span[0][0] < NIGHT_SECONDS
