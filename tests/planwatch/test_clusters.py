"""Stars: the same whether texts are compared one by one or beforehand, many at once."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from planwatch.ahead import AHEAD, FEW
from planwatch.clusters import CopyRecord, cluster

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
