"""Nights by the command line, as cron would start them: whole ones, killed ones, and one more on a clock that was set back."""

import datetime as dt
import json
import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from letterbox import MANNERS, Mailbox
from sites import FAULTS, Sites
from world import SOURCES, quiet

from planwatch.urls import host_port
from scheduler.child import command
from tests.scheduler.homes import planwatch

FIRST = dt.datetime(2026, 11, 2, 18, tzinfo=dt.UTC)
DONE = (0, 1)
TIMEOUT_SECONDS = 2
# Chances of a night: that a source which is not at rest has a fault, that the run is killed, that the clock is set back.
CHANCES = {"fault": 0.4, "lasting": 0.4, "kill": 0.4, "clock": 0.15, "mail": 0.5}
CALM = 2  # nights without a fault at the end: one to see a change that a fault hid, one to see it again
# After its fault of one or two nights a source is left alone for so many: less, and no two good nights would follow one another.
REST = 3


@dataclass(frozen=True)
class Plan:
    """What goes wrong on a night: a fault for some sources, where the run is killed, how the mail server is."""

    faults: Mapping[str, str] = field(default_factory=dict)
    kill_after: int = 0
    kill_wait: float = 0.0
    clock_back: bool = False
    mail: str = "accept"


def draw(nights: int, seed: int) -> list[Plan]:
    """Return the plan of each night; the first one and the last ones are without a fault."""
    chance = random.Random(f"faults {seed}")  # noqa: S311 - draws faults, no secrets
    rest, going = dict.fromkeys(SOURCES, 0), dict.fromkeys(SOURCES, "")
    unused = list(FAULTS)
    chance.shuffle(unused)
    plans = [Plan()]
    for night in range(2, nights + 1):
        if night > nights - max(CALM, quiet(nights) - CALM):
            plans.append(Plan())
            continue
        faults = {}
        for source in SOURCES:
            if going[source] and chance.random() < CHANCES["lasting"]:
                faults[source], going[source], rest[source] = going[source], "", REST
            elif going[source] or rest[source]:
                going[source], rest[source] = "", max(rest[source] - 1, 0) if not going[source] else REST - 1
            elif chance.random() < CHANCES["fault"]:
                # Each fault once before any comes twice.
                faults[source] = going[source] = unused.pop() if unused else chance.choice(FAULTS)
        kill = chance.random() < CHANCES["kill"]
        plans.append(
            Plan(
                faults,
                chance.randint(1, 90) if kill else 0,
                chance.choice((0.0, 0.5, 2.0, 4.0)),
                chance.random() < CHANCES["clock"],
                chance.choice(MANNERS) if chance.random() < CHANCES["mail"] else "accept",
            )
        )
    return plans


class Home:
    """One archive and its nights."""

    def __init__(self, folder: Path, sites: Sites, smtp_port: int, box: Mailbox) -> None:
        self.folder, self.sites, self.box = folder, sites, box
        self.tried: Counter[str] = Counter()
        self.unsure: set[tuple[str, str]] = set()
        self.codes: list[int] = []
        (folder / "sources").mkdir(parents=True)
        allowed = json.dumps([host_port(url) for url in sites.urls.values()])
        (folder / "planwatch.toml").write_text(
            f"[network]\nallow_private = {allowed}\ntimeout_seconds = {TIMEOUT_SECONDS}\nrequests_per_host = 4\n[mail]\n"
            f'smtp = "smtp://127.0.0.1:{smtp_port}"\nstarttls = false\nsender = "planwatch@example.org"\n'
            '[[subscriptions]]\nemail = "desk@example.org"\n[[subscriptions]]\nemail = "reader@example.org"\nlanguage = "en"\n',
            encoding="utf-8",
        )
        for source, url in sites.urls.items():
            (folder / "sources" / f"{source}.toml").write_text(
                f'name = "{source}"\nkind = "ministry"\nhome_url = "{url}/"\nenabled = true\n[fetch]\ndelay_seconds = 0\n'
                f'[[listings]]\ntitle = "通知"\nurl = "{url}/zwgk/"\n[expect]\nlisting_links_min = 3\n',
                encoding="utf-8",
            )

    def night(self, number: int, plan: Plan) -> None:
        """Run a night by its plan; RuntimeError where one does not come to its end as it should."""
        self.sites.begin(number, plan.faults)
        self.box.manner = plan.mail
        now = FIRST + dt.timedelta(days=number)
        self.tried.update(plan.faults.values())
        self.tried["mail_" + plan.mail] += plan.mail != "accept"
        if plan.kill_after:
            self._killed(now, plan)
        self.run("nightly", "--now", now.isoformat())
        if plan.clock_back:
            self.tried["clock_back"] += 1
            self.run("nightly", "--now", (now - dt.timedelta(hours=1)).isoformat())

    def run(self, *arguments: str) -> None:
        """Run a command to its end."""
        done = planwatch(self.folder, *arguments)
        self.codes.append(done.returncode)
        if done.returncode not in DONE or "Traceback" in done.stderr:
            message = f"planwatch {' '.join(arguments)} left with code {done.returncode}: {done.stderr[-2000:]}"
            raise RuntimeError(message)

    def _killed(self, now: dt.datetime, plan: Plan) -> None:
        """Start a night and kill it: when it has asked for so many pages, and a while later."""
        self.tried["kill -9"] += 1
        before = set(self.box.taken)
        self.sites.enough.clear()
        self.sites.enough_at = self.sites.asked + plan.kill_after
        started = command(self.folder, "nightly", "--now", now.isoformat())
        with subprocess.Popen(started, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            while running.poll() is None and not self.sites.enough.wait(0.1):
                pass
            deadline = time.monotonic() + plan.kill_wait
            while running.poll() is None and time.monotonic() < deadline:
                time.sleep(0.05)
            if running.poll() is None:
                os.kill(running.pid, signal.SIGKILL)
        self.sites.enough_at = 0
        # A message whose sender was killed may have been taken without its knowing.
        self.unsure |= set(self.box.taken) - before
