import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.lock import FILE_NAME, ArchiveHeldError, hold, holder

HOLDER = "import sys; from pathlib import Path; from scheduler.lock import hold\nwith hold(Path(sys.argv[1]), 'nightly'): print('held', flush=True); sys.stdin.read()"


def test_a_second_run_is_told_who_holds_the_archive_and_a_killed_holder_frees_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(ArchiveHeldError, match=f"planwatch nightly, process {holder.pid}"),
            hold(tmp_path, "rebuild"),
        ):
            pass
        holder.kill()
        holder.wait()

        with hold(tmp_path, "rebuild"):
            assert f"process {os.getpid()}" in (tmp_path / "planwatch.lock").read_text(encoding="utf-8")


def test_a_look_at_the_lock_tells_its_holder_and_keeps_no_run_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert holder(tmp_path / "nowhere") is None
    with hold(tmp_path, "nightly"):
        assert f"process {os.getpid()}" in str(holder(tmp_path))
    assert holder(tmp_path) is None

    tries = []
    flock = fcntl.flock
    with (tmp_path / FILE_NAME).open() as looking:
        flock(looking, fcntl.LOCK_SH)

        def counted(file: int, what: int) -> None:
            tries.append(what)
            if len(tries) > 3:
                flock(looking, fcntl.LOCK_UN)
            flock(file, what)

        monkeypatch.setattr(fcntl, "flock", counted)
        with hold(tmp_path, "nightly"):
            assert len(tries) > 3
