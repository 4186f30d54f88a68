"""Numbered fail points: each commit of either database, in whichever process of a run, is one.

SQLite's own tests fail at the n-th operation for every n; here the n-th commit kills the run, or finds the disk full. Nothing of
it is in planwatch: a connection that counts takes the place of sqlite3's in the processes under test.
"""

import os
import resource
import signal
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

# What commits by itself outside a transaction.
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER", "VACUUM")
COMMITS = ("COMMIT", "END", "RELEASE")
PATHS = ("counter", "ballast", "home")


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at commit ``at`` (from 1, counted over all processes of the run in the file ``counter``).

    ``kind``: ``kill`` ends every process of the run at once, as a power cut does; ``kill_one`` only the process that commits, as
    the system does when memory is short; ``fill`` lets the file ``ballast`` take its disk but for ``left`` bytes; ``limit`` lets
    this process write no file beyond the longest log of the databases and ``left`` bytes, which needs no disk of its own.
    """

    counter: Path
    at: int = 0
    kind: str = "kill"
    left: int = 0
    ballast: Path = Path("ballast")
    home: Path = Path("home")

    def told(self) -> dict[str, Any]:
        """Return the fault as JSON can hold it."""
        return asdict(self) | {name: str(getattr(self, name)) for name in PATHS}

    @classmethod
    def of(cls, told: dict[str, Any]) -> Self:
        """Return the fault that ``told`` gave."""
        return cls(**told | {name: Path(told[name]) for name in PATHS})


class Counted(sqlite3.Connection):
    """A connection that passes a point before each of its commits."""

    fault: Fault

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run a statement, with a point before it if it commits."""
        self._look(sql)
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        """Run a statement many times, with a point before it if it commits."""
        self._look(sql)
        return super().executemany(sql, parameters)

    def commit(self) -> None:
        """Commit, behind a point."""
        if self.in_transaction:
            reach(self.fault)
        super().commit()

    def _look(self, sql: str) -> None:
        verb = sql.lstrip().split(None, 1)[0].upper().rstrip(";")
        if verb in COMMITS if self.in_transaction else verb in WRITES:
            reach(self.fault)


def install(fault: Fault) -> None:
    """Make every connection that this process opens from now on a counting one."""
    Counted.fault = fault
    original = sqlite3.connect

    def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
        return original(*arguments, **{"factory": Counted, **options})

    sqlite3.connect = connect  # type: ignore[assignment]


def reach(fault: Fault) -> None:
    """Count a commit; at the fault's own, let it happen."""
    # Appending is atomic and leaves the descriptor behind what it wrote, so each process learns its own number.
    counter = os.open(fault.counter, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(counter, b".")
        number = os.lseek(counter, 0, os.SEEK_CUR)
    finally:
        os.close(counter)
    if number != fault.at:
        return
    if fault.kind == "fill":
        fill(fault.ballast, fault.left)
    elif fault.kind == "limit":
        limit(fault.home, fault.left)
    elif fault.kind == "kill":
        os.killpg(0, signal.SIGKILL)
    else:
        os.kill(os.getpid(), signal.SIGKILL)


def fill(ballast: Path, left: int) -> None:
    """Take all of the disk but for about ``left`` bytes."""
    with ballast.open("wb", buffering=0) as file:
        disk = os.fstatvfs(file.fileno())
        if (taken := disk.f_bavail * disk.f_frsize - left) > 0:
            os.posix_fallocate(file.fileno(), 0, taken)


def limit(home: Path, left: int) -> None:
    """Let no file of this process grow beyond the longest one of an archive and ``left`` bytes."""
    longest = max(path.stat().st_size for path in home.glob("*.db*"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (longest + left, resource.RLIM_INFINITY))
