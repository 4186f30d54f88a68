"""One capture to what it says: judged first, then read as what it was found as."""

import hashlib
import json
from dataclasses import asdict, replace
from functools import lru_cache
from urllib.parse import urlsplit

from planwatch.records import (
    Article,
    ArticleRules,
    ListingRules,
    PageKind,
    Reading,
    Source,
    StoredCapture,
    Verdict,
    WatchedPage,
)
from planwatch.text import TITLE_LIMIT, clean_line
from planwatch.urls import canonical

from . import fallback
from .article import read_article
from .attachments import read_attachment
from .charset import Decoded, decode
from .figures import with_figures
from .kinds import is_list, may_be_list
from .listing import read_listing
from .page import Page
from .pictures import is_picture
from .quality import Answer, is_frame, judge, judge_file
from .sitemaps import unpacked

# The version of the reading code: raised whenever a page may read otherwise than before, so that stored captures are read again.
READER = "8"
_HTML = b"<html"


@lru_cache(maxsize=1000)
def reader_id(source: Source | None) -> str:
    """Return the name of the reading code and of the declaration it reads by: READER, a colon, 8 hexadecimal digits."""
    rules = (
        None
        if source is None
        else [asdict(source)[name] for name in ("listings", "pages", "article", "article_before")]
    )
    spelled = json.dumps(rules, ensure_ascii=False, sort_keys=True, default=str)
    return f"{READER}:{hashlib.sha256(spelled.encode()).hexdigest()[:8]}"


def read(capture: StoredCapture, source: Source) -> Reading:
    """Return what a capture says; a page that breaks the reader is a reading too, with the verdict extract_failed and a note."""
    blank = Reading(capture_id=capture.id, verdict=Verdict.OK, reader=reader_id(source))
    try:
        if capture.kind is PageKind.ATTACHMENT:
            return _attachment(capture, blank)
        if capture.kind is PageKind.LISTING:
            capture = unpacked(capture)
        decoded = decode(capture.body or b"", capture.charset)
        verdict = judge(_answer(capture, decoded))
        if verdict is not Verdict.OK:
            return replace(blank, verdict=verdict)
        page = Page(decoded.text, decoded.utf8)
        # A page's links are meant from where it was found in the end.
        place = capture.redirected_to or capture.url
        if capture.kind is PageKind.LISTING:
            return _unless_nested(_listing(page, place, listing_rules(source, capture.url), blank), capture.url, source)
        return _as_article(_article(page, place, capture, source), page, blank)
    except Exception as problem:  # noqa: BLE001  # one hostile page must not stop a night; the note says what happened
        return replace(blank, verdict=Verdict.EXTRACT_FAILED, note=f"{type(problem).__name__}: {problem}")


def read_file(body: bytes, url: str | None = None) -> Reading:
    """Return what a page on disk says, as a list or an article, whichever it is; ``capture_id`` is 0."""
    address = url or "http://localhost/"
    blank = Reading(capture_id=0, verdict=Verdict.OK, reader=reader_id(None))
    try:
        decoded = decode(body)
        verdict = judge(Answer(address, text=decoded.text, damaged=decoded.damaged))
        if verdict is not Verdict.OK:
            return replace(blank, verdict=verdict)
        page = Page(decoded.text, decoded.utf8)
        if is_list(page):
            return _listing(page, address, None, blank)
        return _either(page, address, blank)
    except Exception as problem:  # noqa: BLE001  # as in read: the note says what happened
        return replace(blank, verdict=Verdict.EXTRACT_FAILED, note=f"{type(problem).__name__}: {problem}")


def _either(page: Page, url: str, blank: Reading) -> Reading:
    """Return the reading of an article, or that of a list where the page has no text but entries."""
    reading = _as_article(fallback.with_text(read_article(page, url), page.text), page, blank)
    if reading.article is not None or not may_be_list(page):
        return reading
    listing = _listing(page, url, None, blank)
    return listing if listing.verdict is Verdict.OK else reading


def listing_rules(source: Source, url: str) -> ListingRules | None:
    """Return the rules of the listing that an address belongs to: the one whose own address it shares most with."""
    return max(source.listings, key=lambda rules: _shared(canonical(rules.url), url), default=None)


def article_rules(source: Source, capture: StoredCapture) -> ArticleRules:
    """Return the rules in force for a page on the day it was captured; a watched page has its own text selector."""
    if watched := _watched(source, capture.url):
        return ArticleRules(text=watched.text)
    day = capture.captured_at.date()
    before = (rules for rules in source.article_before if rules.valid_until is not None and day <= rules.valid_until)
    return next(before, source.article)


def _watched(source: Source, url: str) -> WatchedPage | None:
    return next((page for page in source.pages if canonical(page.url) == url), None)


def _shared(one: str, other: str) -> int:
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _answer(capture: StoredCapture, decoded: Decoded) -> Answer:
    return Answer(
        url=capture.url,
        status=capture.status,
        network_error=capture.network_error,
        media_type=capture.media_type,
        redirected_to=capture.redirected_to,
        text=decoded.text,
        damaged=decoded.damaged,
    )


def _listing(page: Page, url: str, rules: ListingRules | None, blank: Reading) -> Reading:
    listing = read_listing(page, url, rules)
    if not listing.items and not listing.sitemaps:
        return replace(blank, verdict=Verdict.SOURCE_EMPTY, note="no entry of a list was found")
    return replace(blank, listing=listing)


def _unless_nested(reading: Reading, url: str, source: Source) -> Reading:
    """Return a list's reading; an index that is not itself declared was found in another one, and is refused.

    https://www.sitemaps.org/protocol.html#index: an index may only name sitemaps.
    """
    is_index = reading.listing is not None and reading.listing.sitemaps
    if not is_index or any(canonical(rules.url) == url for rules in source.listings):
        return reading
    return replace(reading, verdict=Verdict.EXTRACT_FAILED, note="a sitemap index inside a sitemap index")


def _article(page: Page, url: str, capture: StoredCapture, source: Source) -> Article:
    """Return what a page says as an article by its declaration; one that bears no title has the one its list gives it."""
    rules = article_rules(source, capture)
    article = read_article(page, url, rules)
    if not article.title:
        article = replace(article, title=clean_line(capture.link_text, TITLE_LIMIT))
    if rules.text:
        return article
    watched = _watched(source, capture.url)
    return with_figures(article, page, watched.title) if watched else fallback.with_text(article, page.text)


def _as_article(article: Article, page: Page, blank: Reading) -> Reading:
    """Return the reading of an article, or why there is none to read."""
    if is_frame(article.text):
        return replace(blank, verdict=Verdict.EMPTY, note="a site's frame without a text")
    if article.text or article.attachments:
        return replace(blank, article=article)
    if article.title and article.published_on and is_picture(page.root):
        return replace(blank, article=article, note="a picture without a text")
    if article.title:
        return replace(blank, verdict=Verdict.EMPTY, note="a title without a text")
    return replace(blank, verdict=Verdict.EXTRACT_FAILED, note="neither a title nor a text was found")


def _attachment(capture: StoredCapture, blank: Reading) -> Reading:
    body = capture.body or b""
    if _HTML in body[:2000].lower():
        verdict = judge(_answer(capture, decode(body, capture.charset)))
    else:
        verdict = judge_file(_answer(capture, Decoded("", "", 0.0)))
    if verdict is Verdict.OK and not body:
        verdict = Verdict.EMPTY
    if verdict is not Verdict.OK:
        return replace(blank, verdict=verdict)
    return replace(blank, attachment=read_attachment(body, capture.media_type, urlsplit(capture.url).path))
