"""From the contexts that name a plan to what is known of it: its step, day, issuers, number, period, goals, deadlines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from plans import lexicon
from plans.about import CHANGES, LEADS, beside, is_digest, leads, with_changer
from plans.contexts import Context
from plans.days import event_day, in_force_day, opening_day, printed_day, round_up_day
from plans.entry import Entry
from plans.events import NAMED, comes_into_force, is_revision, read_event
from plans.filed import own_number
from plans.issuers import title_issuers
from plans.page import Page
from plans.parties import carried, carries_on, made_by, of_headline, parties, recounted
from plans.places import RELATIVE, regions
from plans.stated import Stated, read_stated
from plans.steps import LIST, Step, of_kind, steps_of
from plans.subjects import subjects
from plans.when import AHEAD_DEADLINE, said_dates
from planwatch.records import EventKind, FoundPlan, PlanEvent

Places = Sequence[tuple[int, int]]
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
# Bodies that 三部门 counts stand within so many characters before.
_EARLIER = 600
# A digest tells the time of all its items in its first words (上周，多部门密集发声).
_ROUND_UP = 120
# What ends with the coming into force of another paper shares that day.
_SAME_DAY = re.compile("同时(?:即行|予以)?废止|施行之日起(?:同时|即行)?废止")
_FROM = re.compile("起(?:正式|全面)?(?:施行|实施|执行|生效)")
# 自2026年7月1日起废止下列文件; 本决定自2026年5月1日起施行.
_ENDS = re.compile("起(?:正式|全面|予以)?(?:施行|实施|执行|生效|废止|失效|停止执行)")
_CAME_OUT = frozenset({EventKind.ISSUED, EventKind.REVISED})
_SPAN = re.compile(
    r"(?:规划|实施|试点|执行|行动)(?:实施)?(?:期限?|时间)(?:为|：|是)?\s?(20\d\d)年?[至—－–-]{1,2}(20\d\d)年?"
)
# How many sentences before an event's own, in one paragraph, the news may have opened with its day.
_OPENING = 3


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
    """Return the day of force that a context shares: of the sentence before (①同日施行), of the text so far (①同时废止)."""
    if context.index and "同日" in context.text:
        days = said_dates(page.text[slice(*places[context.index - 1])], page.published)
        return days[-1].iso[:10] if days else None
    if not _SAME_DAY.search(context.text):
        return None
    earlier = page.text[page.body_start : context.mention.start][-LIST:]
    forced = (day for day in said_dates(earlier, page.published, AHEAD_DEADLINE) if _FROM.match(earlier, day.end))
    days_of_force = {day.iso[:10] for day in forced}
    return days_of_force.pop() if len(days_of_force) == 1 else None


def _day(page: Page, places: Places, entry: Entry, steps: Sequence[Step], kind: EventKind) -> str | None:
    same = of_kind(steps, kind)
    told = (event_day(context, kind, page.published) for context in same)
    opened = (_opening(page, places, context, kind) for context in same)
    found = next((day for days in (told, opened) for day in days if day is not None), None)
    if found is None and kind in _TOLD_APART:
        found = round_up_day(page.text[page.body_start :][:_ROUND_UP], page.published)
    if found is None and kind in {EventKind.EFFECTIVE, EventKind.REPEALED}:
        found = next((day for context in same if (day := _same_day(page, places, context))), None)
    changed = kind in CHANGES and (entry.headline or (page.headline.is_notice and not page.headline.asks))
    if found is None and (changed or kind in _SIGNED) and page.foot:
        return (_ends_on(page, page.foot.day) if kind is EventKind.REPEALED else None) or page.foot.day
    return found


def _ends_on(page: Page, signed: str | None) -> str | None:
    """Return the one day, not before the signing, from which a notice says that it is in force or that what it lists ends."""
    body = page.text[page.body_start :]
    found = (day for day in said_dates(body, page.published, AHEAD_DEADLINE) if _ENDS.match(body, day.end))
    days = {day.iso for day in found if day.iso >= (signed or "")}
    return days.pop() if len(days) == 1 else None


def _news(page: Page, places: Places, entry: Entry, steps: Sequence[Step]) -> PlanEvent:
    """Return the step that the text reports; of a plan that the page hands out that is its issue, on the day at the foot."""
    first = steps[0]
    if not _handed_out(page, entry):
        day = _day(page, places, entry, steps, first.kind)
        if day is None and first.kind is EventKind.INTERPRETED:
            came_out = (_day(page, places, entry, steps, kind) for kind in (EventKind.ISSUED, EventKind.REVISED))
            day = next((out for out in came_out if out and _is_recent(out, page.published)), None)
        return PlanEvent(first.kind, day, first.context.sentence, first.rule.name)
    said = (printed_day(context, page.published) for context in entry.told)
    signed = page.foot.day if page.foot else next((day for day in said if day), page.labelled_day)
    day = signed or _day(page, places, entry, steps, first.kind)
    if first.kind in _BEFORE_ISSUE:
        kind = EventKind.REVISED if is_revision(entry.title) else EventKind.ISSUED
        return PlanEvent(kind, day, first.context.sentence, "is-the-page")
    return PlanEvent(first.kind, day, first.context.sentence, first.rule.name)


def _is_recent(day: str, published: str | None) -> bool:
    """Return whether a day or month lies in the month of a publication or the one before, as what is explained just came out."""
    if published is None or len(published) < len("2026-11-22") or len(day) < len("2026-11"):
        return False
    months = [int(iso[:4]) * 12 + int(iso[5:7]) for iso in (day, published)]
    return 0 <= months[1] - months[0] <= 1 and day <= published


def _in_force(page: Page, told: Iterable[Context]) -> list[PlanEvent]:
    for context in told:
        day = in_force_day(context, page.published) if comes_into_force(context) else None
        if day is not None:
            return [PlanEvent(EventKind.EFFECTIVE, day, context.sentence, "states-force")]
    return []


def _events(page: Page, places: Places, entry: Entry, steps: Sequence[Step]) -> tuple[PlanEvent, ...]:
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
        if context.before.endswith(("当地", "本地")):
            return ()
        start = context.mention.start
        if names := recounted(context.before, page.text[max(0, start - _EARLIER) : start]):
            return names
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


def _makers(entry: Entry, steps: Sequence[Step]) -> tuple[str, ...]:
    """Return who brought out a plan that a page explains or judges, as any of its sentences says."""
    short = (context for context in entry.short if read_event(context).kind is EventKind.ISSUED)
    told = chain(
        (parties(context, EventKind.MENTIONED) for context in [*entry.told, *entry.short]),
        (parties(context, EventKind.ISSUED) for context in short),
        (parties(step.context, step.kind) for step in steps if step.kind in _CAME_OUT),
    )
    return next(filter(None, told), ())


def _issuers(page: Page, places: Places, entry: Entry, kind: EventKind, steps: Sequence[Step]) -> tuple[str, ...]:
    whole = _handed_out(page, entry)
    told = of_kind(steps, kind) or [step.context for step in steps]
    said = [parties(context, kind, drafters_only=whole) for context in told]
    found: tuple[str, ...] = next(filter(None, said), ())
    found = next((names for names in said if found and set(names) > set(found)), found)
    if not found and kind in {EventKind.INTERPRETED, EventKind.EVALUATED}:
        found = _makers(entry, steps)
    titled = _titled(page, entry)
    if found and (kind is EventKind.MENTIONED or all(map(RELATIVE.match, found))):
        found = titled or found
    if not whole and page.headline.asks and entry.headline and page.signers:
        return page.signers
    if not whole:
        return (
            found
            or titled
            or _elsewhere(page, places, entry, told, kind)
            or (page.signers if kind in {*_SIGNED, EventKind.REVISED} and page.foot else ())
            or (page.issuers if entry.headline and kind is EventKind.INTERPRETED else ())
        )
    signed = page.signers or titled or title_issuers(page.headline.text)
    others = [name for name in found if not any(_shortens(name, whole) for whole in signed)]
    return tuple(dict.fromkeys([*signed, *others]))


def _titled(page: Page, entry: Entry) -> tuple[str, ...]:
    """Return the bodies with which a plan's title begins, or that of a notice that is named for it (《国务院关于印发X的通知》)."""
    if own := title_issuers(entry.title):
        return own
    named = (page.text[context.mention.start : context.mention.end] for context in entry.told if context.mention.quoted)
    return next(filter(None, (title_issuers(name.strip("《》")) for name in named)), ())


def _shortens(name: str, whole: str) -> bool:
    """Return whether a name is a body's within its own province or town: 省科技厅 in a notice that 澄岭省科学技术厅 signs."""
    letters = iter(whole)
    return RELATIVE.match(name) is not None and all(letter in letters for letter in name.lstrip("本我全"))


def _number(page: Page, entry: Entry) -> str | None:
    return (page.number if _handed_out(page, entry) else None) or own_number(entry.told)


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
    steps = steps_of(page, entry)
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
    return with_changer(beside(plans), is_paper=page.is_document)
