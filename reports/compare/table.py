"""Two documents as a table of clauses: what became of each, with the words that differ."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from planwatch.clause_links import Kind, Link, link
from planwatch.clauses import Unit, units
from reports.compare.cells import Cell, alone, beside
from reports.passages import Part


@dataclass(frozen=True, slots=True)
class Document:
    """One of the two documents; ``url`` is None for a file."""

    title: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The clauses that stand side by side; ``band`` are the headings above both sides where they are not those of the row before."""

    kind: Kind
    renumbered: bool
    older: tuple[Cell, ...]
    newer: tuple[Cell, ...]
    band: tuple[str, str] | None = None

    @property
    def goes_on(self) -> bool:
        """Return whether the row only goes on with a clause that was split, which a row above shows whole."""
        return bool(self.older) and all(cell.continued for cell in self.older)


@dataclass(frozen=True, slots=True)
class ClauseTable:
    """Two documents by clause: the rows in the order of the newer one, and the links that they show."""

    older: Document
    newer: Document
    rows: tuple[Row, ...]
    links: tuple[Link, ...]

    @property
    def counts(self) -> Mapping[Kind, int]:
        """Return how many clauses there are of each kind: those of the newer text, but of the older one where it was split or dropped."""
        found = Counter(row.kind for row in self.rows if not row.goes_on)
        return {kind: found[kind] for kind in Kind if found[kind]}

    @property
    def is_same(self) -> bool:
        """Return whether both documents say the same under the same numbers."""
        return set(self.counts) <= {Kind.SAME} and not self.renumbered

    @property
    def renumbered(self) -> int:
        """Return how many rows show a clause under another number."""
        return sum(row.renumbered for row in self.rows)


@dataclass(slots=True)
class _Family:
    """The clauses of both sides that a chain of links joins, and their cells by name."""

    older: list[Unit] = field(default_factory=list)
    newer: list[Unit] = field(default_factory=list)
    left: dict[str, Cell] = field(default_factory=dict)
    right: dict[str, Cell] = field(default_factory=dict)


def table(older: Document, newer: Document) -> ClauseTable:
    """Return two documents by clause."""
    links = tuple(link(units(older.text), units(newer.text)))
    return ClauseTable(older, newer, tuple(_banded([*_rows(links)])), links)


def _rows(links: Sequence[Link]) -> Iterator[Row]:
    """Yield a row for each clause of the newer text, and for each dropped one where it stood.

    A clause that was split stands whole beside its first part, and by its number alone beside the others.
    """
    families = _families(links)
    sources: dict[str, list[Unit]] = {}
    for one in links:
        if one.older and one.newer:
            sources.setdefault(one.newer.name, []).append(one.older)
    shown: set[str] = set()
    for one in links:
        if one.older is None or one.newer is None:
            gone = (alone(one.older, Part.REMOVED),) if one.older else ()
            yield Row(one.kind, False, gone, (alone(one.newer, Part.ADDED),) if one.newer else ())
        elif olds := sources.pop(one.newer.name, []):
            family = families[one.newer.name]
            left = tuple(_once(family.left[unit.name], shown) for unit in olds)
            yield Row(one.kind, one.renumbered, left, (family.right[one.newer.name],))


def _once(cell: Cell, shown: set[str]) -> Cell:
    """Return a cell with its text the first time, and by its number alone afterwards."""
    if cell.unit.name in shown:
        return replace(cell, pieces=(), continued=True)
    shown.add(cell.unit.name)
    return cell


def _families(links: Iterable[Link]) -> dict[str, _Family]:
    """Return the family of each clause of the newer text that has one."""
    of_older: dict[str, _Family] = {}
    of_newer: dict[str, _Family] = {}
    for one in links:
        if one.older is None or one.newer is None:
            continue
        family = of_older.get(one.older.name) or of_newer.get(one.newer.name) or _Family()
        other = of_newer.get(one.newer.name, family)
        if other is not family:
            family.older += other.older
            family.newer += other.newer
            of_older |= {unit.name: family for unit in other.older}
            of_newer |= {unit.name: family for unit in other.newer}
        for unit, members, known in ((one.older, family.older, of_older), (one.newer, family.newer, of_newer)):
            if unit.name not in known:
                members.append(unit)
                known[unit.name] = family
    for family in {id(family): family for family in of_newer.values()}.values():
        left, right = beside(family.older, family.newer)
        family.left = {cell.unit.name: cell for cell in left}
        family.right = {cell.unit.name: cell for cell in right}
    return of_newer


def _banded(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows, the first under each heading with the headings of both sides.

    A row says nothing of a side that it has not, nor of the older one where it stands out of order; what the next row says counts.
    """
    said = [(_headings(row.older) if _keeps_order(row) else None, _headings(row.newer)) for row in rows]
    sides = [_ahead([(own[side], own[1 - side]) for own in said]) for side in (0, 1)]
    before: tuple[str | None, str | None] = (None, None)
    for row, left, right in zip(rows, *sides, strict=True):
        here = (before[0] if left is None else left, before[1] if right is None else right)
        yield row if here == before or not any(here) else replace(row, band=(here[0] or "", here[1] or ""))
        before = here


def _keeps_order(row: Row) -> bool:
    return row.kind is not Kind.MOVED and not row.goes_on


def _ahead(said: Sequence[tuple[str | None, str | None]]) -> list[str | None]:
    """Return the headings of a side for each row, from a later row where it has none, as far as the other side's stay the same."""
    found: list[str | None] = []
    following: tuple[str | None, str | None] = (None, None)
    for own, other in reversed(said):
        goes_on = following[1] in {other, None}
        found.append(following[0] if own is None and goes_on else own)
        following = (found[-1], other)
    return found[::-1]


def _headings(cells: Sequence[Cell]) -> str | None:
    return " / ".join(cells[0].unit.headings) if cells else None
