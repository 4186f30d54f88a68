"""Each article of our own is read as it is labelled; what it is about is held as a share, since a digest leaves that open."""

import pytest

from plans.detect import find_plans
from planwatch.records import FoundPlan

from .labelled import SETS, Labelled, Truth, found, read

RECORDS = tuple(record for name in SETS for record in read(name))
# A little under the share of plans whose ``main`` was told rightly when the rules were written.
MAIN_FLOOR = 0.93


def _told(record: Labelled) -> dict[str, tuple[object, ...]]:
    free = {truth.title: truth for truth in record.plans}
    return {plan.title: _comparable(plan_facts(plan), free.get(plan.title)) for plan in found(record)}


def plan_facts(plan: FoundPlan) -> tuple[object, ...]:
    """Return what the labels judge of a found plan."""
    event = plan.events[0]
    due = frozenset(f"{deadline.kind}:{deadline.due_on}" for deadline in plan.deadlines)
    years = frozenset(target.year for target in plan.targets)
    return (
        event.kind,
        event.happened_on,
        frozenset(plan.issuers),
        plan.document_number,
        plan.period,
        years,
        frozenset(plan.aliases),
        due,
    )


def _comparable(facts: tuple[object, ...], truth: Truth | None) -> tuple[object, ...]:
    """Return facts without what a label leaves open: a day, bodies."""
    if truth is None:
        return facts
    event, day, issuers, *rest = facts
    return event, None if truth.day_is_free else day, issuers - truth.issuers_free, *rest


def _labelled(truth: Truth) -> tuple[object, ...]:
    day = None if truth.day_is_free else truth.day
    facts = (truth.event, day, truth.issuers - truth.issuers_free, truth.number, truth.period)
    return (*facts, truth.years, truth.aliases, truth.due)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_an_article_is_read_as_it_is_labelled(record: Labelled) -> None:
    assert _told(record) == {truth.title: _labelled(truth) for truth in record.plans}


def test_what_an_article_is_about_is_mostly_told() -> None:
    pairs = [
        (truth.main, plan.main)
        for record in RECORDS
        for plan in found(record)
        for truth in record.plans
        if truth.title == plan.title
    ]
    assert sum(label == told for label, told in pairs) / len(pairs) >= MAIN_FLOOR


def test_at_least_sixty_articles_have_no_plan() -> None:
    assert sum(not record.plans for record in RECORDS) >= 60


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_all_that_is_told_stands_on_words_of_the_article_and_names_its_rule(record: Labelled) -> None:
    whole = f"{record.headline}\n{record.text}"
    for plan in find_plans(record.text, record.headline, record.published):
        for told in (*plan.events, *plan.targets, *plan.deadlines):
            assert told.rule
            assert told.evidence in whole
