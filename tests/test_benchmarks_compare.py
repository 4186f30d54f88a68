"""What the benchmark of comparing counts, and the texts it makes."""

import random
from collections.abc import Callable
from types import ModuleType

import pytest

from planwatch.clauses import units

FOLDERS = ("night", "compare")


@pytest.fixture
def run(load: Callable[[str], ModuleType]) -> ModuleType:
    return load("run")


def law(run: ModuleType, unsure: frozenset[tuple[str | None, str | None]] = frozenset()) -> object:
    older = "第一条 甲方负责施工现场的围挡。\n第二条 乙方按月送达监理日志。"
    newer = "第一条 甲方负责施工现场的围挡。\n第二条 丁方保管图纸与印章。\n第三条 乙方按月送达监理日志。"
    truth = {("第一条", "第一条"): "same", (None, "第二条"): "added", ("第二条", "第三条"): "reworded"}
    return run.sets.Labelled("x", older, newer, truth, unsure)


def test_links_and_kinds_are_counted_one_by_one(run: ModuleType) -> None:
    assert run.sets.score([law(run)]) == run.sets.Score(found=3, true=3, both=3, kinds=2)


def test_what_is_unsure_counts_neither_way(run: ModuleType) -> None:
    pair = law(run, frozenset({("第二条", "第三条")}))
    del pair.truth["第二条", "第三条"]

    assert run.sets.score([pair]) == run.sets.Score(found=2, true=2, both=2, kinds=2)


def test_a_law_cut_at_random_keeps_every_article_in_its_truth(run: ModuleType) -> None:
    for pair in run.sets.cut([law(run)], times=8, rate=0.4):
        for side, text in enumerate((pair.older, pair.newer)):
            assert {names[side] for names in pair.truth if names[side]} == {unit.name for unit in units(text)}


def test_the_made_law_has_its_length_and_is_the_same_in_every_run(run: ModuleType) -> None:
    older, newer = run.made_law(random.Random(1))  # noqa: S311  made text

    assert len(older) >= run.CHARACTERS
    assert older != newer
    assert (older, newer) == run.made_law(random.Random(1))  # noqa: S311  made text
