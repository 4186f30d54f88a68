"""A restore is killed at every step of its way, and a night's writer works on while its archive is copied."""

import itertools
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storage import restoring
from storage.archive import Archive, ArchiveError, runs
from storage.backup import backup, restore
from storage.verify import verify
from tests.storage.nights import TEXT, new_archive, night, page, rows, seen

WRITER = """
import sys
from pathlib import Path
from tests.storage.nights import *

with Archive.open(Path(sys.argv[1])) as archive:
    print("begun", flush=True)
    for number in range(3, 400):
        night(archive, number, [seen(f"w{number}-{n}", number, page("通知", f"{TEXT}第{number}号{n}" * 9)) for n in range(5)])
        print(number, flush=True)
"""


def restored(file: Path, folder: Path, steps: int) -> int:
    """Restore in a forked process that is killed before one of the calls that change a folder; return how that ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code, left = 1, iter(range(steps))

    def counted(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*arguments, **options)

        return call

    try:
        for owner, name in ((Path, "rename"), (Path, "replace"), (Path, "unlink"), (shutil, "rmtree")):
            setattr(owner, name, counted(getattr(owner, name)))
        restore(file, folder, replace=True)
        code = 0
    finally:
        os._exit(code)


def test_a_restore_that_is_killed_at_any_step_leaves_the_old_archive_or_the_new(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "backup.zip"
    with new_archive(home) as archive:
        night(archive, 0, [seen("p", 0, page("通知"))])
        backup(archive, file)
        night(archive, 1, [seen("p", 1, page("通知", f"{TEXT}改"))])
    with closing(
        sqlite3.connect(home / "planwatch.db")
    ) as live:  # a log beside the database, as a killed night leaves it
        live.execute("PRAGMA journal_mode = WAL")
        left = shutil.copytree(home, tmp_path / "left")
    found = set()
    for step in itertools.count():
        folder = shutil.copytree(left, tmp_path / f"at-{step}")
        code = restored(file, folder, step)
        assert code in {0, -signal.SIGKILL}
        with Archive.open(folder) as opened:
            assert list(verify(opened)) == []
            found.add((len(runs(opened)), rows(opened, "SELECT max(number) FROM versions")[0][0]))
        assert not restoring.is_pending(folder)
        if code == 0:
            break
    assert found == {(2, 2), (1, 1)}
    assert step > 4
    restore(file, tmp_path / "at-0", replace=True)
    assert [path.name for path in (tmp_path / "at-0").glob(".*")] == []


def test_an_interrupted_restore_is_told_to_who_may_not_finish_it(tmp_path: Path) -> None:
    with new_archive(tmp_path) as archive:
        night(archive, 0, [seen("p", 0, page("通知"))])
    (tmp_path / restoring.PENDING).mkdir()
    with pytest.raises(ArchiveError, match="a restore was interrupted"):
        Archive.open(tmp_path, read_only=True)
    Archive.open(tmp_path).close()
    Archive.open(tmp_path, read_only=True).close()


def test_a_backup_of_an_archive_that_is_written_meanwhile_is_whole(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with new_archive(home) as archive:
        night(archive, 0, [seen("p", 0, page("通知"))])
    with subprocess.Popen([sys.executable, "-c", WRITER, home], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        seen_runs = []
        for copy in range(6):
            for _ in range(3):
                writer.stdout.readline()
            with Archive.open(home, read_only=True) as live:
                backup(live, tmp_path / f"{copy}.zip")
            restore(tmp_path / f"{copy}.zip", tmp_path / f"back-{copy}")
            with Archive.open(tmp_path / f"back-{copy}", read_only=True) as restored:
                assert list(verify(restored)) == []
                seen_runs.append(len(runs(restored)))
        assert writer.poll() is None
        os.kill(writer.pid, signal.SIGKILL)
    assert seen_runs == sorted(set(seen_runs))
