"""Changes in words, in both languages, and how they lead an entry."""

import pytest

from planwatch.diff import compare
from planwatch.findings import findings
from reports import changes, html, text
from reports.headlines import headlines
from reports.passages import Part, passages
from reports.speaker import page
from storage.archive import Archive

BLOCKS = (
    "总则部分写明目的和依据。",
    "申报单位具备独立法人资格，注册满3年。",
    "附则部分写明施行的日期。",
    "监督部分写明检查办法。",
)


@pytest.mark.parametrize(
    ("before", "after", "zh", "en"),
    [
        (
            "完成投资1286.4亿元。",
            "完成投资1268.4亿元。",
            "完成投资 1286.4 → 1268.4 亿元",
            "完成投资 1286.4 → 1268.4 亿元",
        ),
        ("请于10月20日前报。", "请于11月20日前报。", "截止日期 10月20日 → 11月20日", "Deadline 10月20日 → 11月20日"),
        ("定期会商。", "定期会商，按月通报。", "新增：按月通报", "Added: 按月通报"),
        ("企业须按期结题。", "企业按期结题。", "企业[-须]按期结题", "企业[-须]按期结题"),
        ("甲" * 300, "乙" * 300, "全文改写", "Rewritten"),
        ("加快推进。", "扎实推进。", "", ""),
        (
            "\n".join(BLOCKS),
            "\n".join((BLOCKS[0], *BLOCKS[2:], BLOCKS[1])),
            f"移动：{BLOCKS[1]}",
            f"Moved: {BLOCKS[1]}",
        ),
    ],
)
def test_a_change_in_words(before: str, after: str, zh: str, en: str) -> None:
    found = findings(compare(before, after))

    assert zh == "\n".join(line.text for line in headlines(found, "zh"))
    assert en == "\n".join(line.text for line in headlines(found, "en"))


def test_a_report_leads_with_substance_in_words(archive: Archive) -> None:
    made = page(changes.for_run(archive))
    (entry,) = made.section("changed")
    lines = text.render(made, "变更报告").splitlines()
    told = [line.strip() for line in lines if line.strip().startswith("* ")]

    assert told == [f"* {line.text}" for line in entry.headlines]
    assert any("1286.4 → 1268.4" in line for line in told)
    assert 'class="was"' in html.render(made, "变更报告")


def test_a_moved_block_is_not_shown_but_what_was_changed_in_it() -> None:
    moved = "\n".join((BLOCKS[0], *BLOCKS[2:], BLOCKS[1].replace("3", "5")))
    found, *_ends = passages(compare("\n".join(BLOCKS), moved))

    assert [(piece.part, piece.text) for piece in found.pieces if piece.part is not Part.KEPT] == [
        (Part.REMOVED, "3"),
        (Part.ADDED, "5"),
    ]


def test_a_passage_ends_with_its_line() -> None:
    found = passages(compare("一是抓3项。\n二是抓4项。", "一是抓5项。\n二是抓6项。"))

    assert ["".join(piece.text for piece in passage.pieces) for passage in found] == ["一是抓35项。", "二是抓46项。"]
