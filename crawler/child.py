"""The crawl of one run as a process of its own, started by scheduler/crawl.py: ``python -m crawler.child``.

It imports what the spider needs and nothing else, because every night waits for that.
"""

import gc
import json
import os
import signal
import sys
import threading
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.utils.project import get_project_settings

from crawler.spiders.watch import WatchSpider, trouble

# New objects between two searches for garbage, some dozens of answers' worth: 5 % of an unchanged night against Python's 700.
NEW_OBJECTS = 10_000
STOPPED = 128 + signal.SIGTERM


def main() -> None:
    """Run the spider on the task that stands on the first line of standard input, as scheduler/crawl.py writes it."""
    task = json.loads(sys.stdin.buffer.readline())
    os.environ["SCRAPY_SETTINGS_MODULE"] = "crawler.settings"
    settings = get_project_settings()
    settings.update(task["settings"], priority="cmdline")
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(WatchSpider)
    threading.Thread(target=_end_with_parent, args=(crawler,), daemon=True).start()
    process.crawl(crawler, source=task["source"])
    process.start()
    if problem := "the crawl could not start" if process.bootstrap_failed else trouble(crawler):
        sys.exit(problem)


def _end_with_parent(crawler: Crawler) -> None:
    """End this process when its parent asks for it by another line, or closes the pipe, which the system does for a killed one."""
    # The bare descriptor: a thread inside a buffered read holds a lock that the interpreter wants when it ends.
    while os.read(sys.stdin.fileno(), 1024):
        reactor: Any = sys.modules.get("twisted.internet.reactor")  # importing it here might install the wrong one
        if reactor is None:
            os._exit(STOPPED)
        reactor.callFromThread(_stop, crawler)
    os.kill(os.getpid(), signal.SIGKILL)


def _stop(crawler: Crawler) -> None:
    """Store what has come and end; what is under way is asked for again by the next run."""
    spider: Any = crawler.spider
    try:
        if spider is not None:
            spider.keeper.flush()
    finally:
        os._exit(STOPPED)


if __name__ == "__main__":
    main()
