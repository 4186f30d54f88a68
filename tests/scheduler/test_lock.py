import os
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.lock import ArchiveHeldError, hold

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
