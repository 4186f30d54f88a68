"""How plans stand to each other: what one text says of two, and what titles, periods and issuers say across texts."""

from collections.abc import Iterable

from planwatch.records import LinkKind
from storage.archive import Archive

_ADD = "INSERT OR IGNORE INTO plan_links (plan_id, other_plan_id, kind) VALUES (?, ?, ?)"
# Each names what its index leaves out (lineage <> '', scope <> ''): SQLite takes a partial index only where a query says so, and
# goes through all plans otherwise.
_OF_LINE = "SELECT id FROM plans WHERE lineage = :lineage AND lineage <> ''"
# The plan of the period before, and the one after, whichever text told of either first.
_ADD_SUCCESSION = """
INSERT OR IGNORE INTO plan_links (plan_id, other_plan_id, kind)
SELECT later.id, (SELECT id FROM plans AS earlier WHERE earlier.lineage = :lineage AND earlier.lineage <> ''
    AND earlier.period_start < later.period_start ORDER BY earlier.period_start DESC, earlier.id LIMIT 1) AS earlier_id, 'succeeds'
FROM plans AS later
WHERE later.lineage = :lineage AND later.lineage <> '' AND earlier_id IS NOT NULL
"""
# 十五五 follows 十三五 only until a text tells of 十四五.
_DROP_LEAPS = f"""
DELETE FROM plan_links WHERE kind = 'succeeds' AND plan_id IN ({_OF_LINE}) AND other_plan_id IN ({_OF_LINE}) AND EXISTS (
    SELECT 1 FROM plans AS middle JOIN plans AS later ON later.id = plan_links.plan_id JOIN plans AS earlier ON earlier.id = other_plan_id
    WHERE middle.lineage = :lineage AND middle.lineage <> '' AND middle.period_start > earlier.period_start AND middle.period_start < later.period_start)
"""
# A place's 实施方案 of the scope of a plan of the state puts it into practice, unless it was out before, or is of another period.
_ADD_PRACTICE = """
INSERT OR IGNORE INTO plan_links (plan_id, other_plan_id, kind)
SELECT own.id, whole.id, 'implements' FROM plans AS own JOIN plans AS whole ON whole.scope = own.scope AND whole.scope <> ''
WHERE own.scope = :scope AND own.scope <> '' AND own.is_practice AND own.seat NOT IN ('', '国家') AND whole.seat = '国家'
    AND (own.period_start IS NULL OR whole.period_start IS NULL
        OR own.period_start BETWEEN whole.period_start AND coalesce(whole.period_end, whole.period_start + 4))
    AND NOT EXISTS (SELECT 1 FROM plan_events AS out JOIN plan_events AS later ON later.plan_id = whole.id AND later.kind = 'issued'
        WHERE out.plan_id = own.id AND out.kind = 'issued' AND out.happened_on < later.happened_on)
"""


def store(archive: Archive, links: Iterable[tuple[int, int, LinkKind]]) -> None:
    """Keep links that a text states: a plan's id, the other's, and how the first stands to it."""
    archive.db.conn.executemany(_ADD, list(links))


def join(archive: Archive, plan_id: int) -> None:
    """Link a plan to those of its lineage, and to those that it puts into practice or that do so with it."""
    lineage, scope = archive.db.execute("SELECT lineage, scope FROM plans WHERE id = ?", [plan_id]).fetchone()
    if lineage:
        archive.db.execute(_ADD_SUCCESSION, {"lineage": lineage})
        archive.db.execute(_DROP_LEAPS, {"lineage": lineage})
    if scope:
        archive.db.execute(_ADD_PRACTICE, {"scope": scope})
