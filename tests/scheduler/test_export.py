"""export, run as its user does."""

from pathlib import Path

from tests.reports.made import made_archive
from tests.scheduler.homes import planwatch, write_home


def test_every_known_deadline_is_written_as_a_calendar(tmp_path: Path) -> None:
    home = write_home(tmp_path / "home", [], {})
    with made_archive(home) as archive:
        days = [day for (day,) in archive.db.execute("SELECT due_on FROM plan_deadlines")]
    done = planwatch(home, "export", "ics", str(tmp_path / "out"))
    text = (tmp_path / "out" / "planwatch.ics").read_text("utf-8")
    assert done.returncode == 0, done.stderr
    assert f"({len(days)} deadlines)" in done.stdout
    assert days
    assert all(f"DTSTART;VALUE=DATE:{day[:10].replace('-', '')}" in text for day in days)


def test_without_a_run_nothing_is_written_and_the_error_says_so(tmp_path: Path) -> None:
    home = write_home(tmp_path / "home", [], {})
    done = planwatch(home, "export", "ics", str(tmp_path / "out"))
    assert done.returncode == 2
    assert not (tmp_path / "out").exists()
