"""What the crawl's log says of a fault: never the page itself.

A page's bytes in a log would let a site write lines of its own there, and clear a terminal. Addresses may stand in it: Scrapy
escapes every control character in them.
"""

import logging
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class BriefFormatter(LogFormatter):
    """Scrapy's messages, without the content of items and without a line for each page: the archive has those."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> None:  # type: ignore[override]
        """Say nothing of an answer; that Scrapy would leave the line out at the end made it no cheaper (3 % of a night)."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> None:  # type: ignore[override]
        """Say nothing of an item."""

    def item_error(
        self,
        item: Any,
        exception: BaseException,  # noqa: ARG002 - Scrapy's signature; it logs the exception by itself
        response: Response | Failure | None,  # noqa: ARG002
        spider: Spider,  # noqa: ARG002
    ) -> LogFormatterResult:
        """Return the message for an item that the archive did not take: its kind and address."""
        return {
            "level": logging.ERROR,
            "msg": "the archive did not take the %(kind)s of %(url)s",
            "args": {"kind": type(item).__name__.lower(), "url": item.url},
        }
