"""Goals and deadlines of a page, each given to the plan that its sentences speak of."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from plans.deadlines import deadlines
from plans.entry import Entry
from plans.page import Page
from plans.targets import targets
from planwatch.records import PlanDeadline, PlanTarget

# 方案提出，到2025年…: a sentence that speaks of 方案 still speaks of the plan named before.
_SPEAKS = re.compile(
    r"^[“《]?(?:该|本|新|这一)?(?:规划|计划|方案|意见|纲要|文件|办法|条例|通知|措施|指南|规定)[^，。]{0,6}(?:提出|明确|要求|指出|提到|强调)"
)
_THIS = re.compile(r"本(?:规划|计划|方案|意见|纲要|办法|条例|通知|措施|指南|规定|规则|细则)")
_MAY_STATE = re.compile(r"截止|截至|前|止|有效|[至到]|起(?:正式|全面|开始)?(?:施行|实施|执行|生效)")


@dataclass(slots=True)
class Stated:
    """What a text states of one plan, in its order."""

    targets: list[PlanTarget] = field(default_factory=list)
    deadlines: list[PlanDeadline] = field(default_factory=list)


class Reader:
    """Walks a page's sentences and gives each goal and deadline to the plan last spoken of."""

    def __init__(self, page: Page, entries: Sequence[Entry]) -> None:
        self.page = page
        marks = sorted(
            (context.mention.start, number)
            for number, entry in enumerate(entries)
            for context in [*entry.told, *entry.short]
        )
        self.places = [place for place, _ in marks]
        self.owners = [number for _, number in marks]
        self.main = next((number for number, entry in enumerate(entries) if entry.headline), 0)
        self.current: int | None = None
        self.stated = [Stated() for _ in entries]

    def _named(self, start: int, end: int) -> int | None:
        """Return the plan last named between two places."""
        low, high = bisect_left(self.places, start), bisect_left(self.places, end)
        return self.owners[high - 1] if high > low else None

    def read(self, start: int, end: int) -> None:
        """Take up one sentence; a plan is spoken of until a sentence neither names it nor states a goal of it."""
        sentence = self.page.text[start:end]
        owned = self._targets(sentence, start)
        if _MAY_STATE.search(sentence):
            self._deadlines(sentence, start, end)
        named = self._named(start, end)
        self.current = named if named is not None else self.current if owned or _SPEAKS.match(sentence) else None

    def _targets(self, sentence: str, start: int) -> bool:
        owned = False
        for place, target in targets(sentence):
            owner = self._named(start, start + place)
            owner = self.current if owner is None else owner
            if owner is None and self.page.is_document:
                owner = self.main
            if owner is not None:
                owned = True
                words = self.page.raw[start + place : start + place + len(target.text)]
                self.stated[owner].targets.append(PlanTarget(target.year, words))
        return owned

    def _deadlines(self, sentence: str, start: int, end: int) -> None:
        named = self._named(start, end)
        owner = self.main if named is None or _THIS.search(sentence) else named
        for deadline in deadlines(sentence.strip(), self.page.published):
            if deadline not in self.stated[owner].deadlines:
                self.stated[owner].deadlines.append(deadline)


def read_stated(page: Page, places: Sequence[tuple[int, int]], entries: Sequence[Entry]) -> list[Stated]:
    """Return what a page states of each of its plans; ``places`` are those of its sentences."""
    reader = Reader(page, entries)
    for start, end in places:
        if start >= page.body_start:
            reader.read(start, end)
    return reader.stated
