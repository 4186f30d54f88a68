from crawler.reading.noise import selectors
from crawler.reading.tree import parse, select

PAGE = """<html><body><div id="c20261122" class="main x"><div class="zan"><p>已有{count}人觉得有帮助</p></div>
<p>正文的一段。</p><p id="hits">热度：{count}</p></div></body></html>"""


def test_it_names_what_holds_a_changing_line_and_the_boxes_around_it() -> None:
    found = selectors(PAGE.format(count=4711), {"已有4711人觉得有帮助"})
    assert found == {"div.zan", "div.main", "div.x", 'p:contains("已有")'}


def test_a_name_made_for_one_page_alone_is_none_and_an_id_is_one() -> None:
    found = selectors(PAGE.format(count=4711), {"热度：4711"})
    assert "#hits" in found
    assert not any("2026" in selector for selector in found)


def test_a_line_that_stands_nowhere_has_no_selector() -> None:
    assert selectors(PAGE.format(count=1), {"别处的一行"}) == set()


def test_what_an_element_says_can_select_it_on_page_after_page() -> None:
    for count in range(3):
        (element,) = select(parse(PAGE.format(count=count)), 'p:contains("热度")')
        assert element.get("id") == "hits"
