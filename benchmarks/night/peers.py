"""The peers, each a process of its own: Scrapy as it comes, fetching, asking conditionally, or reading with trafilatura.

Run as ``peers.py KIND TASK.json ANSWER.json``. The task holds ``urls`` (a list of [url, etag]) and ``concurrency``; the answer
holds how many pages came, how many of them were a 304, how many gave text, and Scrapy's own elapsed seconds.
"""

import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response


class Peer(Spider):
    """Fetches the pages of its task and counts them."""

    name = "bare"
    handle_httpstatus_list = (304,)

    def __init__(self, task: dict[str, Any], **known: Any) -> None:
        super().__init__(**known)
        self.urls = task["urls"]
        self.pages = self.not_modified = self.texts = 0

    async def start(self) -> AsyncIterator[Request]:
        """Yield a request for each page."""
        for url, etag in self.urls:
            yield Request(url, headers=self.headers_for(etag))

    def headers_for(self, _etag: str) -> dict[str, str]:
        """Return what a request carries beyond Scrapy's own headers."""
        return {}

    def parse(self, response: Response) -> None:
        """Count an answer."""
        self.pages += 1
        self.not_modified += response.status == 304


class ConditionalPeer(Peer):
    """Asks for each page with the ETag it had."""

    name = "conditional"

    def headers_for(self, etag: str) -> dict[str, str]:
        """Return the condition."""
        return {"If-None-Match": etag}


class ReadingPeer(Peer):
    """Reads each page with trafilatura where Scrapy's tutorials would: in the callback."""

    name = "trafilatura"

    def parse(self, response: Response) -> None:
        """Count an answer and the text it gives."""
        import trafilatura  # noqa: PLC0415 - the other peers do not pay for it

        super().parse(response)
        self.texts += bool(trafilatura.extract(response.text))


def main(kind: str, task_file: Path, answer_file: Path) -> None:
    """Run one peer to its end and write its answer."""
    task = json.loads(task_file.read_text(encoding="utf-8"))
    settings = {
        "CONCURRENT_REQUESTS": max(16, task["concurrency"]),
        "CONCURRENT_REQUESTS_PER_DOMAIN": task["concurrency"],
        "DOWNLOAD_DELAY": 0,
        "LOG_LEVEL": "WARNING",
        "ROBOTSTXT_OBEY": False,
    }
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler({peer.name: peer for peer in (Peer, ConditionalPeer, ReadingPeer)}[kind])
    process.crawl(crawler, task=task)
    process.start()
    spider: Any = crawler.spider
    answer = {"pages": spider.pages, "not_modified": spider.not_modified, "texts": spider.texts}
    answer["seconds"] = crawler.stats.get_value("elapsed_time_seconds")
    answer_file.write_text(json.dumps(answer), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
