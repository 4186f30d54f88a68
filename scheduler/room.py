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
    if problem := lacking(archive, min_free_mb):
        raise NoRoomError(problem)


def lacking(archive: Path, min_free_mb: int) -> str | None:
    """Return what is wrong where less is free than ``min_free_mb`` or twice what the last night received."""
    archive.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(archive).free
    needed = max(min_free_mb * MEGABYTE, NIGHTS_OF_ROOM * _last_night(archive))
    if free >= needed:
        return None
    return (
        f"{archive}: {free / MEGABYTE:,.0f} MB are free, expected {needed / MEGABYTE:,.0f} MB for a night"
        " ([archive] min_free_mb, or twice what the last night received)"
    )


def _last_night(archive: Path) -> int:
    if not exists(archive):
        return 0
    with Archive.open(archive, read_only=True) as opened:
        return bytes_received(opened)
