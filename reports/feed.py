"""Atom: a report as a feed (RFC 4287), each entry under an id that stays the same over a rebuild."""

import datetime as dt
import re
import uuid
from collections import Counter
from xml.etree import ElementTree as ET

from reports import text
from reports.html import link
from reports.page import Entry, Page, Section
from reports.words import words

ATOM = "http://www.w3.org/2005/Atom"
# Ids are name-based UUIDs (RFC 9562, version 5) below this one, made once for planwatch.
IDS = uuid.UUID("0f3c1c5e-5f5a-5b0e-9a53-6d1f1f3f8a11")
# What XML 1.0 cannot hold, not even escaped (its production 2, Char).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(page: Page, address: str | None = None) -> str:
    """Return a page as an Atom feed, to be published at ``address`` if that is known.

    Entries without a lasting name (sources in need of care) carry the day in theirs.
    """
    said = words(page.language)
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": said["lang"]})
    if own := link(address):
        feed.set("xml:base", own)
        _add(feed, "link", rel="self", href=own, type="application/atom+xml")
    _add(feed, "id", IDS.urn)
    _add(feed, "title", f"planwatch {said['report']}")
    _add(feed, "updated", _stamp(page.made_at))
    _add(_add(feed, "author"), "name", "planwatch")
    seen: Counter[str] = Counter()
    for section in page.sections:
        for entry in section.entries:
            name = _name(section, entry, page)
            seen[name] += 1
            _entry(feed, section, entry, page, f"{name}|{seen[name]}" if seen[name] > 1 else name)
    ET.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _name(section: Section, entry: Entry, page: Page) -> str:
    """Return what an entry's id is made of: no key that it may get in a later run, and nothing that depends on the language."""
    if entry.feed_key or entry.keys:
        return entry.feed_key or entry.keys[0]
    return f"{section.name}|{entry.url}|{page.day}"


def _entry(feed: ET.Element, section: Section, entry: Entry, page: Page, name: str) -> None:
    node = _add(feed, "entry")
    _add(node, "id", uuid.uuid5(IDS, name).urn)
    _add(node, "title", f"{section.heading}{words(page.language)['colon']}{entry.title}")
    _add(node, "updated", _stamp(entry.seen_at or page.made_at))
    if address := link(entry.url):
        _add(node, "link", rel="alternate", href=address)
    _add(node, "category", term=section.name)
    _add(node, "content", text.render_entry(entry, page.language), type="text")


def _add(parent: ET.Element, tag: str, content: str = "", **attributes: str) -> ET.Element:
    cleaned = {name: _NOT_XML.sub("", value) for name, value in attributes.items()}
    node = ET.SubElement(parent, tag, cleaned)
    node.text = _NOT_XML.sub("", content) or None
    return node


def _stamp(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
