"""One run at a time: a lock on the archive's folder that the system frees when its holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

FILE_NAME = "planwatch.lock"


class ArchiveHeldError(Exception):
    """Another run holds the archive; the message says who."""


@contextmanager
def hold(archive: Path, what: str) -> Iterator[None]:
    """Hold the archive for ``what`` (a command's name); ArchiveHeldError names the holder when another run has it."""
    archive.mkdir(parents=True, exist_ok=True)
    with (archive / FILE_NAME).open("a+", encoding="utf-8") as file:
        try:
            _take(file)
        except BlockingIOError:
            file.seek(0)
            raise ArchiveHeldError(_held(archive, file.read())) from None
        # The lock belongs to the open file, so children that inherit it must not: a crawl that outlives its parent would keep it.
        os.set_inheritable(file.fileno(), False)
        file.truncate(0)
        file.write(f"planwatch {what}, process {os.getpid()}\n")
        file.flush()
        yield


def holder(archive: Path) -> str | None:
    """Return who holds the archive, None where nobody does; no run is kept from starting and nothing is written."""
    try:
        with (archive / FILE_NAME).open(encoding="utf-8") as file:
            said = file.read()
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return _held(archive, said)
    return None


def _take(file: TextIO) -> None:
    """Lock a file for a run; BlockingIOError where another run has it, not where somebody looks (``holder``) for a moment."""
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        fcntl.flock(file, fcntl.LOCK_UN)


def _held(archive: Path, said: str) -> str:
    return f"{archive}: held by {said.strip() or 'another run'}"
