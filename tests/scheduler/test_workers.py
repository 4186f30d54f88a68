"""Readers in processes of their own: one bad file costs that file alone."""

import datetime as dt
import multiprocessing
import os
import select
import signal
import subprocess
import sys

import pytest

from planwatch.records import PageKind, Source, StoredCapture, Verdict
from scheduler import workers
from scheduler.demo.pdf import one_page
from scheduler.workers import Workers

SOURCE = Source(id="kjt", name="科技厅", kind="ministry", home_url="https://kjt.example/")
PAGE = "<html><body><h1>关于印发规划的通知</h1><p>各设区市科技局，现将规划印发给你们，请结合实际认真组织实施，并及时报送进展情况。</p></body></html>"


def capture(number: int, kind: PageKind, body: bytes) -> StoredCapture:
    url = f"https://kjt.example/{number}.{'pdf' if kind is PageKind.ATTACHMENT else 'html'}"
    when = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    media = "application/pdf" if kind is PageKind.ATTACHMENT else "text/html"
    return StoredCapture(number, number, 1, "kjt", url, kind, when, 200, None, media, None, None, "0" * 64, body)


def test_pages_and_files_are_read_in_order_on_all_cores() -> None:
    pages = [capture(number, PageKind.ARTICLE, PAGE.encode()) for number in range(40)]
    files = [capture(number, PageKind.ATTACHMENT, one_page("到2028年建成基地12个。")) for number in range(40, 43)]
    with Workers({"kjt": SOURCE}) as readers:
        found = list(readers.read([*pages, *files]))

    assert [reading.capture_id for reading in found] == list(range(43))
    assert {reading.verdict for reading in found} == {Verdict.OK}
    assert all(reading.attachment and "12个" in reading.attachment.text for reading in found[40:])


def test_a_reader_that_is_killed_costs_its_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_read", die_on_seven)
    with Workers({"kjt": SOURCE}) as readers:
        found = list(readers.read([capture(number, PageKind.ATTACHMENT, b"%PDF-") for number in range(6, 9)]))

    assert [reading.verdict for reading in found] == [Verdict.OK, Verdict.EXTRACT_FAILED, Verdict.OK]
    assert "died" in found[1].note


def test_a_file_that_wants_all_memory_is_refused_it() -> None:
    with Workers({"kjt": SOURCE}) as readers:
        list(readers.read([capture(1, PageKind.ATTACHMENT, one_page("字"))]))
        assert readers._files is not None  # noqa: SLF001 - the limit is the pool's own
        wanted = readers._files.submit(bytearray, 2 * workers.FILE_MEMORY)  # noqa: SLF001
        with pytest.raises(MemoryError):
            wanted.result()


def test_readers_end_with_their_parent_also_when_that_is_killed() -> None:
    script = "from tests.scheduler.test_workers import read_and_wait; read_and_wait()"
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        readers = [os.pidfd_open(int(word)) for word in parent.stdout.readline().split()]
        parent.kill()
    try:
        # A process file descriptor becomes readable when its process has ended.
        ended = {reader for reader in readers if select.select([reader], [], [], 60)[0]}
        assert ended == set(readers)
        assert readers
    finally:
        for reader in readers:
            os.close(reader)


def test_the_command_brings_nothing_heavy_into_its_readers() -> None:
    script = "import sys, scheduler.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()
    assert "scheduler.cli" in loaded
    assert not {"sqlite_utils", "numpy", "pydantic"} & set(loaded)


def read_and_wait() -> None:
    with Workers({"kjt": SOURCE}) as readers:
        list(readers.read([capture(1, PageKind.ATTACHMENT, one_page("字"))]))
        print(*[child.pid for child in multiprocessing.active_children()], flush=True)  # noqa: T201 - its parent listens
        sys.stdin.read()


def die_on_seven(wanted: StoredCapture) -> workers.Reading:
    if wanted.id == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return workers.Reading(wanted.id, Verdict.OK, "test")
