"""What a copy changed of its original, and whether it follows a change: rule by rule, and on the labelled set of copies."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwatch.copy_changes import CopyDifference, DifferenceKind, differences, word_hunks
from planwatch.credits import is_credit
from planwatch.diff import apply
from planwatch.standing import Standing, standing

CUT, ADDED, CHANGED, CREDIT = DifferenceKind.CUT, DifferenceKind.ADDED, DifferenceKind.CHANGED, DifferenceKind.CREDIT
LINES = (
    "省工信厅近日印发《清川省低空装备产业行动方案（2026—2028年）》，部署九项任务，要求各市在三月底前报送实施计划。",
    "方案提出，到2028年，全省低空装备企业达到260家，产值突破900亿元。新增试飞场6个，服务企业覆盖率达到50%。",
    "对首台（套）装备给予奖励，单个企业最高不超过300万元；各地可以结合实际安排配套资金。",
    "有关部门应当每半年公布一次进展，完善尽职免责机制，对进度滞后的地区予以提醒。",
)
TEXT = "\n".join(LINES)

SAME = {
    "traditional characters": TEXT.replace("产业", "產業").replace("装备", "裝備").replace("企业", "企業"),
    "width and punctuation": TEXT.replace("，", ",")
    .replace("300", "３００")
    .replace("（", "〔")
    .replace("）", "]")
    .replace("《", "“"),
    "numbers in characters": TEXT.replace("6个", "六个").replace("50%", "百分之五十").replace("900亿", "90000000000"),
    "paragraphs in another order": "\n".join(LINES[::-1]),
    "paragraphs merged": "".join(LINES),
    "paragraphs split": TEXT.replace("。", "。\n"),
    "the text twice": f"{TEXT}\n{TEXT}",
    "entities and unseen characters": TEXT.replace("《", "&ldquo;").replace("方案", "方\u200b案"),
}
FOUND = {
    "a figure": (TEXT.replace("300万", "200万"), [(CHANGED, LINES[2].split("；")[0] + "；", (("300万元", "200万元"),), False)]),
    "a date": (TEXT.replace("三月底", "四月底"), [(CHANGED, LINES[0], (("三月", "四月"),), False)]),
    "a duty": (TEXT.replace("应当", "可以"), [(CHANGED, LINES[3], (("应当", "可以"),), False)]),
    "a paragraph": (TEXT.replace(LINES[2] + "\n", ""), [(CUT, LINES[2], (), True)]),
    "a sentence": (TEXT.replace("新增试飞场6个，服务企业覆盖率达到50%。", ""), [(CUT, "新增试飞场6个，服务企业覆盖率达到50%。", (), False)]),
    "a clause about liability": (TEXT.replace("完善尽职免责机制，", ""), [(CHANGED, LINES[3], (), False)]),
    "a byline": ("本报讯（记者 周一山）" + TEXT, [(CREDIT, "", (), False)]),
    "credit lines": (f"来源：示例网　作者：周一山\n{TEXT}\n（责任编辑：吴小满）\n本网转载此文不代表本网观点。", [(CREDIT, "", (), True)] * 3),
}  # fmt: skip


def summed(found: tuple[CopyDifference, ...]) -> list[tuple[DifferenceKind, str, tuple[tuple[str, str], ...], bool]]:
    return [(difference.kind, difference.before, difference.swaps, difference.is_whole) for difference in found]


@pytest.mark.parametrize("copy", SAME.values(), ids=SAME)
def test_another_spelling_or_order_is_no_difference(copy: str) -> None:
    assert differences(copy, TEXT) == ()
    assert differences(TEXT, copy) == ()


@pytest.mark.parametrize(("copy", "expected"), FOUND.values(), ids=FOUND)
def test_what_differs_is_told_in_its_sentence(copy: str, expected: list[Any]) -> None:
    assert summed(differences(copy, TEXT)) == expected


def test_a_paragraph_put_in_is_told_before_the_credits() -> None:
    note = "另据了解，邻省今年已有十八个县启动同类工作，明年六月底前实现全覆盖。"
    found = differences(f"{TEXT}\n（转自示例网，有删节）\n{note}", TEXT)

    assert [(difference.kind, difference.after) for difference in found] == [
        (ADDED, note),
        (CREDIT, "（转自示例网，有删节）"),
    ]


def test_a_change_is_told_in_the_copys_own_spelling_and_only_where_it_says_something_else() -> None:
    copy = TEXT.replace("企业", "企業").replace("300", "２００")
    (found,) = differences(copy, TEXT)
    hunks = word_hunks(found.before, found.after)

    assert found.after == "对首台（套）装备给予奖励，单个企業最高不超过２００万元；"
    assert [(hunk.before, hunk.after) for hunk in hunks] == [("300", "２００")]
    assert apply(found.before, hunks) == found.after.replace("企業", "企业")


@pytest.mark.parametrize(
    "text",
    ["来源：示例报", "（稿件来源：省厅网站　值班编辑：陶然）", "本报讯（记者 周一山）", "示例网11月3日电　", "责任编辑：吴小满", "【字体：大 中 小】 打印"],
)  # fmt: skip
def test_what_a_page_says_of_itself_is_a_credit(text: str) -> None:
    assert is_credit(text)


@pytest.mark.parametrize(
    "text",
    ["资金来源：省级财政专项资金。", "审核程序：由县级部门初审后报送。", "完善尽职免责机制。", "发文字号：清科〔2026〕2号", "2026年11月3日", "通讯设备"],
)  # fmt: skip
def test_words_of_the_text_are_no_credit(text: str) -> None:
    assert not is_credit(text)


@given(st.lists(st.sampled_from([*LINES, "", "甲", "300", "《》", "。"]), max_size=6), st.text(max_size=60))
def test_any_two_texts_have_a_difference_or_none(lines: list[str], other: str) -> None:
    text = "\n".join(lines)

    assert differences(text, text) == ()
    for difference in (*differences(text, other), *differences(other, text)):
        assert difference.before or difference.after


CHANGES = {
    "a figure": TEXT.replace("300万", "200万"),
    "a part of a number": TEXT.replace("50%", "60%"),
    "a clause put in": TEXT.replace("予以提醒", "予以提醒，并约谈负责人"),
    "a paragraph put in": f"{TEXT}\n本方案由省工信厅负责解释，此前有关规定与本方案不一致的，以本方案为准。",
    "a paragraph taken out": "\n".join(LINES[:3]),
}


@pytest.mark.parametrize("after", CHANGES.values(), ids=CHANGES)
def test_a_copy_carries_the_old_text_or_the_new_one(after: str) -> None:
    spelled = TEXT.replace("50%", "百分之五十").replace("装备", "裝備")

    assert standing(f"本报讯 {spelled}", TEXT, after) == Standing(old=1, new=0)
    assert standing(f"{after}\n编辑：吴小满", TEXT, after) == Standing(old=0, new=1)
    assert standing(LINES[0], TEXT, after).old == 0


# Transformations of the labelled set that change no word.
SPELLINGS = {"quotes", "digits_width", "numerals", "number_form", "traditional", "entities", "zero_width", "merge", "split", "swap", "twice"}  # fmt: skip


def labelled(shared: Path, kinds: set[str]) -> list[tuple[str, str]]:
    """Return the copies of the labelled set that went through these transformations alone, each with its original."""
    folder = shared / "copies"
    texts = {
        line["id"]: line["text"]
        for line in map(json.loads, (folder / "records.jsonl").read_text(encoding="utf-8").splitlines())
    }
    truth = map(json.loads, (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines())
    return [(texts[t["id"]], texts[t["original"]]) for t in truth if t["original"] and set(t["how"]) <= kinds]


def test_the_labelled_copies_that_change_no_word_have_no_difference(shared: Path) -> None:
    pairs = labelled(shared, SPELLINGS)

    assert len(pairs) >= 50
    assert [
        (copy[:40], found)
        for copy, original in pairs
        if (found := [d for d in differences(copy, original) if d.kind is not CREDIT])
    ] == []


def test_the_labelled_copies_with_one_wrong_digit_name_it(shared: Path) -> None:
    pairs = [pair for pair in labelled(shared, SPELLINGS | {"figure_slip"}) if pair not in labelled(shared, SPELLINGS)]

    assert pairs
    assert all(sum(len(d.swaps) for d in differences(*pair)) == 1 for pair in pairs)


def test_a_copy_with_a_figure_of_its_own_beside_the_change_still_carries_the_old_text() -> None:
    copy = TEXT.replace("900亿元", "600亿元")
    after = TEXT.replace("试飞场6个", "试飞场8个")

    assert standing(copy, TEXT, after) == Standing(old=1, new=0)
    assert standing(copy.replace("试飞场6个", "试飞场8个"), TEXT, after) == Standing(old=0, new=1)
    assert standing(copy.replace("新增试飞场6个，", ""), TEXT, after) == Standing(old=0, new=0)
