"""What a difference amounts to, in words."""

import pytest

from planwatch.diff import compare
from planwatch.findings import Topic, findings
from planwatch.records import Significance

HEAD = "名称\t2025年\t2030年\n研发强度\t2.7%\t"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "全年完成投资1286.4亿元。",
            "全年完成投资1268.4亿元。",
            (Topic.FIGURE, "全年完成投资", "1286.4", "1268.4", "亿元"),
        ),
        ("截止日期为10月20日。", "截止日期为11月20日。", (Topic.DATE, "截止日期", "10月20日", "11月20日", "")),
        ("请于10月20日前反馈。", "请于11月20日前反馈。", (Topic.DEADLINE, "", "10月20日", "11月20日", "")),
        ("自2026年5月1日起施行。", "自2026年7月1日起施行。", (Topic.STARTS, "", "2026年5月1日", "2026年7月1日", "")),
        (
            "申请人可以委托他人办理。",
            "申请人应当委托他人办理。",
            (Topic.DUTY, "申请人", "可以", "应当", "委托他人办理"),
        ),
        ("经费不得用于捐款。", "经费不可用于捐款。", (Topic.DUTY, "经费", "不得", "不可", "用于捐款")),
        ("联系人：周明，地址不变。", "联系人：吴亮，地址不变。", (Topic.REPLACED, "联系人", "周明", "吴亮", "")),
        ("专家组由5至7人组成。", "专家组由7至9人组成。", (Topic.FIGURE, "专家组", "5至7", "7至9", "人")),
        ("规划期为2026—2030年。", "规划期为2026—2035年。", (Topic.FIGURE, "规划期", "2026—2030年", "2026—2035年", "")),
        ("发展机器人产业。", "发展机器人、低空装备产业。", (Topic.ADDED, "", "", "低空装备", "")),
        ("定期会商，按月通报。", "定期会商。", (Topic.DROPPED, "", "按月通报", "", "")),
        ("企业须按期结题。", "企业按期结题。", (Topic.DROPPED, "企业", "须", "", "按期结题")),
        (HEAD + "3.2%", HEAD + "3.0%", (Topic.CELL, "研发强度 2030年", "3.2%", "3.0%", "")),
    ],
)
def test_a_change_of_substance_in_words(before: str, after: str, told: tuple[str, ...]) -> None:
    (found,) = findings(compare(before, after))

    assert told == (found.topic, found.label, found.before, found.after, found.tail)
    assert found.weight is Significance.SUBSTANCE


def test_substance_leads_cosmetic_is_left_out_and_the_same_is_said_once() -> None:
    rest = "各单位要高度重视，认真组织，按时报送材料和数据"
    before = f"加快推进建设。{rest}，共3项。{rest}，请于3月1日前报。{rest}，请于3月1日前报。{rest}。"
    after = f"扎实推进建设。{rest}，共3项.{rest}，请于4月1日前报。{rest}，请于4月1日前报。{rest}。"

    assert [(found.topic, found.weight) for found in findings(compare(before, after))] == [
        (Topic.DEADLINE, Significance.SUBSTANCE),
        (Topic.REPLACED, Significance.WORDING),
    ]


def test_a_moved_block_is_named_with_what_was_changed_in_it() -> None:
    blocks = [
        "总则部分写明目的和依据。",
        "申报单位应当具备独立法人资格，注册满3年。",
        "附则部分写明施行的日期和机关。",
        "监督部分写明检查的办法。",
    ]
    after = "\n".join([blocks[0], *blocks[2:], blocks[1].replace("3", "5")])
    found = findings(compare("\n".join(blocks), after))

    assert [(one.topic, one.after) for one in found] == [(Topic.FIGURE, "5"), (Topic.MOVED, blocks[1])]


def test_a_rewritten_text_is_one_finding() -> None:
    (found,) = findings(compare("甲" * 300, "乙" * 300))

    assert (found.topic, found.weight) == (Topic.REWRITTEN, Significance.SUBSTANCE)
