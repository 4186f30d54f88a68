"""Copies are told from their originals' siblings: on the labelled set, and rule by rule."""

import json
import runpy
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwatch import alignment
from planwatch.clusters import CopyRecord, Placed, cluster
from planwatch.fingerprint import ALIKE, common, compare, decide, features, match
from planwatch.fold import Signs, nfkc, parts
from planwatch.quantities import QUANTITY, words
from planwatch.records import CopyKind

NOTICE = """贵州省科学技术厅关于印发《贵州省“十四五”科技创新规划》的通知
各市（州）科技局，各有关单位：
为贯彻落实国家科技发展战略，加快建设创新型省份，我厅组织编制了《贵州省“十四五”科技创新规划》，现印发给你们，请结合实际认真组织实施。
到2025年，全省研究与试验发展经费投入年均增长12%以上，高新技术企业达到3000家，技术合同成交额突破500亿元，培育6个省级创新型县（市）。
各地要加强组织领导，完善配套政策，强化要素保障，建立健全统筹协调机制，及时总结推广好的经验和做法，确保各项任务落到实处、取得实效。"""
OTHER = "国家数据局近日就公共数据资源登记管理工作答记者问，介绍了登记平台建设、授权运营规范和价格形成机制等方面的进展，并回应了企业关心的问题。"

COPIES = {
    "punctuation, width and spacing": (
        NOTICE.replace("，", ",").replace("2025", "２０２５").replace("。", "。 "),
        CopyKind.EXACT,
    ),
    "traditional characters": (NOTICE.replace("贵", "貴").replace("规划", "規劃").replace("发", "發"), CopyKind.NEAR),
    "numbers in characters": (
        NOTICE.replace("6个", "六个").replace("12%", "百分之十二").replace("3000家", "三千家"),
        CopyKind.NEAR,
    ),
    "the page's own lines": (
        f"发布日期：2021-09-30　来源：某某日报\n{NOTICE}\n责任编辑：张三　分享到：微信",
        CopyKind.NEAR,
    ),
    "another day of appearing": (NOTICE.replace("\n", "\n发布时间：2022-01-05 10:20\n", 1), CopyKind.NEAR),
    "reworded": (NOTICE.replace("加快建设", "着力打造").replace("强化要素保障，", ""), CopyKind.NEAR),
    "local speech": (NOTICE.replace("贵州省科学技术厅", "省科学技术厅").replace("全省", "我省"), CopyKind.NEAR),
    "paragraphs in another order": ("\n".join(NOTICE.split("\n")[::-1]), CopyKind.NEAR),
    "the text twice": (f"{NOTICE}\n{NOTICE}", CopyKind.NEAR),
    "one odd figure": (NOTICE.replace("3000家", "3800家"), CopyKind.NEAR),
    "a note about another province": (f"{NOTICE}\n据了解，四川省今年已有18个市启动相关工作。", CopyKind.NEAR),
    "its first part": (NOTICE[:110], CopyKind.EXCERPT),
}
SIBLINGS = {
    "another province": NOTICE.replace("贵州", "四川"),
    "another period": NOTICE.replace("十四五", "十三五"),
    "another year": NOTICE.replace("2025年", "2026年"),
    "another word in the title": NOTICE.replace("科技创新规划", "人才发展规划"),
    "a draft": NOTICE.replace("》的通知", "（征求意见稿）》的通知"),
    "two other figures": NOTICE.replace("3000家", "3800家").replace("500亿", "700亿"),
}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("how", COPIES)
def test_a_copy_is_told(how: str) -> None:
    text, kind = COPIES[how]
    decision = decide(text, NOTICE)

    assert decision is not None
    assert decision.kind is kind


@pytest.mark.parametrize("how", SIBLINGS)
def test_what_differs_makes_another_document(how: str) -> None:
    assert decide(SIBLINGS[how], NOTICE) is None


def test_a_short_text_is_a_copy_only_word_for_word_and_with_its_year() -> None:
    assert decide("附件下载：PDF", "附件下载 PDF") is None
    assert decide("规范性文件清理公告（2023年第26号）", "规范性文件清理公告(2023年第26号)") is not None
    assert decide("规范性文件清理公告（2023年第26号）", "规范性文件清理公告（2023年第25号）") is None


def test_a_page_of_several_items_is_a_copy_of_none() -> None:
    item = NOTICE.split("\n")[3]
    records = [
        CopyRecord("a", item, published="2025-12-30"),
        CopyRecord("b", OTHER, published="2025-12-31"),
        CopyRecord("page", f"1.{item}\n2.{OTHER}", published="2026-01-01"),
        CopyRecord("copy", f"{item}\n（来源：某报）", published="2026-01-02"),
    ]

    assert [placed.original for placed in cluster(records)] == [None, None, None, "a"]


def test_the_ministry_is_the_original_whatever_the_dates_and_all_copies_name_it() -> None:
    records = [
        CopyRecord("early", f"{NOTICE}\n（来源：某报）", "https://news.example.cn/1", published="2021-09-01"),
        CopyRecord("undated", NOTICE[:200], "https://news.example.cn/2"),
        CopyRecord("ministry", NOTICE, "https://kjt.example.gov.cn/1", published="2021-09-02"),
    ]
    early, undated, ministry = cluster(records)

    assert (early.original, undated.original, ministry) == ("ministry", "ministry", Placed("ministry"))


def test_a_part_of_a_long_text_has_features_in_common_with_it() -> None:
    long = "".join(f"{NOTICE}第{number}章总则与附件目录编号{number * 7919}。" for number in range(20))
    whole = set(features(long))

    assert len(whole) == 32
    for start in range(0, len(long), len(long) // 4):
        assert len(whole & set(features(long[start : start + len(long) // 3]))) >= 2
    assert features("三个字") == ()
    assert features(NOTICE.replace("规", "規")) == features(NOTICE)


def test_a_sketch_drops_other_matter_and_no_copy_whatever_else_stands_beside_it() -> None:
    copies = [text for text, _ in COPIES.values()]
    other, joined, short, *shares = common(NOTICE, [OTHER, NOTICE + OTHER, NOTICE[:60] + OTHER[:50], *copies])

    assert other < ALIKE / 2
    assert min(joined, short, *shares) > 1.5 * ALIKE
    assert common(NOTICE, ["", OTHER, "，", NOTICE]) == [0.0, other, 0.0, common(NOTICE, [NOTICE])[0]]
    assert compare((NOTICE, [], [])) == []
    carried = NOTICE[:200]
    assert compare((carried, [NOTICE, OTHER], [NOTICE])) == [match(carried, NOTICE), None, match(NOTICE, carried)]


def test_texts_too_long_for_a_sketch_are_left_to_the_alignment() -> None:
    long = "".join(chr(0x4E00 + (number * number * 31 + number // 7) % 20_000) for number in range(60_000))

    assert common(long, [NOTICE]) == common(NOTICE, [long]) == [1.0]


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("二〇二六年", ["2026"]),
        ("二oo六年", ["2006"]),
        ("1.3万亿", ["1300000000000"]),
        ("13,000亿", ["1300000000000"]),
        ("百分之二十八点三", ["28.3%"]),
        ("三万五千零二十", ["35020"]),
        ("十四五", ["十四五"]),
        ("2026-09-08", ["2026", "年", "9", "月", "8", "日"]),
        ("0.50％".replace("％", "%"), ["0.5%"]),
    ],
)
def test_a_number_has_one_spelling(text: str, spelled: list[str]) -> None:
    assert [word for found in QUANTITY.finditer(text) for word in words(found)] == spelled


@given(st.text(alphabet="规划纲要印发通知一二三", max_size=80), st.text(alphabet="规划纲要印发通知一二三", max_size=80))
def test_tiles_are_the_same_in_both_texts_and_never_overlap_in_the_copy(copy: str, original: str) -> None:
    end = 0
    for tile in alignment.find_tiles(copy, original):
        assert tile.copy >= end
        assert copy[tile.copy : tile.copy_end] == original[tile.original : tile.original_end]
        end = tile.copy_end


@pytest.mark.parametrize(
    "text", ["一" * 50_000, "1" * 50_000, "《" * 20_000, "&amp;" * 9_000, " ".join(map(str, range(9_000)))]
)
def test_a_hostile_text_is_decided_all_the_same(text: str) -> None:
    assert decide(text + NOTICE, OTHER) is None
    assert len(features(text)) <= 32


def test_numbers_are_one_sign_and_those_that_are_equal_are_the_same() -> None:
    signs = Signs()

    assert signs.spell(parts("投资3,000万元")) == signs.spell(parts("投資三千萬元"))
    assert list(signs.numbers.values()) == ["30000000"]


@given(st.text() | st.text(alphabet="规，：；！？（）％～　\u0338\u0301Ａe", max_size=20))
def test_folding_gives_nfkc(text: str) -> None:
    assert nfkc(text) == unicodedata.normalize("NFKC", text)


def test_no_copy_of_the_labelled_set_is_near_the_limit_of_what_is_aligned(shared: Path) -> None:
    records, truths = (_lines(shared / "copies" / name) for name in ("records.jsonl", "truth.jsonl"))
    texts = {record["id"]: record["text"] for record in records}
    pairs = [(texts[one["id"]], texts[one["original"]]) for one in truths if one["original"]]

    assert len(pairs) > 300
    assert min(common(copy, [original])[0] for copy, original in pairs) > 2 * ALIKE


def test_the_labelled_set_is_clustered_as_its_floors_ask(shared: Path) -> None:
    placed = cluster(CopyRecord(**record) for record in _lines(shared / "copies" / "records.jsonl"))
    scorer = runpy.run_path(str(shared / "copies" / "score_copies.py"))
    predicted = {one.id: {"original": one.original, "kind": one.kind} for one in placed}
    result = scorer["score"](scorer["read"](shared / "copies" / "truth.jsonl"), predicted)

    assert result["bcubed_f1"] >= 0.995
    assert result["pair_precision"] >= 0.995
    assert result["wrongly_joined"]["template"][0] == 0
    assert result["wrongly_joined"]["round-up page"][0] == 0
    assert result["original_pointed_at"] >= 0.99
    assert result["kind_accuracy"] >= 0.99
    assert result["chained"] == 0


def test_what_a_copy_says_twice_is_carried_once() -> None:
    tiles = [alignment.Tile(0, 5, 10), alignment.Tile(10, 0, 8), alignment.Tile(18, 6, 3), alignment.Tile(30, 20, 4)]

    assert alignment.covered(tiles) == 15 + 4
    assert alignment.covered([]) == 0


def test_a_page_that_is_mostly_other_matter_counts_only_where_it_holds_most_of_an_item() -> None:
    page = NOTICE.replace("贵州", "四川") + OTHER
    item = match(NOTICE + OTHER, OTHER)

    assert item is not None
    assert item.decision is None
    assert match(OTHER + NOTICE[:60], NOTICE) is None
    assert match(page, NOTICE) is None
