"""A page whose database did not answer: its words are all there, and not one of its figures."""

import re

from planwatch.text import comparable

_DIGIT = re.compile(r"\d")
# A row of a table, as it stands in a text; one with a single cell left may be read as furniture.
_ROW = " | "
# One figure alone may be taken out by hand (a telephone number).
_LINES_MIN = 2


def is_emptied(before: str, after: str) -> bool:
    """Return whether no figure stands any more, though every line that held some does, or was the row of a table.

    Where nothing at all is left there is no telling: False.
    """
    counted = [line for line in before.split("\n") if _DIGIT.search(line)]
    if len(counted) < _LINES_MIN or _DIGIT.search(after):
        return False
    left = tuple(filter(None, map(comparable, after.split("\n"))))
    return bool(left) and all(_ROW in line or comparable(_DIGIT.sub("", line)).startswith(left) for line in counted)
