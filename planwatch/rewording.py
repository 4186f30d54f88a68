"""Whether two sentences say the same in other words: known words of one sense, fillers put in or left out, phrases moved.

Every word that is not known so is what the sentence is about: another one there is another matter.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby, pairwise, product
from operator import itemgetter

from planwatch.quantities import plain
from planwatch.synonyms import FILLERS, TAILS, WORDS, share_a_sense

# The known words that begin with a letter, the longest first.
_KNOWN = {head: sorted(words, key=len, reverse=True) for head, words in groupby(sorted(WORDS), key=itemgetter(0))}
# Fillers that say something at the end of a phrase, and what stands between two words that say the same.
_MANNER = frozenset(word for word in FILLERS - TAILS if len(word) > 1)
_JOINING = frozenset("和与及并")
_NUMBER = re.compile(r"\d+(?:\.\d+)*%?|[a-z]+")
# 编制指南，并印发 → 编制指南。指南印发: a sentence that is cut in two says its subject again.
_AGAIN = re.compile(r"([\u4e00-\u9fff]{2,8})([。；，])\1")
# What turns who acts into what is acted upon (甲将乙纳入, 乙被甲纳入), and what must not change places with its neighbour alone.
_TURNED, _TURNING = "被", frozenset("将把被由")
_BOUND = frozenset("不未无非可须应")
_FIGURE = re.compile(r"[\d.%/]+")
# So many words may two stretches that changed places have in common at either end.
_SHARED = 4
# Words that differ in one sentence and are set against each other; more is another sentence.
_MOST = 120
_BREAK = ""
_MEASURING = frozenset("≥≤<>%‰±$¥€£")


def says_the_same(before: str, after: str) -> bool:
    """Return whether a changed sentence (canonical, see planwatch.significance) is the older one in other words."""
    old, new = _words(before), _words(after)
    a, b = _core(old, new)
    if max(len(a), len(b)) > _MOST:
        return False
    if _alike(a, b):
        return True
    a, b = _core(old, new, _SHARED)
    return _moved(a, b) or _turned(a, b)


def _words(text: str) -> list[str]:
    """Return the words of a text by the longest known one at each place, else letters; signs as breaks."""
    text = plain(_AGAIN.sub(r"\1\2", text.lower()))
    found: list[str] = []
    at = 0
    while at < len(text):
        word = _word(text, at)
        found.append(word if word[0].isalnum() or word in _MEASURING else _BREAK)
        at += len(word)
    return found


def _word(text: str, at: int) -> str:
    number = _NUMBER.match(text, at)
    known = next((word for word in _KNOWN.get(text[at], ()) if text.startswith(word, at)), "")
    return max(known, number[0] if number else text[at], key=len)


def _core(old: list[str], new: list[str], around: int = 1) -> tuple[list[str], list[str]]:
    """Return what is left of two sentences between the words with which both begin and end, with some of these.

    What a word adds is told by its neighbours.
    """
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    first, rest = max(0, start - around), max(0, end - around)
    return _told(old[first : len(old) - rest]), _told(new[first : len(new) - rest])


def _told(words: Sequence[str]) -> list[str]:
    """Return the words without signs, of two side by side that say the same (健全完善) the second.

    A filler at the end of a phrase says something there (成效显著) and is marked so.
    """
    found: list[str] = []
    for word, after in pairwise([*(word for word in words if word not in _JOINING), _BREAK]):
        closes = word in _MANNER and after == _BREAK
        if word != _BREAK and not (word != after and _one_sense(word, after)):
            found.append(word + "." if closes else word)
    return found


def _alike(old: Sequence[str], new: Sequence[str]) -> bool:
    """Return whether two rows of words are one but for fillers, word for word."""

    @cache
    def rest(a: int, b: int) -> bool:
        if a == len(old) and b == len(new):
            return True
        return (
            (a < len(old) and b < len(new) and _one_sense(old[a], new[b]) and rest(a + 1, b + 1))
            or (a < len(old) and old[a] in FILLERS and rest(a + 1, b))
            or (b < len(new) and new[b] in FILLERS and rest(a, b + 1))
        )

    return rest(0, 0)


def _one_sense(one: str, other: str) -> bool:
    one, other = one.rstrip("."), other.rstrip(".")
    return one == other or share_a_sense(one, other)


def _moved(old: Sequence[str], new: Sequence[str], loose: frozenset[str] = frozenset()) -> bool:
    """Return whether two stretches side by side changed places, neither of them a bare figure, negation or duty.

    They may begin or end alike (省财政厅、省教育厅), so words that both sentences begin and end with may belong to them.
    """
    a, b = ([word for word in side if word not in FILLERS | loose] for side in (old, new))
    if len(a) != len(b):
        return False
    front, back = (next((n for n, pair in enumerate(pairs) if not _one_sense(*pair)), len(a)) for pairs in _ways(a, b))
    starts = range(max(0, front - _SHARED), front + 1)
    ends = range(max(0, back - _SHARED), back + 1)
    return any(_rotated(a[x : len(a) - y], b[x : len(b) - y]) for x, y in product(starts, ends))


def _ways(a: Sequence[str], b: Sequence[str]) -> tuple[Iterable[tuple[str, str]], Iterable[tuple[str, str]]]:
    return zip(a, b, strict=True), zip(reversed(a), reversed(b), strict=True)


def _rotated(a: Sequence[str], b: Sequence[str]) -> bool:
    cuts = (cut for cut in range(1, len(b)) if _one_sense(a[0], b[cut]) and _one_sense(a[-1], b[cut - 1]))
    return any(
        all(map(_one_sense, a, [*b[cut:], *b[:cut]])) and all(map(_may_move, ("".join(b[:cut]), "".join(b[cut:]))))
        for cut in cuts
    )


def _may_move(block: str) -> bool:
    return block not in _BOUND and not _FIGURE.fullmatch(block)


def _turned(old: Sequence[str], new: Sequence[str]) -> bool:
    """Return whether what was acted upon became the subject, or back (被)."""
    return (_TURNED in old) != (_TURNED in new) and _moved(old, new, _TURNING)
