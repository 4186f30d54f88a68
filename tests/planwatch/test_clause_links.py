"""Which clause became which: made pairs with true links, and what must hold of every pair."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planwatch.clause_links import Kind, Link, link, numbered
from planwatch.clause_pairs import TooManyClausesError
from planwatch.clauses import Part, Unit, units
from tests.planwatch.made_pairs import CLAUSES, MadePair, made_pairs

PAIRS = made_pairs()
# What was reached on the pairs that rules were made on and on the kept ones, cut to two digits.
FLOORS = {"made on": (PAIRS[::2], 1.0, 1.0), "kept": (PAIRS[1::2], 0.98, 0.98)}
BANK = [f"{clause['title']}。{''.join(clause['halves'])}" for clause in CLAUSES.values()]
SOME = st.lists(st.sampled_from(range(len(BANK))), min_size=4, max_size=14, unique=True)
SIGNS = "一二三四五六七八九十"


def plan(clauses: Sequence[str]) -> str:
    """Return a plan of one chapter, its clauses numbered in order."""
    numbers = [SIGNS[number] if number < 10 else "十" + SIGNS[number - 10] for number in range(len(clauses))]
    return "\n".join(f"（{number}）{clause}" for number, clause in zip(numbers, clauses, strict=True))


def linked(older: Sequence[str], newer: Sequence[str]) -> list[Link]:
    return link(units(plan(older)), units(plan(newer)))


def kinds(links: Sequence[Link]) -> list[Kind]:
    return [one.kind for one in links]


def told(older: str, newer: str) -> dict[tuple[str | None, str | None], str]:
    links = numbered(link(units(older), units(newer)))
    return {(one.older and one.older.name, one.newer and one.newer.name): one.kind for one in links}


@pytest.mark.parametrize("half", FLOORS)
def test_made_pairs_are_linked_as_they_were_made(half: str) -> None:
    pairs, links_floor, kinds_floor = FLOORS[half]
    found = {(made.id, *names): kind for made in pairs for names, kind in told(made.older, made.newer).items()}
    truth = {(made.id, *names): kind for made in pairs for names, kind in made.truth.items()}
    right = found.keys() & truth.keys()

    assert 2 * len(right) / (len(found) + len(truth)) >= links_floor
    assert sum(found[one] == truth[one] for one in right) / len(right) >= kinds_floor


def test_there_are_enough_made_pairs_and_each_kind_is_among_them() -> None:
    assert len(PAIRS) >= 40
    for half in (PAIRS[::2], PAIRS[1::2]):
        assert {kind for made in half for kind in made.truth.values()} == set(Kind)


@given(SOME)
@settings(max_examples=40, deadline=None)
def test_a_text_beside_itself_is_the_same_throughout(numbers: list[int]) -> None:
    text = [BANK[number] for number in numbers]
    links = linked(text, text)

    assert set(kinds(links)) == {Kind.SAME}
    assert all(one.older == one.newer for one in links)


@given(st.lists(st.sampled_from(["总则。", "按规定办理。", "由主管部门解释。", ""]), min_size=1, max_size=12))
@settings(deadline=None)
def test_clauses_with_the_same_words_keep_their_order(text: list[str]) -> None:
    links = linked(text, text)

    assert [(one.older, one.kind) for one in links] == [(one.newer, Kind.SAME) for one in links]


@given(SOME, st.data())
@settings(max_examples=40, deadline=None)
def test_a_dropped_clause_is_the_only_change(numbers: list[int], data: st.DataObject) -> None:
    older = [BANK[number] for number in numbers]
    gone = data.draw(st.sampled_from(range(len(older))))
    links = linked(older, [*older[:gone], *older[gone + 1 :]])

    assert [one.older.text for one in links if one.kind is Kind.DROPPED and one.older] == [older[gone]]
    assert kinds(links).count(Kind.SAME) == len(older) - 1 == len(links) - 1
    assert links[gone].kind is Kind.DROPPED


@given(SOME, st.data())
@settings(max_examples=40, deadline=None)
def test_an_added_clause_is_the_only_change(numbers: list[int], data: st.DataObject) -> None:
    newer = [BANK[number] for number in numbers]
    new = data.draw(st.sampled_from(range(len(newer))))
    links = linked([*newer[:new], *newer[new + 1 :]], newer)

    assert [one.newer.text for one in links if one.kind is Kind.ADDED and one.newer] == [newer[new]]
    assert kinds(links).count(Kind.SAME) == len(newer) - 1 == len(links) - 1
    assert links[new].kind is Kind.ADDED


@pytest.mark.parametrize("made", PAIRS, ids=lambda made: made.id)
def test_swapped_sides_mirror_every_link(made: MadePair) -> None:
    mirror = {"added": "dropped", "dropped": "added", "split": "merged", "merged": "split"}
    there, back = told(made.older, made.newer), told(made.newer, made.older)

    assert {(b, a): mirror.get(kind, kind) for (a, b), kind in there.items()} == back


@given(SOME, st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_shuffled_clauses_stay_or_moved_and_as_many_as_can_stay(numbers: list[int], seed: int) -> None:
    older = [BANK[number] for number in numbers]
    newer = random.Random(seed).sample(older, len(older))  # noqa: S311  a shuffle, not a secret
    links = linked(older, newer)
    stayed = [older.index(one.newer.text) for one in links if one.kind is Kind.SAME and one.newer]

    assert set(kinds(links)) <= {Kind.SAME, Kind.MOVED}
    assert all(one.same_text for one in links)
    assert stayed == sorted(stayed)
    assert len(stayed) == longest_rise([older.index(clause) for clause in newer])


def longest_rise(ranks: Sequence[int]) -> int:
    """Return the length of the longest increasing subsequence, by its definition."""
    longest: list[int] = []
    for place, rank in enumerate(ranks):
        longest.append(1 + max((longest[before] for before in range(place) if ranks[before] < rank), default=0))
    return max(longest)


def test_width_spaces_and_unseen_signs_alone_are_no_rewording() -> None:
    links = linked(["支持单位（含企业）在2026年内， 完成登记。"], ["支持单位(含企业)在２０２６年内，\u200b完成登记。"])

    assert kinds(links) == [Kind.SAME]


def test_an_article_that_kept_its_number_in_another_chapter_is_not_renumbered_but_a_count_is() -> None:
    older = "第一章 总则\n第一条 甲方负责施工。\n第二章 附则\n第二条 乙方送达日志。"
    newer = "第一章 总则\n第一条 甲方负责施工。\n第二章 监理\n第三章 附则\n第二条 乙方送达日志。"
    counted = [
        text.replace("第一章 ", "一、").replace("第二章 ", "二、").replace("第三章 ", "三、") for text in (older, newer)
    ]
    counted = [text.replace("第一条 ", "（一）").replace("第二条 ", "（一）") for text in counted]

    assert [one.renumbered for one in link(units(older), units(newer))] == [False, False]
    assert [one.renumbered for one in numbered(link(*map(units, counted))) if one.kind is Kind.SAME] == [False, True]


def test_too_many_clauses_are_refused_by_their_number() -> None:
    many = [Unit(str(number), Part.PARAGRAPH, (str(number),), (), "甲") for number in range(5001)]

    with pytest.raises(TooManyClausesError, match="5001 and 1 clauses, expected at most 5000"):
        link(many, many[:1])


def test_what_stands_before_and_after_has_its_own_place() -> None:
    older = f"某规划（草案）\n为了发展，制定本规划。\n{plan(BANK[:4])}\n某部\n2026年1月2日"
    newer = f"某规划\n经研究决定，印发本规划。\n{plan(BANK[:4])}\n某委员会\n2026年7月9日"
    links = link(units(older), units(newer))

    assert kinds(links) == [Kind.REWORDED, *[Kind.SAME] * 4, Kind.REWORDED]


def test_a_text_without_any_clause_has_no_link() -> None:
    assert link([], []) == []
    assert kinds(link([], units(plan(BANK[:2])))) == [Kind.ADDED, Kind.ADDED]
