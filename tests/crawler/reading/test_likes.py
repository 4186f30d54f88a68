"""What may be a list: the bounds that spare most pages the weighing of their lists must never leave out a list."""

import random
from collections.abc import Iterator

import pytest

from crawler.reading.html_list import _worth_most, with_siblings
from crawler.reading.kin import kind_of
from crawler.reading.likes import FEWEST, LEVELS, Likes, count_pages, like_items, likes_of, longest
from crawler.reading.lists import ENTRY_WORTH, Lists
from crawler.reading.page import Page
from crawler.reading.tree import Element, parse

WORDS = (
    "通知",
    "关于印发海洋装备发展规划的通知",
    "首页",
    "某某省公布新能源三年行动方案并征求意见",
    "更多",
    "e\u0301tude",
)
DAYS = ("", "2026-09-08", "<span>09-08</span>", "[2026/9/8]")
HREFS = ("/art/2026/9/8/art_{}.html", "list_{}.html", "#top", "javascript:void({})", "", "/{}")


def made(seed: int) -> Page:
    """Return a page of nested boxes with rows, links, days and prose, by chance."""
    chance = random.Random(seed)  # noqa: S311 - the same pages each time
    numbers = iter(range(10_000))

    def link() -> str:
        title = f' title="{chance.choice(WORDS)}"' if chance.random() < 0.2 else ""
        return f'<a href="{chance.choice(HREFS).format(next(numbers))}"{title}>{chance.choice(WORDS)}</a>'

    def box(depth: int) -> str:
        kind = chance.random()
        if depth == 0 or kind < 0.2:
            return f"<p>{chance.choice(WORDS)}，{'为推进有关工作，' * chance.randrange(40)}特此通知。</p>"
        if kind < 0.5:
            form, day, most = chance.choice(("li", "p", "div")), chance.choice(DAYS), chance.choice((1, 1, 2, 9))
            rows = ("".join(link() for _ in range(chance.randint(1, most))) + day for _ in range(chance.randint(1, 12)))
            return "<ul>" + "".join(f"<{form}>{row}</{form}>" for row in rows) + "</ul>"
        tag, name = chance.choice(("div", "section", "span")), chance.choice(("a", "b", ""))
        inner = [box(depth - 1) for _ in range(chance.randint(1, 5))]
        return f'<{tag} class="{name}">' + "".join(inner) + f"</{tag}>"

    return Page(f"<html><head><title>{chance.choice(WORDS)}</title></head><body>{box(6)}{box(4)}</body></html>")


PAGES = [made(seed) for seed in range(80)]


def alike(parent: Element) -> list[Element]:
    """Return an element with those of its kind beside it, or in wrappers of one kind beside its own: looked for from the element."""
    wrapper = parent.getparent()
    if wrapper is None or parent.tag == "body":
        return [parent]
    beside = [child for child in wrapper if kind_of(child) == kind_of(parent)]
    above = wrapper.getparent()
    if len(beside) > 1 or above is None or wrapper.tag == "body":
        return beside
    wrappers = [child for child in above if kind_of(child) == kind_of(wrapper)]
    return [child for each in wrappers for child in each if kind_of(child) == kind_of(parent)]


def joinable(likes: Likes) -> list[Element]:
    tag, parents = likes.items[0].tag, alike(likes.parent)
    return [child for parent in parents if parent is not likes.parent for child in parent if child.tag == tag]


def pages_with_lists() -> Iterator[Page]:
    return (page for page in PAGES if page.main is not None and page.main.worth >= ENTRY_WORTH * len(page.main.entries))


def test_every_element_in_an_entry_of_a_worthy_list_may_be_listed() -> None:
    found = [
        (lists, element)
        for page in pages_with_lists()
        for lists in [Lists(page)]
        for item in (page.main.items if page.main else ())
        if not page.prose.is_body(item)
        for element in item.iter()
    ]

    assert len(found) > 200
    assert all(lists.may_hold(element) for lists, element in found)


def test_like_items_are_those_of_the_whole_search() -> None:
    found = [likes for page in PAGES for likes in page.likes]

    assert len(found) > 100
    for likes in found:
        assert like_items(likes.parent, likes.items[0].tag) == list(likes.items)
        assert count_pages(likes.items) == likes.links


def test_no_group_is_worth_more_or_has_longer_titles_than_its_likes_promise() -> None:
    for page in PAGES:
        for likes in page.likes:
            group = page.groups[likes]
            if group is None:
                continue
            joined = with_siblings(group, page.groups)
            assert group.worth <= _worth_most(likes)
            assert sum(len(entry.title) for entry in joined.entries) <= sum(likes.titles) + longest(
                joinable(likes), likes.lengths
            )


def test_what_joins_a_list_is_found_from_either_side() -> None:
    for page in PAGES:
        for likes in page.likes:
            others = {child.getparent() for child in joinable(likes)}
            assert all(likes.parent in page.groups.kin.joined_by(other) for other in others)


def test_the_kin_of_a_list_and_what_they_hold_are_those_found_from_each_list_alone() -> None:
    joined = 0
    for page in PAGES:
        lists = Lists(page)
        for likes in page.likes:
            beside = joinable(likes)
            joined += bool(beside)
            assert page.groups.kin.alike(likes.parent) == alike(likes.parent)
            assert lists.bounds(likes) == (
                page.prose.beside((*likes.items, *beside)),
                sum(likes.titles) + longest(beside, likes.lengths),
            )

    assert joined > 50


@pytest.mark.parametrize(("depth", "count"), [(LEVELS - 2, FEWEST), (LEVELS - 1, 0)])
def test_a_link_too_deep_below_makes_no_item(depth: int, count: int) -> None:
    row = f"<div>{'<b>' * depth}<a href='/1.html'>甲</a>{'</b>' * depth}</div>"
    root = parse(f"<html><body><main>{row * 3}</main></body></html>")
    parent = next(root.iter("main"))

    assert len(like_items(parent, "div")) == count
    assert len([likes for likes in likes_of(root) if likes.parent is parent]) == bool(count)
