"""Text that stands twice or more inside one page: kept once, and counted."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from rapidfuzz import fuzz

from .boilerplate import SENTENCE

# A line long enough that its return is no chance: names of a 名单, refrains and column heads are shorter.
ANCHOR_MIN = 20
# A repeat holds at least so many characters of prose; one repeated paragraph of a lead reaches it.
REPEAT_MIN = 60
# A pasted text differs from its first copy by a few letters: lines this alike (0 to 100) are one line.
ALIKE = 92.0
# A single edited paragraph must be closer than that: two entries of one pattern may differ by a name.
EDITED = 97.0
# An edited line is found again by its first or its last letters: a small edit leaves one of the two whole.
EDGE = 10
# One line in so many of a run may stand between a text and its pasted copy, or after it: the last words of one copy only.
# Standard clauses stand closer to their own chapter's heading than that.
RUN_TO_GAP = 4
# One line in so many at most stands between the lines of a copy that the other has not: entries of one pattern (a day, then what
# is the same each day) differ more often.
RUN_TO_SKIPPED = 3
# A whole paragraph of so many characters that stands exactly twice is a slip of the paste; a clause that is meant to
# return is shorter, or returns in every chapter.
SLIP_MIN = 120
# A summary stands above the text, within its first lines.
SUMMARY_LINES = 3
# A text of thousands of like rows is compared no further than so many lines in vain (a tenth of a second).
VAIN_MAX = 50_000
# A second copy of a body (one for phones beside the one for desks) says most of it again; a lead in a box says a paragraph.
COPY_SHARE = 0.5
# The numbered heading of a chapter, a section or a lot is no longer than this, and has no sentence.
HEADING_MAX = 40
_NUMBERED = re.compile(
    r"^\W*((?:第\s*.{1,4}\s*[章节条编部包标批]|[一二三四五六七八九十]+\s*[、.．]|[（(]\s*[一二三四五六七八九十\d]+\s*[)）]|\d+\s*[、.．]))"
)
_NOT_WORD = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+|[〇零一二三四五六七八九十百千万]+(?=[、.批期轮届次年月日号项条章])")
# A summary that a program made ends where its room did.
_CUT = re.compile(r"(?:…|\.{3,})$")
_SUMMARY = re.compile(r"^(?:摘要|内容提要|内容摘要|提要|核心提示|核心阅读|导读|导语|内容概述|简介)")

Run = list[tuple[int, int]]


@dataclass(frozen=True)
class _Text:
    """Lines, and their letters alone."""

    lines: Sequence[str]
    keys: Sequence[str]

    @cached_property
    def openers(self) -> frozenset[int]:
        """Return the places of the numbered headings whose number stands nowhere before: what follows one is no paste, but its chapter or lot."""
        first: dict[str, int] = {}
        for place, line in enumerate(self.lines):
            if number := _number(line):
                first.setdefault(number, place)
        return frozenset(first.values())


def keep_once(lines: Sequence[str]) -> tuple[list[int], int]:
    """Return the places of the lines to keep, and how many characters were dropped as repeats.

    A repeat is a run of lines that returns right after its first copy, or a return of the text's beginning that lasts to its
    end, or a summary above the text that the text says again, or a long paragraph that stands exactly twice.
    What is meant to repeat (refrains, the standard clauses of each chapter, rows, names) has other text between and is kept.
    """
    keys = [_NOT_WORD.sub("", line) for line in lines]
    if period := _period(lines, keys):
        return list(range(1 + period)), sum(map(len, lines[1 + period :]))
    labelled = {*_labelled_summaries(keys)}
    text = _Text(lines, ["" if place in labelled else key for place, key in enumerate(keys)])
    kept = _without_runs(text)
    again = labelled | {*_summaries(lines, keys, kept), *_slips(lines, keys, kept)}
    kept = [place for place in kept if place not in again]
    return kept, sum(map(len, lines)) - sum(len(lines[place]) for place in kept)


def copied_chars(lines: Sequence[str], outside: Sequence[str]) -> int:
    """Return how many characters of a body's lines stand again outside it; 0 where that is no copy of the whole body."""
    own = set(lines)
    again = sum(len(line) for line in outside if line in own)
    return again if again >= COPY_SHARE * sum(map(len, own)) else 0


def _period(lines: Sequence[str], keys: Sequence[str]) -> int:
    """Return the number of lines below the title that are said over and over to the end, however short they are; 0 where none are.

    The copies may be parted into lines in other places.
    """
    body, ends = "".join(keys[1:]), list(accumulate(map(len, keys[1:])))
    head = body[: min(ANCHOR_MIN, len(body) // 2)]
    start = body.find(head, 1) if head else -1
    while 0 < start <= len(body) // 2:
        if len(body) % start == 0 and body[start:] == body[:-start]:
            place = bisect_left(ends, start) + 1
            is_whole = place <= len(ends) and ends[place - 1] == start
            return place if is_whole and any(map(_is_prose, lines[1 : 1 + place])) else 0
        start = body.find(head, start + 1)
    return 0


def _is_prose(line: str) -> bool:
    """Return whether a line is a sentence of a text: those of a song or a row are short, and end in no full stop."""
    return line.endswith("。") or (len(line) >= ANCHOR_MIN and SENTENCE.search(line) is not None)


def _number(line: str) -> str:
    """Return the number of a numbered heading (第二章, 二、), empty for another line."""
    found = _NUMBERED.match(line) if len(line) <= HEADING_MAX else None
    return found[1] if found and not SENTENCE.search(line) else ""


def _without_runs(text: _Text) -> list[int]:
    lines, keys = text.lines, text.keys
    kept: list[int] = []
    seen: dict[str, int] = {}
    returned: set[str] = set()
    place = vain = 0
    while place < len(lines):
        # What was kept twice is meant to return.
        if len(keys[place]) < ANCHOR_MIN or keys[place] in returned:
            kept.append(place)
            place += 1
            continue
        runs = _runs(text, kept, seen, place) if vain < VAIN_MAX else []
        run = next((run for run in runs if _is_repeat(text, kept, run)), [])
        if run:
            same = {there for _, there in run}
            end = run[-1][1] + 1
            del kept[bisect_left(kept, run[0][1]) :]
            kept += [there for there in range(run[0][1], end) if there not in same]
            place = end
            continue
        vain += sum(map(len, runs))
        if keys[place] in seen:
            returned.add(keys[place])
        for name in (keys[place], *_edges(keys[place])):
            seen.setdefault(name, len(kept))
        kept.append(place)
        place += 1
    return kept


def _edges(key: str) -> tuple[str, str]:
    return f"^{key[:EDGE]}", f"{key[-EDGE:]}$"


def _labelled_summaries(keys: Sequence[str]) -> Iterator[int]:
    """Yield the places of the first lines that call themselves a summary and that the text says once more, whole."""
    for place, key in enumerate(keys[: 1 + SUMMARY_LINES]):
        plain = _SUMMARY.sub("", key)
        if plain != key and len(plain) >= ANCHOR_MIN and plain in "".join(keys[place + 1 :]):
            yield place


def _summaries(lines: Sequence[str], keys: Sequence[str], kept: Sequence[int]) -> Iterator[int]:
    """Yield the places of the first lines that the following text says once more, whole; the title (place 0) is none."""
    for order, place in enumerate(kept[1 : 1 + SUMMARY_LINES], 1):
        key, below = _SUMMARY.sub("", keys[place]), [keys[later] for later in kept[order + 1 :]]
        is_cut = _CUT.search(lines[place]) is not None
        if not below or len(key) < ANCHOR_MIN or not (is_cut or SENTENCE.search(lines[place])):
            continue
        is_lead = is_cut or key != keys[place] or (order == 1 and len(key) >= REPEAT_MIN) or below[0].startswith(key)
        if is_lead and "".join(below).count(key) == 1:
            yield place


def _slips(lines: Sequence[str], keys: Sequence[str], kept: Sequence[int]) -> Iterator[int]:
    """Yield the place of the second of two equal long paragraphs, unless each has a place of its own in the text's order."""
    orders: dict[str, list[int]] = {}
    for order, place in enumerate(kept):
        if len(keys[place]) >= SLIP_MIN and SENTENCE.search(lines[place]):
            orders.setdefault(keys[place], []).append(order)
    for equal in orders.values():
        if len(equal) == 2 and not _is_standard(lines, kept, *equal):
            yield kept[equal[1]]


def _is_standard(lines: Sequence[str], kept: Sequence[int], one: int, other: int) -> bool:
    """Return whether two equal paragraphs are a standard clause: each is its numbered chapter's first, or each its last.

    What somebody pasted by a slip stands wherever it fell, also below the name of another office than it tells of.
    """
    numbers = {order: _number(lines[kept[order]]) for order in range(1, len(kept)) if one - 1 <= order <= other + 1}
    if numbers.get(one - 1) and numbers.get(other - 1):
        return True
    closes = all(order + 1 == len(kept) or numbers.get(order + 1) for order in (one, other))
    return closes and any(numbers.get(order) for order in range(one + 1, other))


def _runs(text: _Text, kept: Sequence[int], seen: dict[str, int], place: int) -> list[Run]:
    """Return the runs that may begin with a line: after its equal, or after lines that begin or end as it does."""
    key = text.keys[place]
    starts = {seen[name] for name in ((key,) if key in seen else _edges(key)) if name in seen}
    return [_with_above(text, kept, run) for first in sorted(starts) if (run := _run(text, kept, first, place))]


def _with_above(text: _Text, kept: Sequence[int], run: Run) -> Run:
    """Return a run with the lines right above it that stand above its first copy too: headings, too short to begin one."""
    keys = text.keys
    above: Run = []
    (here, there), last = run[0], run[-1][0]
    for trailing in reversed(range(last + 1, len(kept))):
        here, there = here - 1, there - 1
        is_same = here > 0 and kept[trailing] == there and keys[there] == keys[kept[here]]
        if not is_same or there in text.openers:
            break
        above.append((here, there))
    return above[::-1] + run


def _run(text: _Text, kept: Sequence[int], first: int, start: int) -> Run:
    """Return the pairs (place among the kept, place among all) of a run that says again what was kept from ``first`` on."""
    run: Run = []
    keys = text.keys
    here, there = first, start
    while here < len(kept) and there < len(keys):
        step = next((step for step in _STEPS if _same(keys, kept, here + step[0], there + step[1])), None)
        if step is None or (step[1] and there in text.openers):
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


def _is_repeat(text: _Text, kept: Sequence[int], run: Run) -> bool:
    lines = text.lines
    if sum(len(lines[there]) for _, there in run if SENTENCE.search(lines[there])) < REPEAT_MIN:
        return False
    (first, start), (last, end) = run[0], run[-1]
    if RUN_TO_SKIPPED * (max(last - first, end - start) + 1 - len(run)) > len(run):
        return False
    gap = len(run) // RUN_TO_GAP
    # What stands above the run was kept before it was found.
    kept = kept[: bisect_left(kept, run[0][1])]
    reaches_copy = last >= len(kept) - 1 - gap and text.openers.isdisjoint(kept[last + 1 :])
    reaches_end = len(run) > 1 and first <= 1 and end >= len(lines) - 1 - gap
    return (reaches_copy or reaches_end) and _is_copied(text.keys, kept, run, len(lines))


def _is_copied(keys: Sequence[str], kept: Sequence[int], run: Run, total: int) -> bool:
    """Return whether a line of a run is equal, or the run is the whole text again with small edits.

    Entries of one pattern are no copies: their numbers differ, or they are many where a pasted paragraph is the only one.
    """
    pairs = [(keys[kept[here]], keys[there]) for here, there in run]
    if any(one == other and len(one) >= ANCHOR_MIN for one, other in pairs):
        return True
    is_whole = run[0][0] <= 1 and (len(run) > 1 or run[0][1] == total - 1)
    return is_whole and all(_is_edited(one, other) for one, other in pairs)


def _is_edited(one: str, other: str) -> bool:
    return _DIGITS.findall(one) == _DIGITS.findall(other) and fuzz.ratio(one, other) >= EDITED
