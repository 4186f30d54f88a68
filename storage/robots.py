"""The last robots.txt that each host gave, for the night in which it gives none."""

import datetime as dt
from collections.abc import Mapping

from storage.archive import Archive
from storage.times import stamp

_KEEP = (
    "INSERT INTO robots (origin, rules, seen_at) VALUES (?, ?, ?)"
    " ON CONFLICT (origin) DO UPDATE SET rules = excluded.rules, seen_at = excluded.seen_at"
)


def store(archive: Archive, seen: Mapping[str, str | None], seen_at: dt.datetime) -> None:
    """Keep what each origin's robots.txt says, in the place of what it said before; None where it has none any more."""
    with archive.atomic():
        for origin, rules in seen.items():
            if rules is None:
                archive.db.execute("DELETE FROM robots WHERE origin = ?", [origin])
            else:
                archive.db.execute(_KEEP, [origin, rules, stamp(seen_at)])


def kept(archive: Archive, origin: str, since: dt.datetime) -> str | None:
    """Return what an origin's robots.txt said when it was last had, None where that was before ``since`` or never."""
    found = archive.db.execute(
        "SELECT rules FROM robots WHERE origin = ? AND seen_at >= ?", [origin, stamp(since)]
    ).fetchone()
    return None if found is None else str(found[0])
