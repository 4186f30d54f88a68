"""How the plans of one text stand to each other: amends, repeals, succeeds, implements, drafts."""

import re
from collections import Counter
from collections.abc import Sequence

from plans import lexicon
from plans.names import lineage, name
from planwatch.records import EventKind, FoundPlan, LinkKind

_PUTS_INTO_PRACTICE = re.compile(r"实施(?:方案|意见|办法|细则)|(?:分工|落实)方案|(?:实施|贯彻|落实)[《〈]")
# This share of the characters of a ground's matter stands in the name of what puts it into practice.
_SHARED = 0.6
# Less matter than this is shared by chance.
_MATTER = 4
_WORK = re.compile("(?:中长期)?(?:高质量)?(?:发展|建设)$")
_ACTING = frozenset(
    {EventKind.ISSUED, EventKind.REVISED, EventKind.ADOPTED, EventKind.EFFECTIVE, EventKind.INTERPRETED}
)


def _by_title(plan: FoundPlan, other: FoundPlan) -> LinkKind | None:
    """Return the link that a title itself tells: 关于修改〈X〉的决定, 《X》编制工作方案, 实施〈X〉办法."""
    if name(other.title) == name(plan.title) or name(other.title) not in name(plan.title):
        return None
    verb, title = lexicon.changed(plan.title)
    if title and name(title) == name(other.title):
        return LinkKind.REPEALS if verb == "废止" else LinkKind.AMENDS
    if re.search(r"[》〉](?:编制|起草)", plan.title):
        return LinkKind.DRAFTS
    return LinkKind.IMPLEMENTS if _PUTS_INTO_PRACTICE.search(plan.title) else None


def _by_fate(plan: FoundPlan, other: FoundPlan) -> LinkKind | None:
    """Return the link between what a text is about and what it reports as repealed or revised beside it."""
    fate = other.events[0].kind
    if not plan.main or plan.events[0].kind not in _ACTING or fate not in {EventKind.REPEALED, EventKind.REVISED}:
        return None
    if other.main and fate is EventKind.REVISED and plan.events[0].kind is EventKind.REVISED:
        return None
    if lineage(plan.title) == lineage(other.title):
        return LinkKind.SUCCEEDS
    return LinkKind.REPEALS if fate is EventKind.REPEALED else LinkKind.AMENDS


def _by_period(plan: FoundPlan, other: FoundPlan) -> LinkKind | None:
    """Return SUCCEEDS for a plan whose title differs from the other's by a later period alone."""
    if not (plan.period and other.period) or lineage(plan.title) != lineage(other.title):
        return None
    return LinkKind.SUCCEEDS if _start(plan) > _start(other) else None


def _start(plan: FoundPlan) -> int:
    return lexicon.period_years(plan.period)[0] or 0


def _by_ground(plan: FoundPlan, other: FoundPlan) -> LinkKind | None:
    """Return IMPLEMENTS for an 实施方案 whose text rests on another plan of much the same name."""
    if not plan.main or other.events[0].kind is not EventKind.MENTIONED or not _PUTS_INTO_PRACTICE.search(plan.title):
        return None
    own = Counter(lineage(plan.title))
    grounds = (Counter(words) for words in (lineage(other.title), _matter(other.title)) if len(words) >= _MATTER)
    shared = max(((ground & own).total() / ground.total() for ground in grounds), default=0)
    return LinkKind.IMPLEMENTS if shared >= _SHARED else None


def _matter(title: str) -> str:
    """Return what a title is about: without its type, and without the 发展 or 建设 before it, for which others say 推进 or 实施."""
    return _WORK.sub("", lineage(title).removesuffix(lexicon.kind(title) or ""))


def links(plan: FoundPlan, others: Sequence[FoundPlan]) -> tuple[tuple[LinkKind, FoundPlan], ...]:
    """Return how a plan stands to the other plans of the same text; each other plan at most once."""
    found = []
    for other in others:
        if other is plan or (name(other.title) == name(plan.title) and other.period == plan.period):
            continue
        rules = (_by_title, _by_fate, _by_period, _by_ground)
        kind = next((kind for rule in rules if (kind := rule(plan, other)) is not None), None)
        if kind is not None:
            found.append((kind, other))
    return tuple(found)
