"""Entries that open by a click and are no links: what a script would open becomes the address of the element."""

import re
from collections.abc import Iterable

from .entries import is_page
from .tree import Element

# Fewer of a page are buttons (a login, a share).
FEWEST = 3
# onclick="window.open('/a/1.html')", onclick="location.href='/a/1.html'"
_OPENS = re.compile(
    r"""(?:window\.open\(|location(?:\.href)?\s*=|location\.(?:assign|replace)\()\s*['"](?P<address>[^'"<>+]{2,300})['"]\s*[,);]?\s*"""
)


def opened_by(link: Element) -> str | None:
    """Return the address that a click on a link opens by script, written there in full; None where its own address counts."""
    if is_page(link.get("href")):
        return None
    opens = _OPENS.search(link.get("onclick") or "") or _OPENS.search(link.get("href") or "")
    return opens["address"] if opens else None


def link(elements: Iterable[Element], text: str) -> None:
    """Make links of those of a page's elements that open another page by a click, where three or more do."""
    if "onclick" not in text:
        return
    found = [
        (element, opens["address"])
        for element in elements
        if (script := element.get("onclick")) and (opens := _OPENS.search(script)) and not is_page(element.get("href"))
    ]
    if len({address for _, address in found}) >= FEWEST:
        for element, address in found:
            if element.tag != "a" and next(element.iter("a"), None) is None:
                element.tag = "a"
            if element.tag == "a":
                element.set("href", address)
