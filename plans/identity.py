"""Which plans are one: the keys that two readings of one plan share, its type and its stage; precision comes first."""

import re
from collections.abc import Iterable
from dataclasses import replace

from plans import lexicon
from plans.bodies import BODIES, full_name
from plans.lexicon import period_years
from plans.links import links
from plans.names import lineage, name
from plans.places import PROVINCE, PROVINCES, RELATIVE, regions
from plans.timeline import stage
from planwatch.fold import simplified
from planwatch.records import EventKind, FoundPlan
from planwatch.text import comparable

__all__ = ["begun_in", "in_simplified", "keys", "kind_of", "lineage_key", "links", "period_years", "stage"]

# A number with its year is its body's alone, and so is an order of the State Council; 总局令第33号 is not.
_OWN_NUMBER = re.compile(r"[〔﹝\[【（(〈［]\s?(?:19|20)\d\d|^国务院令")
# The places that a body's name begins with: 江苏省南京市…, 北京市朝阳区…, 南山区….
_SEAT = re.compile(
    rf"(?:中共)?(?P<province>{PROVINCE})?"
    r"(?P<below>(?:(?![厅局委办府])[\u4e00-\u9fff]{2,7}?(?:省|市|自治州|州|盟|地区|区|县|旗)(?!场))*)"
)
# A district of these is named with them: 朝阳区 is in two cities.
_MUNICIPAL = frozenset({"北京", "天津", "上海", "重庆"})
# The place that a title begins with: 澄州省…, 石汀市…; not 城市更新…, 超市…, 上市….
TITLE_PLACE = re.compile(
    r"([\u4e00-\u9fff]{2,6}?(?:省|自治区|自治州|自治县|(?<![城都集门上超股夜])市(?![场民])|(?<!自治)州|盟|县(?!域)))"
)
# A title of a province or a town, whose own bodies and press leave the place off (四川印发X for 四川省X).
_OWN_PLACE = re.compile(rf"(?:{PROVINCE})(?!人民|各|和|与)")
# Scopes shorter than this (科技规划, 消防安全管理规定) are given by many bodies to different papers; a period tells one character's
# worth (“十四五”国民健康规划), and of one name the state has one 条例 only.
_SHORT_SCOPE = 5
_UNIQUE = "条例"
# A draft often goes without the period that the plan is issued with (X行动计划（征求意见稿）, then X行动计划（2026—2028年）), and news of its
# adoption and explanations too. A step of the years around a period's first is taken for its plan's; successors with periods shorter
# than three years would share it. A text issued without a period is a plan of its own.
_BARE_STEPS = frozenset({EventKind.DRAFTING, EventKind.CONSULTATION, EventKind.ADOPTED, EventKind.INTERPRETED})
_DRAFT_SHIFTS = (-1, 0, 1)
_DRAFT_SPAN = 2


def in_simplified(plan: FoundPlan) -> FoundPlan:
    """Return a plan with its names in simplified characters, in which it is told whose, of what kind and which it is."""
    table = simplified()
    title, *issuers = (words.translate(table).replace("计画", "计划") for words in (plan.title, *plan.issuers))
    return replace(plan, title=title, issuers=tuple(issuers))


def kind_of(title: str) -> str:
    """Return the narrowest type word of a title (规划, 行动计划, 实施意见 …), an empty string where it ends in none."""
    return lexicon.kind(title) or ""


def place_of(plan: FoundPlan) -> str:
    """Return the provinces or the town of a plan, from its title or else its issuers; empty for the state's and the unknown."""
    named = [region for region in regions(plan.title) if region in PROVINCES]
    if not named and (found := TITLE_PLACE.match(plan.title)):
        named = [found[1]]
    if named or any(issuer in BODIES for issuer in plan.issuers):
        return "+".join(sorted(named))
    return "+".join(sorted({seat for issuer in plan.issuers if (seat := _seat(issuer))}))


def _seat(issuer: str) -> str:
    """Return the place that a body's name begins with: a province by its short name, else the town without its province."""
    found = _SEAT.match(issuer)
    if found is None or RELATIVE.match(issuer):
        return ""
    province = next(iter(regions(found["province"] or "")), "")
    return province + found["below"] if province in _MUNICIPAL or not found["below"] else found["below"]


def _issuers_needed(plan: FoundPlan, place: str) -> bool:
    """Return whether a title says too little by itself: a short scope, or 本市 and 省财政厅 without the place."""
    relative = any(RELATIVE.match(words) for words in plan.issuers) or re.search(r"[本我全][省市区县]", plan.title)
    return not place and (_is_short(plan.title, plan) or bool(relative))


def _is_short(title: str, plan: FoundPlan) -> bool:
    """Return whether a title has so little scope that other bodies' plans may bear it too."""
    scope = len(name(title)) - len(kind_of(title))
    return scope < _SHORT_SCOPE - bool(plan.period) and not title.endswith(_UNIQUE)


def without_place(title: str) -> str:
    """Return a title without the province or town that it begins with, the title itself where it begins with none."""
    found = _OWN_PLACE.match(title) or TITLE_PLACE.match(title)
    return title[found.end() :] if found else title


def keys(plan: FoundPlan) -> tuple[str, ...]:
    """Return the text keys of a plan; two readings that share one are of one plan.

    The first is title, period and place (with the issuers where the title says too little, and with its year for a decision
    that changes another paper: the same paper is changed again), equal for a draft and the text
    as issued; another, where the plan bears a number of its own, number and title: one notice may hand out two plans; another
    is the first with a title without its place, as a body of that place writes it; the last ones join a draft, an
    adoption or an explanation without a period to the plan with one.
    """
    place, title = place_of(plan), name(plan.title)
    start, end = period_years(plan.period)
    years = f"{start or ''}-{end or ''}"
    issuers = "+".join(sorted({full_name(issuer) for issuer in plan.issuers})) if _issuers_needed(plan, place) else ""
    year = (plan.events[0].happened_on or "")[:4] if lexicon.changed(plan.title)[1] else ""
    found = [f"title:{title}|{years}|{place}|{issuers}{year}"]
    if plan.document_number and _OWN_NUMBER.search(plan.document_number):
        found.append(f"number:{comparable(plan.document_number).removesuffix('号')}|{title}")
    shorter = without_place(plan.title)
    if place and shorter != plan.title and not _is_short(shorter, plan):
        found.append(f"title:{name(shorter)}|{years}|{place}|{issuers}{year}")
    found += [f"draft:{title}|{begun}|{place}|{issuers}" for begun in _draft_years(plan)]
    return tuple(found)


def begun_in(plan: FoundPlan) -> int | None:
    """Return the year of a draft, adoption or explanation told without a period; None for any other plan, and where no day is told."""
    first = plan.events[0]
    is_begun = plan.period is None and first.kind in _BARE_STEPS
    return int(first.happened_on[:4]) if is_begun and first.happened_on else None


def _draft_years(plan: FoundPlan) -> Iterable[int]:
    """Return the year of a step told without a period, or the years in which those of a plan with one may have been told."""
    if (begun := begun_in(plan)) is not None:
        return [begun]
    start, end = period_years(plan.period)
    return [start + shift for shift in _DRAFT_SHIFTS] if start and end and end - start >= _DRAFT_SPAN else []


def lineage_key(plan: FoundPlan) -> str:
    """Return the key that a plan shares with what it succeeds and what succeeds it (十四五, 十五五); empty without a period."""
    if period_years(plan.period)[0] is None:
        return ""
    place = place_of(plan)
    issuers = "+".join(sorted({full_name(issuer) for issuer in plan.issuers})) if _issuers_needed(plan, place) else ""
    return f"{lineage(plan.title)}|{place}|{issuers}"
