"""A night is killed at its first commit, then at its second, and so on, until one ends: nothing lost, half-written or doubled.

benchmarks/kills does the same for each n from a fresh home, at random moments, and on disks that fill up.
"""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from scheduler.demo.server import serve

FOLDERS = ("kills",)
NAMES = ("points", "nursery", "said", "trial")


@pytest.fixture(scope="module")
def kills(load: Callable[[str], ModuleType]) -> dict[str, ModuleType]:
    return {name: load(name) for name in NAMES}


@pytest.fixture(scope="module")
def begun(kills: dict[str, ModuleType], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Any]]:
    """The trials of one demo, and its first night undisturbed."""
    with kills["nursery"].Nursery() as nursery, serve() as world:
        trials = kills["trial"].Trials(nursery, world, tmp_path_factory.mktemp("kills"))
        yield trials, next(trials.nights())


@pytest.fixture
def trials(kills: dict[str, ModuleType], begun: tuple[Any, Any]) -> Any:
    begun[0].score = kills["trial"].Score()
    return begun[0]


@pytest.fixture
def night(begun: tuple[Any, Any]) -> Any:
    return begun[1]


def test_a_night_that_is_killed_at_every_commit_in_turn_is_finished_whole(
    kills: dict[str, ModuleType], trials: Any, night: Any, tmp_path: Path
) -> None:
    fault = kills["points"].Fault
    home = trials.home(night)
    for number in itertools.count(1):
        ended = trials.run(home, night.number, fault(tmp_path / "counter", number))
        killed = trials.broken(home, f"killed at commit {number}", ended)
        if not killed or kills["trial"].finished(home, night.number):
            break
    trials.finish(home, night, "the last run")

    assert trials.score.problems == []
    assert trials.score.kills > 10


def test_a_crawl_that_is_killed_is_gone_on_with_in_the_same_night(
    kills: dict[str, ModuleType], trials: Any, night: Any, tmp_path: Path
) -> None:
    """As the system kills the largest process when memory is short."""
    for number in itertools.count(8):
        home = trials.home(night)
        ended = trials.run(home, night.number, kills["points"].Fault(tmp_path / "counter", number, "kill_one"))
        if ended.code >= 0:
            break
    trials.finish(home, night, f"the crawl killed at commit {number}")

    assert trials.score.problems == []
    assert "crawl_resumed" in ended.error


def test_a_disk_that_fills_up_stops_the_night_and_harms_nothing(
    kills: dict[str, ModuleType], trials: Any, night: Any, tmp_path: Path
) -> None:
    """The disk is a limit on the size of files here, which needs no root; the system's answer is another, SQLite's way out the same."""
    fault = kills["points"].Fault
    for at, left in ((3, 0), (9, 0), (14, 8192), (20, 0), (28, 4096)):
        home = trials.home(night)
        ended = trials.run(home, night.number, fault(tmp_path / "counter", at, "limit", left, home=home))
        trials.filled(home, f"no file grows after commit {at} but by {left} bytes", ended)
        trials.catch_up(home, night, f"full at {at}")

    assert trials.score.problems == []
    assert trials.score.stopped
