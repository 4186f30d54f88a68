"""Sitemaps (https://www.sitemaps.org/protocol.html): the pages of one, and the sitemaps of an index, the newest first."""

import gzip
import io
import re
import zlib
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from planwatch.records import StoredCapture
from planwatch.urls import absolute

from .data_list import child_text, date_of, local_name, xml_root
from .entries import Entry

GZIP_HEAD = b"\x1f\x8b"
# What a list may have after inflation (faults.md, row 7), the crawler's own limit for a list that comes unpacked.
INFLATED_MAX = 8 << 20
# How sites name a sitemap by its time: sitemap-2026-11.xml, /2026/11/sitemap.xml, 20261122.xml, ?yyyy=2026&mm=11&dd=22.
_GAP = r"(?:[-_/.]|&\w{1,9}=)"
_TIMED = re.compile(
    rf"(?<!\d)((?:19|20)\d\d)(?:(?:{_GAP}(0?[1-9]|1[0-2])|(0[1-9]|1[0-2]))"
    rf"(?:{_GAP}(0?[1-9]|[12]\d|3[01])|(0[1-9]|[12]\d|3[01]))?)?(?!\d)"
)


def read_sitemap(text: str, url: str) -> tuple[list[Entry], tuple[str, ...]]:
    """Return the pages of a sitemap, titled where it is one of news, and the sitemaps of an index; one of both is empty.

    The sitemaps are absolute, each once, in the order to look at them. ValueError for what is no XML.
    """
    root = xml_root(text)
    if local_name(root) == "sitemapindex":
        return [], newest_first(_sitemaps(root, url))
    return [_page(page) for page in root.iter() if local_name(page) == "url"], ()


def newest_first(found: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """Return sitemaps (address → when it was last changed, as ISO text, and its address as written), the newest first.

    The day of the change counts, then the time in the address, then the hour: many sites write all their sitemaps anew each
    night, so that a change of today says nothing of what is in them. Without a change the time in the address stands for it.
    Where nothing tells them apart, they are taken from both ends in turn, the first one first: some sites put the newest
    first and some last, and two pages find it on either.
    """
    times = {url: (changed, _time_of(written)) for url, (changed, written) in found.items()}
    return tuple(sorted(_from_both_ends(list(found)), key=lambda url: _age_key(*times[url]), reverse=True))


def unpacked(capture: StoredCapture) -> StoredCapture:
    """Return a list page without the gzip it may be in (sitemap.xml.gz); others as they are.

    ValueError for a stream that is broken, breaks off, or inflates beyond INFLATED_MAX.
    """
    body = capture.body or b""
    is_packed = body.startswith(GZIP_HEAD)
    # A server that also names gzip as Content-Encoding has had it taken off on the way here.
    if not is_packed and "gzip" not in (capture.media_type or ""):
        return capture
    return replace(capture, body=_inflated(body) if is_packed else body, media_type=None)


def _inflated(body: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as stream:
            found = stream.read(INFLATED_MAX + 1)
    except (EOFError, OSError, zlib.error) as problem:
        message = f"no whole gzip stream: {problem}"
        raise ValueError(message) from problem
    if len(found) > INFLATED_MAX:
        message = f"a gzip stream that inflates to more than {INFLATED_MAX >> 20} MiB"
        raise ValueError(message)
    return found


def _page(page: etree._Element) -> Entry:
    day = date_of(child_text(page, "publication_date") or child_text(page, "lastmod"))
    return Entry(child_text(page, "title"), child_text(page, "loc"), day)


def _sitemaps(root: etree._Element, url: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for one in root:
        written = child_text(one, "loc") if local_name(one) == "sitemap" else ""
        address = absolute(url, written)
        if address and address != url:
            found.setdefault(address, (date_of(child_text(one, "lastmod")) or "", written))
    return found


def _age_key(changed: str, named: str) -> tuple[str, str, str]:
    return changed[: len("2026-11-22")] or named, named, changed


def _time_of(written: str) -> str:
    """Return the year, month or day that the last of an address's times names, as ISO text; empty without one."""
    found = None
    for found in _TIMED.finditer(written):  # noqa: B007 - the last one is what counts
        pass
    parts = [part.zfill(2) for part in found.groups() if part] if found else []
    return "-".join(parts)


def _from_both_ends(urls: list[str]) -> list[str]:
    half = (len(urls) + 1) // 2
    pairs = zip(urls[:half], reversed(urls), strict=False)
    return list(dict.fromkeys(url for pair in pairs for url in pair))
