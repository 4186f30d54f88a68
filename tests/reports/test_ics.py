"""A calendar of deadlines, read back by the rules of RFC 5545."""

import datetime as dt

from planwatch.records import DeadlineKind
from reports.ics import calendar
from storage.queries_plans import Deadline

STAMP = dt.datetime(2026, 11, 22, 18, 0, tzinfo=dt.UTC)


def _due(
    title: str, kind: DeadlineKind = DeadlineKind.COMMENTS, day: str = "2026-12-01", evidence: str = "句"
) -> Deadline:
    return Deadline(
        1,
        title,
        kind,
        day,
        evidence,
        (),
        (),
        None,
        "most",
        "科技部",
        None,
        "https://a.example/1.html",
        (f"title:{title}",),
    )


def _lines(text: str) -> list[str]:
    """Return the content lines of a calendar, unfolded; every line ends in CRLF and has at most 75 octets."""
    assert text.endswith("\r\n")
    raw = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= 75 and "\n" not in line for line in raw)
    return "\r\n".join(raw).replace("\r\n ", "").split("\r\n")


def test_a_deadline_is_a_whole_day_with_two_reminders() -> None:
    lines = _lines(calendar([_due("数据管理办法")], STAMP))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert {"DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261202", "DTSTAMP:20261122T180000Z"} <= set(lines)
    assert [line for line in lines if line.startswith("TRIGGER")] == ["TRIGGER:-P7D", "TRIGGER:-P2D"]
    assert any(line.startswith("SUMMARY:") and line.endswith("数据管理办法") for line in lines)


def test_hostile_words_stay_text() -> None:
    title = "办法;一,二\\三\r\nBEGIN:VEVENT"
    lines = _lines(calendar([_due(title, evidence="甲" * 400)], STAMP))
    assert lines.count("BEGIN:VEVENT") == 1
    assert "DESCRIPTION:" + "甲" * 400 in lines
    assert any("办法\\;一\\,二\\\\三 BEGIN:VEVENT" in line for line in lines)


def test_one_deadline_has_one_name_in_every_export_and_another_day_another() -> None:
    def uid(due: Deadline) -> str:
        return next(line for line in _lines(calendar([due], STAMP)) if line.startswith("UID:"))

    assert uid(_due("数据管理办法")) == uid(_due("数据管理办法", evidence="另一句"))
    assert uid(_due("数据管理办法")) != uid(_due("数据管理办法", day="2027-01-01"))
