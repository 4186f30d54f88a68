"""Pages with next to no markup: pasted text, and columns of one or two entries."""

import pytest

from crawler.reading import read_file
from crawler.reading.listing import read_listing

PARAGRAPHS = [
    "为加快海洋装备中试基地建设，省科技厅近日会同有关部门研究提出若干措施，明确了未来三年的主要目标和重点任务。",
    "一、总体目标",
    "到2028年，全省建成海洋装备中试基地12个以上，服务企业不少于600家，海上公共试验场实现三类海况全覆盖。",
    "各地要结合实际制定工作方案，落实用地、用海和用能保障，重大事项及时报告省人民政府，并抄送省科技厅。",
    "省科技厅将每半年调度一次进展情况，适时组织开展总结评估，评估结果作为后续支持的重要依据。",
]
NAVIGATION = '<div><a href="/x/">首页</a><a href="/y/">新闻</a><a href="/z/">公告</a><a href="/w/">联系</a></div>'


@pytest.mark.parametrize("wrap", ["<pre>{}</pre>", "<div>{}</div>", "{}", "<p>{}</p>"])
def test_text_pasted_without_markup_keeps_its_paragraphs(wrap: str) -> None:
    body = wrap.format("\n\n".join(PARAGRAPHS))
    article = read_file(f"<html><body>{body}</body></html>".encode()).article

    assert article is not None
    assert article.text.split("\n") == PARAGRAPHS


def test_a_line_break_of_the_source_stays_white_space() -> None:
    wrapped = PARAGRAPHS[0][:20] + "\n" + PARAGRAPHS[0][20:]
    page = "".join(f"<p>{text}</p>" for text in [wrapped, *PARAGRAPHS[1:]])
    article = read_file(f"<html><body>{page}</body></html>".encode()).article

    assert article is not None
    assert article.text.split("\n") == PARAGRAPHS


def test_a_column_with_one_dated_entry_is_read() -> None:
    page = f'<html><body>{NAVIGATION}<ul><li><a href="/t20261120_1.html">关于印发某某规划的通知</a><span>2026-11-20</span></li></ul></body></html>'

    assert [item.title for item in read_listing(page, "http://x.example/", None).items] == ["关于印发某某规划的通知"]


def test_a_column_without_entries_is_not_filled_with_navigation() -> None:
    page = f"<html><body>{NAVIGATION}<ul></ul></body></html>"

    assert read_listing(page, "http://x.example/", None).items == ()
