"""What is fuzzed: each reader of bytes from outside, what its files look like, and what it may never do with one."""

import datetime as dt
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crawler import robots
from crawler.declarations import CATALOGUE, load_source
from crawler.reading import read, read_file
from crawler.reading.charset import decode
from crawler.reading.listing import read_listing
from crawler.tomlfile import TomlErrors
from plans.attached import find_attached
from plans.detect import find_plans
from planwatch.diff import apply, compare
from planwatch.records import ListingRules, PageKind, Source, StoredCapture, Verdict
from planwatch.text import clean
from scheduler.workers import Workers

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))  # the tests hold the pages and files that are made for them

from tests.crawler.reading import test_listing as lists  # noqa: E402
from tests.crawler.reading import test_mutations as made  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus" / "pages"
URL = "https://www.example.gov.cn/tztg/202611/t20261121_1.html"
SOURCE = Source(id="fuzz", name="示例", kind="ministry", home_url="https://www.example.gov.cn/")
PARTED = b"\n=====\n"  # what parts a file for ``diff`` into its two texts
# What ``read`` may say of a page that it cannot read: that there is nothing, or that data is not what it should be.
KNOWN = re.compile(
    "|neither a title nor a text was found|a sitemap index inside a sitemap index|(?:JSONDecodeError|XMLSyntaxError|ValueError): .*",
    re.DOTALL,
)
STOPPED = "the reader died or took over"
ROBOTS = (
    b"User-agent: *\nDisallow: /admin/\nAllow: /admin/open/*.html$\nCrawl-delay: 2\n\nUser-agent: planwatch\nDisallow: /*?sort=\n",
    b"\xef\xbb\xbfuser-agent: a\r\nuser-agent: b\r\nDisallow: /%e8%a7%84/\r\nSitemap: https://www.example.gov.cn/s.xml\r\nRequest-rate: 1/5\r\n",
)
INDEX = "<sitemapindex><sitemap><loc>/map-2026-11.xml.gz</loc><lastmod>2026-11-22T08:00:00Z</lastmod></sitemap><sitemap><loc>/m?y=2026&amp;m=9</loc></sitemap></sitemapindex>"
JSON = '{"data":{"list":[{"title":"关于规划的通知","url":"/a/1.html","pubDate":"2026-09-08"},{"docTitle":"二","link":"b","time":1788000000}]}}'
JSONP = 'callback({"html":"<ul><li><a href=\\"/1.html\\">关于第一件事项的通知</a><span>2026-09-08</span></li></ul>"});'


class FoundError(Exception):
    """A reader did what it may never do."""


class StoppedError(Exception):
    """A reader of files died or was ended for its slowness, as the night has it: that file alone is not read."""


@dataclass(frozen=True, slots=True)
class Target:
    """One reader: what makes its corpus, what reads a file and raises where something is wrong, and the clock that times it."""

    corpus: Callable[[], Sequence[bytes]]
    reads: Callable[[bytes], None]
    clock: Callable[[], float] = time.process_time
    stops: type[Exception] = StoppedError


@cache
def pages() -> list[bytes]:
    """Return real pages where they are beside the checkout, and made ones."""
    real = sorted(CORPUS.rglob("*.html")) if CORPUS.is_dir() else []
    return [*made.PAGES.values(), *(path.read_bytes() for path in real)]


@cache
def texts() -> list[bytes]:
    """Return the texts of those pages, and the tests' articles about plans."""
    written = [path.read_bytes() for path in sorted((ROOT / "tests/plans/written").glob("*.txt"))]
    return [*written, *filter(None, map(_text, pages()))]


def _text(page: bytes) -> bytes:
    article = read_file(page, URL).article
    return f"{article.title}\n{article.text}".encode() if article else b""


def _pairs() -> list[bytes]:
    return [one + PARTED + other for one, other in zip(texts(), texts()[1:], strict=False)] + [
        text + PARTED + text.replace("，".encode(), "。".encode(), 5) for text in texts()
    ]


def _lists() -> list[bytes]:
    data = (JSON, JSONP, lists.FEED, lists.ATOM, lists.SITEMAP, INDEX, made.PAGES["list"].decode())
    return [text.encode() if isinstance(text, str) else text for text in data]


def _page(body: bytes) -> None:
    for kind in (PageKind.ARTICLE, PageKind.LISTING):
        reading = read(_capture(body, kind), SOURCE)
        if reading.verdict is Verdict.EXTRACT_FAILED and not KNOWN.fullmatch(reading.note):
            raise FoundError(reading.note)
    read_file(body, URL)


def _list(body: bytes) -> None:
    text = decode(body).text
    for kind in ("html", "json", "feed", "sitemap"):
        try:
            read_listing(text, URL, ListingRules(title="", url=URL, kind=kind))
        except ValueError:  # promised for data that is not what it should be
            continue


def _file(workers: Workers) -> Callable[[bytes], None]:
    def reads(body: bytes) -> None:
        (reading,) = workers.read([_capture(body, PageKind.ATTACHMENT)])
        if reading.verdict is Verdict.EXTRACT_FAILED:
            raise (StoppedError if reading.note.startswith(STOPPED) else FoundError)(reading.note)

    return reads


def _capture(body: bytes, kind: PageKind) -> StoredCapture:
    moment = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
    media_type = "text/html" if kind is not PageKind.ATTACHMENT else None
    return StoredCapture(1, 1, 1, SOURCE.id, URL, kind, moment, 200, None, media_type, None, None, "", body)


def _plans(body: bytes) -> None:
    title, _, text = clean(body.decode("utf-8", "replace")).partition("\n")
    for plan in (*find_plans(text, title, "2026-11-21"), *find_attached(text, title, title, "2026-11-21")):
        if not plan.title.strip():
            message = f"a plan without a title: {plan}"
            raise FoundError(message)


def _diff(body: bytes) -> None:
    before, _, after = body.decode("utf-8", "replace").partition(PARTED.decode())
    if apply(before, compare(before, after).hunks) != after:
        message = "the hunks do not lead from the one text to the other"
        raise FoundError(message)


def _robots(body: bytes) -> None:
    rules = robots.rules_of(robots.text_of(body[: robots.SIZE]))
    rules.crawl_delay("planwatch/0.1 (+a@example.org)")
    for url in (URL, "https://www.example.gov.cn/" + "a" * 2000, "https://www.example.gov.cn/a/a/a?a=a&a=%E8%A7%84$*"):
        rules.can_fetch(url, "planwatch/0.1 (+a@example.org)")


def _declaration(folder: Path) -> Callable[[bytes], None]:
    def reads(body: bytes) -> None:
        (folder / "fuzz.toml").write_bytes(body)
        try:
            load_source(folder / "fuzz.toml")
        except TomlErrors:  # the one error that a wrong file may give
            return

    return reads


def targets(folder: Path, until_end: ExitStack) -> Mapping[str, Target]:
    """Return the targets by name; one may write to ``folder``, and starts what ends with ``until_end``."""
    workers = until_end.enter_context(Workers({SOURCE.id: SOURCE}))
    return {
        "pages": Target(pages, _page),
        "lists": Target(_lists, _list),
        "files": Target(lambda: list(made.FILES.values()), _file(workers), time.monotonic),
        "plans": Target(texts, _plans),
        "diff": Target(_pairs, _diff),
        "robots": Target(lambda: ROBOTS, _robots),
        "declarations": Target(lambda: [path.read_bytes() for path in CATALOGUE.rglob("*.toml")], _declaration(folder)),
    }
