"""A story in words: who published it first, what each copy cut, added or changed, how much later, and who still carries an old text."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from planwatch.copy_changes import DifferenceKind, word_hunks
from planwatch.records import Significance
from planwatch.text import TITLE_LIMIT, clean_line
from reports.changes import PlanEntry
from reports.passages import Part, Passage, Piece, passages_of
from reports.words import counted, words
from storage.queries_copies import Carrier, Copy, Difference, Story

# Swapped figures that a line names; the sentences are a click away, in the report.
SWAPS = 3
# Sources that one line lists by name.
NAMES = 12
HOURS = 24
# Characters of an ISO day; less is a month or a year.
DAY = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a compact list; ``url`` is None where it leads nowhere. ``passages`` are its details, for those who want them."""

    text: str
    url: str | None = None
    passages: tuple[Passage, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Storyteller:
    """Says the stories that articles carry, in one language; all is empty for an article that carries none."""

    language: str
    stories: Mapping[int, Story] = field(default_factory=dict)

    def first(self, entry: PlanEntry) -> dict[str, str]:
        """Return who published a plan first, whose text is the original where that is another, and how many more sources carry it.

        Of articles of one day, an original ranks first, then one that gives no hour: ministries seldom give one. Empty where one
        source alone tells.
        """
        told = self._told_by(entry)
        story = self.stories.get(entry.lead.article_id)
        others = {carrier.source_id for carrier in told} - {entry.lead.source_id}
        dated = [carrier for carrier in told if len(carrier.published_on or "") >= DAY]
        if not others or not dated:
            return {}
        originals = {one.original.article_id for one in self._about(entry)}
        first = min(dated, key=lambda one: _first(one, originals))
        said = {"first_published": self._dated(first)}
        if story and story.original.article_id != first.article_id:
            said["original"] = self._dated(story.original)
        return said | {"carried": counted("carried_value", len(others), self.language)}

    def original(self, article_id: int) -> str | None:
        """Return the source that an article is copied from, None where it is no copy."""
        story = self.stories.get(article_id)
        return self.source(story.original) if story and story.copy(article_id) else None

    def copies(self, entry: PlanEntry) -> tuple[Line, ...]:
        """Return what the copies of the stories about a plan changed, below each other story than the one that leads its head."""
        lines: list[Line] = []
        for story in self._about(entry):
            own = entry.lead.article_id in {carrier.article_id for carrier in (story.original, *story.copies)}
            lines += [] if own else [self._line("other_story", story.original)]
            lines += self._copies(story)
        return tuple(lines)

    def compared(self, article_id: int) -> tuple[Line, ...]:
        """Return how a copy stands to its original, none where the article is no copy."""
        story = self.stories.get(article_id)
        copy = story.copy(article_id) if story else None
        if story is None or copy is None:
            return ()
        said = words(self.language)
        parts = [*self._parts(copy), *self._when(copy)]
        text = said["compared"].format(source=self.source(story.original), parts=said["comma"].join(parts))
        return (Line(text, story.original.url, passages=_details(copy)),)

    def named(self, phrase: str, article_id: int, chosen: Iterable[int] | None = None) -> tuple[Line, ...]:
        """Return a line with the phrase for each copy of an article that is not gone, or for the chosen ones."""
        story = self.stories.get(article_id)
        if story is None or story.original.article_id != article_id:
            return ()
        wanted = {copy.article_id for copy in story.copies if not copy.gone_at} if chosen is None else set(chosen)
        return tuple(self._line(phrase, copy) for copy in story.copies if copy.article_id in wanted)

    def source(self, carrier: Carrier) -> str:
        """Return the name of an article's source."""
        return clean_line((carrier.source_en if self.language == "en" else None) or carrier.source, TITLE_LIMIT)

    def _about(self, entry: PlanEntry) -> list[Story]:
        """Return the stories about a plan, the one of the article that leads first, each once."""
        articles = [entry.lead.article_id, *(teller.article_id for teller in entry.tellers)]
        found = (self.stories[article_id] for article_id in articles if article_id in self.stories)
        return list({story.original.article_id: story for story in found}.values())

    def _told_by(self, entry: PlanEntry) -> tuple[Carrier, ...]:
        copied = (carrier for story in self._about(entry) for carrier in (story.original, *story.copies))
        return (*entry.tellers, *copied)

    def _copies(self, story: Story) -> Iterator[Line]:
        """Yield a line for each copy that changed something, changed figures first, and one for the faithful ones."""
        copies = sorted(story.copies, key=_weight)
        for copy in copies:
            if _told(copy.differences):
                yield Line(self._changed(copy), copy.url, passages=_details(copy))
        faithful = [copy for copy in copies if not _told(copy.differences)]
        if faithful:
            yield Line(self._faithful(faithful))

    def _line(self, phrase: str, carrier: Carrier) -> Line:
        title = clean_line(carrier.title, TITLE_LIMIT)
        return Line(words(self.language)[phrase].format(source=self.source(carrier), title=title), carrier.url)

    def _dated(self, carrier: Carrier) -> str:
        day = (carrier.published_on or "")[:DAY]
        bracketed = words(self.language)["bracketed"]
        return bracketed.format(name=self.source(carrier), note=day) if day else self.source(carrier)

    def _changed(self, copy: Copy) -> str:
        said = words(self.language)
        return f"{self.source(copy)}{said['colon']}{said['comma'].join((*self._parts(copy), *self._when(copy)))}"

    def _faithful(self, copies: Sequence[Copy]) -> str:
        said = words(self.language)
        named = [
            said["bracketed"].format(name=self.source(copy), note=said["comma"].join(when))
            if when
            else self.source(copy)
            for copy, when in ((copy, tuple(self._when(copy))) for copy in copies[:NAMES])
        ]
        more = [counted("more_sources", len(copies) - NAMES, self.language)] if len(copies) > NAMES else []
        return f"{said['verbatim']}{said['colon']}{said['separator'].join((*named, *more))}"

    def _parts(self, copy: Copy) -> Iterator[str]:
        """Yield what a copy changed, each in a few words."""
        said, found = words(self.language), copy.differences
        swaps = list(dict.fromkeys(swap for difference in found for swap in difference.swaps))
        if swaps:
            named = said["separator"].join(clean_line(swap, TITLE_LIMIT) for swap in swaps[:SWAPS])
            more = counted("more_swaps", len(swaps) - SWAPS, self.language) if len(swaps) > SWAPS else ""
            yield said["swapped"].format(swaps=named) + more
        counts = {
            "cut_paragraphs": _count(found, DifferenceKind.CUT, whole=True),
            "cut_passages": _count(found, DifferenceKind.CUT, whole=False),
            "added_paragraphs": _count(found, DifferenceKind.ADDED, whole=True),
            "added_passages": _count(found, DifferenceKind.ADDED, whole=False),
            "reworded": sum(d.kind is DifferenceKind.CHANGED and not d.swaps for d in found),
        }
        yield from (counted(name, count, self.language) for name, count in counts.items() if count)
        if not _told(found):
            yield said["verbatim"]

    def _when(self, copy: Copy) -> Iterator[str]:
        """Yield how much later or earlier than its original a copy was published, and that it is gone."""
        if copy.delay_days is not None:
            yield self._delay(copy.delay_days)
        if copy.gone_at:
            yield words(self.language)["gone"]

    def _delay(self, days: float) -> str:
        way = "later" if days > 0 else "earlier"
        if abs(days) >= 1:
            return counted(f"days_{way}", round(abs(days)), self.language)
        hours = round(abs(days) * HOURS)
        return counted(f"hours_{way}", hours, self.language) if hours else words(self.language)["same_time"]


def by_article(stories: Iterable[Story]) -> dict[int, Story]:
    """Return the stories by each article that carries one."""
    return {carrier.article_id: story for story in stories for carrier in (story.original, *story.copies)}


def _first(carrier: Carrier, originals: Collection[int]) -> tuple[str, bool, str, int]:
    when = carrier.published_on or ""
    return when[:DAY], carrier.article_id not in originals, when, carrier.article_id


def _told(differences: Iterable[Difference]) -> bool:
    return any(difference.kind is not DifferenceKind.CREDIT for difference in differences)


def _weight(copy: Copy) -> tuple[bool, int, int]:
    """Return what orders copies: changed figures first, then those that cut, added or reworded the most places."""
    places = sum(difference.kind is not DifferenceKind.CREDIT for difference in copy.differences)
    return not any(difference.swaps for difference in copy.differences), -places, copy.article_id


def _count(differences: Iterable[Difference], kind: DifferenceKind, *, whole: bool) -> int:
    return sum(difference.kind is kind and difference.is_whole is whole for difference in differences)


def _details(copy: Copy) -> tuple[Passage, ...]:
    """Return the passages that a copy changed, its credits last."""
    return tuple(passage for difference in copy.differences for passage in _passages(difference))


def _passages(difference: Difference) -> Iterable[Passage]:
    if difference.kind is DifferenceKind.CHANGED:
        return passages_of(difference.before, word_hunks(difference.before, difference.after))
    pieces = (Piece(Part.REMOVED, difference.before), Piece(Part.ADDED, difference.after))
    return [Passage(tuple(piece for piece in pieces if piece.text), Significance.WORDING)]
