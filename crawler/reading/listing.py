"""One list page, of any kind, to its entries and its next page."""

import json
import re
from collections.abc import Sequence

from planwatch.records import Listing, ListingRules, ListItem
from planwatch.urls import absolute

from . import data_list, scripts, sitemaps
from .charset import decode
from .entries import Entry
from .html_list import declared_entries, find_entries
from .page import Page
from .pager import leads, next_page
from .tree import select

# Hanweb's dataproxy gives its entries as html in CDATA records, JPaaS as html in a JSON text.
_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_INNER_HTML = re.compile(r'"html"\s*:\s*("(?:[^"\\]|\\.)*")')


def read_listing(page: Page | str | bytes, url: str, rules: ListingRules | None = None) -> Listing:
    """Return a list page's entries in its order, each address once, and its next page.

    The kind is the declaration's, or told by the text itself. ValueError for data that is not what it should be.
    """
    page = Page(decode(page).text) if isinstance(page, bytes) else Page(page) if isinstance(page, str) else page
    kind = rules.kind if rules and rules.kind != "html" else kind_of(page.text)
    if kind == "html":
        return _html_listing(page, url, rules)
    if kind == "sitemap":
        pages, indexed = sitemaps.read_sitemap(page.text, url)
        return Listing(_items(pages, url), sitemaps=indexed)
    found = data_list.feed_entries(page.text) if kind == "feed" else data_list.json_entries(page.text)
    if kind == "json" and not found and '"html"' in page.text:
        return _html_listing(Page(_inner_html(page.text)), url, rules)
    return Listing(_items(found, url))


def kind_of(page: str) -> str:
    """Return ``json``, ``feed``, ``sitemap`` or ``html``, whichever a text is."""
    return data_list.is_feed(page) or ("json" if data_list.is_json(page) else "html")


def records_of(page: Page) -> Page | None:
    """Return the entries that a page holds as records in a script, as a page of their own; None where it holds none."""
    records = _RECORD.findall(page.text) if "<record>" in page.text else []
    return Page(f"<ul>{''.join(records)}</ul>") if records else None


def _html_listing(page: Page, url: str, rules: ListingRules | None) -> Listing:
    shown = records_of(page) or page
    root = shown.root
    if rules is not None and (rules.item or rules.link):
        entries: Sequence[Entry] = declared_entries(root, rules, url)
    else:
        entries = find_entries(root, shown.main, shown.groups.entries, url) or scripts.entries(root)
    if rules is not None and rules.next:
        hrefs = [link.get("href") for link in select(root, rules.next) if link.get("href")]
        href = next((href for href in hrefs if leads(url, href)), None)
    else:
        href = next_page(root, page.text, url)
    return Listing(_items(entries, url), leads(url, href) if href else None, href)


def _inner_html(page: str) -> str:
    return "".join(json.loads(found) for found in _INNER_HTML.findall(page))


def _items(entries: Sequence[Entry], url: str) -> tuple[ListItem, ...]:
    found: dict[str, ListItem] = {}
    for one in entries:
        address = absolute(url, one.href)
        if address and address not in found:
            found[address] = ListItem(one.title, address, one.date, one.href)
    return tuple(found.values())
