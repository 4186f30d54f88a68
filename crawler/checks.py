"""What a declaration's values must be beyond their types: addresses, selectors, patterns, ranges. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from cssselect import HTMLTranslator, SelectorError

from crawler.tomlfile import Problem, leaves
from planwatch.urls import absolute, canonical

# Says what is wrong with a value and what was expected; None where nothing is.
Check = Callable[[Any], str | None]


def problems(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield every problem of a declaration's values, as (key, what was wrong, expected what)."""
    for key, value in leaves(data):
        check = CHECKS.get(tuple("*" if isinstance(part, int) else part for part in key))
        message = check(value) if check else None
        if message:
            yield key, message
    yield from _tables(data)


def _said(value: object) -> str | None:
    return None if not isinstance(value, str) or value.strip() else "is empty, expected some text"


def _address(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    expected = "expected one like 'https://www.example.gov.cn/tztg/'"
    if absolute(value, value) is None or any(map(str.isspace, value)):
        return f"{value!r} is no web address, {expected}"
    return f"{value!r} names a user, {expected}" if "@" in urlsplit(value).netloc else None


def _origin(value: object) -> str | None:
    message = _address(value)
    if message is None and isinstance(value, str):
        parts = urlsplit(value)
        if parts.path.strip("/") or parts.query:
            return f"{value!r} has a path, expected scheme, host and port alone, like 'https://files.example.gov.cn'"
    return message


def _selector(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        HTMLTranslator().css_to_xpath(value)
    except (SelectorError, RecursionError) as error:  # the second for ((((… and a > b > c …
        return f"{value!r} is no CSS selector ({error}), expected one like 'ul.list li'"
    return None


def _pattern(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        re.compile(value)
    except (re.error, OverflowError) as error:  # the second for a{99999999999}
        return f"{value!r} is no regular expression ({error}), expected one like '/t\\d{{8}}_\\d+\\.html$'"
    return None


def _one_of(*words: str) -> Check:
    def check(value: object) -> str | None:
        known = not isinstance(value, str) or value in words
        return None if known else f"{value!r} is unknown, expected one of {', '.join(words)}"

    return check


def _between(least: float, most: float) -> Check:
    def check(value: object) -> str | None:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        fits = not number or least <= value <= most  # type: ignore[operator]  # mypy does not see that `number` narrows
        return None if fits else f"{value} is out of range, expected {least:g} to {most:g}"

    return check


def _tables(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what only shows when a table is seen as a whole."""
    if not data.get("listings") and not data.get("pages"):
        yield ("listings",), "there is nothing to watch, expected at least one [[listings]] or [[pages]]"
    if "valid_until" in _table(data.get("article")):
        yield ("article", "valid_until"), "belongs to an older layout, expected it under [[article_before]]"
    ends: set[object] = set()
    for index, rules in _members(data.get("article_before")):
        end = rules.get("valid_until")
        if end is None:
            yield (
                ("article_before", index, "valid_until"),
                "is missing, expected the last day of this layout, like 2025-06-30",
            )
        elif end in ends:
            yield ("article_before", index, "valid_until"), f"{end} ends two layouts, expected another day for each"
        ends.add(end)
    yield from _twice(data)


def _twice(data: Mapping[str, Any]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for table in ("listings", "pages"):
        for index, member in _members(data.get(table)):
            url = member.get("url")
            if not isinstance(url, str) or _address(url):
                continue
            here = f"{table}[{index}]"
            first = seen.setdefault(canonical(url), here)
            if first != here:
                yield (table, index, "url"), f"{url!r} stands at {first} already, expected each address once"


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _members(value: object) -> list[tuple[int, Mapping[str, Any]]]:
    return (
        [(index, member) for index, member in enumerate(value) if isinstance(member, dict)]
        if isinstance(value, list)
        else []
    )


_ARTICLE: dict[str, Check] = {
    "allow": _pattern,
    "title": _selector,
    "text": _selector,
    "date": _selector,
    "attachments": _selector,
}
CHECKS: dict[tuple[str, ...], Check] = {
    ("name",): _said,
    ("kind",): _one_of("ministry", "news"),
    ("home_url",): _address,
    # An hour between two requests is no crawl any more; a night has time for about 30,000 at one a second.
    ("fetch", "delay_seconds"): _between(0, 3600),
    ("fetch", "budget"): _between(1, 100_000),
    ("fetch", "also_allow", "*"): _origin,
    ("listings", "*", "title"): _said,
    ("listings", "*", "url"): _address,
    ("listings", "*", "kind"): _one_of("html", "json", "feed", "sitemap"),
    ("listings", "*", "item"): _selector,
    ("listings", "*", "link"): _selector,
    ("listings", "*", "date"): _selector,
    ("listings", "*", "next"): _selector,
    ("listings", "*", "max_pages"): _between(1, 1000),
    ("pages", "*", "title"): _said,
    ("pages", "*", "url"): _address,
    ("pages", "*", "text"): _selector,
    ("article", "remove", "*"): _selector,
    ("article_before", "*", "remove", "*"): _selector,
    ("expect", "listing_links_min"): _between(0, 100_000),
    ("expect", "title_fill_min"): _between(0, 1),
    **{("article", name): check for name, check in _ARTICLE.items()},
    **{("article_before", "*", name): check for name, check in _ARTICLE.items()},
}
