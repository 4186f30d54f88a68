"""Deadlines as a calendar that any calendar program reads (RFC 5545)."""

import datetime as dt
import hashlib
from collections.abc import Iterable

from planwatch.text import clean_line
from reports.words import DEADLINES, word
from storage.queries_plans import Deadline

# Days before a deadline on which the digest reminds of it; the calendar does so too.
REMIND_BEFORE = (7, 2)
# RFC 5545, 3.1: no line is longer than 75 octets; what goes on begins with a blank.
_LINE_OCTETS = 75
_SUMMARY_LIMIT = 160


def _escaped(text: str) -> str:
    """Return a text value as RFC 5545, 3.3.11 writes it."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a content line cut into lines of at most 75 octets, never within a character."""
    lines, part = [], ""
    for sign in line:
        if len(f"{part}{sign}".encode()) > _LINE_OCTETS:
            lines.append(part)
            part = " "
        part += sign
    return "\r\n".join([*lines, part])


def _event(due: Deadline, stamp: str) -> list[str]:
    """Return the lines of one deadline: a whole day with its reminders; equal deadlines have equal UIDs in every export."""
    day = dt.date.fromisoformat(due.due_on[:10])
    summary = clean_line(f"{word(DEADLINES, due.kind, 'zh')}：{due.title}", _SUMMARY_LIMIT)
    name = hashlib.sha256(f"{min(due.keys, default=due.title)}|{due.kind}|{due.due_on[:10]}".encode()).hexdigest()[:32]
    alarms = [
        line
        for days in REMIND_BEFORE
        for line in (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_escaped(summary)}",
            f"TRIGGER:-P{days}D",
            "END:VALARM",
        )
    ]
    return [
        "BEGIN:VEVENT",
        f"UID:{name}@planwatch",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(clean_line(due.evidence))}",
        f"URL:{clean_line(due.url)}",
        f"CATEGORIES:{due.kind}",
        "TRANSP:TRANSPARENT",
        *alarms,
        "END:VEVENT",
    ]


def calendar(deadlines: Iterable[Deadline], stamp: dt.datetime) -> str:
    """Return an iCalendar text (CRLF lines) of deadlines; ``stamp`` (aware) is when they were known."""
    at = f"{stamp.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//planwatch//deadlines//ZH", "CALSCALE:GREGORIAN"]
    for due in deadlines:
        lines += _event(due, at)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])
