"""Which pages of a list are looked at after one of them."""

from crawler import turning
from planwatch.records import Level, Listing, ListingRules, ListItem

HOST = "https://www.example.gov.cn"
RULES = ListingRules("全部", f"{HOST}/index.xml", kind="sitemap", max_pages=2)
NAMED = tuple(f"{HOST}/{number}.xml" for number in range(4))
START = turning.first(RULES)


def here(url: str) -> bool:
    return url.startswith(HOST)


def urls(turns: tuple[turning.Turn, ...]) -> list[str]:
    return [turn.url for turn in turns]


def test_of_an_index_max_pages_sitemaps_are_looked_at_and_none_after_them() -> None:
    turns = turning.following(START, Listing((), sitemaps=NAMED), here)
    page = Listing((ListItem("", f"{HOST}/a.html"),))

    assert urls(turns) == list(NAMED[:2])
    assert turning.index_problem(START, Listing((), sitemaps=NAMED), "example", turns) is None
    assert [turning.following(turn, page, here) for turn in turns] == [(), ()]


def test_sitemaps_elsewhere_take_no_place_and_are_told_only_where_there_is_no_other() -> None:
    away = ("https://elsewhere.example/1.xml", "https://elsewhere.example/2.xml")
    mixed, outside = Listing((), sitemaps=(*away, *NAMED)), Listing((), sitemaps=away)
    turns = turning.following(START, mixed, here)
    problem = turning.index_problem(START, outside, "example", turning.following(START, outside, here))

    assert urls(turns) == list(NAMED[:2])
    assert turning.index_problem(START, mixed, "example", turns) is None
    assert problem is not None
    assert (problem.level, problem.code, problem.url) == (Level.WARNING, "sitemaps_elsewhere", RULES.url)
    assert away[0] in problem.message
    assert "also_allow" in problem.message


def test_an_index_in_an_index_is_told_and_not_followed_nor_is_one_that_names_where_it_was_found() -> None:
    turn, *_ = turning.following(START, Listing((), sitemaps=NAMED), here)
    inner = Listing((), sitemaps=(f"{HOST}/deeper.xml",))
    problem = turning.index_problem(turn, inner, "example", turning.following(turn, inner, here))

    assert turning.following(turn, inner, here) == ()
    assert problem is not None
    assert (problem.code, problem.url) == ("sitemap_index_nested", turn.url)
    assert turning.following(START, Listing((), sitemaps=(START.url,)), here) == ()


def test_a_next_page_elsewhere_is_not_turned_to() -> None:
    page = Listing((ListItem("", f"{HOST}/a.html"),), "https://elsewhere.example/list?page=2")

    assert turning.following(START, page, here) == ()
    assert urls(turning.following(START, page, bool)) == [page.next_url]
