"""Where requests may go: the origins a source declares, and what robots.txt leaves of them. Every redirect passes here again."""

import asyncio
import logging
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Self
from weakref import WeakKeyDictionary

from protego import Protego
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from crawler import failures, robots
from crawler.failures import Refused
from crawler.home import network
from crawler.keeper import Keeper
from crawler.patience import LONGEST_WAIT
from planwatch.records import Verdict
from planwatch.urls import origin

log = logging.getLogger(__name__)

# A host that cannot even be asked for its rules: the pages say so, for that is what needs care.
UNREACHABLE = (Verdict.DNS, Verdict.REFUSED, Verdict.TLS)
# What says of the host, not of us or of where its rules have gone, that it cannot be asked now.
SILENT = (*UNREACHABLE, Verdict.TIMEOUT, Verdict.TRUNCATED, Verdict.SERVER_ERROR)


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
    """Obeys robots.txt (RFC 9309): 4xx means that there is none; a host that cannot give it is held to its last copy, for a day.

    Without a copy, and after an answer that leaves the rules open, nothing is fetched tonight. What was learnt of a host holds
    for the night: its rules, or the word for why there are none.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Speak for one crawl, under the name that its network rules give."""
        self._crawler = crawler
        self._name = network(crawler.settings).user_agent
        self._asked: dict[str, asyncio.Future[Protego | Verdict]] = {}
        # Hosts that have not answered yet tonight, and the word for them should they go on so.
        self._silent: dict[str, Verdict] = {}
        self._received: WeakKeyDictionary[Request, int] = WeakKeyDictionary()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware of a crawl."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.received, signals.bytes_received)
        return middleware

    def received(self, data: bytes, request: Request) -> None:
        """Take no more of a robots.txt than is read of it: StopDownload, which leaves what came as the answer."""
        if not request.meta.get("is_robots"):
            return
        self._received[request] = self._received.get(request, 0) + len(data)
        if self._received[request] > robots.SIZE:
            raise StopDownload(fail=False)

    async def process_request(self, request: Request) -> None:
        """Let the request pass or raise Refused: robots, or why the rules are not known (robots_unknown, dns, refused, tls)."""
        if request.meta.get("is_robots"):
            return
        place = _origin(request)
        if place not in self._asked:
            self._asked[place] = asyncio.ensure_future(self._ask(request, place))
        rules = await self._asked[place]
        if isinstance(rules, Verdict):
            raise Refused(rules)
        if not rules.can_fetch(request.url, self._name):
            raise Refused(Verdict.ROBOTS)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the answer: its host is there."""
        self._silent.pop(_origin(request), None)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Ask a host nothing more that gave neither its robots.txt nor a page: each page would be waited for as long."""
        place = _origin(request)
        if place in self._silent and failures.verdict(exception) in SILENT:
            self._asked[place] = asyncio.get_running_loop().create_future()
            self._asked[place].set_result(self._silent.pop(place))

    async def _ask(self, request: Request, place: str) -> Protego | Verdict:
        parts = urlparse_cached(request)
        url = f"{parts.scheme}://{parts.netloc}/robots.txt"
        meta = {"source": request.meta["source"], "is_robots": True, "download_maxsize": robots.LARGEST}
        # Not compressed: of a file that is not taken whole, nothing could be unpacked.
        asked = Request(url, headers={"Accept-Encoding": "identity"}, meta=meta, callback=NO_CALLBACK)
        try:
            response = await self._crawler.engine.download_async(asked)
        except Exception as error:  # noqa: BLE001 - whatever it was, the rules are unknown, and each page will say so
            reason = failures.verdict(error)
            word = reason if reason in UNREACHABLE else Verdict.ROBOTS_UNKNOWN
            rules = self._copy(place, parts.hostname) if reason in SILENT else None
            if rules is not None:
                self._silent[place] = word
            return _told(url, f"gave no answer ({reason or repr(error)})", rules, word)
        if robots.is_had(response.status) or robots.is_none(response.status):
            return self._learn(place, parts.hostname, response)
        rules = self._copy(place, parts.hostname) if robots.is_down(response.status) else None
        return _told(url, f"answered {response.status}", rules, Verdict.ROBOTS_UNKNOWN)

    def _learn(self, place: str, host: str | None, response: Response) -> Protego | Verdict:
        """Return what an answer says, which is kept for the nights in which there is none."""
        text = robots.text_of(response.body) if robots.is_had(response.status) else None
        self._keeper.keep_rules(place, text)
        return self._obeyed(host, text or "")

    def _copy(self, place: str, host: str | None) -> Protego | Verdict | None:
        """Return the rules of the copy that counts tonight, None where there is none."""
        text = self._keeper.kept_rules(place)
        return None if text is None else self._obeyed(host, text)

    @property
    def _keeper(self) -> Keeper:
        spider: Any = self._crawler.spider
        keeper: Keeper = spider.keeper
        return keeper

    def _obeyed(self, host: str | None, text: str) -> Protego | Verdict:
        """Return the rules of a file; one that asks for a delay which no night has time for lets nothing be fetched."""
        rules = robots.rules_of(text)
        delay = rules.crawl_delay(self._name)
        if delay is not None and delay > LONGEST_WAIT:
            log.warning("%s asks for %s s between two requests: nothing is fetched there", host, delay)
            return Verdict.ROBOTS
        self._slow_down(str(host), delay)
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


def _told(url: str, what: str, rules: Protego | Verdict | None, word: Verdict) -> Protego | Verdict:
    """Return the rules of a copy, or the word for why there are none, and leave in the log which it is."""
    if rules is None:
        log.warning("%s %s: nothing is fetched there tonight", url, what)
        return word
    log.warning("%s %s: its last copy counts tonight", url, what)
    return rules
