"""The clauses of one row with the words that differ; what differs only in width, spacing or unseen characters is shown as kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planwatch.clause_links import folded
from planwatch.clauses import Unit
from planwatch.sentences import hunks
from reports.passages import Part, Piece


@dataclass(frozen=True, slots=True)
class Cell:
    """One clause on its side; ``continued`` says that a row above holds its text."""

    unit: Unit
    pieces: tuple[Piece, ...] = ()
    continued: bool = False


def alone(unit: Unit, part: Part) -> Cell:
    """Return a clause that has nothing beside it, all of it added or removed."""
    return Cell(unit, (Piece(part, unit.text),) if unit.text else ())


def beside(older: Sequence[Unit], newer: Sequence[Unit]) -> tuple[list[Cell], list[Cell]]:
    """Return clauses that became each other: those of one side are compared as one text with those of the other."""
    before, after = _joined(older), _joined(newer)
    same = folded(before) == folded(after)
    left, right = ([Piece(Part.KEPT, before)], [Piece(Part.KEPT, after)]) if same else _pieces(before, after)
    return list(_cells(older, left)), list(_cells(newer, right))


def _joined(some: Iterable[Unit]) -> str:
    return "\n".join(unit.text for unit in some)


def _pieces(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces."""
    left: list[Piece] = []
    right: list[Piece] = []
    position = 0
    for hunk in hunks(before, after):
        kept = Piece(Part.KEPT, before[position : hunk.start])
        alike = folded(hunk.before) == folded(hunk.after)
        left += [kept, Piece(Part.KEPT if alike else Part.REMOVED, hunk.before)]
        right += [kept, Piece(Part.KEPT if alike else Part.ADDED, hunk.after)]
        position = hunk.end
    rest = Piece(Part.KEPT, before[position:])
    return [*left, rest], [*right, rest]


def _cells(some: Sequence[Unit], pieces: Sequence[Piece]) -> Iterator[Cell]:
    """Yield the clauses with the pieces that each of them has; one line end stands between two clauses."""
    at, place = 0, 0
    spans = [(at, (at := at + len(piece.text)), piece.part) for piece in pieces]
    for unit in some:
        end = place + len(unit.text)
        text = "".join(piece.text for piece in pieces)
        own = [(max(first, place), min(last, end), part) for first, last, part in spans if first < end and last > place]
        yield Cell(unit, tuple(_smooth(Piece(part, text[first:last]) for first, last, part in own)))
        place = end + 1


def _smooth(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces without empty ones, neighbours of one kind as one."""
    open_piece: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if open_piece and open_piece.part is piece.part:
            open_piece = Piece(piece.part, open_piece.text + piece.text)
            continue
        if open_piece:
            yield open_piece
        open_piece = piece
    if open_piece:
        yield open_piece
