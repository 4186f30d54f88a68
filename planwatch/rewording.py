"""Whether two sentences say the same in other words: known words of one sense, fillers put in or left out, phrases moved.

Every word that is not known so is what the sentence is about: another one there is another matter.
"""

import re
from collections.abc import Sequence
from functools import cache

from planwatch.quantities import plain
from planwatch.synonyms import FILLERS, SENSES, WORDS
from planwatch.text import comparable

_NONE: frozenset[int] = frozenset()
_LONGEST = max(map(len, WORDS))
_BEGINNINGS = frozenset(word[0] for word in WORDS)
_NUMBER = re.compile(r"\d+(?:\.\d+)*%?|[a-z]+")
# 编制指南，并印发 → 编制指南。指南印发: a sentence that is cut in two says its subject again.
_AGAIN = re.compile(r"([\u4e00-\u9fff]{2,8})([。；，])\1")
# What turns who acts into what is acted upon (甲将乙纳入, 乙被甲纳入), and what must not change places with its neighbour alone.
_TURNED, _TURNING = "被", frozenset("将把被由")
_BOUND = frozenset("不未无非可须应")
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
    return _alike(a, b) or _moved(a, b) or _turned(a, b)


def _words(text: str) -> list[str]:
    """Return the words of a text by the longest known one at each place, else letters; signs as breaks."""
    text = plain(_AGAIN.sub(r"\1\2", text.lower()))
    found: list[str] = []
    at = 0
    while at < len(text):
        word = _word(text, at)
        found.append(word if comparable(word) or word in _MEASURING else _BREAK)
        at += len(word)
    return found


def _word(text: str, at: int) -> str:
    number = _NUMBER.match(text, at)
    known = ""
    if text[at] in _BEGINNINGS:
        known = next((text[at : at + n] for n in range(_LONGEST, 0, -1) if text[at : at + n] in WORDS), "")
    return max(known, number[0] if number else text[at], key=len)


def _core(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Return what is left of two sentences between the words with which both begin and end."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    # A filler is one by what follows it, and that is the same on both sides.
    following = old[len(old) - end : len(old) - end + 1]
    return _told([*old[start : len(old) - end], *following]), _told([*new[start : len(new) - end], *following])


def _told(words: Sequence[str]) -> list[str]:
    """Return the words without signs; a filler at the end of a phrase says something there (成效显著) and is marked so."""
    closing = [*words, _BREAK][1:] if words else []
    return [
        word + "." if word in FILLERS and len(word) > 1 and after == _BREAK else word
        for word, after in zip(words, closing, strict=True)
        if word != _BREAK
    ]


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
    return one == other or bool(SENSES.get(one, _NONE) & SENSES.get(other, _NONE))


def _moved(old: Sequence[str], new: Sequence[str], loose: frozenset[str] = frozenset()) -> bool:
    """Return whether two stretches side by side changed places, neither of them a bare negation or duty."""
    a, b = ([word for word in side if word not in FILLERS | loose] for side in (old, new))
    a, b = _trimmed(a, b)
    if len(a) != len(b):
        return False
    return any(
        not {"".join(b[:cut]), "".join(b[cut:])} & _BOUND and all(map(_one_sense, a, [*b[cut:], *b[:cut]]))
        for cut in range(1, len(b))
    )


def _trimmed(a: list[str], b: list[str]) -> tuple[list[str], list[str]]:
    while a and b and _one_sense(a[0], b[0]):
        a, b = a[1:], b[1:]
    while a and b and _one_sense(a[-1], b[-1]):
        a, b = a[:-1], b[:-1]
    return a, b


def _turned(old: Sequence[str], new: Sequence[str]) -> bool:
    """Return whether what was acted upon became the subject, or back (被)."""
    return (_TURNED in old) != (_TURNED in new) and _moved(old, new, _TURNING)
