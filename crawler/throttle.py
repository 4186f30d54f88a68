"""AutoThrottle that knows each host's own delay: it lengthens it for a slow server and never goes below it."""

from scrapy import Request, Spider
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response


class FloorThrottle(AutoThrottle):
    """Scrapy's AutoThrottle with the delay of DOWNLOAD_SLOTS (declared, or robots.txt's Crawl-delay) as each host's least.

    Scrapy's own knows one least delay for all hosts and would shorten the others. A host with the delay 0 is not throttled.
    """

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        settings = self.crawler.engine.downloader.per_slot_settings.get(str(request.meta.get("download_slot")), {})
        floor = settings.get("delay", 0)
        if floor:
            self.mindelay, self.maxdelay = floor, max(floor, self._max_delay())
            super()._response_downloaded(response, request, spider)
