"""Scrapy's settings, each that differs from Scrapy 2.19's own with its reason.

PLANWATCH_HOME is the folder of planwatch.toml. The scheduler overrides PLANWATCH_NETWORK (the [network] table),
PLANWATCH_ARCHIVE, PLANWATCH_SOURCES_DIR, PLANWATCH_RUN (a run's id) and PLANWATCH_NOW (ISO 8601); see crawler/home.py. What
depends on the declarations (slots, user agent, time-out) is set by the spider.
"""

import os
import sys

BOT_NAME = "planwatch"
SPIDER_MODULES = ["crawler.spiders"]
PLANWATCH_HOME = os.environ.get("PLANWATCH_HOME", ".")

# Where the time goes (performance.md, section 1): one item worker a response instead of 100 (4 cost 3 % more), and uvloop.
CONCURRENT_ITEMS = 1
ASYNCIO_EVENT_LOOP = "uvloop.Loop" if sys.platform != "win32" else None
WARN_ON_GENERATOR_RETURN_VALUE = False  # would parse the callbacks' source for about every second response (profiled)

# Every component that runs, by Scrapy's own places, and no other: Scrapy imports even what is named only to be switched off,
# aiohttp and two consoles among it (0.3 s a crawl), and each of the other ones costs every page its share (profiled).
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.OriginMiddleware": 50,  # Scrapy's OffsiteMiddleware does not look at ports
    "crawler.middlewares.RobotsMiddleware": 100,  # Scrapy's takes a 5xx for "everything is allowed"
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
    # No MetaRefreshMiddleware: a refresh is how challenge pages reload themselves.
    "crawler.patience.PatienceMiddleware": 560,  # sees an answer before RetryMiddleware asks again at once
    "crawler.packing.WholeCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": 700,
    # No HttpProxyMiddleware: behind a proxy nobody could check the connected address.
}
# None of Scrapy's: every answer is kept, whatever its status; too long addresses are left out by crawler/links.py, which
# Scrapy would do without a word; and what the archive says is due was found on no page of tonight that could be a referrer.
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
ITEM_PIPELINES = {"crawler.pipelines.ArchivePipeline": 0}
# The archive hands out each page once a night; a filter in memory would grow with them, and drop redirects without a word.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"

# Polite: FloorThrottle lengthens the declared delays for slow servers; jitter would shorten one request's in two.
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.logstats.LogStats": 0,
    "crawler.throttle.FloorThrottle": 0,
}
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 0.0  # every slot has its declared delay
DOWNLOAD_DELAY_JITTER = 0.0
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
}

# Safe: the address of every connection is checked, certificates too, and no answer is larger than it may be.
DOWNLOAD_HANDLERS = {
    **dict.fromkeys(("data", "file", "ftp", "s3")),
    **dict.fromkeys(("http", "https"), "crawler.patience.PatientHandler"),
}
TWISTED_DNS_RESOLVER = "crawler.addresses.GuardedResolver"
REACTOR_THREADPOOL_MAXSIZE = 20  # names are looked up in threads, and a dead name server holds its thread for long
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_MAXSIZE = 8 << 20  # the largest page of the corpus has 1 MB (faults.md, row 7)
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 20  # what browsers follow
RETRY_TIMES = 1  # two tries: a second failure is the night's answer, the next night asks again
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]  # not 429: asked to come less often, do not come again at once
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"
CLOSESPIDER_TIMEOUT = 8 * 3600  # a night ends before the working day; what is left is due the next night

LOG_LEVEL = "INFO"
LOG_FORMATTER = "crawler.logs.BriefFormatter"
LOG_VERSIONS: list[str] = []
