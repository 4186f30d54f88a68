"""Sites that ask us to come back later (429, or Retry-After): a short wait is waited once, a longer one ends the host's night."""

import datetime as dt
import logging
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any, Self

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.heads import BriefHeads

log = logging.getLogger(__name__)

TOO_MANY = 429
UNAVAILABLE = 503
# What a night can wait for one host without leaving the rest of it for the morning; set by judgement.
LONGEST_WAIT = 600.0
# RFC 6585 leaves open how long "too many" lasts where no Retry-After says it; a minute is the usual window of rate limits.
UNSAID_WAIT = 60.0
# The flag of an answer that is to be asked for again.
AGAIN = "asked to wait"


class PausedError(IgnoreRequest):
    """A request that is not made tonight, because its host asked to be left alone."""


class Patience:
    """What the hosts of one crawl asked for; a host is known by the name of its queue."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self._waited: dict[str, float] = {}
        self._paused: set[str] = set()

    def is_paused(self, host: str) -> bool:
        """Return whether a host is asked nothing more in this crawl."""
        return host in self._paused

    def heed(self, host: str, seconds: float, sent: float) -> bool:
        """Take in that a host asks us to stay away; return whether it is worth waiting for: the first time, if it is short.

        What was ``sent`` (by the monotonic clock) before that time began is part of it: a limit answers all that is under way.
        """
        if seconds <= LONGEST_WAIT and sent < self._waited.setdefault(host, monotonic()):
            log.info("%s asks to wait for %.0f s", host, seconds)
            return True
        self._paused.add(host)
        log.warning("%s asks to be left alone (for %.0f s): nothing more is asked there", host, seconds)
        return False


class PatientHandler(HTTP11DownloadHandler):
    """Scrapy's handler, which asks a paused host nothing, and holds the host's queue before its next request leaves it.

    A middleware would come too late for both: what waits in a host's queue has passed it, and leaves the queue before it sees
    the answer.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Work for one crawl, over connections that do not take a head of any size."""
        super().__init__(crawler)
        self._pool._factory = BriefHeads  # noqa: SLF001 - where Scrapy puts its own
        self._delays: dict[str, float] = {}

    async def download_request(self, request: Request) -> Response:
        """Return the answer, flagged where the same is to be asked again; PausedError for a host that is left alone."""
        spider: Any = self._crawler.spider
        patience: Patience = spider.patience
        host = str(request.meta.get("download_slot"))
        if patience.is_paused(host):
            raise PausedError
        self._release(host)
        sent = monotonic()
        response = await super().download_request(request)
        asked = wait(response, dt.datetime.now(dt.UTC))
        if asked is not None and not request.meta.get("is_robots") and patience.heed(host, asked, sent):
            response.flags.append(AGAIN)
            self._hold(host, asked)
        return response

    def _hold(self, host: str, seconds: float) -> None:
        """Let the host's next request wait."""
        slot = self._crawler.engine.downloader.slots[host]
        self._delays.setdefault(host, slot.delay)
        slot.delay, slot.lastseen = max(slot.delay, seconds), monotonic()

    def _release(self, host: str) -> None:
        """Give a host back the delay that it had, once a request has waited."""
        if host in self._delays:
            self._crawler.engine.downloader.slots[host].delay = self._delays.pop(host)


class PatienceMiddleware:
    """Asks again what a host asked to wait for, once."""

    def __init__(self, crawler: Crawler) -> None:
        """Work for one crawl."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware of a crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the answer, or the same request again."""
        spider = self._crawler.spider
        again = get_retry_request(request, spider=spider, reason=AGAIN) if AGAIN in response.flags and spider else None
        return again or response


def wait(response: Response, now: dt.datetime) -> float | None:
    """Return for how many seconds an answer asks us to stay away, None where it does not."""
    if response.status not in {TOO_MANY, UNAVAILABLE}:
        return None
    said = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if said.isascii() and said.isdecimal():
        return float(min(int(said[:9]), 10**8))
    try:
        moment = parsedate_to_datetime(said)
        return max((moment.replace(tzinfo=moment.tzinfo or dt.UTC) - now).total_seconds(), 0.0)
    except (ValueError, OverflowError):
        return UNSAID_WAIT if response.status == TOO_MANY else None
