"""planwatch doctor on real homes: a sound one, and one for each thing that can be wrong."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink

from scheduler.demo.server import DemoWorld, serve
from scheduler.lock import hold
from tests.scheduler.homes import declaration, night, planwatch, write_home

SUBSCRIBER = '[[subscriptions]]\nemail = "desk@example.org"\n'
NIGHT = "2026-11-03T02:00:00+08:00"


@pytest.fixture(scope="module")
def world() -> Iterator[DemoWorld]:
    with serve() as served:
        yield served


def make(folder: Path, world: DemoWorld, more: str = SUBSCRIBER, path: str = "/kj/") -> Path:
    url = world.base_urls["chengling_daily"]
    return write_home(folder, [url], {"daily": declaration(url, [path], "news")}, more)


def test_a_sound_home_has_nothing_to_tell(tmp_path: Path, world: DemoWorld) -> None:
    done = planwatch(make(tmp_path, world), "doctor")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "no night has run yet" in done.stdout
    assert "entries on 1 list pages" in done.stdout
    assert not (tmp_path / "planwatch.db").exists()


def test_a_list_that_is_not_there_is_told(tmp_path: Path, world: DemoWorld) -> None:
    done = planwatch(make(tmp_path, world, path="/nowhere/"), "doctor")

    assert done.returncode == 1
    assert "answers: gone" in done.stdout


def test_nights_that_did_not_run_are_counted(tmp_path: Path, world: DemoWorld) -> None:
    night(make(tmp_path, world), NIGHT)
    done = planwatch(tmp_path, "doctor", "--offline")

    assert done.returncode == 1
    assert "nights should have run since 2026-11-02" in done.stdout


def test_a_clock_that_went_back_is_told(tmp_path: Path, world: DemoWorld) -> None:
    night(make(tmp_path, world), "2999-01-01T00:00:00+00:00")
    done = planwatch(tmp_path, "doctor", "--offline")

    assert done.returncode == 1
    assert "before the last night ended (2999-01-01" in done.stdout


def test_a_mail_server_that_is_down_is_told_and_one_that_is_up_is_not(tmp_path: Path, world: DemoWorld) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    make(tmp_path, world, f'[mail]\nsmtp = "smtp://127.0.0.1:{port}"\nstarttls = false\n{SUBSCRIBER}')
    down = planwatch(tmp_path, "doctor")
    server = Controller(Sink(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        up = planwatch(tmp_path, "doctor")
    finally:
        server.stop()

    assert (down.returncode, up.returncode) == (1, 0)
    assert "no connection to the mail server" in down.stdout
    assert "the mail server lets us in" in up.stdout


def test_a_full_disk_stops_a_night_before_it_begins(tmp_path: Path, world: DemoWorld) -> None:
    make(tmp_path, world, f"[archive]\nmin_free_mb = 1000000000\n{SUBSCRIBER}")
    looked, tried = planwatch(tmp_path, "doctor", "--offline"), planwatch(tmp_path, "nightly")

    assert (looked.returncode, tried.returncode) == (1, 2)
    assert "MB are free, expected 1,000,000,000 MB" in tried.stderr
    assert "expected 1,000,000,000 MB" in " ".join(looked.stdout.split())
    assert not (tmp_path / "planwatch.db").exists()


def test_files_that_everybody_may_write_are_told(tmp_path: Path, world: DemoWorld) -> None:
    (make(tmp_path, world) / "planwatch.toml").chmod(0o666)
    done = planwatch(tmp_path, "doctor", "--offline")

    assert done.returncode == 1
    assert "can be written by every user" in done.stdout


def test_a_damaged_archive_is_told(tmp_path: Path, world: DemoWorld) -> None:
    make(tmp_path, world)
    (tmp_path / "planwatch.db").write_bytes(b"no database at all" * 100)
    done = planwatch(tmp_path, "doctor", "--offline")

    assert done.returncode == 1
    assert "planwatch.db" in done.stdout


def test_looking_changes_nothing(tmp_path: Path, world: DemoWorld) -> None:
    make(tmp_path, world, f'[archive]\npath = "kept"\n{SUBSCRIBER}')
    planwatch(tmp_path, "doctor", "--offline")
    assert not (tmp_path / "kept").exists()
    night(tmp_path, NIGHT)
    before = content(tmp_path)
    planwatch(tmp_path, "doctor", "--offline")

    assert content(tmp_path) == before


def content(folder: Path) -> dict[Path, bytes]:
    """Return every file but those that SQLite makes for whoever reads (and whose lack says nothing of the archive)."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in {".db-shm", ".db-wal"})
    return {path: path.read_bytes() for path in files}


def test_a_run_under_way_is_no_fault(tmp_path: Path, world: DemoWorld) -> None:
    night(make(tmp_path, world), NIGHT)
    with hold(tmp_path, "nightly"):
        done = planwatch(tmp_path, "doctor", "--offline")

    assert done.returncode == 0
    assert f"process {os.getpid()}" in done.stdout


def test_the_password_may_lie_in_a_file(tmp_path: Path, world: DemoWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, world, f'[mail]\nsmtp = "smtp://desk@127.0.0.1:1"\nstarttls = false\n{SUBSCRIBER}')
    monkeypatch.setenv("PLANWATCH_SMTP_PASSWORD_FILE", str(tmp_path / "secret"))
    without = planwatch(tmp_path, "doctor")
    (tmp_path / "secret").write_text("open sesame\n", encoding="utf-8")
    (tmp_path / "secret").chmod(0o644)
    done = planwatch(tmp_path, "doctor")

    assert "the password's file cannot be read" in without.stdout
    assert "holds the password and can be read by every user" in done.stdout
    assert "no connection to the mail server" in done.stdout
    assert "open sesame" not in done.stdout + done.stderr + without.stdout
