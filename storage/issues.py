"""Problems that somebody should know of, as rows: opened by the run that met them, closed by the next one."""

import datetime as dt
import json
from collections.abc import Collection, Sequence

from planwatch.records import Issue, Level
from storage.archive import Archive
from storage.times import stamp

_OPEN = """
INSERT INTO issues (run_id, source_id, level, code, message, url, opened_at)
SELECT ?1, ?2, CASE WHEN ?3 = 'warning' AND EXISTS (
    SELECT 1 FROM issues WHERE run_id < ?1 AND source_id = ?2 AND message = ?5 AND closed_at IS NULL
) THEN 'note' ELSE ?3 END, ?4, ?5, ?6, ?7 WHERE NOT EXISTS (
    SELECT 1 FROM issues WHERE run_id = ?1 AND source_id IS ?2 AND code = ?4 AND message = ?5 AND url IS ?6)
"""
_CLOSE = """
UPDATE issues SET closed_at = ?1 WHERE run_id < ?2 AND closed_at IS NULL
    AND (source_id IS NULL OR source_id NOT IN (SELECT value FROM json_each(?3)))
"""
_ALERTS = """
SELECT run_id, code, source_id FROM issues
WHERE level <> 'note' AND source_id IN (SELECT value FROM json_each(?1)) AND code IN (SELECT value FROM json_each(?2))
"""


def open_issues(archive: Archive, run_id: int, issues: Sequence[Issue], opened_at: dt.datetime) -> None:
    """Write the problems that a run met; one that it already told (before it was killed, say) is not told twice.

    A warning is a note where the run before left the same one of the same pages open: it lasts, and was told when it began.
    """
    opened = stamp(opened_at)
    rows = [(run_id, issue.source_id, issue.level, issue.code, issue.message, issue.url, opened) for issue in issues]
    with archive.atomic():
        archive.db.conn.executemany(_OPEN, rows)


def of_run(archive: Archive, run_id: int) -> list[Issue]:
    """Return the problems that a run has told so far, those of its crawl too."""
    query = "SELECT level, code, message, source_id, url FROM issues WHERE run_id = ? ORDER BY id"
    return [Issue(Level(level), *told) for level, *told in archive.db.execute(query, [run_id])]


def close_older(archive: Archive, run_id: int, closed_at: dt.datetime, spared: Collection[str] = ()) -> None:
    """Close what runs before this one opened; each run opens anew what is still wrong.

    Not for the ``spared`` sources, which this run did not look at.
    """
    archive.db.execute(_CLOSE, [stamp(closed_at), run_id, json.dumps(list(spared))])


def alerts(archive: Archive, source_ids: Collection[str], codes: Collection[str]) -> list[tuple[int, str, str]]:
    """Return run, code and source of all errors and warnings with these codes."""
    return archive.db.execute(_ALERTS, [json.dumps(list(source_ids)), json.dumps(list(codes))]).fetchall()
