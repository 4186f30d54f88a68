"""Stars: the same whether texts are compared one by one or beforehand, many at once."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from planwatch.ahead import AHEAD, FEW
from planwatch.clusters import CopyRecord, cluster
from planwatch.shelf import nearest, ranked

A = TypeVar("A")
B = TypeVar("B")
PARTS = (
    "国家标准由{}部门共同起草，适用于第{}类园区的规划、建设和运行。",
    "到2030年，累计建成{}个示范园区，带动投资{}亿元，单位产值能耗明显下降。",
    "各地要按季度报送第{}批项目清单，由专家组逐项核查，结果在{}个工作日内公开。",
    "本办法自发布之日起施行，有效期为{}年，由主管部门第{}处负责解释。",
)


def texts(count: int) -> Iterable[CopyRecord]:
    """Yield texts of which every third is a copy of the one before it."""
    for number in range(count):
        told = number - 1 if number % 3 == 2 else number
        text = "".join(part.format(told * 7 + 3, told * 11 + 5) for part in PARTS)
        yield CopyRecord(
            f"t{number}",
            text if told == number else f"{text}\n（来源：某报）",
            published=f"2026-01-{number % 28 + 1:02}",
        )


def test_comparing_beforehand_places_every_text_alike() -> None:
    calls: list[int] = []

    def mapper(function: Callable[[A], B], items: Iterable[A], /) -> Iterable[B]:
        chosen = list(items)
        calls.append(len(chosen))
        return map(function, chosen)

    records = list(texts(AHEAD + 40))
    alone = cluster(records)

    assert cluster(records, mapper) == alone
    assert sum(one.original is not None for one in alone) > AHEAD // 4
    assert max(calls) == AHEAD
    assert min(calls) >= FEW


def test_a_few_texts_are_not_worth_other_processes() -> None:
    def mapper(_function: Callable[[A], B], _items: Iterable[A], /) -> Iterable[B]:
        raise AssertionError

    assert len(cluster(texts(FEW - 1), mapper)) == FEW - 1


def test_a_page_that_cuts_one_item_and_has_another_whole_is_no_copy_of_either() -> None:
    long = "".join(
        f"第{word}章规定了{word * 3}方面的要求，由{word * 2}部门负责组织实施。" for word in "甲乙丙丁戊己庚辛壬癸"
    )
    other = "国家数据局近日就公共数据资源登记答记者问，介绍了登记平台建设、授权运营规范和价格形成机制等方面的进展，并回应了企业关心的问题。"
    page = f"今日要闻\n1. {long[: len(long) * 56 // 100]}\n2. {other}"
    records = [CopyRecord(name, text) for name, text in (("long", long), ("other", other), ("page", page))]

    assert [one.original for one in cluster(records)] == [None, None, None]
    assert cluster([records[0], CopyRecord("part", page.partition("\n2.")[0])])[1].original == "long"


def test_a_page_of_several_items_is_no_original_of_one_that_ranks_behind_it() -> None:
    items = [
        "市城管局对跨河桥梁逐座体检，更换老化支座，增设限高标志，夜间分段施工，白天照常通行，年底前把检测报告挂在桥头供人查看。",
        "水务部门启用清淤船疏浚城区河道，淤泥脱水后制成路缘砖，沿岸补种芦苇和菖蒲，居民可以扫码上报排口异味，由网格员当天到场。",
        "交警与学校约定校车线路和停靠点，每辆车配一名照管员，安装防遗忘报警器，家长在手机上能看到到站时刻，暴雪天改为居家上课。",
    ]
    page = "今日要闻\n" + "\n".join(items)
    days = zip(("bridge", "page", "river", "school"), (items[0], page, *items[1:]), range(1, 5), strict=True)
    records = [CopyRecord(name, text, published=f"2026-01-0{day}") for name, text, day in days]

    assert [one.original for one in cluster(records)] == [None] * 4
    again = CopyRecord("again", items[1] + "\n（来源：某报）", published="2026-01-05")
    assert cluster([*records, again])[-1].original == "river"


def test_the_texts_with_the_most_in_common_come_first_and_one_feature_is_none() -> None:
    assert ranked([9, 5, 2, 9, 5, 5, 1]) == [(3, 5), (2, 9)]
    assert ranked([]) == []
    assert nearest([(3, 5, 100), (2, 9, 400), (6, 1, 100), (1, 2, 400)], 32, 100) == [9, 1]


def test_a_dateline_tells_which_of_two_siblings_was_copied() -> None:
    told = "{}新华社{}2月29日电 国务院联防联控机制印发通知，就分区分级防控策略作出部署安排，要求各地细化防控措施，加强重点场所管控。{}"
    rest = "各有关部门要按照职责分工加强指导，{}市要继续做好外防输入工作，遇有重大情况及时报告。"
    records = [
        CopyRecord("first", told.format("", "上海", rest.format("上海")), published="2026-03-01"),
        CopyRecord("second", told.format("", "北京", rest.format("北京")), published="2026-03-02"),
        CopyRecord("copy", told.format("", "北京", ""), published="2026-03-03"),
    ]
    assert [one.original for one in cluster(records)] == [None, None, "second"]
