"""One run at a time: a lock on the archive's folder that the system frees when its holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE_NAME = "planwatch.lock"


class ArchiveHeldError(Exception):
    """Another run holds the archive; the message says who."""


@contextmanager
def hold(archive: Path, what: str) -> Iterator[None]:
    """Hold the archive for ``what`` (a command's name); ArchiveHeldError names the holder when another run has it."""
    archive.mkdir(parents=True, exist_ok=True)
    with (archive / FILE_NAME).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            message = f"{archive}: held by {file.read().strip() or 'another run'}"
            raise ArchiveHeldError(message) from None
        # The lock belongs to the open file, so children that inherit it must not: a crawl that outlives its parent would keep it.
        os.set_inheritable(file.fileno(), False)
        file.truncate(0)
        file.write(f"planwatch {what}, process {os.getpid()}\n")
        file.flush()
        yield
