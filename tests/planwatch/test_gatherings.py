"""What gathers several numbered items, and what only has numbered parts."""

from planwatch.clusters import CopyRecord, cluster
from planwatch.gatherings import is_item

ELECTED = (
    "海洋科学院11月22日公布2026年院士增选结果，共选举产生院士59人，其中数学学部11人、化学部9人、生命学部13人，平均年龄54岁。"
    "增选工作自今年春天启动，经过推荐、通信评审和会议评审三个阶段，接受了社会监督，结果按章程报告主席团备案。"
)
LIKE_IT = "海洋工程院11月22日公布2026年院士增选结果，共选举产生院士74人，其中机械与运载学部9人、能源与矿业学部13人、农业学部8人，当选者女性5人，最年轻的41岁。"
RENTED = "石汀市住房局发布公告，第三批人才专项租赁住房自11月6日9时起接受网上申请。"
ROUND_UP = f"一周回顾\n1.院士增选揭晓\n{ELECTED}\n2.工程院增选\n{LIKE_IT}\n3.人才房申请截止\n{RENTED}"


def test_a_page_of_several_items_is_a_copy_of_none() -> None:
    assert is_item(ROUND_UP, ELECTED)
    placed = cluster(
        [
            CopyRecord("own", ELECTED, published="2026-11-22"),
            CopyRecord("copy", f"{ELECTED}\n（来源：石汀日报）", published="2026-11-23"),
            CopyRecord("week", ROUND_UP, published="2026-11-24"),
        ]
    )
    assert [(one.id, one.original) for one in placed] == [("own", None), ("copy", "own"), ("week", None)]


def test_a_page_of_parts_whose_items_are_alike_and_one_is_short_is_a_copy_of_none() -> None:
    alike = ELECTED.replace("海洋科学院", "大气科学院").replace("59人", "41人")
    parts = (
        f"一、增选\n{alike}\n{ELECTED}\n二、任命\n{RENTED}\n三、撤回\n本期共有14家单位主动撤回申请，比上一期增加5家。"
    )
    assert is_item(parts, ELECTED)


def test_numbered_parts_of_the_text_itself_and_short_links_are_no_other_items() -> None:
    numbered = f"1.{ELECTED}\n2.{LIKE_IT}\n3.{RENTED}"
    assert not is_item(numbered, f"{ELECTED}{LIKE_IT}{RENTED}")
    assert not is_item(f"{ELECTED}\n相关新闻\n1.工程院增选74人\n2.人才房申请截止\n3.海洋论坛开幕", ELECTED)


def test_a_notice_that_comes_before_the_numbered_parts_of_its_annex_is_no_item() -> None:
    parts = "\n".join(
        f"{number}、各单位应当在第{name}季度报送材料，逾期不报的由主管部门通报并限期改正，情况记入年度考核档案。"
        for number, name in zip("一二三", "甲乙丙", strict=True)
    )
    assert not is_item(f"{ELECTED}\n{parts}", ELECTED)
