import pytest

from plans.detect import find_plans

from .sentences import NO_PLAN, PUBLISHED, SENTENCES, Said


@pytest.mark.parametrize("said", SENTENCES, ids=lambda said: said.title)
def test_a_sentence_tells_its_plan_with_step_day_and_issuers(said: Said) -> None:
    plan = next((plan for plan in find_plans(said.sentence, None, PUBLISHED) if plan.title == said.title), None)
    assert plan is not None
    event = plan.events[0]
    assert (event.kind, event.happened_on, plan.issuers) == (said.event, said.day, said.issuers)


@pytest.mark.parametrize("said", SENTENCES, ids=lambda said: said.title)
def test_every_event_stands_on_words_of_the_text(said: Said) -> None:
    for plan in find_plans(said.sentence, None, PUBLISHED):
        assert all(event.evidence in said.sentence and event.rule for event in plan.events)


@pytest.mark.parametrize("sentence", NO_PLAN)
def test_what_is_no_plan_is_not_found(sentence: str) -> None:
    assert find_plans(sentence, None, PUBLISHED) == ()
