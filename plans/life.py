"""From the contexts that name a plan to what is known of it: its step, day, issuers, number, period, goals, deadlines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from plans import lexicon
from plans.about import LEADS, beside, is_digest, leads, with_changer
from plans.contexts import Context
from plans.days import event_day, in_force_day, opening_day, printed_day, round_up_day
from plans.entry import Entry
from plans.events import ADOPTS, DRAFT, LISTED, LISTS, NAMED, Rule, comes_into_force, read_event
from plans.filed import own_number
from plans.issuers import title_issuers
from plans.page import Page
from plans.parties import carried, carries_on, made_by, of_headline, parties
from plans.places import RELATIVE, regions
from plans.stated import Stated, read_stated
from plans.subjects import subjects
from plans.when import said_dates
from planwatch.records import EventKind, FoundPlan, PlanEvent

Places = Sequence[tuple[int, int]]
# Where a text tells several steps of one plan, the first of these that it tells is the news; the others follow in its own order.
_FIRST = (EventKind.CONSULTATION, EventKind.REPEALED, EventKind.REVISED)
# Steps that a notice takes by being signed.
_SIGNED = frozenset({EventKind.DRAFTING, EventKind.CONSULTATION, EventKind.ADOPTED})
# What a notice says on the way to handing its plan out: approved by, in force from, drawn up by.
_BEFORE_ISSUE = frozenset({EventKind.MENTIONED, EventKind.ADOPTED, EventKind.EFFECTIVE, EventKind.DRAFTING})
# Steps whose actor another sentence may name, within so many characters behind the plan's name.
_TOLD_APART = frozenset(
    {
        EventKind.ISSUED,
        EventKind.DRAFTING,
        EventKind.CONSULTATION,
        EventKind.ADOPTED,
        EventKind.SIGNED,
        EventKind.REVISED,
    }
)
_BEHIND = 160
# A digest tells the time of all its items in its first words (上周，多部门密集发声).
_ROUND_UP = 120
# An item of a list begins with its name; what leads to the list stands within so many characters before it.
_ITEM = re.compile(r"(?:^|[：\n；])\s*(?:新?修订后?的)?(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?)?\s*$")
# 公布修订后的①，…。2015年公布的①同时废止: one name for two versions, the older of which ends.
_OLDER = re.compile(r"(?:(?:19|20)\d\d年[^，。；]{0,12}(?:公布|发布|印发|施行|制定|颁布)的|原)$")
_IN_LIFE = frozenset({EventKind.ISSUED, EventKind.REVISED, EventKind.EFFECTIVE, EventKind.ADOPTED})
# Nothing leads to a list without one of these.
_LEADING = ("下列", "以下", "如下", "目录", "清单", "起，", "新规", "日起", "月起", "今起")
_RENEWED = re.compile(r"修订后?的$")
_LIST = 3000
_SPAN = re.compile(
    r"(?:规划|实施|试点|执行|行动)(?:实施)?(?:期限?|时间)(?:为|：|是)?\s?(20\d\d)年?[至—－–-]{1,2}(20\d\d)年?"
)
# How many sentences before an event's own, in one paragraph, the news may have opened with its day.
_OPENING = 3


@dataclass(frozen=True, slots=True)
class _Step:
    """What one context reports."""

    rule: Rule
    context: Context

    @property
    def kind(self) -> EventKind:
        return self.rule.kind


def _rank(step: _Step) -> tuple[bool, int]:
    return step.kind is EventKind.MENTIONED, _FIRST.index(step.kind) if step.kind in _FIRST else len(_FIRST)


def _steps(page: Page, entry: Entry) -> list[_Step]:
    """Return what each context reports: the news first, mere names last, else in the text's order with the headline's last."""
    told = [_listed(page, _Step(read_event(context), context)) for context in entry.told]
    adopted = any(step.rule is ADOPTS for step in told)
    goes_on = any(step.kind in _IN_LIFE for step in told)
    steps = (
        step
        for step in told
        if not (adopted and step.rule is DRAFT)
        and not (goes_on and _OLDER.search(step.context.before) and step.kind is EventKind.REPEALED)
    )
    return sorted(steps, key=lambda step: (not _explains(page, step), *_rank(step)))


def _explains(page: Page, step: _Step) -> bool:
    """Return whether the headline says that the page explains the plan (《X》解读): that is its news, whatever it tells of the issue."""
    return step.kind is EventKind.INTERPRETED and step.context.mention.start < page.body_start


def _listed(page: Page, step: _Step) -> _Step:
    """Return a step, told by the words that lead to the list in which its plan only stands by name, if it does."""
    context = step.context
    if (step.rule is not NAMED and not _RENEWED.search(context.before)) or not _ITEM.search(context.before):
        return step
    place = context.mention.start
    led = [lead for lead in _leads(page.text) if place - _LIST <= lead[0] and lead[1] <= place]
    if not led:
        return step
    _, _, kind, words = led[-1]
    return _Step(LISTED[kind], replace(context, text=f"{words}{context.text}"))


@lru_cache(maxsize=4)
def _leads(text: str) -> tuple[tuple[int, int, str, str], ...]:
    """Return the place, the kind and the words of all that leads to a list in a page's text."""
    some = any(word in text for word in _LEADING)
    return tuple((*found.span(), found.lastgroup or "", found[0]) for found in LISTS.finditer(text)) if some else ()


def _of_kind(steps: Iterable[_Step], kind: EventKind) -> list[Context]:
    return [step.context for step in steps if step.kind is kind]


def _handed_out(page: Page, entry: Entry) -> bool:
    """Return whether the page itself is the plan, or the notice that hands it out."""
    return page.is_document and entry.headline


def _opening(page: Page, places: Places, context: Context, kind: EventKind) -> str | None:
    """Return the day with which the news opened, in the sentences of the same paragraph before a context's."""
    line = page.text.rfind("\n", 0, context.mention.start)
    earlier = reversed(places[max(0, context.index - _OPENING) : context.index])
    goes_on = carries_on(context)
    days = (
        opening_day(page.text[start:end], kind, page.published, is_carried=goes_on)
        for start, end in earlier
        if start > line or goes_on
    )
    return next((day for day in days if day is not None), None)


def _same_day(page: Page, places: Places, context: Context) -> str | None:
    """Return the day of force of the sentence before, for a context that shares it (①同日施行)."""
    if "同日" not in context.text or context.index == 0:
        return None
    start, end = places[context.index - 1]
    days = said_dates(page.text[start:end], page.published)
    return days[-1].iso[:10] if days else None


def _day(page: Page, places: Places, entry: Entry, steps: Sequence[_Step], kind: EventKind) -> str | None:
    same = _of_kind(steps, kind)
    told = (event_day(context, kind, page.published) for context in same)
    opened = (_opening(page, places, context, kind) for context in same)
    found = next((day for days in (told, opened) for day in days if day is not None), None)
    if found is None and kind in _TOLD_APART:
        found = round_up_day(page.text[page.body_start :][:_ROUND_UP], page.published)
    if found is None and kind in {EventKind.EFFECTIVE, EventKind.REPEALED}:
        found = next((day for context in same if (day := _same_day(page, places, context))), None)
    signed = kind in _SIGNED or (kind is EventKind.REVISED and entry.headline)
    if found is None and page.foot and signed:
        return page.foot.day
    return found


def _news(page: Page, places: Places, entry: Entry, steps: Sequence[_Step]) -> PlanEvent:
    """Return the step that the text reports; of a plan that the page hands out that is its issue, on the day at the foot."""
    first = steps[0]
    if not _handed_out(page, entry):
        day = _day(page, places, entry, steps, first.kind)
        if day is None and first.kind is EventKind.INTERPRETED:
            issued = _day(page, places, entry, steps, EventKind.ISSUED)
            day = issued if issued and issued == (page.published or "")[: len("2026-11")] else None
        return PlanEvent(first.kind, day, first.context.sentence, first.rule.name)
    said = (printed_day(context, page.published) for context in entry.told)
    signed = page.foot.day if page.foot else next((day for day in said if day), page.labelled_day)
    day = signed or _day(page, places, entry, steps, first.kind)
    if first.kind in _BEFORE_ISSUE:
        return PlanEvent(EventKind.ISSUED, day, first.context.sentence, "is-the-page")
    return PlanEvent(first.kind, day, first.context.sentence, first.rule.name)


def _in_force(page: Page, told: Iterable[Context]) -> list[PlanEvent]:
    for context in told:
        day = in_force_day(context, page.published) if comes_into_force(context) else None
        if day is not None:
            return [PlanEvent(EventKind.EFFECTIVE, day, context.sentence, "states-force")]
    return []


def _events(page: Page, places: Places, entry: Entry, steps: Sequence[_Step]) -> tuple[PlanEvent, ...]:
    events = [_news(page, places, entry, steps)]
    for step in steps:
        if step.rule is not NAMED and step.kind not in {EventKind.MENTIONED, *(event.kind for event in events)}:
            day = _day(page, places, entry, steps, step.kind)
            events.append(PlanEvent(step.kind, day, step.context.sentence, step.rule.name))
    if all(event.kind is not EventKind.EFFECTIVE for event in events):
        events += _in_force(page, [*entry.told, *entry.short])
    return tuple(events)


def _elsewhere(page: Page, places: Places, entry: Entry, told: Sequence[Context], kind: EventKind) -> tuple[str, ...]:
    """Return the bodies behind an event that stand in another sentence than its own."""
    if kind not in _TOLD_APART and kind not in {EventKind.EFFECTIVE, EventKind.INTERPRETED}:
        return ()
    for context in told:
        before = reversed(places[max(0, context.index - _OPENING) : context.index])
        end = context.mention.end
        led = (carried(context, page.text[slice(*place)]) for place in before if kind is not EventKind.INTERPRETED)
        found = next((names for names in led if names), ()) or made_by(page.text[end : end + _BEHIND])
        if found:
            return found
    if entry.headline and (makers := made_by(page.text[page.body_start :])):
        return makers
    about = kind not in {EventKind.ADOPTED, EventKind.INTERPRETED} and (entry.headline or told[0].index <= LEADS)
    return of_headline(page.headline.text) if about else ()


def _issuers(page: Page, places: Places, entry: Entry, kind: EventKind, steps: Sequence[_Step]) -> tuple[str, ...]:
    whole = _handed_out(page, entry)
    told = _of_kind(steps, kind) or [step.context for step in steps]
    found = next((names for context in told if (names := parties(context, kind, drafters_only=whole))), ())
    found = (
        next((names for c in told if set(names := parties(c, kind, drafters_only=whole)) > set(found)), found)
        if found
        else ()
    )
    if not found and kind is EventKind.INTERPRETED:
        found = next((names for step in steps if (names := parties(step.context, kind))), ())
        short = (context for context in entry.short if read_event(context).kind is EventKind.ISSUED)
        found = found or next((names for context in short if (names := parties(context, EventKind.ISSUED))), ())
    signed = (page.foot.issuers if page.foot else ()) or page.issuers
    if not whole and page.headline.asks and entry.headline and signed:
        return signed
    if not whole:
        return (
            found
            or title_issuers(entry.title)
            or _elsewhere(page, places, entry, told, kind)
            or (signed if page.foot and kind in {*_SIGNED, EventKind.REVISED} else ())
            or (page.issuers if entry.headline and kind is EventKind.INTERPRETED else ())
        )
    signed = signed or title_issuers(entry.title) or title_issuers(page.headline.text)
    others = [name for name in found if not any(_shortens(name, whole) for whole in signed)]
    return tuple(dict.fromkeys([*signed, *others]))


def _shortens(name: str, whole: str) -> bool:
    """Return whether a name is a body's within its own province or town: 省科技厅 in a notice that 澄岭省科学技术厅 signs."""
    letters = iter(whole)
    return RELATIVE.match(name) is not None and all(letter in letters for letter in name.lstrip("本我全"))


def _number(page: Page, entry: Entry) -> str | None:
    return page.number if page.number and _handed_out(page, entry) else own_number(entry.told)


def _period(page: Page, entry: Entry) -> str | None:
    """Return the period in a title, said right before it (“十三五”期间的《X》), or stated by the plan (规划期为2021至2035年)."""
    said = (context.before[-12:] for context in entry.told)
    near = (lexicon.period(words) for words in said if "期" in words)
    own = lexicon.period(entry.title) or next((found for found in near if found), None)
    if own is None and entry.headline and (found := _SPAN.search(page.text)):
        return f"{found[1]}-{found[2]}"
    return own


def _plan(page: Page, places: Places, entry: Entry, stated: Stated, lead: int) -> FoundPlan:
    """Return the record of one plan; ``lead`` is the number of the first sentence of the body that names any."""
    steps = _steps(page, entry)
    events = _events(page, places, entry, steps)
    issuers = _issuers(page, places, entry, events[0].kind, steps)
    is_news = events[0].kind is not EventKind.MENTIONED
    return FoundPlan(
        entry.title,
        events,
        issuers,
        _number(page, entry),
        _period(page, entry),
        tuple(stated.targets),
        tuple(stated.deadlines),
        tuple(entry.aliases),
        regions(" ".join([entry.title, *issuers])),
        main=entry.headline or (is_news and leads(page, entry, steps[0].context, lead)),
        quoted=entry.quoted,
        subjects=subjects(entry.title),
    )


def tell(page: Page, places: Places, entries: Sequence[Entry], others: Sequence[int] = ()) -> tuple[FoundPlan, ...]:
    """Return the record of each plan of a page, in the order of the entries.

    ``places`` are those of the page's sentences, ``others`` those of the names that are no plan's.
    """
    if not entries:
        return ()
    stated = read_stated(page, places, entries, others)
    body = [context.index for entry in entries for context in entry.told if context.mention.start > page.body_start]
    lead = min(body, default=0)
    plans = [_plan(page, places, entry, own, lead) for entry, own in zip(entries, stated, strict=True)]
    if is_digest(page, entries, plans):
        plans = [replace(plan, main=plan.events[0].kind is not EventKind.MENTIONED) for plan in plans]
    return with_changer(beside(plans))
