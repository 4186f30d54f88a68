"""Whether the disk has room for a night: a full one would stop it half-way."""

import shutil
from pathlib import Path

from storage.archive import Archive, exists
from storage.ledger import bytes_received

# The night's bodies are kept compressed, and the databases' logs need as much again (faults.md: twice the last night).
NIGHTS_OF_ROOM = 2
MEGABYTE = 1_000_000


class NoRoomError(Exception):
    """Too little of the disk is free; the message names the folder, what is free and what is needed."""


def check(archive: Path, min_free_mb: int) -> None:
    """Do nothing where there is room for a night; NoRoomError else."""
    if problem := lacking(archive, min_free_mb, free(archive)):
        raise NoRoomError(problem)


def free(archive: Path) -> int:
    """Return how many bytes are free on the disk that holds the archive's folder, or will hold it."""
    return shutil.disk_usage(next(folder for folder in (archive, *archive.parents) if folder.is_dir())).free


def lacking(archive: Path, min_free_mb: int, left: int) -> str | None:
    """Return what is wrong where ``left`` bytes are less than ``min_free_mb`` or twice what the last night received."""
    needed = max(min_free_mb * MEGABYTE, NIGHTS_OF_ROOM * _last_night(archive))
    if left >= needed:
        return None
    return (
        f"{archive}: {left / MEGABYTE:,.0f} MB are free, expected {needed / MEGABYTE:,.0f} MB for a night"
        " ([archive] min_free_mb, or twice what the last night received)"
    )


def _last_night(archive: Path) -> int:
    if not exists(archive):
        return 0
    with Archive.open(archive, read_only=True) as opened:
        return bytes_received(opened)
