"""A table of clauses as what JSON can hold."""

from dataclasses import asdict
from typing import Any

from planwatch.clause_links import Link, link, numbered
from planwatch.clauses import Unit, units
from planwatch.sentences import hunks
from reports.compare.table import ClauseTable, Document


def as_data(table: ClauseTable) -> dict[str, Any]:
    """Return the table with every link, and the exact hunks of each by position in the older text."""
    return {
        "older": _document(table.older),
        "newer": _document(table.newer),
        "counts": {**table.counts, "renumbered": table.renumbered},
        "clauses": [_whole(one) for one in table.links],
    }


def pair(older: str, newer: str) -> list[dict[str, str | None]]:
    """Return the numbered clauses of two texts as ``{"a", "b", "kind"}``: names on both sides, None on one that has none."""
    links = numbered(link(units(older), units(newer)))
    return [{"a": _name(one.older), "b": _name(one.newer), "kind": one.kind.value} for one in links]


def _name(unit: Unit | None) -> str | None:
    return unit.name if unit else None


def _document(document: Document) -> dict[str, str | None]:
    return {"title": document.title, "url": document.url}


def _whole(one: Link) -> dict[str, Any]:
    changed = hunks(one.older.text, one.newer.text) if one.older and one.newer else ()
    return {
        "a": _name(one.older),
        "b": _name(one.newer),
        "kind": one.kind.value,
        "renumbered": one.renumbered,
        "a_path": list(one.older.path) if one.older else None,
        "b_path": list(one.newer.path) if one.newer else None,
        "a_text": one.older.text if one.older else None,
        "b_text": one.newer.text if one.newer else None,
        "hunks": [asdict(hunk) for hunk in changed],
    }
