"""Names without 《》 are found by who does what with them; ordinary sentences, also as headlines, raise no alarm."""

import pytest

from plans.detect import find_plans

from .unquoted import NAMED, ORDINARY

PUBLISHED = "2025-06-15"


@pytest.mark.parametrize(("sentence", "title"), NAMED)
def test_a_name_without_marks_is_found_whole_and_alone(sentence: str, title: str) -> None:
    found = find_plans(f"正文。{sentence}", None, PUBLISHED)
    assert [(plan.title, plan.quoted) for plan in found] == [(title, False)]


@pytest.mark.parametrize("sentence", ORDINARY)
def test_an_ordinary_sentence_names_no_plan(sentence: str) -> None:
    assert find_plans(sentence, None, PUBLISHED) == ()


@pytest.mark.parametrize("sentence", ORDINARY)
def test_an_ordinary_headline_names_no_plan(sentence: str) -> None:
    assert find_plans(f"正文。{sentence}", sentence.rstrip("。"), PUBLISHED) == ()
