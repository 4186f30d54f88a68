"""The archive as one file: a zip of both databases, made while nights run, put back only if it is whole."""

import os
import shutil
import sqlite3
import tempfile
import zipfile
from pathlib import Path

from storage import restoring
from storage.archive import BODIES_FILE, MAIN_FILE, Archive
from storage.connection import ArchiveError
from storage.verify import verify

# In the order of copying: bodies are committed before the rows that name them, so the later copy holds all that the earlier
# one asks for. Bodies are compressed already.
FILES = {MAIN_FILE: zipfile.ZIP_DEFLATED, BODIES_FILE: zipfile.ZIP_STORED}
UNPACKED = ".planwatch-restore-"


def backup(archive: Archive, file: Path) -> None:
    """Write a consistent copy of a live archive to ``file``; ArchiveError where it cannot be written.

    The old file is replaced only by a whole new one.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".planwatch-backup-", dir=file.absolute().parent) as folder:
            made = Path(folder) / file.name
            _copy(archive, Path(folder))
            with zipfile.ZipFile(made, "w") as pack:
                for name, method in FILES.items():
                    pack.write(Path(folder) / name, name, compress_type=method)
            made.replace(file)
    except (OSError, sqlite3.Error) as error:
        message = f"{file}: cannot be written as a backup ({error})"
        raise ArchiveError(message) from error


def restore(file: Path, folder: Path, *, replace: bool = False) -> None:
    """Put the archive of a backup into ``folder``; ArchiveError where the backup is not whole, or an archive is in the way.

    Everything is unpacked beside the archive and verified first; only then, and only with ``replace``, an archive that is
    there gives way. A restore that is killed has either not begun to, or is finished by whatever opens the archive next.
    """
    if (folder / MAIN_FILE).exists() and not (replace or restoring.is_pending(folder)):
        message = f"{folder / MAIN_FILE}: there is an archive already; say so if it is to be replaced (--replace)"
        raise ArchiveError(message)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear(folder)
        with tempfile.TemporaryDirectory(prefix=UNPACKED, dir=folder) as unpacked:
            _unpack(file, Path(unpacked))
            _check(file, Path(unpacked))
            Path(unpacked).rename(folder / restoring.PENDING)
            restoring.finish(folder)
    except (OSError, zipfile.BadZipFile) as error:
        message = f"{file}: cannot be restored ({error})"
        raise ArchiveError(message) from error


def _copy(archive: Archive, folder: Path) -> None:
    databases = {MAIN_FILE: archive.db, BODIES_FILE: archive.bodies.db}
    for name in FILES:
        databases[name].conn.execute("VACUUM INTO ?", [str(folder / name)])


def _unpack(file: Path, folder: Path) -> None:
    """Unpack exactly the two databases; names, links and claimed sizes in a zip are anybody's, so none of them is followed."""
    with zipfile.ZipFile(file) as pack:
        entries = pack.infolist()
        if sorted(entry.filename for entry in entries) != sorted(FILES):
            message = f"{file}: is no backup of planwatch; expected {' and '.join(FILES)} and nothing else"
            raise ArchiveError(message)
        size, free = sum(entry.file_size for entry in entries), shutil.disk_usage(folder).free
        if size > free:
            message = f"{file}: would unpack to {size:,} bytes, but {folder} has only {free:,} free"
            raise ArchiveError(message)
        for entry in entries:
            with pack.open(entry) as packed, (folder / entry.filename).open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked)
                unpacked.flush()
                os.fsync(unpacked.fileno())


def _check(file: Path, folder: Path) -> None:
    try:
        with Archive.open(folder, read_only=True) as archive:
            damage = next(verify(archive), None)
    except ArchiveError as error:
        message = f"{file}: holds no usable archive ({error})"
        raise ArchiveError(message) from error
    if damage:
        message = f"{file}: is damaged, nothing was restored ({damage})"
        raise ArchiveError(message)


def _clear(folder: Path) -> None:
    """Finish or throw away what a killed restore has left."""
    if restoring.is_pending(folder):
        restoring.finish(folder)
    for left in folder.glob(f"{UNPACKED}*"):
        shutil.rmtree(left)
