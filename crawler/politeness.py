"""Scrapy's settings that follow from the declarations: one queue a host, with the longest delay that any source asks for."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from crawler.declarations import origins
from crawler.home import user_agent
from planwatch.records import NetworkRules, Source

LEAST_CONCURRENCY = 16  # Scrapy's own default


def settings(rules: NetworkRules, sources: Iterable[Source]) -> dict[str, Any]:
    """Return the settings for a crawl of these sources; two sources on one host share its queue and the longer delay."""
    delays: dict[str, float] = {}
    for source in sources:
        for place in origins(source):
            host = urlsplit(place).hostname or ""
            delays[host] = max(delays.get(host, 0.0), source.fetch.delay_seconds)
    each = rules.requests_per_host
    return {
        "USER_AGENT": user_agent(rules),
        "DOWNLOAD_TIMEOUT": rules.timeout_seconds,
        "CONCURRENT_REQUESTS_PER_DOMAIN": each,
        "DOWNLOAD_SLOTS": {host: {"delay": delay, "concurrency": each} for host, delay in delays.items()},
        # Requests that wait for their host's delay count too: with two for each connection no host waits for another.
        "CONCURRENT_REQUESTS": max(LEAST_CONCURRENCY, 2 * each * len(delays)),
    }
