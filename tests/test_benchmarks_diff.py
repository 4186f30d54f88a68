"""What the benchmark of differences compares, and how it counts a shortest edit."""

from collections.abc import Callable
from types import ModuleType

import pytest

from planwatch.pieces import words

FOLDERS = ("night", "diff")


@pytest.fixture
def texts(load: Callable[[str], ModuleType]) -> ModuleType:
    return load("texts")


def test_the_same_seed_makes_the_same_edits_and_plain_ones_leave_figures_and_names_alone(texts: ModuleType) -> None:
    before = texts.text(5_000, 1)
    plain = texts.edited(before, 0.05, 3, plain=True)

    assert plain == texts.edited(before, 0.05, 3, plain=True) != before
    numbers = [[word for word in words(text) if word[0].isdecimal()] for text in (before, plain)]
    assert numbers[0] == numbers[1]
    assert texts.edited(before, 0.05, 3) != texts.scattered(before, 0.05, 3)


def test_a_shortest_edit_that_cuts_nothing_counts_whole_numbers(texts: ModuleType) -> None:
    assert texts.shortest_whole("投资1286.4亿元。", "投资1268.4亿元。") == len("1286.4") + len("1268.4")
    assert texts.shortest_whole("加快推进。", "扎实推进。") == 4
    assert texts.shortest_whole("甲乙。", "甲乙。") == 0
