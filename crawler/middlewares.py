"""Where requests may go: the origins a source declares, and what robots.txt leaves of them. Every redirect passes here again."""

import asyncio
import logging
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Self

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from crawler import failures
from crawler.failures import Refused
from crawler.home import network
from planwatch.records import Verdict
from planwatch.urls import origin

log = logging.getLogger(__name__)

# RFC 9309 asks for 500 KiB at least; nothing larger was written by hand.
ROBOTS_SIZE = 1 << 20
# A host that cannot even be asked for its rules: the pages say so, for that is what needs care.
UNREACHABLE = (Verdict.DNS, Verdict.REFUSED, Verdict.TLS)


class OriginMiddleware:
    """Refuses every address outside the declared origins (scheme, host and port) of the source in ``meta["source"]``."""

    def __init__(self, allowed: Mapping[str, frozenset[str]]) -> None:
        """Keep the origins of each source."""
        self._allowed = allowed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware for the sources of the crawl's spider."""
        spider: Any = crawler.spider
        return cls(spider.origins)

    def process_request(self, request: Request) -> None:
        """Let the request pass or raise Refused(redirect_out): what a page asked us to leave for is not ours to fetch."""
        if _origin(request) not in self._allowed[request.meta["source"]]:
            raise Refused(Verdict.REDIRECT_OUT)
        # A redirect copies the slot of the host that it leaves; the new host has its own delay.
        request.meta.pop("download_slot", None)


class RobotsMiddleware:
    """Obeys robots.txt (RFC 9309): 4xx means that there is none; an answer that leaves it open, that nothing is fetched tonight.

    What was learnt of a host holds for the night: its rules, or the word for why there are none.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Speak for one crawl, under the name that its network rules give."""
        self._crawler = crawler
        self._name = network(crawler.settings).user_agent
        self._asked: dict[str, asyncio.Task[Protego | Verdict]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware of a crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass or raise Refused: robots, or why the rules are not known (robots_unknown, dns, refused, tls)."""
        if request.meta.get("is_robots"):
            return
        place = _origin(request)
        if place not in self._asked:
            self._asked[place] = asyncio.ensure_future(self._ask(request))
        rules = await self._asked[place]
        if isinstance(rules, Verdict):
            raise Refused(rules)
        if not rules.can_fetch(request.url, self._name):
            raise Refused(Verdict.ROBOTS)

    async def _ask(self, request: Request) -> Protego | Verdict:
        parts = urlparse_cached(request)
        url = f"{parts.scheme}://{parts.netloc}/robots.txt"
        meta = {"source": request.meta["source"], "is_robots": True, "download_maxsize": ROBOTS_SIZE}
        try:
            response = await self._crawler.engine.download_async(Request(url, meta=meta, callback=NO_CALLBACK))
        except Exception as error:  # noqa: BLE001 - whatever it was, the rules are unknown, and each page will say so
            reason = failures.verdict(error)
            log.warning("%s gave no answer (%s): nothing is fetched there tonight", url, reason or repr(error))
            return reason if reason in UNREACHABLE else Verdict.ROBOTS_UNKNOWN
        if _unknown(response.status):
            log.warning("%s answered %d: nothing is fetched there tonight", url, response.status)
            return Verdict.ROBOTS_UNKNOWN
        rules = Protego.parse(response.body.decode("utf-8-sig", "replace") if response.status < 300 else "")
        self._slow_down(str(parts.hostname), rules.crawl_delay(self._name))
        return rules

    def _slow_down(self, host: str, delay: float | None) -> None:
        downloader = self._crawler.engine.downloader
        settings = downloader.per_slot_settings.setdefault(host, {})
        if delay is None or delay <= settings.get("delay", 0):
            return
        settings["delay"] = delay
        if host in downloader.slots:
            downloader.slots[host].delay = delay


def _origin(request: Request) -> str:
    parts = urlparse_cached(request)
    return _spelled(parts.scheme, parts.netloc)


@lru_cache(maxsize=1024)  # every request asks twice, and a night knows some hundred hosts
def _spelled(scheme: str, netloc: str) -> str:
    return origin(f"{scheme}://{netloc}/")


def _unknown(status: int) -> bool:
    """Return whether an answer leaves the rules open; 4xx says that there are none, but 429 only that we ask too often."""
    return status == 429 or 300 <= status < 400 or status >= 500
