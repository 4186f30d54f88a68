"""The one spider: asks for lists and pages, and yields what came back."""

import dataclasses
from collections.abc import AsyncIterator, Iterable, Iterator
from difflib import get_close_matches
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import addresses, exchange, failures, home, politeness, turning
from crawler.declarations import CATALOGUE, load_catalogue
from crawler.frontier import Frontier
from crawler.keeper import Keeper
from crawler.links import LinkRules
from crawler.patience import Patience, PausedError
from crawler.pipelines import ARCHIVE_FAILED, FAILURES
from crawler.reading import find_attachment_links, read
from crawler.reading.charset import decode
from crawler.reading.reader import article_rules
from crawler.turning import Turn
from planwatch.clock import Clock
from planwatch.records import Capture, DuePage, FoundLink, Issue, Level, Listing, PageKind, Source, Verdict
from planwatch.urls import canonical, host_port

HTML = ("text/html", "application/xhtml+xml", None)


class WatchSpider(Spider):
    """Looks at every enabled source, or at those that ``-a source=ID[,ID]`` names, in one crawl.

    One crawl for all of them, so that sources that share a host share its queue too.
    """

    name = "watch"

    def __init__(self, task: home.Task, sources: Iterable[Source]) -> None:
        """Get ready for one night; nothing is opened or fetched yet."""
        super().__init__()
        self.sources = tuple(sources)
        self.links = {source.id: LinkRules(source) for source in self.sources}
        self.origins = {source_id: rules.origins for source_id, rules in self.links.items()}
        self.clock = Clock(task.start)
        self.patience = Patience()
        self.keeper = Keeper(task.archive, task.run_id, self.clock)
        self.frontier: Frontier

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, source: str = "", **kwargs: Any) -> Self:
        """Return the spider for the declarations that the settings point to.

        TomlErrors for bad ones, ValueError for an unknown source.
        """
        task = home.task(crawler.settings)
        sources = chosen(load_catalogue([CATALOGUE, task.sources]), source)
        if task.budget is not None:
            sources = tuple(on_trial(source, task.budget) for source in sources)
        for name, value in politeness.settings(task.network, sources).items():
            crawler.settings.set(name, value, priority="spider")
        return super().from_crawler(crawler, task, sources, *args, **kwargs)

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the lists and watched pages, then for what the archive says is due, until nothing is."""
        addresses.guard()
        self.frontier = Frontier(self.keeper, self.sources)
        for source in self.sources:
            for listing in source.listings:
                yield self._ask_list(source.id, turning.first(listing))
            for page in source.pages:
                self.frontier.sent(source.id, canonical(page.url))
                yield self._ask(self._page(source.id, canonical(page.url), PageKind.ARTICLE))
        try:
            async for due in self.frontier.due():
                yield self._ask(due)
        except Exception as error:
            self.logger.exception("the archive does not say what is due")
            raise CloseSpider(ARCHIVE_FAILED) from error

    def listed(self, response: Response, page: DuePage, turn: Turn) -> Iterator[Capture | Request | Issue]:
        """Yield a list page with the links it holds, and the requests for the pages after it."""
        capture = exchange.capture(page, response, self.clock.now())
        listing = self._read_list(capture)
        rules = self.links[page.source_id]
        turns = turning.following(turn, listing, rules.reachable)
        # Asked for before the page itself has arrived, so that its source's lists are not over in between.
        requests = [self._ask_list(page.source_id, following) for following in turns]
        yield dataclasses.replace(capture, links=rules.listed(listing.items))
        if problem := turning.index_problem(turn, listing, page.source_id, turns):
            yield problem
        yield from requests

    def seen(self, response: Response, page: DuePage) -> Iterator[Capture]:
        """Yield an article or a file, with the files that the article links to."""
        capture = exchange.capture(page, response, self.clock.now())
        yield dataclasses.replace(capture, links=self._attachments(capture))

    def failed(self, failure: Failure) -> Iterator[Capture | Issue]:
        """Yield what came of a request without an answer, and an issue where only the user can help."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        page: DuePage = request.cb_kwargs["page"]
        if isinstance(failure.value, PausedError):
            if self.frontier.skipped(page):
                place = host_port(request.url)
                message = f"{place} asked to be left alone tonight; what is due there comes first the next night"
                yield Issue(Level.WARNING, "asked_to_wait", message, page.source_id, page.url)
            return
        verdict = failures.verdict(failure.value) if failure.value else None
        if verdict is None:
            self.logger.error("no answer from %s: %r", request.url, failure.value, exc_info=failure.value)
            verdict = Verdict.EXTRACT_FAILED
        place = host_port(request.url)
        if verdict is Verdict.DNS and place in addresses.guard().refused:
            verdict = Verdict.REFUSED
            advice = f"{place} is a private address; if it is meant, name it in planwatch.toml: [network] allow_private"
            yield Issue(Level.ERROR, "private_address", advice, page.source_id)
        yield exchange.failure(page, verdict, self.clock.now())

    def _ask(self, page: DuePage) -> Request:
        return exchange.request(page, self.seen, self.failed)

    def _ask_list(self, source_id: str, turn: Turn) -> Request:
        self.frontier.sent(source_id, turn.url)
        return exchange.request(self._page(source_id, turn.url, PageKind.LISTING), self.listed, self.failed, turn=turn)

    def _page(self, source_id: str, url: str, kind: PageKind) -> DuePage:
        known = self.keeper.page(url)
        return dataclasses.replace(known, source_id=source_id, kind=kind) if known else DuePage(0, source_id, url, kind)

    def _read_list(self, capture: Capture) -> Listing:
        """Return what a list page holds, read as it will be read for the archive; nothing where it is no list.

        A 304 stands for the last whole answer, so that its list is turned all the same.
        """
        not_modified = capture.status == exchange.NOT_MODIFIED
        answer = self.keeper.last_answer(capture.url) if not_modified else exchange.stored(capture)
        reading = read(answer, self.links[capture.source_id].source) if answer else None
        return (reading.listing if reading else None) or Listing(())

    def _attachments(self, capture: Capture) -> tuple[FoundLink, ...]:
        whole_page = capture.kind is PageKind.ARTICLE and capture.status == 200 and capture.media_type in HTML
        if not whole_page or not capture.body:
            return ()
        links = self.links[capture.source_id]
        rules = article_rules(links.source, exchange.stored(capture))
        try:
            text = decode(capture.body, capture.charset).text
            return links.attached(find_attachment_links(text, capture.redirected_to or capture.url, rules))
        except Exception as error:  # noqa: BLE001 - the page is kept; its reading will say on record what breaks the reader
            self.logger.error("the links of %s cannot be read (%s)", capture.url, type(error).__name__)  # noqa: TRY400
            return ()


def trouble(crawler: Crawler) -> str | None:
    """Return why a finished crawl is not whole, or None: stopped early, or an error of ours that its log tells."""
    stats = crawler.stats
    if stats.get_value("finish_reason") != "finished":
        return f"the crawl stopped early ({stats.get_value('finish_reason')})"
    faults = stats.get_value("spider_exceptions/count", 0) + stats.get_value(FAILURES, 0)
    return f"the crawl met {faults} errors of its own, see its log" if faults else None


def chosen(sources: Iterable[Source], names: str) -> tuple[Source, ...]:
    """Return the enabled sources, or those that a comma list names; ValueError for a name that none has."""
    known = {source.id: source for source in sources}
    wanted = [name for part in names.split(",") if (name := part.strip())]
    for name in wanted:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            message = f"there is no source {name!r}, expected {near[0] if near else 'one of ' + ', '.join(known)}"
            raise ValueError(message)
    return (
        tuple(known[name] for name in wanted)
        if wanted
        else tuple(source for source in known.values() if source.enabled)
    )


def on_trial(source: Source, budget: int) -> Source:
    """Return a source that is looked at just to see how it reads: ``budget`` pages at most, and of each list the first page."""
    fetch = dataclasses.replace(source.fetch, budget=min(budget, source.fetch.budget))
    listings = tuple(dataclasses.replace(listing, max_pages=1) for listing in source.listings)
    return dataclasses.replace(source, fetch=fetch, listings=listings)
