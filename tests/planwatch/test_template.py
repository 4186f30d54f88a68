from planwatch.template import Edit, substantial

TEXTS = [f"第{n}项工作由{who}负责，经费共{n}00万元。\n每季度末报送进展。" for n, who in enumerate("甲乙丙丁戊己", 1)]
NOTICE = "本站已完成改版，欢迎各位读者提出宝贵的使用意见和建议。"


def edit(before: str, after: str, **fields: tuple[str, str]) -> Edit:
    return Edit(before, after, fields)


def test_a_line_that_comes_on_every_page_is_the_templates_and_a_number_beside_it_is_not() -> None:
    edits = [edit(text, f"{text}\n{NOTICE}") for text in TEXTS]
    edits[2] = edit(TEXTS[2], f"{TEXTS[2].replace('300万元', '350万元')}\n{NOTICE}")
    assert substantial(edits) == [False, False, True, False, False, False]


def test_a_line_that_comes_on_two_pages_is_theirs() -> None:
    assert substantial([edit(text, f"{text}\n{NOTICE}") for text in TEXTS[:2]]) == [True, True]


def test_a_sentence_changed_in_place_on_every_page_is_of_substance_on_each() -> None:
    edits = [edit(text, text.replace("每季度末", "每月20日前")) for text in TEXTS]
    assert substantial(edits) == [True] * len(TEXTS)


def test_a_template_that_gives_way_to_another_is_none() -> None:
    old, new = "上一条：往期通知公告汇总可在栏目首页查阅。", "技术支持单位负责本站日常运行，咨询请拨打服务热线。"
    edits = [edit(f"{text}\n{old}", f"{text}\n{new}") for text in TEXTS]
    assert not any(substantial(edits))


def test_titles_that_all_get_the_sites_name_are_the_templates_and_one_that_says_otherwise_is_not() -> None:
    edits = [edit(text, text, title=(f"通知{n}", f"通知{n}_科技厅")) for n, text in enumerate(TEXTS)]
    assert not any(substantial(edits))
    few = [edit(text, text) for text in TEXTS[:5]] + [edit(TEXTS[5], TEXTS[5], title=("关于甲的通知", "关于乙的通知"))]
    assert substantial(few) == [False] * 5 + [True]


def test_another_script_changes_nothing() -> None:
    assert substantial([edit("补助经费由省级财政安排。", "補助經費由省級財政安排。")] * 3) == [False] * 3
    assert substantial([]) == []
