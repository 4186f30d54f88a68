"""The one pipeline: what the spider yields goes into the archive."""

import asyncio
from typing import Any, Self

from scrapy.crawler import Crawler

from planwatch.records import Capture, Issue

# The name under which Scrapy's stats count batches that the archive did not take.
FAILURES = "archive/failures"
# The reason with which a crawl closes whose archive can be neither written nor asked.
ARCHIVE_FAILED = "archive_failed"


class ArchivePipeline:
    """Keeps captures and issues through the spider's Keeper; an archive that takes no more ends the crawl."""

    def __init__(self, crawler: Crawler) -> None:
        """Work for the spider of one crawl."""
        self._crawler = crawler
        self._spider: Any = crawler.spider
        self._ending: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline of a crawl."""
        return cls(crawler)

    def open_spider(self) -> None:
        """Open the archive."""
        self._spider.keeper.open(self._spider.sources)

    def process_item(self, item: Capture | Issue) -> Capture | Issue:
        """Keep one item; what the archive raises is raised again for Scrapy's log."""
        try:
            self._spider.keeper.keep(item)
        except Exception:
            self._crawler.stats.inc_value(FAILURES)
            if self._ending is None:
                self._ending = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason=ARCHIVE_FAILED))
            raise
        if isinstance(item, Capture):
            self._spider.frontier.arrived(item)
        return item

    def close_spider(self) -> None:
        """Store the rest."""
        try:
            self._spider.keeper.close()
        except Exception:
            self._crawler.stats.inc_value(FAILURES)
            raise
