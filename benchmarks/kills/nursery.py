"""A process that has loaded planwatch already and is forked for each run: hundreds of runs, without importing hundreds of times.

    nursery = Nursery()
    nursery.run(["--home", "…", "nightly"], Fault(...)) -> Ended

A run's crawl is a fork too; both are processes of one group, as those of a shell's command are. The tests start their commands here
too, without a fault.
"""

import importlib
import json
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from points import Fault, install

HERE = Path(__file__)
# What a run imports only when it is under way. Nothing of it starts a reactor.
MODULES = (
    "scheduler.cli", "scheduler.commands.nightly", "scheduler.commands.keep", "crawler.child", "crawler.middlewares", "crawler.logs",
    "crawler.settings", "crawler.throttle", "crawler.patience", "crawler.pipelines", "tldextract", "protego", "uvloop", "pypdfium2",
    "numpy.ma", "rich._emoji_codes", "scrapy.cmdline", "scrapy.downloadermiddlewares.cookies", "scrapy.downloadermiddlewares.httpcompression",
    "scrapy.downloadermiddlewares.redirect", "scrapy.extensions.throttle", "scrapy.extensions.logstats", "scrapy.pqueues",
    "scrapy.squeues", "scrapy.statscollectors", "scrapy.core.downloader.handlers.http11",
)  # fmt: skip
LOOK_SECONDS = 0.002
HANGS_SECONDS = 120.0
CRASHED = 70  # an error that nobody caught; Python's own 1 says that something needs care (sysexits.h: internal software error)
TOLD = 2000  # characters of a run's complaints that are handed back


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its exit code (below 0 the signal), how many commits it came to, what it complained of, its seconds."""

    code: int
    commits: int
    error: str
    seconds: float


class Nursery:
    """The loaded process, from ``with`` to its end."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, str(HERE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        with self._process:
            self._process.stdin.close()

    def run(self, arguments: list[str], fault: Fault, after: float | None = None) -> Ended:
        """Run a command line of planwatch with a fault; ``after`` kills it and all its processes so many seconds later."""
        told = fault.counter.with_name("told")
        fault.counter.unlink(missing_ok=True)
        code, seconds = self._ask(
            {"arguments": arguments, "fault": fault.told(), "after": after, "told": [str(told)] * 2}
        )
        commits = fault.counter.stat().st_size if fault.counter.exists() else 0
        return Ended(code, commits, told.read_text(encoding="utf-8", errors="replace")[-TOLD:], seconds)

    def run_whole(
        self, command: list[str], told: tuple[Path, Path], environment: Mapping[str, str], **more: Any
    ) -> int:
        """Run a command line of planwatch or scrapy; return its exit code once its output and its complaints stand in the two files.

        ``folder`` is where it runs, ``file_limit`` how many bytes no file may grow beyond.
        """
        task = {"program": command[0], "arguments": command[1:], "told": [str(path) for path in told]}
        return self._ask(task | {"environment": dict(environment)} | more)[0]

    def _ask(self, task: dict[str, Any]) -> tuple[int, float]:
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        code, seconds = json.loads(self._process.stdout.readline())
        return code, seconds


def main() -> None:
    """Load everything, then run each task that comes in, one after the other."""
    for module in MODULES:
        importlib.import_module(module)
    warm_up()
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    for line in sys.stdin:
        answers.write(json.dumps(run(json.loads(line))) + "\n")


def warm_up() -> None:
    """Fill the tables that the first text fills."""
    from plans.detect import find_plans  # noqa: PLC0415  only the loaded process needs them
    from planwatch import fold  # noqa: PLC0415
    from storage.search import spaced  # noqa: PLC0415

    text = "省科技厅印发《澄岭省中试基地行动方案（2026—2028年）》，提出到2028年建成10个。"
    find_plans(text, text, None, None, ())
    spaced(fold.plain(text))


def run(task: dict[str, Any]) -> tuple[int, float]:
    """Return the exit code (below 0 the signal) and the seconds of a forked run."""
    begun, after = time.monotonic(), task.get("after")
    child = os.fork()
    if not child:
        become_run(task)
    with suppress(PermissionError, ProcessLookupError):  # one of the two is first, and the child may be over already
        os.setpgid(child, child)
    code = wait(child, begun + (after or HANGS_SECONDS), hangs=after is None)
    return code, time.monotonic() - begun


def wait(child: int, until: float, *, hangs: bool) -> int:
    """Return a run's exit code; one that is still there at a moment is killed with all its processes."""
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            break
        if time.monotonic() >= until:
            os.killpg(child, signal.SIGKILL)
            status = os.waitpid(child, 0)[1]
            if hangs:
                message = "a run did not end"
                raise TimeoutError(message)
            break
        time.sleep(LOOK_SECONDS)
    gather(child)
    return os.waitstatus_to_exitcode(status)


def gather(group: int) -> None:
    """Wait until no process of a run is left: one that is being killed may still hold the archive for a moment."""
    until = time.monotonic() + HANGS_SECONDS
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(LOOK_SECONDS)
    message = f"processes of the run {group} do not end"
    raise TimeoutError(message)


def become_run(task: dict[str, Any]) -> None:
    """Be a run of planwatch until its end, in a process group of its own."""
    os.setpgid(0, 0)
    for place, told in enumerate(task["told"], 1):
        Path(told).touch()
        os.dup2(os.open(told, os.O_WRONLY | os.O_TRUNC | os.O_APPEND), place)
    if "fault" in task:
        install(Fault.of(task["fault"]))
    if "environment" in task:
        os.environ.clear()
        os.environ.update(task["environment"])
    if "folder" in task:
        os.chdir(task["folder"])
    if "file_limit" in task:
        resource.setrlimit(resource.RLIMIT_FSIZE, (task["file_limit"], task["file_limit"]))
    program = task.get("program", "planwatch")
    sys.argv = [program, *task["arguments"]]
    be({"planwatch": planwatch, "scrapy": scrapy}[program])


def planwatch() -> None:
    """Run the command line, whose crawl and readers are forks."""
    import scheduler.cli  # noqa: PLC0415
    import scheduler.crawl  # noqa: PLC0415

    scheduler.crawl.subprocess = Forks  # type: ignore[attr-defined]
    by_fork = multiprocessing.get_context("fork")
    multiprocessing.get_context = lambda _method: by_fork  # type: ignore[assignment,misc]
    scheduler.cli.main()


def scrapy() -> None:
    """Run Scrapy's own command line."""
    from scrapy.cmdline import execute  # noqa: PLC0415

    execute()


def be(program: Callable[[], None]) -> None:
    """Run a program to its end, which is this forked process's too: it must not run on into its parent's code."""
    end = CRASHED
    try:
        program()
        end = 0
    except SystemExit as exit_:
        end = exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None)
        if isinstance(exit_.code, str):
            print(exit_.code, file=sys.stderr)
    except BaseException:  # noqa: BLE001 - as Python tells what nobody caught
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end)


class Forks:
    """What scheduler.crawl needs of ``subprocess``, by a fork instead of a new interpreter."""

    CRAWL = "crawler.child"
    PIPE = subprocess.PIPE
    TimeoutExpired = subprocess.TimeoutExpired

    class Popen:
        """The crawl of a run."""

        def __init__(self, command: list[str], stdout: Any, **_: object) -> None:
            assert command[1:] == ["-m", Forks.CRAWL], command
            reads, writes = os.pipe()
            self.pid = os.fork()
            if not self.pid:
                os.close(writes)
                become_crawl(reads, stdout.fileno())
            os.close(reads)
            self.stdin = os.fdopen(writes, "wb")
            self._code: int | None = None

        def wait(self, timeout: float | None = None) -> int:
            """Return the exit code; TimeoutExpired where it is not there in time."""
            until = time.monotonic() + (timeout or HANGS_SECONDS)
            while self._code is None:
                ended, status = os.waitpid(self.pid, os.WNOHANG)
                if ended:
                    self._code = os.waitstatus_to_exitcode(status)
                elif time.monotonic() >= until:
                    raise subprocess.TimeoutExpired(Forks.CRAWL, timeout or HANGS_SECONDS)
                else:
                    time.sleep(LOOK_SECONDS)
            return self._code

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self.stdin.close()
            self.wait()


def become_crawl(task: int, log: int) -> None:
    """Be the crawl of a run until its end."""
    import crawler.child  # noqa: PLC0415

    for source, place in ((task, 0), (log, 1), (log, 2)):
        os.dup2(source, place)
    os.close(task)
    sys.stdin = os.fdopen(0, "r")
    be(crawler.child.main)


if __name__ == "__main__":
    main()
