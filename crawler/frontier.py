"""What each source still has to be asked tonight. The archive is the frontier: pages are taken from it a few at a time.

So memory does not grow with the number of pages, and a crawl that was killed goes on where it stopped.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field

from crawler.keeper import Keeper
from planwatch.records import Capture, DuePage, Issue, Level, Source

# A source asks the archive for so many pages when so few are left, so that its host never waits for us.
BATCH = 100
FEW = 20


@dataclass(slots=True)
class Round:
    """One source's night: the requests it may still make, the addresses that were asked and did not yet come back."""

    left: int
    lists: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    dry: bool = False
    over: bool = False
    paused: bool = False

    def hungry(self) -> bool:
        """Return whether to ask the archive for more: never before the lists have said what is new."""
        return not self.over and not self.lists and len(self.pages) <= (0 if self.dry else FEW)


class Frontier:
    """The rounds of all sources of one crawl."""

    def __init__(self, keeper: Keeper, sources: Iterable[Source]) -> None:
        """Give each source its budget, less what this run has spent of it before."""
        self._keeper = keeper
        self._rounds = {source.id: Round(source.fetch.budget - keeper.looked_at(source.id)) for source in sources}
        self._arrived = asyncio.Event()

    def sent(self, source_id: str, url: str) -> None:
        """Count a list or a watched page as under way; they are asked whatever the budget says."""
        self._rounds[source_id].lists.add(url)

    def arrived(self, capture: Capture) -> None:
        """Count an answer as come back; what it links to may be due now."""
        night = self._rounds[capture.source_id]
        night.lists.discard(capture.url)
        night.pages.discard(capture.url)
        self._arrived.set()

    def skipped(self, page: DuePage) -> bool:
        """Count a page as not asked, and its source's night as over; return whether that is new. The page stays due."""
        night = self._rounds[page.source_id]
        first = not night.paused
        night.left, night.paused = 0, True
        night.lists.discard(page.url)
        night.pages.discard(page.url)
        self._arrived.set()
        return first

    async def due(self) -> AsyncIterator[DuePage]:
        """Yield the articles and attachments to look at, source by source in turn, until none is due and none under way."""
        while not all(night.over for night in self._rounds.values()):
            self._arrived.clear()
            found = [
                page
                for source_id, night in self._rounds.items()
                if night.hungry()
                for page in self._more(source_id, night)
            ]
            for page in found:
                yield page
            if not found and not all(night.over for night in self._rounds.values()):
                await self._arrived.wait()

    def _more(self, source_id: str, night: Round) -> list[DuePage]:
        limit = min(BATCH, night.left)
        found = self._keeper.due(source_id, limit, night.pages) if limit > 0 else []
        night.left -= len(found)
        night.pages.update(page.url for page in found)
        night.dry = not found
        night.over = not night.pages
        if night.over and night.left <= 0 and not night.paused and self._keeper.due(source_id, 1, set()):
            message = (
                "tonight's requests are spent and more pages are due; they come first the next night ([fetch] budget)"
            )
            self._keeper.keep(Issue(Level.NOTE, "budget_spent", message, source_id))
        return found
