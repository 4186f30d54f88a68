"""The crawl of one run, in a child process: a Twisted reactor cannot start twice in one process."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from planwatch.records import Issue, Level
from planwatch.text import clean_line
from scheduler.config import Config

LOG_FOLDER = "logs"
LOGS_KEPT = 30  # about a month of nights
LOOK_SECONDS = 0.3  # how often a watching terminal is told how far the crawl is
CRASH_LINES = 3
STOP_SECONDS = 30.0  # what a child that is asked to stop may take to store the batch it holds


@dataclass(frozen=True, slots=True)
class CrawlTask:
    """What the child is to do: for which run, from which moment on, over which sources; ``budget`` lowers each source's own."""

    run_id: int
    now: datetime
    source_ids: Sequence[str]
    budget: int | None = None


def crawl(config: Config, task: CrawlTask, tick: Callable[[], None]) -> list[Issue]:
    """Fetch what is due in a child process; return an issue that quotes its log where the child failed, else nothing.

    ``tick`` is called a few times a second while the child works. A child that is killed, as the system kills the largest process
    when memory is short, is followed by a second one, which goes on from what is stored.
    """
    log = _log_file(config.home, task.run_id)
    code = _run_child(config, task, log, tick)
    resumed = []
    if code < 0:
        message = f"the crawl was killed by signal {-code} and went on from where it stopped"
        resumed = [Issue(Level.NOTE, "crawl_resumed", message)]
        code = _run_child(config, task, log, tick)
    if code == 0:
        return resumed
    last = clean_line(" / ".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-CRASH_LINES:]))
    return [*resumed, Issue(Level.ERROR, "crawl_failed", f"the crawl ended with code {code}, {log}: {last}")]


def _run_child(config: Config, task: CrawlTask, log: Path, tick: Callable[[], None]) -> int:
    """Return the exit code of one crawl, below 0 for the signal that killed it.

    The child holds one end of a pipe whose other end is ours: when we die, even by ``kill -9``, it ends too, so that no crawl
    writes on behind the back of the next run.
    """
    command = [sys.executable, "-m", "crawler.child"]
    with (
        log.open("ab") as output,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=output, stderr=output) as child,  # noqa: S603 - our own module
    ):
        _send(child, json.dumps({"source": ",".join(task.source_ids), "settings": settings_for(config, task)}))
        try:
            return _wait(child, tick)
        except KeyboardInterrupt:
            _send(child, "stop")
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=STOP_SECONDS)
            raise


def settings_for(config: Config, task: CrawlTask) -> dict[str, Any]:
    """Return the child's settings as JSON can hold them."""
    return {
        "PLANWATCH_HOME": str(config.home),
        "PLANWATCH_ARCHIVE": str(config.archive),
        "PLANWATCH_NETWORK": asdict(config.network),
        "PLANWATCH_RUN": task.run_id,
        "PLANWATCH_NOW": task.now.isoformat(),
        "PLANWATCH_BUDGET": task.budget,
    }


def _wait(child: "subprocess.Popen[bytes]", tick: Callable[[], None]) -> int:
    """Return the child's exit code once it has ended, telling meanwhile that it works."""
    while True:
        try:
            return child.wait(timeout=LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            tick()


def _send(child: "subprocess.Popen[bytes]", line: str) -> None:
    """Hand the child its task; a child that is already dead is told by its exit code."""
    if child.stdin is None:
        message = "the crawl's standard input is a pipe by construction"
        raise RuntimeError(message)
    try:
        child.stdin.write(line.encode() + b"\n")
        child.stdin.flush()
    except BrokenPipeError:
        child.wait()


def _log_file(home: Path, run_id: int) -> Path:
    """Return the run's log file in a folder that keeps the newest only."""
    folder = home / LOG_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    old = sorted(folder.glob("run-*.log"), key=lambda path: path.stat().st_mtime)
    for path in old[: max(0, len(old) - LOGS_KEPT + 1)]:
        path.unlink()
    return folder / f"run-{run_id}.log"
