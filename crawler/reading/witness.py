"""The page's own words for what was read of it, so that a person can set both side by side."""

from collections.abc import Mapping, Sequence

from planwatch.dates import find_dates
from planwatch.text import clean_line, squash

from .blocks import blocks
from .tree import parse

WORDS_LIMIT = 80  # characters of a page's line that are shown: a header line of a notice has about 60


def witness(html: str, said: Mapping[str, str | None]) -> dict[str, str]:
    """Return, for each field that was read (name to value), the first line of the page that says so.

    A field that only <meta> or the address says is left out; a date is found in whatever form the page writes it.
    """
    lines = [clean_line(block.text) for block in blocks(parse(html))]
    found = {name: _line(lines, name, value) for name, value in said.items() if value}
    return {name: clean_line(line, WORDS_LIMIT) for name, line in found.items() if line}


def _line(lines: Sequence[str], name: str, value: str) -> str | None:
    if name.endswith("_on"):
        return next((line for line in lines if any(one.iso[:10] == value[:10] for one in find_dates(line))), None)
    return next((line for line in lines if squash(value) in squash(line)), None)
