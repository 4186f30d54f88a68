"""A page under reading: everything is made once; and where its prose stands."""

from crawler.reading.kinds import is_list
from crawler.reading.page import Page

TITLE = "某某省印发海洋装备发展规划的通知"
BODY = "<p>各市州人民政府，省直各单位，请结合实际认真贯彻落实，切实推进有关工作。</p>" * 20
NEWS = "".join(
    f'<p><a href="/2026/{n}.html">关于做好第{n}批项目申报工作的通知</a> 2026-09-0{n}</p>' for n in range(1, 9)
)


def page(body: str) -> Page:
    return Page(
        f'<html><head><title>{TITLE}</title><meta name="source" content="某某网"></head><body>{body}</body></html>'
    )


def test_each_part_is_made_once() -> None:
    read = page(f"<h1>{TITLE}</h1>{BODY}{NEWS}")

    assert read.root is read.root
    assert read.blocks is read.blocks
    assert read.likes is read.likes
    assert read.main is read.main
    assert read.prose is read.prose
    assert read.metas == {"source": "某某网"}


def test_prose_is_counted_in_every_element_that_holds_it() -> None:
    read = page(f"<div id=one>{BODY}</div><div id=two><p>另一段，很短。</p>{NEWS}</div>")
    one, two = (element for element in read.root.iter("div"))

    assert read.prose.total == read.prose.under[one] + read.prose.under[two]
    assert read.prose.beside([one]) == read.prose.under[two] == len("另一段，很短。")
    assert read.prose.is_body(one)
    assert not read.prose.is_body(two)
    assert page("").prose.total == 0


def test_a_headline_over_its_body_makes_an_article_though_both_stand_in_one_of_like_columns() -> None:
    column = '<div><a href="/{0}.html">关于第{0}个专栏的全部内容与说明</a> 2026-09-0{0}</div>'
    columns = "".join(map(column.format, range(1, 6)))
    read = page(f"{columns}<div><a href='/'>首页</a><h1>{TITLE}</h1>{BODY}</div>")

    assert not is_list(read)
    assert is_list(page(f"<h1>通知公告</h1>{NEWS}"))
