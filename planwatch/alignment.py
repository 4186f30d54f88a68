"""Where one text runs through another: stretches that are the same, in any order, and the changes between neighbouring ones.

A text is a string of signs (planwatch.fold). Time grows with the length of the two texts, not with its square.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein, Prefix

# Set on the labelled set of copies. Four signs are the shortest stretch worth starting from: words that several places share
# are mostly two or three. Ten alone, with no neighbour, are no chance.
SEED = 4
ALONE = 10
# What stands between two stretches is a change of wording up to this length; beyond, something was cut out or put in.
GAP = 60
# The beginnings and ends of texts carry titles and signatures; up to here they are compared like what stands between.
EDGE = 30
# Two titles that have so many first signs in common are one title with other words; fewer than SEED are no tile.
ALIKE_FROM = 2
# From the first to the second of these lengths, what stands between two stretches on both sides was replaced.
REPLACED = 30
LONGEST = 2000
# Two replaced stretches from this length on, with a smaller share in common than this, are not edited but other ones.
UNLIKE = 8
UNLIKE_SHARE = 0.35
# Places of one seed that are tried: more only occur in tables of the same words, where any will do.
PLACES = 32
# Originals whose seeds are kept, some 300 KB each: one is compared with all its copies in a row.
KEPT_TEXTS = 32
# Signs that are compared at once where two texts run alike.
STRIDE = 32
# A stretch that goes on where the last one ended is taken before one elsewhere that is up to this many times as long.
PATIENCE = 3
# Signs on either side of a change that tell its place.
CONTEXT = 4


@dataclass(frozen=True, slots=True)
class Tile:
    """``size`` signs that are the same, from ``copy`` on in the copy and from ``original`` on in the original."""

    copy: int
    original: int
    size: int

    @property
    def copy_end(self) -> int:
        """Return where it ends in the copy."""
        return self.copy + self.size

    @property
    def original_end(self) -> int:
        """Return where it ends in the original."""
        return self.original + self.size


@dataclass(frozen=True, slots=True)
class Change:
    """``before`` of the original stands as ``after`` in the copy, between ``left`` and ``right`` of the original (up to 60 signs).

    ``inner`` is False at the beginnings and ends of the texts, where a title or a signature may give way to another, and behind
    the few words with which a headline of the copy's own begins; two titles that begin alike are no edge. ``gap``
    is all that stands between the two stretches on both sides, of the original and of the copy; it may hold several changes.
    """

    before: str
    after: str
    left: str
    right: str
    inner: bool
    gap: tuple[str, str]


def find_tiles(copy: str, original: str) -> list[Tile]:
    """Return the stretches of the copy that stand in the original, in the copy's order and without overlap there."""
    first, again = _places(original)
    found: list[Tile] = []
    at = expected = 0
    while at <= len(copy) - SEED:
        seed = copy[at : at + SEED]
        start = first.get(seed)
        if start is None:
            at += 1
            continue
        tile = _best(copy, original, at, (start, *again.get(seed, ())), expected)
        found.append(tile)
        at, expected = tile.copy_end, tile.original_end
    return _grown(copy, original, _neighbours(found))


def changes(copy: str, original: str, tiles: Sequence[Tile]) -> Iterator[Change]:
    """Yield what was replaced, dropped or put in between neighbouring stretches and at the edges, if short enough to be wording.

    A change whose whole place also stands unchanged in the copy (a title line beside the text) is none.
    """
    for copy_start, copy_end, start, end, inner in _gaps(tiles, copy, original):
        gap = (original[start:end], copy[copy_start:copy_end])
        for first, last, copy_first, copy_last in _edits(*gap, whole=inner):
            left, right = start + first, start + last
            place = original[max(left - CONTEXT, 0) : right + CONTEXT]
            if right > left and place in copy:
                continue
            after = copy[copy_start + copy_first : copy_start + copy_last]
            before, around = original[left:right], (original[max(left - GAP, 0) : left], original[right : right + GAP])
            yield Change(before, after, *around, inner, gap)


def covered(tiles: Iterable[Tile]) -> int:
    """Return how many signs of the original are carried; what is carried twice counts once."""
    count = reached = 0
    for start, size in sorted([(tile.original, tile.size) for tile in tiles]):
        count += max(start + size - max(start, reached), 0)
        reached = max(reached, start + size)
    return count


@lru_cache(maxsize=KEPT_TEXTS)
def _places(original: str) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Return where each seed stands first, and where else: few stand anywhere else."""
    seeds = [original[at : at + SEED] for at in range(len(original) - SEED + 1)]
    first = dict(zip(reversed(seeds), reversed(range(len(seeds))), strict=True))
    again: dict[str, list[int]] = {}
    for at, start in enumerate(map(first.__getitem__, seeds)):
        if at != start:
            found = again.setdefault(seeds[at], [])
            if len(found) < PLACES - 1:
                found.append(at)
    return first, again


def _best(copy: str, original: str, at: int, starts: Iterable[int], expected: int) -> Tile:
    tiles = [Tile(at, start, _run(copy, original, at, start)) for start in starts]
    longest = max(tiles, key=lambda tile: (tile.size, -abs(tile.original - expected)))
    ahead = [tile for tile in tiles if 0 <= tile.original - expected <= GAP]
    if not ahead:
        return longest
    nearest = max(ahead, key=lambda tile: (tile.size, -tile.original))
    return nearest if nearest.size * PATIENCE >= longest.size else longest


def _run(copy: str, original: str, at: int, start: int) -> int:
    size, limit = SEED, min(len(copy) - at, len(original) - start)
    while (
        size + STRIDE <= limit
        and copy[at + size : at + size + STRIDE] == original[start + size : start + size + STRIDE]
    ):
        size += STRIDE
    while size < limit and copy[at + size] == original[start + size]:
        size += 1
    return size


def _follows(first: Tile, second: Tile) -> bool:
    return second.copy - first.copy_end <= GAP and -SEED <= second.original - first.original_end <= GAP


def _neighbours(found: Sequence[Tile]) -> list[Tile]:
    """Return the tiles without those that are short and stand by no neighbour: they meet by chance."""
    return [
        tile
        for number, tile in enumerate(found)
        if tile.size >= ALONE
        or (number > 0 and _follows(found[number - 1], tile))
        or (number + 1 < len(found) and _follows(tile, found[number + 1]))
    ]


def _grown(copy: str, original: str, found: Sequence[Tile]) -> list[Tile]:
    """Return the tiles, each reaching back over what a dropped one had taken from it."""
    grown: list[Tile] = []
    for tile in found:
        floor = grown[-1].copy_end if grown else 0
        back = 0
        while (
            tile.copy - back > floor
            and tile.original > back
            and copy[tile.copy - back - 1] == original[tile.original - back - 1]
        ):
            back += 1
        grown.append(Tile(tile.copy - back, tile.original - back, tile.size + back))
    return grown


def _gaps(tiles: Sequence[Tile], copy: str, original: str) -> Iterator[tuple[int, int, int, int, bool]]:
    """Yield where a change may stand: its start and end in the copy, its start and end in the original, whether the texts agree around."""
    if not tiles:
        return
    first, last = tiles[0], tiles[-1]
    if first.copy <= EDGE and first.original <= EDGE:
        yield 0, first.copy, 0, first.original, Prefix.similarity(copy, original) >= ALIKE_FROM
    for one, other in pairwise(tiles):
        if _follows(one, other) or _replaces(one, other):
            inner = one is not first or not _is_of_headline(one)
            yield one.copy_end, other.copy, min(one.original_end, other.original), other.original, inner
    if len(copy) - last.copy_end <= EDGE and len(original) - last.original_end <= EDGE:
        yield last.copy_end, len(copy), last.original_end, len(original), False


def _is_of_headline(first: Tile) -> bool:
    """Return whether the first tile is a few words that a headline of the copy's own has from elsewhere in the original."""
    return first.size < ALONE and first.copy <= EDGE and first.copy != first.original


def _replaces(first: Tile, second: Tile) -> bool:
    """Return whether a long stretch between two tiles stands in the place of another long one."""
    gaps = (second.copy - first.copy_end, second.original - first.original_end)
    return min(gaps) >= REPLACED and max(gaps) <= LONGEST


def _edits(before: str, after: str, *, whole: bool) -> Iterator[tuple[int, int, int, int]]:
    """Yield the edits that make ``after`` of ``before``, touching ones as one: start and end in each of the two.

    With ``whole``, two stretches that have little in common are one edit. Without, one that begins both goes on over a single sign in common.
    """
    if (
        whole
        and min(len(before), len(after)) >= UNLIKE
        and Levenshtein.normalized_similarity(before, after) < UNLIKE_SHARE
    ):
        yield 0, len(before), 0, len(after)
        return
    edit: tuple[int, int, int, int] | None = None
    for step in Levenshtein.opcodes(before, after):
        if step.tag == "equal":
            continue
        here = (step.src_start, step.src_end, step.dest_start, step.dest_end)
        if edit and (
            here[0] == edit[1]
            or (here[0] == edit[1] + 1 and (_shifts(edit, here) or (not whole and edit[::2] == (0, 0))))
        ):
            edit = (edit[0], here[1], edit[2], here[3])
            continue
        if edit:
            yield edit
        edit = here
    if edit:
        yield edit


def _shifts(first: tuple[int, int, int, int], second: tuple[int, int, int, int]) -> bool:
    """Return whether one edit only puts in and the other only drops: 海南 to 青海, one word for another with a sign in common."""
    drops, puts = ((edit[1] > edit[0], edit[3] > edit[2]) for edit in (first, second))
    return {drops, puts} == {(True, False), (False, True)}
