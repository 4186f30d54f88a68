"""A page whose database did not answer: its words are all there, and not one of its figures."""

import re

from planwatch.text import comparable

_DIGIT = re.compile(r"\d")
# A row of a table, as it stands in a text; one with a single cell left may be read as furniture.
_ROW = " | "
# When a page was filled, and whom to call, stands on it also when it is not filled.
_FURNITURE = re.compile(r"\d+\s*[年月日号时点分秒](?!%)|\d+(?:[:：/-]\d+)+|(?:电话|热线|邮编|传真)\D{0,3}[\d-]+")
# A page of figures that has kept less than half of their digits (as of a text that shrank, faults.md, guards) was not filled.
_FILLED = 0.5
# Statistics have a digit to every five characters, prose one to fifty; set by judgement.
_DENSE = 20
# Among prose, lines as dense as statistics are a table where they hold as many digits as three figures of four; set by judgement.
_TABLE_MIN = 12
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


def is_hollow(before: str, after: str) -> bool | None:
    """Return whether a page that is watched for its figures shows too few to be filled, whatever else it shows by now.

    Of a page that is prose for the most part its dense lines are asked. None where it was no page of figures to tell that by.
    """
    expected = _digits(before)
    if expected >= max(_LINES_MIN, len(before) / _DENSE):
        return _digits(after) < expected * _FILLED
    expected = _in_dense_lines(before)
    return _in_dense_lines(after) < expected * _FILLED if expected >= _TABLE_MIN else None


def _digits(text: str) -> int:
    return len(_DIGIT.findall(_FURNITURE.sub(" ", text)))


def _in_dense_lines(text: str) -> int:
    return sum(digits for line in text.split("\n") if (digits := _digits(line)) >= len(line) / _DENSE)
