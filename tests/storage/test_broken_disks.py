"""An archive that may not be written, that is damaged, whose making or migration is killed: a clear error, and the old state whole."""

import itertools
import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database, Migrations

from storage import archive as archives
from storage.archive import Archive, ArchiveError
from storage.migrations import SCHEMA
from storage.verify import verify
from tests.scheduler.homes import declaration, planwatch, write_home
from tests.storage.nights import TEXT, new_archive, night, page, rows, seen

NOBODY = "http://127.0.0.1:9"


class Counted(sqlite3.Connection):
    """A connection that kills its process before a statement."""

    left = 0

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        Counted.left -= 1
        if Counted.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(*arguments)


def opened(folder: Path, statements: int, *, more: bool) -> int:
    """Open an archive in a forked process that is killed before one of its statements; return how that ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        original, Counted.left = sqlite3.connect, statements
        sqlite3.connect = lambda *a, **options: original(*a, **{"factory": Counted, **options})  # type: ignore[assignment]
        if more:
            with_more_migrations()
        Archive.open(folder).close()
        code = 0
    finally:
        os._exit(code)


def with_more_migrations() -> None:
    """Add two migrations, as a newer planwatch would have them."""
    archives.SCHEMA = SCHEMA + 2
    more = Migrations("planwatch")
    for name, function in (("wider", wider), ("fuller", fuller)):
        more(name=name)(function)
    archives.migrations._migrations.extend(more._migrations)  # noqa: SLF001 - sqlite-utils has no other way to join two


def wider(db: Database) -> None:
    db.execute("ALTER TABLE sources ADD COLUMN note TEXT")
    db.execute("UPDATE sources SET note = name")
    db.execute(f"PRAGMA user_version = {SCHEMA + 1}")


def fuller(db: Database) -> None:
    db.execute("UPDATE sources SET note = note || '!'")
    db.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY) STRICT")
    db.execute(f"PRAGMA user_version = {SCHEMA + 2}")


@pytest.mark.parametrize("more", [False, True])
def test_a_making_or_migration_that_is_killed_at_any_statement_is_gone_on_with(tmp_path: Path, more: bool) -> None:
    old = tmp_path / "old"
    old.mkdir()
    if more:
        with new_archive(old) as archive:
            night(archive, 0, [seen("p", 0, page("通知"))])
    for statements in itertools.count():
        folder = tmp_path / str(statements)
        shutil.copytree(old, folder)
        if opened(folder, statements, more=more) != -signal.SIGKILL:
            break
        assert opened(folder, 1_000_000, more=more) == 0
        with closing(sqlite3.connect(folder / "planwatch.db")) as db:
            assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA + 2 * more,)
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            if more:
                assert db.execute("SELECT count(*) FROM sources WHERE note = name || '!'").fetchone() == (2,)
    assert statements > 10


def test_a_newer_archive_is_refused_by_the_command(tmp_path: Path) -> None:
    home = write_home(tmp_path, [NOBODY], {"kjt": declaration(NOBODY, ["/"])})
    new_archive(home).close()
    with closing(sqlite3.connect(home / "planwatch.db")) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    before = (home / "planwatch.db").read_bytes()
    for command in (["nightly"], ["verify"], ["report"], ["prune"], ["backup", str(home / "b.zip")]):
        done = planwatch(home, *command)
        assert (done.returncode, done.stdout) == (2, ""), done
        assert f"schema version {SCHEMA + 1}" in done.stderr
        assert "use a newer planwatch" in done.stderr
    assert (home / "planwatch.db").read_bytes() == before


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Mount a folder read only for root, whom permissions do not stop; take the permissions away for everybody else."""
    if os.geteuid():
        for path in (*folder.iterdir(), folder):
            path.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    mounted = subprocess.run(["mount", "--bind", folder, folder], check=False, stderr=subprocess.DEVNULL)
    if mounted.returncode:
        pytest.skip("root without the right to mount cannot make a folder read only")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_an_archive_that_may_not_be_written_stops_the_night_with_a_clear_error(tmp_path: Path) -> None:
    home = write_home(tmp_path / "home", [NOBODY], {"kjt": declaration(NOBODY, ["/"])}, '[archive]\npath = "kept"\n')
    with new_archive(home / "kept") as archive:
        night(archive, 0, [seen("p", 0, page("通知"))])
    before = {path.name: path.read_bytes() for path in (home / "kept").iterdir()}
    with read_only(home / "kept"):
        for command in (["nightly"], ["rebuild"], ["prune"]):
            done = planwatch(home, *command)
            assert done.returncode == 2, done
            assert done.stderr.startswith("planwatch: ")
            assert str(home / "kept") in done.stderr
            assert "Traceback" not in done.stderr
    assert {path.name: path.read_bytes() for path in (home / "kept").iterdir()} == before


@pytest.mark.parametrize("name", ["planwatch.db", "bodies.db"])
def test_damaged_pages_are_told_with_the_way_out(tmp_path: Path, name: str) -> None:
    home = write_home(tmp_path, [NOBODY], {"kjt": declaration(NOBODY, ["/"])})
    with new_archive(home) as archive:
        night(archive, 0, [seen(f"p{n}", 0, page("通知", f"{TEXT}{n}" * 99)) for n in range(40)])
    file = home / name
    whole = file.read_bytes()
    assert planwatch(home, "verify").returncode == 0
    for start in (100, len(whole) // 3, len(whole) - 9000):
        file.write_bytes(whole[:start] + b"\xa5" * 6000 + whole[start + 6000 :])
        done = planwatch(home, "verify")
        assert done.returncode in {1, 2}, done
        assert name in done.stderr
        assert "Traceback" not in done.stderr
    file.write_bytes(whole[:100] + b"\xa5" * 6000 + whole[6100:])
    refused = planwatch(home, "nightly")
    assert refused.returncode == 2
    assert "planwatch restore" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_error_of_ours_is_not_taken_for_one_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), new_archive(tmp_path) as archive:
        archive.db.execute("SELECT * FROM absent")
    with pytest.raises(ArchiveError, match="may not be written"), Archive.open(tmp_path, read_only=True) as reader:
        reader.db.execute("DELETE FROM runs")
    with Archive.open(tmp_path) as again:
        assert list(verify(again)) == []
        assert rows(again, "SELECT count(*) FROM runs") == [(0,)]
