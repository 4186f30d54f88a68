"""Lists that are data: JSON of any shape, RSS and Atom feeds."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from planwatch import dates
from planwatch.text import TITLE_LIMIT, clean_line

from .entries import Entry, date_beside
from .likes import FEWEST
from .tree import parse, text_of

# The names under which the interfaces of Chinese portals give an entry's parts, the surer first.
URL_KEYS = ("url", "link", "href", "docpuburl", "doc_url", "articleurl", "linkurl", "pageurl", "uri")
TITLE_KEYS = ("title", "doctitle", "subject", "headline", "articletitle", "name")
DATE_KEYS = (
    "docrelpubtime", "pubtime", "publishdate", "publishtime", "publish_time", "pubdate", "pubtimestr", "published", "publishedat",
    "publish_date", "docdate", "createtime", "releasetime", "date", "time", "created_at", "display_date",
)  # fmt: skip
# What the names of other portals are made of (infoTitle, linkUrl, publishedTimeStr), and of pictures, columns and changes beside them.
_URL_NAME = re.compile(
    r"^(?!.*(?:img|image|pic|thumb|icon|logo|cover|video|avatar|author|channel|column|source|site)).*(?:url|link|href|path|uri)$"
)
_TITLE_NAME = re.compile(r"^(?!.*(?:sub|seo|meta|channel|column|source|site)).*(?:title|headline|subject)$")
_DATE_NAMES = (
    re.compile(r"^.*(?:pub|rel|issue).*(?:date|time)(?:str)?$"),
    re.compile(r"^(?!.*(?:upd|modif|edit|end|expir|audit|server)).*(?:date|time)(?:str)?$"),
)
_ADDRESS = re.compile(r"(?!.*\.(?:jpe?g|png|gif|webp|mp4)$)\S*[/.]\S*", re.IGNORECASE)
# What numbers of seconds and of milliseconds since 1970 a date of 2000 to 2100 has; portals count them in China's time.
SECONDS = range(946_684_800, 4_102_444_800)
DEEPEST = 50
_JSONP = re.compile(r"^[\w.$]+\((.*)\)\s*;?\s*$", re.DOTALL)
_JSON_HEAD = re.compile(r"[\ufeff\s]*(?:[\w.$]{1,80}\(\s*)?[{\[]")
# How the time of a mail (RFC 5322) ends that is none of China's.
_MAILED_IN_UTC = re.compile(r"\d (?:GMT|UTC?|\+0000)\s*$")
_MARKUP = re.compile(r"<[^<>]*>")


def is_json(text: str) -> bool:
    """Return whether a text begins as JSON does, or as a call that hands it over: callback({…})."""
    return _JSON_HEAD.match(text) is not None


def json_entries(text: str) -> list[Entry]:
    """Return the entries of a JSON text: every object that has an address and a title; ValueError for what is no JSON."""
    wrapped = _JSONP.match(text.strip())
    try:
        return list(objects(json.loads(wrapped[1] if wrapped else text), 0))
    except RecursionError as problem:
        message = "no JSON: it is nested too deep"
        raise ValueError(message) from problem


def feed_entries(text: str) -> list[Entry]:
    """Return the entries of an RSS or Atom feed; ValueError for what is no XML."""
    return [_feed_entry(item) for item in xml_root(text).iter() if local_name(item) in {"item", "entry"}]


def is_feed(text: str) -> str | None:
    """Return ``feed`` or ``sitemap`` for a text that is one, else None."""
    head = text.lstrip("\ufeff \r\n\t")[:2000]
    if re.search(r"<(?:rss|feed|rdf:RDF)[\s>]", head) and not re.search(r"<html[\s>]", head, re.IGNORECASE):
        return "feed"
    return "sitemap" if re.search(r"<(?:urlset|sitemapindex)[\s>]", head) else None


def objects(value: Any, depth: int = 0) -> Iterator[Entry]:
    """Yield the entries in data: every object that has an address and a title, down to DEEPEST levels."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from objects(one, depth + 1)
    elif isinstance(value, dict):
        one = _object(value)
        if one is None or one.date is None:
            inner = [entry for part in value.values() for entry in objects(part, depth + 1)]
            # A column has a name and an address too.
            if one is None or len(inner) >= FEWEST:
                yield from inner
                return
        yield one


def _object(value: dict[str, Any]) -> Entry | None:
    plain = {str(key).lower(): part for key, part in value.items()}
    address = _text(plain, URL_KEYS) or _text(plain, _named(plain, _URL_NAME), _ADDRESS)
    title = _text(plain, TITLE_KEYS) or _text(plain, _named(plain, _TITLE_NAME))
    if not address or not title:
        return None
    keys = (*DATE_KEYS, *(key for name in _DATE_NAMES for key in _named(plain, name)))
    return Entry(_title(title), address, next((day for key in keys if (day := date_of(plain.get(key), title))), None))


def _named(value: dict[str, Any], name: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(key for key in value if name.match(key))


def _text(value: dict[str, Any], keys: tuple[str, ...], form: re.Pattern[str] | None = None) -> str:
    texts = (part.strip() for key in keys if isinstance(part := value.get(key), str))
    return next((text for text in texts if text and (form is None or form.fullmatch(text))), "")


def _title(text: str) -> str:
    """Return a title without the marks of a search (<em>) and with its entities read."""
    if "<" in text or "&" in text:
        text = text_of(parse(f"<p>{text}</p>"))
    return clean_line(_MARKUP.sub("", text), TITLE_LIMIT)


def date_of(value: Any, title: str = "") -> str | None:
    """Return the day that a value gives: a text, or seconds or milliseconds since 1970.

    What stands in UTC beside a Chinese title is told in China's zone.
    """
    value = dates.dashed(value) if isinstance(value, str) else value
    if isinstance(value, str) and not value.isdecimal():
        in_utc = _mail_date(value, title) if _MAILED_IN_UTC.search(value) else None
        return in_utc or date_beside([dates.in_china(value, [title])]) or _mail_date(value, title)
    number = int(value) if isinstance(value, (int, str)) and str(value).isdecimal() else 0
    seconds = number // 1000 if number // 1000 in SECONDS else number
    return (
        dt.datetime.fromtimestamp(seconds, dates.CHINA).isoformat("T", "minutes")[:16] if seconds in SECONDS else None
    )


def _mail_date(text: str, title: str) -> str | None:
    try:
        when = parsedate_to_datetime(text)
        if when.tzinfo and not when.utcoffset():
            return dates.in_china(when.isoformat(), [title])[: len("2026-11-22T10:08")]
        return when.replace(tzinfo=None).isoformat("T", "minutes")
    except (ValueError, OverflowError):
        return None


def xml_root(text: str) -> etree._Element:
    """Return the root of an XML text, read without entities, outside files or network; ValueError for what is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, encoding="utf-8")
    try:
        root = etree.fromstring(re.sub(r"^\s*(?:\ufeff)?<\?xml[^>]*\?>", "", text).lstrip().encode("utf-8"), parser)
    except etree.XMLSyntaxError as problem:
        message = f"no XML: {problem}"
        raise ValueError(message) from problem
    if root is None:
        message = "no XML: the text has no element"
        raise ValueError(message)
    return root


def local_name(element: etree._Element) -> str:
    """Return an element's name in lower case without its namespace; empty for a comment."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def child_text(element: etree._Element, name: str) -> str:
    """Return the text of the first element of a name (local, in lower case) below another, empty where there is none."""
    return next(("".join(one.itertext("*")).strip() for one in element.iter() if local_name(one) == name), "")


def _feed_entry(item: etree._Element) -> Entry:
    links = [one for one in item if local_name(one) == "link"]
    link = next((one for one in links if one.get("rel", "alternate") == "alternate"), None)
    href = "" if link is None else link.get("href") or (link.text or "").strip()
    title = _title(child_text(item, "title"))
    days = (date_of(child_text(item, name), title) for name in ("pubdate", "published", "date", "updated"))
    day = next(filter(None, days), None)
    return Entry(title, href or child_text(item, "guid"), day)
