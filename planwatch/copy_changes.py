"""What a copy changed of its original: paragraphs cut and added, sentences changed, credits of its own.

The two texts are aligned as spelled (planwatch.fold, planwatch.alignment), so that traditional characters, width, punctuation, the
form of numbers and the order and breaks of paragraphs are no differences; what differs is told in the texts' own sentences.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby

from planwatch import alignment, fold
from planwatch.alignment import Tile
from planwatch.credits import is_credit
from planwatch.diff import compare
from planwatch.pieces import NUMERAL, sentences
from planwatch.records import Hunk, Significance
from planwatch.significance import weigh

# A sentence goes on in another one if they share this much of the shorter; planwatch.diff calls less a sentence rewritten.
_SHARED = 0.3
# What no sentence goes on from is cut, or added, unless most of it stands elsewhere (a text that a page holds twice).
_ELSEWHERE = 0.5
# A replaced figure, date, duty or name is shorter; a longer stretch is read in its sentence.
_SWAP_LIMIT = 24
_CLAUSE_SIGNS = frozenset("，。；：！？…（）()\n")
# A figure is told with its measure.
_ENDS_IN_NUMERAL = re.compile(rf"(?:\d|{NUMERAL})$")
_SCALES, _MEASURES = "百千万亿", "年月日号个项条款章家所人名位次批类级期倍成元亩吨米件台套场处座%％"


class DifferenceKind(StrEnum):
    """How a copy differs in one place; a credit is what it says of its page, or leaves out of what the original says of its own."""

    CHANGED = "changed"
    CUT = "cut"
    ADDED = "added"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class CopyDifference:
    """One difference: ``before`` of the original (empty where added) stands as ``after`` in the copy (empty where cut).

    ``is_whole``: whole paragraphs were cut or added. ``swaps`` are the figures, dates, duties and names that gave way to others.
    """

    kind: DifferenceKind
    before: str
    after: str
    is_whole: bool = False
    swaps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its line's number, and where its signs stand in the spelled text."""

    text: str
    line: int
    start: int
    end: int
    is_credit: bool


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two texts: its signs, its sentences, the sentence of each sign, and which signs the other text has too."""

    signs: str
    sentences: tuple[_Sentence, ...]
    owners: tuple[int, ...]
    shared: bytearray

    def missing(self, number: int) -> int:
        """Return how many signs of a sentence the other text has not."""
        sentence = self.sentences[number]
        return self.shared.count(0, sentence.start, sentence.end)

    def size(self, number: int) -> int:
        """Return how many signs a sentence has."""
        return self.sentences[number].end - self.sentences[number].start

    def joined(self, numbers: Iterable[int]) -> str:
        """Return sentences as one text, each line on its own."""
        lines = groupby((self.sentences[number] for number in sorted(numbers)), key=lambda sentence: sentence.line)
        return "\n".join("".join(sentence.text for sentence in line) for _, line in lines)


def differences(copy: str, original: str) -> tuple[CopyDifference, ...]:
    """Return what differs: changed sentences, then cuts, additions and credits, each in the order of its text; none in spelling."""
    if fold.letters(copy) == fold.letters(original):
        return ()
    signs = fold.Signs()
    ours, theirs = _side(copy, signs), _side(original, signs)
    edges = _edges(alignment.find_tiles(ours.signs, theirs.signs), ours, theirs)
    met = _components(edges)
    found = [
        *(difference for olds, news in met for difference in _reworded(ours, theirs, olds, news)),
        *_alone(theirs, ours, {old for olds, _ in met for old in olds}, DifferenceKind.CUT),
        *_alone(ours, theirs, {new for _, news in met for new in news}, DifferenceKind.ADDED),
    ]
    return tuple(sorted(found, key=lambda difference: list(DifferenceKind).index(difference.kind)))


def word_hunks(before: str, after: str) -> list[Hunk]:
    """Return the hunks between two sentences in their own spellings, without those that say the same in another spelling."""
    found, shift = [], 0
    for hunk in compare(before.translate(_spelling()), after.translate(_spelling())).hunks:
        start, end = hunk.start + shift, hunk.start + shift + len(hunk.after)
        shift += len(hunk.after) - len(hunk.before)
        own = Hunk(hunk.start, hunk.end, before[hunk.start : hunk.end], after[start:end])
        signs = fold.Signs()
        if spell(signs, own.before) != spell(signs, own.after):
            found.append(own)
    return found


def spell(signs: fold.Signs, text: str) -> str:
    """Return the letters and numbers of a text, one sign each; unlike planwatch.fold.parts, all of its lines, and no 《》."""
    return signs.spell(fold.parts_of(fold.plain(text))).replace("《", "").replace("》", "")


@cache
def _spelling() -> dict[int, str]:
    """Return what turns characters into another spelling of the same length, so that positions stay."""
    wide = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    brackets = {ord(sign): plain for sign, plain in zip("〔〕【】［］　", "[][][] ", strict=True)}
    return {**fold.simplified(), **wide, **brackets}


def _side(text: str, signs: fold.Signs) -> _Side:
    spelled: list[str] = []
    found: list[_Sentence] = []
    owners: list[int] = []
    at = 0
    for line_number, line in enumerate(text.split("\n")):
        about_page = is_credit(line)
        for sentence in sentences(line):
            key = spell(signs, sentence)
            if key:
                credit = about_page or is_credit(sentence)
                owners += [len(found)] * len(key)
                found.append(_Sentence(sentence, line_number, at, at + len(key), credit))
                spelled.append(key)
                at += len(key)
    return _Side("".join(spelled), tuple(found), tuple(owners), bytearray(at))


def _edges(tiles: Iterable[Tile], ours: _Side, theirs: _Side) -> Counter[tuple[int, int]]:
    """Mark what both texts have, and return how many signs each sentence of the original shares with each of the copy.

    What the copy says a second time counts for no sentence.
    """
    edges: Counter[tuple[int, int]] = Counter()
    for tile in tiles:
        for new, old in zip(range(tile.copy, tile.copy_end), range(tile.original, tile.original_end), strict=True):
            if not theirs.shared[old]:
                edges[theirs.owners[old], ours.owners[new]] += 1
            theirs.shared[old] = ours.shared[new] = 1
    smaller = {(old, new): min(theirs.size(old), ours.size(new)) for old, new in edges}
    return Counter({pair: count for pair, count in edges.items() if count >= _SHARED * smaller[pair]})


def _components(edges: Iterable[tuple[int, int]]) -> list[tuple[set[int], set[int]]]:
    """Return the sentences that go on in one another: numbers in the original, numbers in the copy."""
    news_of, olds_of = defaultdict(set), defaultdict(set)
    for old, new in edges:
        news_of[old].add(new)
        olds_of[new].add(old)
    found: list[tuple[set[int], set[int]]] = []
    seen: set[int] = set()
    for first in sorted(news_of):
        if first in seen:
            continue
        olds, news, waiting = {first}, set[int](), [first]
        while waiting:
            fresh = news_of[waiting.pop()] - news
            news |= fresh
            further = {old for new in fresh for old in olds_of[new]} - olds
            olds |= further
            waiting += further
        seen |= olds
        found.append((olds, news))
    return found


def _reworded(ours: _Side, theirs: _Side, olds: set[int], news: set[int]) -> Iterator[CopyDifference]:
    """Yield what differs between sentences that go on in one another: their credits apart, then the rest as one difference."""
    if not any(map(theirs.missing, olds)) and not any(map(ours.missing, news)):
        return
    before, after = theirs.joined(olds), ours.joined(news)
    if all(side.sentences[n].is_credit for side, numbers in ((theirs, olds), (ours, news)) for n in numbers):
        yield CopyDifference(DifferenceKind.CREDIT, before, after)
        return
    hunks = word_hunks(before, after)
    own = [hunk for hunk in hunks if _is_credit(hunk, len(before))]
    for hunk in own:
        yield CopyDifference(DifferenceKind.CREDIT, hunk.before, hunk.after)
    if len(hunks) > len(own):
        yield CopyDifference(DifferenceKind.CHANGED, before, after, swaps=_swaps(before, hunks))


def _is_credit(hunk: Hunk, length: int) -> bool:
    """Return whether a hunk at an edge of its sentences, or in brackets, is nothing but credits."""
    at_edge = hunk.start == 0 or hunk.end == length or (hunk.before or hunk.after).startswith(("（", "(", "【", "["))
    return at_edge and all(is_credit(text) for text in (hunk.before, hunk.after) if text)


def _swaps(before: str, hunks: Iterable[Hunk]) -> tuple[tuple[str, str], ...]:
    found = []
    for hunk in hunks:
        if all(map(_is_word, (hunk.before, hunk.after))) and weigh(before, hunk) is Significance.SUBSTANCE:
            measure = (
                _measure(before[hunk.end :]) if all(map(_ENDS_IN_NUMERAL.search, (hunk.before, hunk.after))) else ""
            )
            found.append((hunk.before + measure, hunk.after + measure))
    return tuple(dict.fromkeys(found))


def _is_word(text: str) -> bool:
    """Return whether one side of a hunk is short, no clause and no credit."""
    return 0 < len(text) <= _SWAP_LIMIT and not _CLAUSE_SIGNS & {*text} and not is_credit(text)


def _measure(rest: str) -> str:
    """Return the scale and the measure at the beginning of what follows a figure."""
    scale = rest[: len(rest) - len(rest.lstrip(_SCALES))]
    following = rest[len(scale) :][:1]
    return scale + (following if following in _MEASURES else "")


def _alone(side: _Side, other: _Side, met: set[int], kind: DifferenceKind) -> Iterator[CopyDifference]:
    """Yield the sentences of one text that the other has not, those that stand together in a line as one difference."""
    alone = [
        number
        for number in range(len(side.sentences))
        if number not in met
        and side.missing(number) > (1 - _ELSEWHERE) * side.size(number)
        and side.signs[side.sentences[number].start : side.sentences[number].end] not in other.signs
    ]
    in_line = Counter(sentence.line for sentence in side.sentences)
    runs = groupby(enumerate(alone), key=lambda place: _run(side.sentences, *place))
    for (line, credit, _), places in runs:
        numbers = [number for _, number in places]
        text = side.joined(numbers)
        before, after = (text, "") if kind is DifferenceKind.CUT else ("", text)
        yield CopyDifference(
            DifferenceKind.CREDIT if credit else kind, before, after, is_whole=len(numbers) == in_line[line]
        )


def _run(found: Sequence[_Sentence], place: int, number: int) -> tuple[int, bool, int]:
    """Return what is the same for sentences that follow one another in a line."""
    return found[number].line, found[number].is_credit, number - place
