"""An index of sitemaps: which of them are looked at first, and what packed or hostile ones are."""

import datetime as dt
import gzip

import pytest

from crawler.reading import read
from crawler.reading.listing import read_listing
from crawler.reading.sitemaps import INFLATED_MAX
from planwatch.records import ListingRules, PageKind, Reading, Source, StoredCapture, Verdict

HOST = "https://www.example.gov.cn"
INDEX = f"{HOST}/sitemap_index.xml"
SOURCE = Source(
    "example", "某某部", "ministry", f"{HOST}/", listings=(ListingRules("全部", INDEX, kind="sitemap", max_pages=2),)
)
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'
PAGES = f'{DECLARED}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{HOST}/a/1.html</loc></url></urlset>'


def index(*sitemaps: tuple[str, str], prefix: str = "") -> str:
    """Return an index of (address, lastmod or nothing)."""
    entries = "".join(
        f"<{prefix}sitemap><{prefix}loc>{loc}</{prefix}loc>"
        + (f"<{prefix}lastmod>{changed}</{prefix}lastmod>" if changed else "")
        + f"</{prefix}sitemap>"
        for loc, changed in sitemaps
    )
    name = f'xmlns{":" * bool(prefix)}{prefix[:-1]}="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return f"{DECLARED}<{prefix}sitemapindex {name}>{entries}</{prefix}sitemapindex>"


def ordered(*sitemaps: tuple[str, str], prefix: str = "") -> list[str]:
    listing = read_listing(index(*sitemaps, prefix=prefix), INDEX, SOURCE.listings[0])
    assert listing.items == ()
    return [url.removeprefix(f"{HOST}/") for url in listing.sitemaps]


def reading(body: str | bytes, url: str = INDEX, media_type: str = "application/xml") -> Reading:
    content = body.encode() if isinstance(body, str) else body
    moment = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    answer = StoredCapture(
        7, 1, 1, "example", url, PageKind.LISTING, moment, 200, None, media_type, None, None, None, content
    )
    return read(answer, SOURCE)


@pytest.mark.parametrize("prefix", ["", "sm:"])
def test_the_last_changed_comes_first_whatever_its_place_and_zone(prefix: str) -> None:
    found = ordered(
        ("/old.xml", "2026-09-30"),
        ("/new.xml", "2026-11-22T01:00:00+08:00"),
        ("/mid.xml.gz", "2026-11-20T23:00:00Z"),
        prefix=prefix,
    )

    assert found == ["new.xml", "mid.xml.gz", "old.xml"]


def test_of_those_written_anew_each_night_the_address_tells_which_is_new() -> None:
    tonight = [f"2026-11-22T02:0{minute}:00+08:00" for minute in (3, 2, 1)]
    names = ("/sitemap-2026-9.xml", "/sitemap-2026-10.xml", "/sitemap-2026-11.xml")

    assert ordered(*zip(names, tonight, strict=True)) == [
        "sitemap-2026-11.xml",
        "sitemap-2026-10.xml",
        "sitemap-2026-9.xml",
    ]
    assert ordered(("/news.xml", tonight[2]), ("/pages.xml", tonight[0])) == ["pages.xml", "news.xml"]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("/2025/12/map.xml", "/2026/01/map.xml"),
        ("/sitemap_202610.xml", "/sitemap_202611.xml"),
        ("/map20261121.xml", "/map20261122.xml"),
        ("/map-2025.xml", "/map-2026.xml"),
        ("/map.xml?yyyy=2026&amp;mm=10&amp;dd=31", "/map.xml?yyyy=2026&amp;mm=11&amp;dd=01"),
        ("/no-day-in-it.xml", "/map-2026.xml"),
    ],
)
def test_without_a_change_the_time_in_the_address_counts(older: str, newer: str) -> None:
    expected = ordered((newer, ""))

    assert ordered((older, ""), (newer, ""))[:1] == ordered((newer, ""), (older, ""))[:1] == expected


def test_without_any_time_both_ends_are_looked_at_in_turn() -> None:
    five = [(f"/{number}.xml", "") for number in range(1, 6)]

    assert ordered(*five) == ["1.xml", "5.xml", "2.xml", "4.xml", "3.xml"]
    assert ordered(*five[:4]) == ["1.xml", "4.xml", "2.xml", "3.xml"]


def test_an_index_names_each_sitemap_once_and_neither_itself_nor_what_is_no_address() -> None:
    assert ordered(("/1.xml", ""), (f"{HOST}/1.xml", ""), (INDEX, ""), ("javascript:x", ""), ("", "")) == ["1.xml"]


def test_an_index_is_no_empty_list_but_one_without_sitemaps_is() -> None:
    assert reading(index(("/1.xml", ""))).verdict is Verdict.OK
    assert reading(index()).verdict is Verdict.SOURCE_EMPTY


def test_an_index_in_an_index_is_refused_by_name() -> None:
    found = reading(index(("/1.xml", "")), f"{HOST}/sitemap_2.xml")

    assert (found.verdict, found.note) == (Verdict.EXTRACT_FAILED, "a sitemap index inside a sitemap index")


@pytest.mark.parametrize("body", [gzip.compress(PAGES.encode()), PAGES.encode()])
@pytest.mark.parametrize("media_type", ["application/x-gzip", "application/gzip", "application/xml"])
def test_a_packed_sitemap_is_read_whatever_it_is_said_to_be(body: bytes, media_type: str) -> None:
    found = reading(body, f"{HOST}/sitemap_1.xml.gz", media_type)

    assert found.listing is not None, found.note
    assert [item.url for item in found.listing.items] == [f"{HOST}/a/1.html"]


@pytest.mark.parametrize(
    ("body", "note"),
    [
        (gzip.compress(bytes(INFLATED_MAX + 1)), "more than 8 MiB"),
        (gzip.compress(bytes(INFLATED_MAX)) + gzip.compress(b"more"), "more than 8 MiB"),
        (gzip.compress(PAGES.encode())[:-12], "no whole gzip stream"),
        (gzip.compress(PAGES.encode()) + b"more", "no whole gzip stream"),
        (b"\x1f\x8b\x08\x00" + b"\xff" * 100, "no whole gzip stream"),
    ],
    ids=["bomb", "bomb in parts", "cut off", "tail", "garbage"],
)
def test_a_bomb_and_a_broken_stream_are_refused_by_name(body: bytes, note: str) -> None:
    found = reading(body, f"{HOST}/sitemap_1.xml.gz", "application/x-gzip")

    assert found.verdict is Verdict.EXTRACT_FAILED
    assert note in found.note
