"""One pattern for many words, so that a search takes them all in one step down a tree of their letters."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Return alternatives that match the longest of some words: by common beginnings, each a sign of its own at first.

    ``re`` tries the words of a plain a|b|c one after the other at every place; of these it tries what the next letter leaves.
    """
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[:1], []).append(word[1:])
    return "|".join(re.escape(sign) + _tail(rest) for sign, rest in tails.items() if sign)


def _tail(rest: Iterable[str]) -> str:
    """Return what may follow a sign; it may end there where one of the words does."""
    whole = set(rest)
    more = any_of(sorted(whole - {""}))
    if not more:
        return ""
    if "" in whole:
        return f"(?:{more})?"
    return f"(?:{more})" if "|" in more else more
