"""What each sentence that names a plan reports of it: its steps, the news first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from plans.contexts import Context
from plans.entry import Entry
from plans.events import ADOPTS, DRAFT, LISTED, LISTS, NAMED, READS, Rule, read_event
from plans.page import Page
from planwatch.records import EventKind

# Where a text tells several steps of one plan, the first of these that it tells is the news; the others follow in its own order.
_FIRST = (EventKind.CONSULTATION, EventKind.REPEALED, EventKind.REVISED)
# An item of a list begins with its name; what leads to the list stands within so many characters before it.
_ITEM = re.compile(r"(?:^|[：\n；])\s*(?:新?修订后?的)?(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?)?\s*$")
# 公布修订后的①，…。2015年公布的①同时废止: one name for two versions, the older of which ends.
_OLDER = re.compile(r"(?:(?:19|20)\d\d年[^，。；]{0,12}(?:公布|发布|印发|施行|制定|颁布|修[订正改])的原?|原)$")
_IN_LIFE = frozenset({EventKind.ISSUED, EventKind.REVISED, EventKind.EFFECTIVE, EventKind.ADOPTED})
# Nothing leads to a list without one of these.
_LEADING = re.compile(r"废止|失效|修[改订][^。\n]{0,24}[下如以]|起，?[^。\n]{0,10}(?:新规|规定|法规|规章)")
_RENEWED = re.compile(r"修订后?的$")
LIST = 3000


@dataclass(frozen=True, slots=True)
class Step:
    """What one context reports."""

    rule: Rule
    context: Context

    @property
    def kind(self) -> EventKind:
        """The step of the plan's life."""
        return self.rule.kind


def _rank(step: Step) -> tuple[bool, int]:
    return step.kind is EventKind.MENTIONED, _FIRST.index(step.kind) if step.kind in _FIRST else len(_FIRST)


def steps_of(page: Page, entry: Entry) -> list[Step]:
    """Return what each context reports: the news first, mere names last, else in the text's order with the headline's last."""
    told = [_listed(page, Step(read_event(context), context)) for context in entry.told]
    passed = any(step.rule is ADOPTS for step in told)
    adopted = any(step.kind is EventKind.ADOPTED for step in told)
    goes_on = any(step.kind in _IN_LIFE for step in told)
    kept = (
        step
        for step in told
        if not (passed and step.rule is DRAFT)
        and not (adopted and step.rule is READS)
        and not (goes_on and _OLDER.search(step.context.before) and step.kind is EventKind.REPEALED)
    )
    return sorted(kept, key=lambda step: (not _explains(page, step), *_rank(step)))


def _explains(page: Page, step: Step) -> bool:
    """Return whether the headline says that the page explains the plan (《X》解读): that is its news, whatever it tells of the issue."""
    return step.kind is EventKind.INTERPRETED and step.context.mention.start < page.body_start


def _listed(page: Page, step: Step) -> Step:
    """Return a step, told by the words that lead to the list in which its plan only stands by name, if it does."""
    context = step.context
    if (step.rule is not NAMED and not _RENEWED.search(context.before)) or not _ITEM.search(context.before):
        return step
    place = context.mention.start
    led = [lead for lead in _leads(page.text) if place - LIST <= lead[0] and lead[1] <= place]
    if not led:
        return step
    _, _, kind, words = led[-1]
    return Step(LISTED[kind], replace(context, text=f"{words}{context.text}"))


@lru_cache(maxsize=4)
def _leads(text: str) -> tuple[tuple[int, int, str, str], ...]:
    """Return the place, the kind and the words of all that leads to a list in a page's text."""
    some = _LEADING.search(text)
    return tuple((*found.span(), found.lastgroup or "", found[0]) for found in LISTS.finditer(text)) if some else ()


def of_kind(steps: Iterable[Step], kind: EventKind) -> list[Context]:
    """Return the contexts that report a kind of step, in their order."""
    return [step.context for step in steps if step.kind is kind]
