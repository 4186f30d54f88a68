"""Names without 《》 are found by who does what with them; ordinary sentences, also as headlines, raise no alarm."""

import pytest

from plans.detect import find_plans

from .unquoted import KINDS, NAMED, ORDINARY

PUBLISHED = "2025-06-15"


@pytest.mark.parametrize(("sentence", "title"), NAMED)
def test_a_name_without_marks_is_found_whole_and_alone(sentence: str, title: str) -> None:
    found = find_plans(f"正文。{sentence}", None, PUBLISHED)
    assert [(plan.title, plan.quoted) for plan in found] == [(title, False)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_may_end_in_any_kind_of_paper(kind: str) -> None:
    found = find_plans(f"正文。6月2日，清川省政府印发海岛养殖产业{kind}。", None, PUBLISHED)
    assert [plan.title for plan in found] == [f"海岛养殖产业{kind}"]


def test_a_counted_list_is_named_by_what_it_is_about() -> None:
    named, counted = "国务院印发关于稳定青年就业的二十条举措。", "国务院印发稳定青年就业的二十条举措。"
    assert [plan.title for plan in find_plans(named, None, PUBLISHED)] == ["关于稳定青年就业的二十条举措"]
    assert find_plans(counted, None, PUBLISHED) == ()


@pytest.mark.parametrize("sentence", ORDINARY)
def test_an_ordinary_sentence_names_no_plan(sentence: str) -> None:
    assert find_plans(sentence, None, PUBLISHED) == ()


@pytest.mark.parametrize("sentence", ORDINARY)
def test_an_ordinary_headline_names_no_plan(sentence: str) -> None:
    assert find_plans(f"正文。{sentence}", sentence.rstrip("。"), PUBLISHED) == ()
