"""What the head of a page says of its headline: its <title>, its <meta>, its JSON-LD."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from planwatch.text import squash

from . import json_ld
from .blocks import one_line
from .tree import Element, text_of

# A headline has at least so many characters; shorter ones are columns and buttons.
SHORTEST = 4
# Headlines of articles are seldom shorter; names of columns, which a page's <title> may begin with, seldom longer.
WHOLE = 8
MARKUP = re.compile(r"<[^<>]*>")
_META = ("articletitle", "og:title", "twitter:title", "title", json_ld.HEADLINE)
_COLUMNS = ("sitename", "columnname", "og:site_name")
_JOINT = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|-{2,}|—{3,}|\s*[-–](?=(?:[^-–\d]{2,6}[-–])*[^-–]*$)")


@dataclass(frozen=True, slots=True)
class Head:
    """A page's <title> as one line, its pieces (at least one, which may be empty), and all that may name the headline or the column.

    ``headlines`` and ``columns`` are squashed.
    """

    title: str
    pieces: tuple[str, ...]
    headlines: tuple[str, ...]
    columns: frozenset[str]


def head_of(root: Element, meta: Mapping[str, str]) -> Head:
    """Return what a page's head says; ``meta`` is what ``facts.metas`` returns for it."""
    element = next(root.iter("title"), None)
    title = one_line(text_of(element)) if element is not None else ""
    texts = (MARKUP.sub("", text) for text in (*(meta.get(name, "") for name in _META), title))
    return Head(
        title,
        tuple(piece.strip() for piece in _JOINT.split(title) if piece and piece.strip()) or ("",),
        tuple(squash(text) for text in texts if len(text) >= SHORTEST),
        frozenset(squash(meta.get(name, "")) for name in _COLUMNS),
    )
