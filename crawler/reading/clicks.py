"""Entries that open by a click and are no links: what a script would open becomes the address of the element."""

import re

from lxml import etree

from .entries import is_page
from .tree import Element

# Fewer of a page are buttons (a login, a share).
FEWEST = 3
# onclick="window.open('/a/1.html')", onclick="location.href='/a/1.html'"
_OPENS = re.compile(
    r"""(?:window\.open\(|location(?:\.href)?\s*=|location\.(?:assign|replace)\()\s*['"](?P<address>[^'"<>+]{2,300})['"]\s*[,);]?\s*"""
)
_opening = etree.XPath("//*[contains(@onclick, 'window.open') or contains(@onclick, 'location')]")


def link(root: Element, text: str) -> None:
    """Make links of the elements of a page that open another page by a click, where three or more do."""
    if "onclick" not in text or text.count("window.open(") + text.count("location") < FEWEST:
        return
    found = [
        (element, opens["address"])
        for element in _opening(root)
        if (opens := _OPENS.search(element.get("onclick") or "")) and not is_page(element.get("href"))
    ]
    if len({address for _, address in found}) >= FEWEST:
        for element, address in found:
            if element.tag != "a" and next(element.iter("a"), None) is None:
                element.tag = "a"
            if element.tag == "a":
                element.set("href", address)
