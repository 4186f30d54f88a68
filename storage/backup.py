"""The archive as one file: a zip of both databases, made while nights run, put back only if it is whole."""

import shutil
import sqlite3
import tempfile
import zipfile
from pathlib import Path

from storage.archive import BODIES_FILE, MAIN_FILE, Archive
from storage.connection import ArchiveError
from storage.verify import verify

# In the order of copying: bodies are committed before the rows that name them, so the later copy holds all that the earlier
# one asks for. Bodies are compressed already.
FILES = {MAIN_FILE: zipfile.ZIP_DEFLATED, BODIES_FILE: zipfile.ZIP_STORED}
# What SQLite keeps beside a database that is in use; an old one beside a new database would damage it.
COMPANIONS = ("-wal", "-shm", "-journal")


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
    there gives way.
    """
    if (folder / MAIN_FILE).exists() and not replace:
        message = f"{folder / MAIN_FILE}: there is an archive already; say so if it is to be replaced (--replace)"
        raise ArchiveError(message)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".planwatch-restore-", dir=folder) as unpacked:
            _unpack(file, Path(unpacked))
            _check(file, Path(unpacked))
            _take_place(Path(unpacked), folder)
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


def _take_place(unpacked: Path, folder: Path) -> None:
    for name in FILES:
        for companion in COMPANIONS:
            (folder / f"{name}{companion}").unlink(missing_ok=True)
        (unpacked / name).replace(folder / name)
