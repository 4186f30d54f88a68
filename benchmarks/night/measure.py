"""What a command costs: wall time, processor time, and the peak memory of its whole process tree."""

import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.1
SHOWN_LINES = 15


@dataclass(frozen=True, slots=True)
class Cost:
    """One run of a command: seconds by the clock, seconds of processor time, MB (10^6) at the peak, and what it printed.

    Memory is the sum of PSS over the process and all its descendants (a page shared by n of them counts 1/n in each), seen
    every 0.1 s: a shorter peak may escape.
    """

    seconds: float
    cpu_seconds: float
    peak_mb: float
    output: str


def run(command: Sequence[str], cwd: Path, codes: Sequence[int] = (0,)) -> Cost:
    """Run a command to its end and return its cost; RuntimeError with its last words when its exit code is none of ``codes``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as child:
        watch = MemoryWatch(child.pid)
        watch.start()
        output, _ = child.communicate()
        seconds = time.perf_counter() - start
    peak = watch.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if child.returncode not in codes:
        last = "\n".join(output.splitlines()[-SHOWN_LINES:])
        message = f"{' '.join(command)} ended with code {child.returncode}, expected {codes}:\n{last}"
        raise RuntimeError(message)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, cpu, peak / 1e6, output)


class MemoryWatch(threading.Thread):
    """Looks at the memory of a process tree until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._peak = 0
        self._done = threading.Event()

    def run(self) -> None:
        """Sample until told to stop."""
        while not self._done.wait(SAMPLE_SECONDS):
            self._peak = max(self._peak, sum(map(pss, tree(self._pid))))

    def stop(self) -> int:
        """Stop and return the peak in bytes."""
        self._done.set()
        self.join()
        return self._peak


def tree(pid: int) -> list[int]:
    """Return a process and all its living descendants, children of any of its threads included."""
    found = [pid]
    for parent in found:
        found.extend(children(parent))
    return found


def children(pid: int) -> list[int]:
    """Return the direct children of a process, none where it is gone."""
    found: list[int] = []
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (thread / "children").read_text(encoding="ascii").split())
    except (FileNotFoundError, ProcessLookupError):
        return found
    return found


def pss(pid: int) -> int:
    """Return the proportional set size of a process in bytes, 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
