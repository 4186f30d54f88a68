"""A table of clauses for terminals: one line a clause, and under it the passages that changed."""

from collections.abc import Iterator
from unicodedata import east_asian_width

from planwatch.clause_links import Kind, folded
from planwatch.diff import compare
from planwatch.sentences import stretches
from planwatch.text import TITLE_LIMIT, clean_line
from reports.compare.cells import Cell
from reports.compare.table import ClauseTable, Row
from reports.compare.words import KINDS, name_of, phrases
from reports.page import WHOLE
from reports.passages import passages
from reports.text import INDENT, passage_line
from reports.words import word

# A clause that has nothing beside it is told by its beginning: about a line of a terminal.
_BEGINNING = 60


def render(table: ClauseTable, language: str = "zh") -> str:
    """Return the table as text: the counts, then each row as ``kind  older → newer``; runs of unchanged rows share a line."""
    said = phrases(language)
    counts = [f"{word(KINDS, kind, language)} {count}" for kind, count in table.counts.items()]
    counts += [f"{said['renumbered']} {table.renumbered}"] if table.renumbered else []
    heading = f"{clean_line(table.older.title, TITLE_LIMIT)} → {clean_line(table.newer.title, TITLE_LIMIT)}"
    lines = [heading, said["separator"].join(counts), ""]
    if table.is_same:
        lines += [said["same"], ""]
    return "\n".join([*lines, *_rows(table, language), ""])


def _rows(table: ClauseTable, language: str) -> Iterator[str]:
    widths = max((_width(word(KINDS, kind, language)) for kind in Kind), default=0)
    left = max((_width(_names(row.older, language)) for row in table.rows), default=0)
    for row in table.rows:
        if row.band:
            yield f"== {clean_line(' → '.join(dict.fromkeys(filter(None, row.band))))} =="
        older, newer = _names(row.older, language), _names(row.newer, language)
        yield f"{_padded(word(KINDS, row.kind, language), widths)}  {_padded(older, min(left, 24))} → {newer}".rstrip()
        yield from (INDENT + line for line in _changes(row))


def _changes(row: Row) -> Iterator[str]:
    """Yield what changed in a row: passages of clauses that were reworded, the beginning of one that was added or dropped."""
    if row.kind in {Kind.ADDED, Kind.DROPPED}:
        text = clean_line((row.newer or row.older)[0].unit.text)
        yield text if len(text) <= _BEGINNING else f"{text[:_BEGINNING]}…"
    elif row.kind in {Kind.REWORDED, Kind.MOVED}:
        for before, after in stretches(row.older[0].unit.text, row.newer[0].unit.text):
            if folded(before) != folded(after):
                yield from (passage_line(passage, WHOLE) for passage in passages(compare(before, after)))


def _names(cells: tuple[Cell, ...], language: str) -> str:
    said = phrases(language)
    return (
        " + ".join(name_of(cell.unit, language) + (said["continued"] if cell.continued else "") for cell in cells)
        or said["none"]
    )


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for each wide sign (Unicode Standard Annex 11)."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
