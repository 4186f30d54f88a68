"""The difference of two texts and its weight."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planwatch.diff import apply, compare, significance
from planwatch.records import Hunk, Significance

TEXT = st.text(st.sampled_from("规划方案应当不得2026年10月3日一二，。；\n a-%B．"), max_size=80)
NUMBER = re.compile(r"\d+")


@given(TEXT, TEXT)
@settings(max_examples=400)
def test_applying_the_hunks_to_one_side_gives_the_other(before: str, after: str) -> None:
    difference = compare(before, after)

    assert after == apply(before, difference.hunks)
    assert all(before[hunk.start : hunk.end] == hunk.before != hunk.after for hunk in difference.hunks)
    assert 0 <= difference.similarity <= 1
    assert (difference.similarity == 1) == (before == after)


@given(TEXT, TEXT)
def test_no_hunk_cuts_a_number_of_the_older_text(before: str, after: str) -> None:
    inside = {spot for number in NUMBER.finditer(before) for spot in range(number.start() + 1, number.end())}

    assert not inside & {spot for hunk in compare(before, after).hunks for spot in (hunk.start, hunk.end)}


def hunks(before: str, after: str) -> list[tuple[str, str]]:
    return [(hunk.before, hunk.after) for hunk in compare(before, after).hunks]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("完成投资1286.4亿元，增长3%。", "完成投资1268.4亿元，增长3%。", [("1286.4", "1268.4")]),
        ("请于2026年10月20日前反馈。", "请于2026年11月20日前反馈。", [("2026年10月20日", "2026年11月20日")]),
        ("各单位可以申报三个项目。", "各单位应当申报五个项目。", [("可以", "应当"), ("三个", "五个")]),
        ("第一段。\n第三段。", "第一段。\n第二段。\n第三段。", [("", "第二段。\n")]),
        ("甲乙。", "甲乙。", []),
    ],
)
def test_hunks_are_whole_words(before: str, after: str, shown: list[tuple[str, str]]) -> None:
    assert shown == hunks(before, after)


def test_a_table_with_one_changed_cell_shows_one_hunk() -> None:
    rows = [f"{number}\t企业{number}\t{number * 7 % 1000}万元\t是" for number in range(5000)]
    changed = [*rows]
    changed[2500] = changed[2500].replace("是", "否")

    assert hunks("\n".join(rows), "\n".join(changed)) == [("是", "否")]


def signs(seed: int, first: int, count: int) -> str:
    dice = random.Random(seed)  # noqa: S311  a text, not a secret
    return "".join(chr(first + dice.randrange(3000)) for _ in range(count))


def test_texts_with_nothing_in_common_are_one_hunk() -> None:
    before, after = signs(1, 0x4E00, 100_000), signs(2, 0x6000, 100_000)

    assert compare(before, after).hunks == (Hunk(0, 100_000, before, after),)


def test_far_apart_edits_of_a_long_unbroken_text_stay_small() -> None:
    before = signs(2, 0x4E00, 100_000)
    after = before[:10] + "〔新〕" + before[10:50_000] + "〔新〕" + before[50_000:99_000] + before[99_005:]

    assert [("", "〔新〕"), ("", "〔新〕"), (before[99_000:99_005], "")] == hunks(before, after)


@pytest.mark.parametrize(
    ("before", "after", "weight"),
    [
        ("投资1286.4亿元。", "投资1268.4亿元。", Significance.SUBSTANCE),
        ("增长5%。", "增长5‰。", Significance.SUBSTANCE),
        ("比例为3.5。", "比例为35。", Significance.SUBSTANCE),
        ("企业可以申报。", "企业应当申报。", Significance.SUBSTANCE),
        ("企业得申报。", "企业不得申报。", Significance.SUBSTANCE),
        ("在四川省试点。", "在湖南省试点。", Significance.SUBSTANCE),
        ("建设三个中心。", "建设五个中心。", Significance.SUBSTANCE),
        ("一、总则。", "一、总则。\n二、加快建设区域创新中心和实验室。", Significance.SUBSTANCE),
        ("加快推进建设。", "进一步推进建设。", Significance.WORDING),
        ("推动了发展。", "促进了发展。", Significance.WORDING),
        ("总投资1,286.4万元,同比增长。", "总投资1286.4万元，同比增长。", Significance.COSMETIC),
        ("第 一 段（正文）", "第一段(正文)", Significance.COSMETIC),
        ("甲", "甲", Significance.COSMETIC),
    ],
)
def test_the_weight_of_a_change(before: str, after: str, weight: Significance) -> None:
    assert weight == significance(compare(before, after))


def test_a_hunk_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        apply("甲乙丙", [Hunk(0, 1, "乙", "丁")])
