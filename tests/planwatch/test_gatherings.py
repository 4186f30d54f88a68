"""What gathers several numbered items, and what only has numbered parts."""

from planwatch.clusters import CopyRecord, cluster
from planwatch.gatherings import are_apart, gathers, is_item

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


def test_a_page_of_hours_is_a_copy_of_none_though_one_item_is_most_of_it() -> None:
    long = "".join(f"{ELECTED}第{number}组的候选人另行公布，异议期为{number + 3}天。" for number in range(4))
    page = f"今日要闻\n09:00 {RENTED}\n11:00 {long[:400]}\n14:30 石汀海洋论坛开幕，各国学者就潮间带修复交换意见，会期三天。"
    assert are_apart(page, long)


def test_an_item_that_comes_after_a_page_of_items_is_no_excerpt_of_it() -> None:
    records = [
        CopyRecord("week", ROUND_UP.replace("1.院士增选揭晓\n", "1."), published="2026-11-20"),
        CopyRecord("own", ELECTED, published="2026-11-22"),
    ]
    assert [one.original for one in cluster(records)] == [None, None]


def test_a_part_of_a_page_of_items_that_has_two_of_them_is_an_excerpt() -> None:
    page = (
        f"一周回顾\n1.{RENTED}\n2.{LIKE_IT}\n3.{ELECTED}\n4.石汀海洋论坛开幕，各国学者就潮间带修复交换意见，会期三天。"
    )
    assert not gathers(page, f"{LIKE_IT}\n3.{ELECTED}")
    assert gathers(page, ELECTED)


def test_a_document_in_parts_gathers_nothing() -> None:
    assert not gathers(f"实施方案\n一、{ELECTED}\n二、{LIKE_IT}\n三、{RENTED}", ELECTED)
    assert not gathers(f"{LIKE_IT}\n1.{ELECTED}\n2.{RENTED}\n3.{LIKE_IT[::-1]}", ELECTED)


def test_two_pages_that_share_an_item_and_have_items_of_their_own_are_apart() -> None:
    forum = "石汀海洋论坛开幕，各国学者就潮间带修复交换意见，会期三天，市民可以预约旁听。"
    port = "石汀港第三期码头开港，年吞吐能力达到两千万吨，首班集装箱船开往釜山。"
    bridge = "跨海大桥东引桥合龙，预计明年夏天通车，通行时间由一小时缩短到一刻钟。"
    today = f"今日要闻\n1.{ELECTED}{LIKE_IT}\n2.{forum}\n3.{port}"
    other = f"每日速览\n【1】{RENTED}\n【2】{bridge}\n【3】{ELECTED}{LIKE_IT}"
    assert are_apart(today, other)
    assert not are_apart(today, today.replace("今日要闻", "要闻"))


def test_a_page_of_items_that_cut_a_text_before_it_came_out_takes_none_of_its_copies() -> None:
    long = "".join(
        f"{word}区供热改造的第{number}批工程由{word * 2}热力公司承担，工期{number + 3}个月，用户可以到服务站查询进度。"
        for number, word in enumerate("甲乙丙丁戊己庚辛壬癸", 1)
    )
    page = f"今日要闻\n09:00 {long[:320]}\n11:00 {ELECTED}\n14:30 {RENTED}"
    records = [
        CopyRecord("today", page, published="2026-11-20"),
        CopyRecord("own", long, published="2026-11-21"),
        CopyRecord("end", long[-130:], published="2026-11-22"),
        CopyRecord("copy", f"{long}\n（来源：石汀日报）", published="2026-11-23"),
    ]
    assert [one.original for one in cluster(records)] == [None, None, "own", "own"]
