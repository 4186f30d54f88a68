import pytest

from planwatch.emptied import is_emptied

FIGURES = "本月办结 | 1286件\n群众满意度 | 99.2%\n说明：办结数按自然月统计。"


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
