"""Which texts say the same in another spelling: traditional for simplified, other signs, width and spacing."""

from planwatch import fold
from planwatch.text import comparable

# A title of fewer letters (公告, 全文) names nothing.
_LETTERS_MIN = 4


def letters(text: str) -> str:
    """Return the letters and digits of a text alone, simplified and in lower case."""
    return comparable(fold.plain(text))


def one_script(before: str, after: str) -> tuple[str, str]:
    """Return two texts in the same script: as they are, or both simplified where only one of them is; no position moves."""
    table = fold.simplified()
    simple = before.translate(table), after.translate(table)
    return (before, after) if (simple[0] != before) == (simple[1] != after) else simple


def titles_agree(one: str, other: str) -> bool:
    """Return whether two titles may be one document's: the same letters, or one cut short or with something around it."""
    short, long = sorted((letters(one), letters(other)), key=len)
    return len(short) < _LETTERS_MIN or short in long
