"""Cron expressions as crontab means them: APScheduler 3 counts weekdays from Monday, crontab from Sunday (its issue 286)."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

NAMES = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIELDS = 5
_NUMBERS = re.compile(r"(?P<all>\*)(?:/(?P<all_step>\d+))|(?P<first>[0-7])(?:-(?P<last>[0-7])(?:/(?P<step>\d+))?)?")


def trigger(expression: str, timezone: str = "UTC") -> CronTrigger:
    """Return the trigger of a five-field expression in a time zone; ValueError says what is wrong with it."""
    fields = expression.split()
    if len(fields) != FIELDS:
        message = f"{len(fields)} fields instead of {FIELDS}"
        raise ValueError(message)
    minute, hour, day, month, weekday = fields
    named = ",".join(_named(part) for part in weekday.split(","))
    made = CronTrigger(minute=minute, hour=hour, day=day, month=month, day_of_week=named, timezone=ZoneInfo(timezone))
    if made.get_next_fire_time(None, datetime.now(UTC)) is None:
        message = "that day never comes"
        raise ValueError(message)
    return made


def _named(part: str) -> str:
    """Return one part of the weekday field with names for numbers; what has no numbers stays as it is."""
    match = _NUMBERS.fullmatch(part)
    if match is None:
        return part
    if match["all"]:
        days = range(0, len(NAMES) - 1, max(1, int(match["all_step"])))
    else:
        first = int(match["first"])
        days = range(first, int(match["last"] or first) + 1, max(1, int(match["step"] or 1)))
    if not days:
        message = f"{part!r} ends before it begins"
        raise ValueError(message)
    return ",".join(NAMES[day] for day in days)
