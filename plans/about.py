"""What a page is about: which of the plans that it names are its news."""

import re
from collections.abc import Sequence
from dataclasses import replace

from plans import lexicon
from plans.contexts import Context
from plans.entry import Entry
from plans.page import Page
from planwatch.records import EventKind, FoundPlan

CHANGES = frozenset({EventKind.REVISED, EventKind.REPEALED})
# A page that tells the news of so many plans in as many sentences is a digest.
_DIGEST = 3
# Of two where the headline counts them or calls them many (多项新规6月起实施).
_FEW = 2
_SEVERAL = re.compile("多项|一批|多部|多个|速递|速览|盘点|一周|新规|[两三四五六七八九十][项部个]")
# News says what it is about in the headline or one of its first sentences.
LEADS = 3
# 近年来…, 此前已…: what was before the news. Each alternative begins with a plain sign: so a search passes over the rest quickly.
_BEFORE_NEWS = re.compile(
    r"近年|此前|去年|早在|多年来|先后|已[^，。]{0,4}$|19\d\d年[^，。]{0,20}$|20\d\d年[^，。]{0,20}$"
)
# 我省还将修订①: what is still to be changed is another body's matter.
_AHEAD = re.compile(r"(?:还将|将|拟|下一步|计划)[^。；《]{0,12}(?:修订|修改|废止)")
# A longer list of what is repealed holds many bodies' papers.
_OF_ONE_BODY = 6
# 《X》同时废止 in news of a new one: whose the old one was is not said, unless its number or title says it.
_ALONGSIDE = re.compile("同时|即行|相应|之日起|随之")


def leads(page: Page, entry: Entry, context: Context, lead: int) -> bool:
    """Return whether a page's news is this plan's: it stands in the first sentences and tells no earlier thing."""
    first = entry.told[0]
    before = page.text.count("。", page.body_start, first.mention.start)
    return first.index <= lead and before < LEADS and not _BEFORE_NEWS.search(context.before)


def beside(plans: Sequence[FoundPlan]) -> list[FoundPlan]:
    """Take from what is revised or repealed beside the page's own plan that the page is about it."""
    own = any(plan.main and plan.events[0].kind not in CHANGES for plan in plans)
    outer = any(plan.main and lexicon.changed(plan.title)[1] for plan in plans)
    return [
        replace(plan, main=False)
        if (own or outer) and plan.events[0].kind in CHANGES and not lexicon.changed(plan.title)[1]
        else plan
        for plan in plans
    ]


def is_digest(page: Page, entries: Sequence[Entry], plans: Sequence[FoundPlan]) -> bool:
    """Return whether a page tells the news of several plans, one after the other, under a headline that names none."""
    if page.is_document or not page.headline.text or any(entry.headline for entry in entries):
        return False
    news = [
        entry.told[0]
        for entry, plan in zip(entries, plans, strict=True)
        if plan.events[0].kind is not EventKind.MENTIONED and not _BEFORE_NEWS.search(entry.told[0].before)
    ]
    least = _FEW if _SEVERAL.search(page.headline.text) else _DIGEST
    return len({context.index for context in news}) >= least


def with_changer(plans: Sequence[FoundPlan], *, is_paper: bool) -> tuple[FoundPlan, ...]:
    """Give what a page revises or repeals the issuers of the plan that does it: only the same body can.

    ``is_paper``: the page is the paper that does it; news does not say whose a paper is that ends beside a new one.
    """
    if sum(plan.events[0].kind is EventKind.REPEALED for plan in plans) > _OF_ONE_BODY:
        return tuple(plans)
    changing = next((plan.issuers for plan in plans if plan.main and plan.issuers), ())
    return tuple(
        replace(plan, issuers=changing) if _is_of(changing, plan, is_paper=is_paper) else plan for plan in plans
    )


def _is_of(bodies: Sequence[str], plan: FoundPlan, *, is_paper: bool) -> bool:
    """Return whether the bodies that change papers on a page may be given to one that names none."""
    event = plan.events[0]
    if plan.issuers or event.kind not in CHANGES or _AHEAD.search(event.evidence):
        return False
    named = any(body in f"{plan.title}{plan.document_number}" for body in bodies)
    return named or is_paper or event.kind is EventKind.REVISED or not _ALONGSIDE.search(event.evidence)
