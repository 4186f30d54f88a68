import pytest

from planwatch.emptied import is_emptied, is_hollow

FIGURES = "本月办结 | 1286件\n群众满意度 | 99.2%\n说明：办结数按自然月统计。"

TABLE = "受理 | 12,345\n办结 | 11,900\n退回 | 412"
NOTES = "\n".join(
    f"第{n}条：办结数按自然月统计，次月前更新，满意度来自办结后的电话回访，历年数据见统计年鉴，解释权在市政务服务局。"
    for n in range(1, 10)
)


@pytest.mark.parametrize(
    "after",
    [
        "本月办结 | 件\n群众满意度\n说明：办结数按自然月统计。",
        "本月办结\n群众满意度",
        "本月办结 | 件\n群众满意度 | %",
        "说明：办结数按自然月统计。",
    ],
)
def test_labels_without_any_figure_are_a_page_that_was_not_filled(after: str) -> None:
    assert is_emptied(FIGURES, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FIGURES, "本月办结 | 1287件\n群众满意度 | 99.1%"),
        (FIGURES, "本月办结\n群众满意度 | 99.2%"),
        ("经费共1200万元。\n共3批下达。\n请认真执行。", "请认真执行。"),
        (FIGURES, ""),
        ("联系电话：010-0000\n请认真执行。", "联系电话：\n请认真执行。"),
    ],
)
def test_what_people_do_to_a_text_is_another_matter(before: str, after: str) -> None:
    assert not is_emptied(before, after)


@pytest.mark.parametrize(
    ("before", "after", "hollow"),
    [
        (FIGURES, "办件总数：件\n好评率", True),
        (FIGURES, "今日办结1287件，满意率99.3%。", False),
        (
            "受理 | 12,345\n办结 | 11,900\n退回 | 12\n好评 | 99.1%\n差评 | 3",
            "办件统计\n更新时间：29日 08:00\n咨询电话：12345",
            True,
        ),
        ("受理 | 12,345\n办结 | 11,900\n退回 | 12\n好评 | 99.1%", "受理12,350件；办结11,950件", False),
        ("关于本中心\n服务群众。", "维护中", None),
        # More prose than figures: it is told by the lines that are figures.
        (f"{TABLE}\n{NOTES}", f"受理\n办结\n退回\n{NOTES}", True),
        (f"{TABLE}\n{NOTES}", NOTES, True),
        (f"{TABLE}\n{NOTES}", f"{NOTES}\n受理12,399件，办结12,005件，退回412件。", False),
        (f"第1章\n第2章\n{NOTES}", NOTES, None),
        (
            "全年办结各类事项和申请共计1286件，比上年有所增加，群众满意度和办结时限都比上年好，具体情况见各月通报和年度报告，以及各区县和部门的分项说明，数据经复核后公布，如有出入以年度公报为准。",
            "",
            None,
        ),
    ],
)
def test_a_page_of_figures_without_them_is_hollow_in_any_design(before: str, after: str, hollow: bool | None) -> None:
    assert is_hollow(before, after) is hollow
