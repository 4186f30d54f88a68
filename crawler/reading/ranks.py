"""How far an element tells that it holds a headline: by its tag, its name, the size of its letters."""

import re
from itertools import islice

from .tree import Element, names_of

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# The rank of a first heading, as ``rank_of`` gives it.
RANK_MAX = 3
_NAMED = re.compile(r"title|headline|biaoti|subject|(?:^|[\s_-])(?:tit|bt)(?:$|[\s_-])", re.IGNORECASE)
# 18px, 14pt and more; what <font> calls 5 has 24px.
_LARGE = re.compile(
    r"font-size\s*:\s*(?:1[89]|[2-5]\d)(?:\.\d+)?px|font-size\s*:\s*(?:1[4-9]|[2-4]\d)(?:\.\d+)?pt", re.IGNORECASE
)
_SIZES = frozenset({"4", "5", "6", "7", "+1", "+2", "+3"})


def rank_of(element: Element) -> int:
    """Return 3 for a first heading, 2 for another, 1 for an element that is named as one or set in large letters, 0 for the rest."""
    for above in (element, *islice(element.iterancestors(), 2)):
        if above.tag in HEADINGS:
            return RANK_MAX if above.tag == "h1" else 2
        if _NAMED.search(names_of(above)):
            return 1
    return int(_is_large(element))


def _is_large(element: Element) -> bool:
    """Return whether an element or the one font within it has the size that pages without headings set their headlines in."""
    inner = next(element.iter("font"), None) if len(element) else None
    return bool(_LARGE.search(element.get("style") or "")) or (
        inner is not None and (inner.get("size") or "") in _SIZES
    )
