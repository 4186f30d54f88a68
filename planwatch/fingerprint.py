"""Telling copies (转载): the sketch that finds the texts a text may be a copy of, and the decision by aligning two of them."""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from planwatch import alignment, evidence, fold
from planwatch.records import CopyDecision, CopyKind
from planwatch.text import comparable

# 32 features of 32 bits find every kind of copy of the labelled set, a quarter of an original too: about 8 of its 32 lie there.
FEATURES = 32
GRAM = 4
# All runs of a text in a table: a page of 1,500 letters fills a fortieth of it, a law of 45,000 half.
_BITS_LOG = 16
BITS = 1 << _BITS_LOG
# A copy is half its original's, and with one sign in ten changed three runs in ten stay. The 2,523 copies of all sets that were
# labelled have 43 % or more in common; pages made up of the same sentences have up to 7 %, of the same clauses 20 to 25 %.
ALIKE = 0.25
# Texts whose features are kept, and the texts with them, 90 KB for a law of 45,000 letters: as many as are compared ahead. Over the
# labelled set 35 of the 40 that are asked for again are found among them, and over 20,000 made pages none is.
KEPT = 256
# Shorter texts are headings and link lists, which are alike where their matter is not.
SHORT = 40
# But so many letters that a line begins with, and breaks off: 改革方案近日印发，提出到2030年……（全文）
TEASER = 24
# A page of which less than half is the original's is one of several matters.
COPY_SHARE = 0.5
# It may be a little less where all of the original is there: a brief of a few lines with a note of as many.
WHOLE, WHOLE_SHARE = 0.95, 0.44
# An excerpt is about half of its original or less; the shortest cut above that of the labelled set keeps 0.62.
EXCERPT_SHARE = 0.55
# A page carries an article as one of its items if it holds half of it, for round-ups cut long ones.
ITEM_SHARE = 0.5
# Beyond the basic plane stand rare names only: left out of the features, not of the decision.
_PLANE = 0x10000
_YEAR = re.compile(r"(?:19|20)\d\d")
# The odd constants and the shifts of the finalizer of SplitMix64 (Steele, Lea, Flood 2014).
_MIX, _MIX_AGAIN = (np.uint64(odd) for odd in (0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
_FIRST, _SECOND, _THIRD = (np.uint64(shift) for shift in (30, 27, 31))


@dataclass(frozen=True, slots=True)
class Match:
    """That one text carries another: the ``carried`` stretches of it, (start, end) in signs, make up ``share`` of the other.

    ``decision`` is None where it carries mostly other matter; ``similarity`` is what the shorter of the two has in the other.
    """

    carried: tuple[tuple[int, int], ...]
    share: float
    similarity: float
    decision: CopyDecision | None

    @property
    def signs(self) -> int:
        """Return how many signs are carried."""
        return sum(end - start for start, end in self.carried)


@lru_cache(maxsize=KEPT)
def features(text: str) -> tuple[int, ...]:
    """Return what a text is found by, drawn from the hashes of all runs of four letters in simplified characters.

    They are the low halves of the smallest hashes, up to 32 numbers of 32 bits, so that what a part of a text keeps of
    its drawing does not depend on the rest; a text of less than four letters has none.
    """
    return tuple(_smallest(_mixed(_grams(_own_letters(text)))).astype(np.uint32).tolist())


def common(text: str, others: Sequence[str]) -> list[float]:
    """Return for each of some others which share of the runs of four letters of the shorter text both have, chance hits taken off.

    Texts too long to be told apart so have all in common.
    """
    if not others:
        return []
    table, size, chance = _own_runs(text)
    letters, ends = _letters(others)
    found = table.take(_runs(letters))
    shares = []
    for start, end in pairwise([0, *(min(end, len(found)) for end in ends)]):
        count = end - start
        hits = int(np.count_nonzero(found[start:end])) - chance * count
        shares.append(1.0 if max(count, size) > BITS // 2 else hits / max(min(count, size), 1))
    return shares


def compare(job: tuple[str, Sequence[str], Sequence[str]]) -> list[Match | None]:
    """Return what a text carries of some others, then what each of some more carries of it: ``match``.

    None also for those with too few runs in common for it to find one.
    """
    text, before, behind = job
    pairs = [*((text, other) for other in before), *((other, text) for other in behind)]
    shares = common(text, [*before, *behind])
    return [match(*pair) if share >= ALIKE else None for pair, share in zip(pairs, shares, strict=True)]


def decide(copy_text: str, original_text: str) -> CopyDecision | None:
    """Return how the first text is a copy of the second, or None for another document or a page of several matters."""
    found = match(copy_text, original_text)
    return found.decision if found else None


def match(copy_text: str, original_text: str) -> Match | None:
    """Return what the first text carries of the second, or None where that is too little or what differs makes another document.

    It is too little where the first can neither be a copy of the second nor hold it as an item.
    """
    letters = fold.letters(copy_text)
    if letters == fold.letters(original_text):
        return _same(letters)
    signs = fold.Signs()
    original = signs.spell(fold.parts(original_text))  # first, so that it is one text for all its copies
    copy = signs.spell(fold.parts(copy_text))
    if min(len(copy), len(original)) < SHORT:
        return _broken_off(copy_text, original_text) if len(copy) < SHORT else None
    tiles = alignment.find_tiles(copy, original)
    carried = tuple((tile.copy, tile.copy_end) for tile in tiles)
    signs_carried = sum(tile.size for tile in tiles)
    share = alignment.covered(tiles) / len(original)
    is_mostly_other = signs_carried < (WHOLE_SHARE if share >= WHOLE else COPY_SHARE) * len(copy)
    if signs_carried < SHORT // 2 or (is_mostly_other and signs_carried < ITEM_SHARE * len(original)):
        return None
    if evidence.contradicts(alignment.changes(copy, original, tiles), copy, original, signs.numbers):
        return None
    similarity = round(min(signs_carried / min(len(copy), len(original)), 1.0), 4)
    if is_mostly_other:
        return Match(carried, share, similarity, None)
    kind = CopyKind.NEAR if share > EXCERPT_SHARE else CopyKind.EXCERPT
    return Match(carried, share, similarity, CopyDecision(kind, similarity, "alignment"))


def _same(letters: str) -> Match | None:
    """Return the match of two texts of the same letters; a short one must name a year to be about one matter."""
    if len(letters) < SHORT and not _YEAR.search(letters):
        return None
    return Match(((0, len(letters)),), 1.0, 1.0, CopyDecision(CopyKind.EXACT, 1.0, "same letters"))


def _broken_off(copy_text: str, original_text: str) -> Match | None:
    """Return the match of the few words with which a line of a longer text begins; all of a line is a headline."""
    told = comparable(fold.body(copy_text))
    if len(told) < TEASER:
        return None
    lines = [comparable(line) for line in fold.body(original_text).split("\n")]
    share = len(told) / max(sum(map(len, lines)), 1)
    if share > EXCERPT_SHARE or not any(line.startswith(told) and line != told for line in lines):
        return None
    return Match(((0, len(told)),), share, 1.0, CopyDecision(CopyKind.EXCERPT, 1.0, "alignment"))


@lru_cache(maxsize=1)
def _own_runs(text: str) -> tuple[npt.NDArray[np.bool_], int, float]:
    """Return which runs a text has, in a table, how many it has and which share of the table they fill; kept for the next look."""
    runs = _runs(_own_letters(text))
    table = np.zeros(BITS, dtype=np.bool_)
    table[runs] = True
    return table, len(runs), int(np.count_nonzero(table)) / BITS


@lru_cache(maxsize=1)
def _own_letters(text: str) -> npt.NDArray[np.uint16]:
    """Return the letters of a text, which is looked up after its features are drawn."""
    letters = _signs(html.unescape(text))
    return letters[letters.astype(np.bool_)]


def _letters(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint16], list[int]]:
    """Return the letters of some texts on end, and where each text's end; all in one go."""
    plain = [html.unescape(text) for text in texts]
    letters = _signs("".join(plain))
    are_letters = letters.astype(np.bool_)
    ends = accumulate(map(len, plain))
    counts = [int(np.count_nonzero(are_letters[start:end])) for start, end in pairwise([0, *ends])]
    return letters[are_letters], list(accumulate(counts))


def _signs(text: str) -> npt.NDArray[np.uint16]:
    """Return for each sign of a text the code of its letter, 0 for what is none."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype="<u4")
    # What lies beyond the basic plane is read as its last code, which is no letter.
    return _letter_table().take(codes, mode="clip")


def _runs(letters: npt.NDArray[np.uint16]) -> npt.NDArray[np.int64]:
    """Return the upper 16 bits of a hash of each run."""
    return (_grams(letters) * _MIX >> np.uint64(64 - _BITS_LOG)).view(np.int64)


def _grams(letters: npt.NDArray[np.uint16]) -> npt.NDArray[np.uint64]:
    # Four letters of 16 bits that stand side by side are one number of 64.
    return np.ndarray(max(len(letters) - GRAM + 1, 0), dtype="<u8", buffer=letters, strides=(2,)).copy()


def _smallest(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return the smallest different hashes in order; sorting all of them would take most of the time. The given ones are moved about."""
    some = 2 * FEATURES
    if len(hashes) > some:
        hashes.partition(some)
        drawn = _different(hashes[:some])
        if len(drawn) >= FEATURES:
            return drawn[:FEATURES]
    return _different(hashes)[:FEATURES]


def _different(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return the different ones of some hashes in order; the hashes are sorted in place."""
    hashes.sort()
    first = np.ones(len(hashes), dtype=np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=first[1:])
    return hashes[first]


def _mixed(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return the hashes mixed; the given ones are written over. Texts are short, so that each new array would cost."""
    shifted = np.empty_like(hashes)
    for shift, odd in ((_FIRST, _MIX), (_SECOND, _MIX_AGAIN)):
        np.bitwise_xor(hashes, np.right_shift(hashes, shift, shifted), hashes)
        np.multiply(hashes, odd, hashes)
    return np.bitwise_xor(hashes, np.right_shift(hashes, _THIRD, shifted), hashes)


@cache
def _letter_table() -> npt.NDArray[np.uint16]:
    """Return for each code of the basic plane the code of its letter in one spelling, 0 for what is no letter or digit."""
    table = np.zeros(_PLANE, dtype="<u2")
    codes = [code for code in range(_PLANE) if chr(code).isalnum()]
    signs = unicodedata.normalize("NFKC", "\n".join(map(chr, codes))).translate(fold.simplified()).lower().split("\n")
    for code, sign in zip(codes, signs, strict=True):
        if len(sign) == 1:
            table[code] = ord(sign) if ord(sign) < _PLANE else 0
    return table
