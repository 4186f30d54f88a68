"""Problems that somebody should know of, as rows: opened by the run that met them, closed by the next one."""

import datetime as dt
import json
from collections.abc import Collection, Sequence

from planwatch.records import Issue
from storage.archive import Archive
from storage.times import stamp

_OPEN = """
INSERT INTO issues (run_id, source_id, level, code, message, url, opened_at)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS (
    SELECT 1 FROM issues WHERE run_id = ?1 AND source_id IS ?2 AND code = ?4 AND message = ?5 AND url IS ?6)
"""
_OPEN_BEFORE = "SELECT message FROM issues WHERE run_id < ? AND source_id = ? AND closed_at IS NULL"
_CLOSE = """
UPDATE issues SET closed_at = ?1 WHERE run_id < ?2 AND closed_at IS NULL
    AND (source_id IS NULL OR source_id NOT IN (SELECT value FROM json_each(?3)))
"""
_ALERTS = """
SELECT run_id, code, source_id FROM issues
WHERE level <> 'note' AND source_id IN (SELECT value FROM json_each(?1)) AND code IN (SELECT value FROM json_each(?2))
"""


def open_issues(archive: Archive, run_id: int, issues: Sequence[Issue], opened_at: dt.datetime) -> None:
    """Write the problems that a run met; one that it already told (before it was killed, say) is not told twice."""
    opened = stamp(opened_at)
    rows = [(run_id, issue.source_id, issue.level, issue.code, issue.message, issue.url, opened) for issue in issues]
    with archive.atomic():
        archive.db.conn.executemany(_OPEN, rows)


def open_before(archive: Archive, run_id: int, source_id: str) -> list[str]:
    """Return the messages of a source's problems that runs before this one left open."""
    rows = archive.db.execute(_OPEN_BEFORE, [run_id, source_id])
    return [message for (message,) in rows]


def close_older(archive: Archive, run_id: int, closed_at: dt.datetime, spared: Collection[str] = ()) -> None:
    """Close what runs before this one opened; each run opens anew what is still wrong.

    Not for the ``spared`` sources, which this run did not look at.
    """
    archive.db.execute(_CLOSE, [stamp(closed_at), run_id, json.dumps(list(spared))])


def alerts(archive: Archive, source_ids: Collection[str], codes: Collection[str]) -> list[tuple[int, str, str]]:
    """Return run, code and source of all errors and warnings with these codes."""
    return archive.db.execute(_ALERTS, [json.dumps(list(source_ids)), json.dumps(list(codes))]).fetchall()
