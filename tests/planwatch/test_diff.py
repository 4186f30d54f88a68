"""The difference of two texts and its weight."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planwatch.diff import apply, compare
from planwatch.pieces import words
from planwatch.records import Hunk

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


LINES = st.lists(
    st.sampled_from(
        [
            "甲乙丙丁戊己庚辛壬癸子丑。",
            "1\t企业一\t20万元",
            "2\t企业二\t35万元",
            "",
            "推进。",
            "加快推进各项工作，确保完成。",
        ]
    ),
    max_size=30,
)


@given(LINES, LINES)
@settings(max_examples=300)
def test_lines_that_repeat_or_move_are_told_by_their_hunks(old: list[str], new: list[str]) -> None:
    before, after = "\n".join(old), "\n".join(new)
    difference = compare(before, after)

    assert after == apply(before, difference.hunks)
    for move in difference.moves:
        block, back = difference.hunks[move.removed], difference.hunks[move.added]
        assert (block.after, back.before) == ("", "")
        assert back.after.rstrip("\n") == apply(block.before.rstrip("\n"), move.edits)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_characters_are_told_lone_surrogates_and_private_ones_too(before: str, after: str) -> None:
    assert after == apply(before, compare(before, after).hunks)


@given(
    st.lists(
        st.sampled_from(["\ud800", "\U00040000", "\U00040001", "\U0010ffff", "12", "13", "甲", "。"]), max_size=40
    ),
    st.randoms(),
)
def test_signs_that_stand_for_words_are_told_from_the_same_characters(some: list[str], chance: random.Random) -> None:
    before = "".join(some)
    chance.shuffle(some)

    assert "".join(some) == apply(before, compare(before, "".join(some)).hunks)


@given(TEXT, TEXT)
def test_no_hunk_cuts_a_word_of_either_text(before: str, after: str) -> None:
    difference = compare(before, after)
    shift, newer = 0, []
    for hunk in difference.hunks:
        newer += [hunk.start + shift, hunk.start + shift + len(hunk.after)]
        shift += len(hunk.after) - len(hunk.before)
    older = [spot for hunk in difference.hunks for spot in (hunk.start, hunk.end)]

    for text, spots in ((before, older), (after, newer)):
        inside = {spot for start, end in spans(text) for spot in range(start + 1, end)}
        assert not inside & set(spots)


def spans(text: str) -> list[tuple[int, int]]:
    """Return where the numbers and dates of a text stand."""
    found, at = [], 0
    for word in words(text):
        at = text.index(word, at)
        if NUMBER.match(word):
            found.append((at, at + len(word)))
        at += len(word)
    return found


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
        ("各单位可以申报三个项目。", "各单位应当申报五个项目。", [("可以", "应当"), ("三", "五")]),
        ("第一段。\n第三段。", "第一段。\n第二段。\n第三段。", [("", "第二段。\n")]),
        ("甲乙。", "甲乙。", []),
        ("由科技部牵头。", "由教育部牵头。", [("科技部", "教育部")]),
        ("在四川省试点。", "在四平市试点。", [("四川省", "四平市")]),
        ("联系人：王小明", "联系人：王小红", [("王小明", "王小红")]),
        (
            "见 http://example.cn/a1 所列。",
            "见 http://example.cn/b2 所列。",
            [("http://example.cn/a1", "http://example.cn/b2")],
        ),
        ("强化组织领导。", "加强组织领导。", [("强化", "加强")]),
        ("作出安排部署。", "作出安排。", [("部署", "")]),
        ("第一段。", "第一段。\n第二段。", [("", "\n第二段。")]),
        ("第一段。\n第二段。", "第二段。", [("第一段。\n", "")]),
        ("要抓人才，也要抓平台建设。", "要抓人才。也要抓平台建设。", [("，", "。")]),
    ],
)
def test_hunks_are_whole_words(before: str, after: str, shown: list[tuple[str, str]]) -> None:
    assert shown == hunks(before, after)


def test_a_table_with_one_changed_cell_shows_one_hunk() -> None:
    rows = [f"{number}\t企业{number}\t{number * 7 % 1000}万元\t是" for number in range(5000)]
    changed = [*rows]
    changed[2500] = changed[2500].replace("是", "否")

    assert hunks("\n".join(rows), "\n".join(changed)) == [("是", "否")]


def test_a_table_that_grew_at_its_top_shows_the_new_row_alone() -> None:
    rows = [f"{number}\t企业{number}\t{number * 7 % 1000}万元\t是" for number in range(300)]

    assert hunks("\n".join(rows), "\n".join(["新\t企业\t1万元\t否", *rows])) == [("", "新\t企业\t1万元\t否\n")]


def test_a_block_that_moved_is_told_with_what_was_changed_in_it() -> None:
    blocks = [
        "总则部分写明目的和依据。",
        "申报单位应当具备独立法人资格，并且在本省注册满3年。",
        "附则部分写明施行的日期和解释机关。",
        "监督部分写明检查的办法。",
    ]
    moved = [blocks[0], blocks[2], blocks[3], blocks[1].replace("3", "5")]
    difference = compare("\n".join(blocks), "\n".join(moved))

    assert apply("\n".join(blocks), difference.hunks) == "\n".join(moved)
    assert [[(edit.before, edit.after) for edit in move.edits] for move in difference.moves] == [[("3", "5")]]


def test_a_paragraph_set_before_an_edited_one_leaves_that_edit_small() -> None:
    before = "支持企业牵头建设创新联合体，对通过评估的给予奖励。\n其他事项另行通知。"
    after = "设立专项资金，由省级财政安排，用于平台建设。\n支持企业牵头建设创新联合体，对通过评估的给予补助。\n其他事项另行通知。"

    assert hunks(before, after) == [("", "设立专项资金，由省级财政安排，用于平台建设。\n"), ("奖励", "补助")]


def signs(seed: int, first: int, count: int) -> str:
    dice = random.Random(seed)  # noqa: S311  a text, not a secret
    return "".join(chr(first + dice.randrange(3000)) for _ in range(count))


def test_texts_with_nothing_in_common_are_one_hunk() -> None:
    before, after = signs(1, 0x4E00, 100_000), signs(2, 0x6000, 100_000)

    difference = compare(before, after)

    assert difference.hunks == (Hunk(0, 100_000, before, after),)
    assert difference.rewritten


def test_a_text_that_was_appended_to_is_not_rewritten() -> None:
    before = signs(3, 0x4E00, 300)

    assert not compare(before, before + signs(4, 0x6000, 5_000)).rewritten
    assert not compare(before, "").rewritten


def test_far_apart_edits_of_a_long_unbroken_text_stay_small() -> None:
    before = signs(2, 0x4E00, 100_000)
    after = before[:10] + "〔新〕" + before[10:50_000] + "〔新〕" + before[50_000:99_000] + before[99_005:]

    assert [("", "〔新〕"), ("", "〔新〕"), (before[99_000:99_005], "")] == hunks(before, after)


def test_a_hunk_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        apply("甲乙丙", [Hunk(0, 1, "乙", "丁")])
