"""Lines about the page are no part of a text, lines of the text that look a little like them are."""

import pytest

from planwatch.fold import body, parts

LINES = (
    "海关总署近日推出16条便利化措施，支持综合保税区发展。",
    "一位负责人说：“问题要一个一个解决。”",
    "首页改版后，办事入口更加清楚。",
    "问题导向、目标导向、结果导向相统一。",
    "图书馆、档案馆全年免费开放。",
    "广告产业园区建设取得新进展。",
    "2026年11月3日08:36，石汀海域发生3.2级地震，震源深度10千米。",
)
ASIDES = (
    "首页 > 资讯 > 要闻 > 正文",
    "您当前的位置：网站首页 - 要闻",
    "点赞 26　收藏 8　评论 0",
    "微信　微博　QQ空间　复制链接",
    "【大】【中】【小】　【打印】",
    "热门标签：民生 权威发布",
    "发表于 2026-11-21 10:02",
    "图为工作人员检查设备。本报记者 何山 摄",
    "图①：群众参加活动",
    "▲会议现场",
    "会议现场（资料图片）",
    "问：为什么这样安排？",
    "记者：下一步有什么打算？",
    "【广告】全场五折起",
    "——— 广告 ———",
    "环球网　2023年11月3日 08:36　2369人看过",
    "2026-11-21 10:02:33 阅读 1.2万",
)


@pytest.mark.parametrize("aside", ASIDES)
def test_what_the_page_says_of_itself_is_left_out(aside: str) -> None:
    assert body(f"{LINES[0]}\n{aside}\n{LINES[2]}") == body(f"{LINES[0]}\n{LINES[2]}")


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_text_stays(line: str) -> None:
    assert body(f"{LINES[0]}\n{line}").count("\n") == 1


@pytest.mark.parametrize(
    "note", ["（节选）", "（选）", "(未完，详见本站)", "【全文见附件】", "展开剩余内容", "[阅读全文]", "（有删节）"]
)
def test_what_a_page_says_of_the_rest_of_a_text_is_left_out(note: str) -> None:
    assert body(f"{LINES[0]}{note}") == body(LINES[0])


def test_a_choice_or_a_transfer_in_brackets_stays() -> None:
    assert body("会议产生新一届理事会（选举办法另行公布）(下转移支付三千万元)").endswith(
        "理事会(选举办法另行公布)(下转移支付三千万元)"
    )


def test_the_second_of_a_video_is_left_out_and_an_hour_stays() -> None:
    assert body("[00:07] 会议开始") == "会议开始"
    assert body("10:30 会议开始") == "10:30 会议开始"


def test_angle_brackets_that_stand_for_a_titles_marks_become_them() -> None:
    assert body("印发<数据安全管理办法>，<b>即日</b>起施行，x<3且y>2") == "印发《数据安全管理办法》,即日起施行,x<3且y>2"


def test_every_number_stands_behind_its_letters_whatever_signs_a_hostile_text_holds() -> None:
    text = "到2025年\0，&#0;投入12.50亿元\x01；四_项"

    assert parts(text) == (
        ("到", ("2025",)),
        ("年投入", ("1250000000",)),
        ("元", ("4",)),
        ("项", ()),
    )
