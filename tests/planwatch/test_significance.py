"""The weight of a change, held against labelled edits."""

import json
from pathlib import Path

import pytest

from planwatch.diff import compare
from planwatch.records import Significance
from planwatch.significance import canonical, figures, significance, weights

# Made for this: "held" were written before any rule and agreed to 103 of 105 when first counted, "seen" were worked with; "late"
# were written last, blind, and agreed to 33 of 40 when first counted: replaced nouns that no list names are taken for wording.
# A heading's number is wording, the same value in other signs (三项, 3项) too; the notation of a date or number is cosmetic.
EDITS = [json.loads(line) for line in Path(__file__).with_name("edits.jsonl").read_text(encoding="utf-8").splitlines()]
AGREEMENT = 0.97  # the share of labelled edits that must be weighed as people weighed them


@pytest.mark.parametrize(("half", "size"), [("held", 105), ("seen", 106), ("all", 251)])
def test_the_weights_agree_with_the_labels(half: str, size: int) -> None:
    told = [edit for edit in EDITS if half in {edit["half"], "all"}]
    wrong = [edit for edit in told if edit["weight"] != significance(compare(edit["before"], edit["after"]))]

    assert len(told) == size
    assert len(wrong) <= (1 - AGREEMENT) * len(told), wrong


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


def test_a_moved_block_is_wording_unless_a_figure_in_it_changed() -> None:
    blocks = [
        "总则部分写明目的和依据。",
        "申报单位应当具备独立法人资格，注册满3年。",
        "附则部分写明施行的日期和机关。",
        "监督部分写明检查的办法。",
    ]
    moved = "\n".join([blocks[0], *blocks[2:], blocks[1]])

    assert significance(compare("\n".join(blocks), moved)) == Significance.WORDING
    assert significance(compare("\n".join(blocks), moved.replace("3", "5"))) == Significance.SUBSTANCE


def test_a_rewritten_text_is_substance_with_one_weight() -> None:
    difference = compare("甲" * 300, "乙" * 300)

    assert weights(difference) == (Significance.SUBSTANCE,)


def test_numbers_and_days_have_one_notation() -> None:
    assert canonical("总计１,286.4亿元，2026-01-05") == "总计1286.4亿元,2026年1月5日"


def test_numerals_of_idioms_count_nothing() -> None:
    assert figures("进一步统一思想，建设三个中心，占百分之五") == [("3",), ("5%",)]
