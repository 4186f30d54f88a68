"""Changed passages: each difference of two texts with a little of what stands around it, and two whole texts side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planwatch.diff import Difference
from planwatch.records import Hunk, Significance
from planwatch.significance import weights

# Characters kept on either side of a change: about half a line of a phone, enough to recognise the sentence.
CONTEXT = 20

Weighed = tuple[Hunk, Significance]


class Part(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that was kept, removed or added."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring changes with their context, and the weight of the weightiest."""

    pieces: tuple[Piece, ...]
    weight: Significance


@dataclass(frozen=True, slots=True)
class Row:
    """One line (or changed group of lines) of two texts side by side."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Return whether the two sides differ."""
        return any(piece.part is not Part.KEPT for piece in (*self.left, *self.right))


def passages(difference: Difference) -> tuple[Passage, ...]:
    """Return the changed passages, those of substance first, otherwise in the order of the text.

    Of a moved block what was changed in it is shown, not the block.
    """
    moved = {place for move in difference.moves for place in (move.removed, move.added)}
    weighed = enumerate(zip(difference.hunks, weights(difference), strict=True))
    stayed = [hunk for place, hunk in weighed if place not in moved]
    found = [_passage(difference.before, group) for group in _groups(difference.before, stayed)]
    for move in difference.moves:
        inner = Difference(move.edits, 0, 0, 1.0, before=difference.hunks[move.removed].before)
        found += passages(inner)
    return tuple(sorted(found, key=lambda passage: list(Significance).index(passage.weight)))


def passages_of(before: str, hunks: Sequence[Hunk]) -> tuple[Passage, ...]:
    """Return the passages that chosen hunks of an older text change."""
    return passages(Difference(tuple(hunks), 0, 0, 1.0, before=before))


def pieces(before: str, hunks: Sequence[Hunk]) -> Iterator[Piece]:
    """Yield both texts as one run of pieces: what was kept, removed and added, in order."""
    position = 0
    for hunk in hunks:
        yield Piece(Part.KEPT, before[position : hunk.start])
        yield Piece(Part.REMOVED, hunk.before)
        yield Piece(Part.ADDED, hunk.after)
        position = hunk.end
    yield Piece(Part.KEPT, before[position:])


def side_by_side(difference: Difference) -> tuple[Row, ...]:
    """Return two texts in rows that end where both have a line end."""
    rows: list[Row] = []
    left: list[Piece] = []
    right: list[Piece] = []
    for piece in pieces(difference.before, difference.hunks):
        lines = piece.text.split("\n") if piece.part is Part.KEPT else [piece.text]
        for number, line in enumerate(lines):
            if number:
                rows.append(Row(tuple(left), tuple(right)))
                left, right = [], []
            if line and piece.part is not Part.ADDED:
                left.append(Piece(piece.part, line))
            if line and piece.part is not Part.REMOVED:
                right.append(Piece(piece.part, line))
    return (*rows, Row(tuple(left), tuple(right)))


def _groups(before: str, weighed: Sequence[Weighed]) -> Iterator[list[Weighed]]:
    """Yield hunks in groups whose contexts would touch within a line."""
    group: list[Weighed] = []
    for hunk, weight in weighed:
        kept = before[group[-1][0].end : hunk.start] if group else ""
        if len(kept) > 2 * CONTEXT or "\n" in kept:
            yield group
            group = []
        group.append((hunk, weight))
    if group:
        yield group


def _passage(before: str, weighed: Sequence[Weighed]) -> Passage:
    hunks = [hunk for hunk, _ in weighed]
    start, end = hunks[0].start, hunks[-1].end
    left = before[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    right = before[end : end + CONTEXT].partition("\n")[0]
    shifted = [Hunk(hunk.start - start, hunk.end - start, hunk.before, hunk.after) for hunk in hunks]
    inner = [Piece(Part.KEPT, left), *pieces(before[start:end], shifted), Piece(Part.KEPT, right)]
    weight = min((weight for _, weight in weighed), key=list(Significance).index)
    return Passage(tuple(piece for piece in inner if piece.text), weight)
