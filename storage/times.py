"""Our own times as the archive writes them: UTC, ISO-8601, to the second, so that their text sorts as they do."""

import datetime as dt


def stamp(moment: dt.datetime) -> str:
    """Return ``2026-11-22T18:00:00Z``; ValueError for a time without a zone, which could be anybody's."""
    if moment.tzinfo is None:
        message = f"{moment!r} has no time zone; planwatch keeps its times in UTC"
        raise ValueError(message)
    return moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def moment(text: str) -> dt.datetime:
    """Return the time that ``stamp`` wrote, in UTC."""
    return dt.datetime.fromisoformat(text)
