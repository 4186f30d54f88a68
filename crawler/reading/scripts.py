"""Data that a page's scripts hold for other scripts to show: what a portal writes into __NEXT_DATA__ and the like."""

import json
import re
from collections.abc import Iterator
from typing import Any

from .data_list import date_of, objects
from .entries import Entry
from .likes import FEWEST
from .tree import Element

# A script of less (characters) holds no list and no article.
SHORTEST = 200
# So many places are tried in one script, so that a hostile one is not decoded over and over.
PLACES_MAX = 20
# var pageData = {…}, window.__INITIAL_STATE__=[…]; a script that is JSON from its first letter.
_PLACE = re.compile(r"(?:^\s*|[\w\])]\s*=\s*)(?=[{\[])")
# var publish_time = "2026-11-18 09:30", var ct = "1795046400": what accounts on WeChat and pages made like theirs show by script.
_SET = re.compile(
    r"""(?<![\w.])(?:publish_?time|publish_?date|pub_?time|pub_?date|ct)\s*=\s*["'](?P<day>[^"'<>]{8,30})["']""",
    re.IGNORECASE,
)
_DECODER = json.JSONDecoder(strict=False)


def entries(root: Element) -> list[Entry]:
    """Return the entries of the first object or list of a page's scripts that holds three or more."""
    texts = (script.text or "" for script in root.iter("script"))
    found = (list(objects(value)) for text in texts if len(text) >= SHORTEST for value in _values(text))
    return next((several for several in found if len(several) >= FEWEST), [])


def published(root: Element) -> str | None:
    """Return the day of publication that a script of a page sets for another to show, with its time; None where none does."""
    for script in root.iter("script"):
        for found in _SET.finditer(script.text or ""):
            if day := date_of(found["day"]):
                return day
    return None


def _values(text: str) -> Iterator[Any]:
    end = 0
    for place, _ in zip(_PLACE.finditer(text), range(PLACES_MAX), strict=False):
        if place.end() < end:
            continue
        try:
            value, end = _DECODER.raw_decode(text, place.end())
        except (ValueError, RecursionError):
            continue
        yield value
