"""Text that stands twice or more inside one page: kept once, and counted."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from .boilerplate import SENTENCE

# A line long enough that its return is no chance: names of a 名单, refrains and column heads are shorter.
ANCHOR_MIN = 20
# A repeat holds at least so many characters of prose; one repeated paragraph of a lead reaches it.
REPEAT_MIN = 60
# A pasted text differs from its first copy by a few letters: lines this alike (0 to 100) are one line.
ALIKE = 92.0
# One line in so many of a run may stand between a text and its pasted copy, or after it: the last words of one copy only.
# Standard clauses stand closer to their own chapter's heading than that.
RUN_TO_GAP = 4
# A second copy of a body (one for phones beside the one for desks) says most of it again; a lead in a box says a paragraph.
COPY_SHARE = 0.5
_NOT_WORD = re.compile(r"[\W_]+")


def keep_once(lines: Sequence[str]) -> tuple[list[int], int]:
    """Return the places of the lines to keep, and how many characters were dropped as repeats.

    A repeat is a run of lines that returns right after its first copy, or a return of the text's beginning that lasts to its end.
    What is meant to repeat (refrains, the standard clauses of each chapter, rows, names) has other text between and is kept.
    """
    keys = [_NOT_WORD.sub("", line) for line in lines]
    kept: list[int] = []
    seen: dict[str, int] = {}
    dropped = place = 0
    while place < len(lines):
        first = seen.get(keys[place])
        run = _run(keys, kept, first, place) if first is not None else []
        if run and _is_repeat(lines, run, len(kept), len(lines)):
            same = {there for _, there in run}
            dropped += sum(len(lines[there]) for there in same)
            end = run[-1][1] + 1
            kept += [there for there in range(place, end) if there not in same]
            place = end
            continue
        if len(keys[place]) >= ANCHOR_MIN:
            seen.setdefault(keys[place], len(kept))
        kept.append(place)
        place += 1
    return kept, dropped


def copied_chars(lines: Sequence[str], outside: Sequence[str]) -> int:
    """Return how many characters of a body's lines stand again outside it; 0 where that is no copy of the whole body."""
    own = set(lines)
    again = sum(len(line) for line in outside if line in own)
    return again if again >= COPY_SHARE * sum(map(len, own)) else 0


def _run(keys: Sequence[str], kept: Sequence[int], first: int, start: int) -> list[tuple[int, int]]:
    """Return the pairs (place among the kept, place among all) of a run that says again what was kept from ``first`` on."""
    run = []
    here, there = first, start
    while here < len(kept) and there < len(keys):
        step = next((step for step in _STEPS if _same(keys, kept, here + step[0], there + step[1])), None)
        if step is None:
            break
        here, there = here + step[0], there + step[1]
        run.append((here, there))
        here, there = here + 1, there + 1
    return run


# Where a run goes on: at the next lines, or past a line that only one copy has, or past one that was rewritten.
_STEPS = ((0, 0), (1, 0), (0, 1), (1, 1))


def _same(keys: Sequence[str], kept: Sequence[int], here: int, there: int) -> bool:
    if here >= len(kept) or there >= len(keys):
        return False
    one, other = keys[kept[here]], keys[there]
    if one == other:
        return True
    return min(len(one), len(other)) >= ANCHOR_MIN and fuzz.ratio(one, other, score_cutoff=ALIKE) > 0


def _is_repeat(lines: Sequence[str], run: Sequence[tuple[int, int]], kept: int, total: int) -> bool:
    if sum(len(lines[there]) for _, there in run if SENTENCE.search(lines[there])) < REPEAT_MIN:
        return False
    (first, _), (last, end) = run[0], run[-1]
    gap = len(run) // RUN_TO_GAP
    return last >= kept - 1 - gap or (len(run) > 1 and first <= 1 and end >= total - 1 - gap)
