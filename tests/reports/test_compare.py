"""A table of clauses: its rows and bands, and how it is told as text, HTML, DOCX and JSON."""

import io
import json
from html.parser import HTMLParser

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planwatch.clause_links import Kind
from planwatch.diff import apply
from planwatch.records import Hunk
from reports.compare import ClauseTable, Document, table
from reports.compare import docx as told_docx
from reports.compare.data import as_data, pair
from reports.compare.html import render as render_html
from reports.compare.text import render as render_text
from reports.passages import Part

OLDER = """滨江市夜间经济办法（草案）
为了繁荣夜间经济，制定本办法。
第一章 总则
第一条 本市在2027年底前建成夜市12处，营业时间不早于21时。
第二条 商务部门负责协调夜间经济工作，公安部门负责夜市治安。
第二章 扶持
第三条 夜市经营者可以申请三万元以下的贴息贷款。
第四条 地铁周末延时运行一小时。夜市周边道路夜间免收停车费，免费时段由交通部门公布。
第五条 鼓励博物馆夜间开放，开放时长计入年度考核。
第六条 噪声超过限值的，由城管部门责令改正。
第七条 本办法自2027年1月1日起施行。"""
NEWER = """滨江市夜间经济办法
为了繁荣夜间经济，制定本办法。
第一章 总则
第一条 本市在2028年底前建成夜市18处，营业时间不早于21时。
第二条 鼓励博物馆夜间开放，开放时长计入年度考核。
第三条 商务部门负责协调夜间经济工作，公安部门负责夜市治安。
第二章 扶持和监管
第四条 夜市经营者可以申请三万元以下的贴息贷款。
第五条 地铁周末延时运行一小时。
第六条 夜市周边道路夜间免收停车费，免费时段由交通部门公布。
第七条 外来摊贩凭电子证照入市经营。
第八条 本办法自2027年1月1日起施行。"""


@pytest.fixture(scope="module")
def made() -> ClauseTable:
    return table(
        Document("滨江市夜间经济办法（草案）", OLDER, "https://example.org/a"), Document("滨江市夜间经济办法", NEWER)
    )


def names(made: ClauseTable, kind: Kind) -> list[tuple[list[str], list[str]]]:
    rows = [row for row in made.rows if row.kind is kind]
    return [([cell.unit.name for cell in row.older], [cell.unit.name for cell in row.newer]) for row in rows]


def test_each_row_says_what_became_of_a_clause(made: ClauseTable) -> None:
    assert names(made, Kind.REWORDED) == [(["front"], ["front"]), (["第一条"], ["第一条"])]
    assert names(made, Kind.MOVED) == [(["第五条"], ["第二条"])]
    assert names(made, Kind.SPLIT) == [(["第四条"], ["第五条"]), (["第四条"], ["第六条"])]
    assert names(made, Kind.ADDED) == [([], ["第七条"])]
    assert names(made, Kind.DROPPED) == [(["第六条"], [])]
    assert made.counts == {"same": 3, "reworded": 2, "moved": 1, "split": 1, "added": 1, "dropped": 1}
    assert made.renumbered == 6


def test_a_split_clause_is_shown_whole_once(made: ClauseTable) -> None:
    first, second = (row for row in made.rows if row.kind is Kind.SPLIT)

    assert "".join(piece.text for piece in first.older[0].pieces).startswith("地铁周末")
    assert not first.goes_on
    assert second.goes_on
    assert second.older[0].pieces == ()
    assert {piece.part for row in (first, second) for piece in row.newer[0].pieces} == {Part.KEPT}


def test_headings_stand_above_the_first_clause_under_them_with_those_of_both_sides(made: ClauseTable) -> None:
    bands = [(row.newer[0].unit.name, row.band) for row in made.rows if row.band and row.newer]

    assert bands == [("第一条", ("第一章 总则", "第一章 总则")), ("第四条", ("第二章 扶持", "第二章 扶持和监管"))]


def test_the_pieces_of_both_sides_spell_their_clauses_and_cut_no_number(made: ClauseTable) -> None:
    for row in made.rows:
        for cell in (*row.older, *row.newer):
            assert cell.continued or "".join(piece.text for piece in cell.pieces) == cell.unit.text
    first = next(row for row in made.rows if row.newer and row.newer[0].unit.name == "第一条")
    assert [piece.text for piece in first.older[0].pieces if piece.part is Part.REMOVED] == ["2027年", "12"]
    assert [piece.text for piece in first.newer[0].pieces if piece.part is Part.ADDED] == ["2028年", "18"]


@pytest.mark.parametrize(("language", "kinds"), [("zh", "拆分"), ("en", "split")])
def test_text_tells_the_counts_the_rows_and_the_changed_words(made: ClauseTable, language: str, kinds: str) -> None:
    said = render_text(made, language)

    assert said.startswith("滨江市夜间经济办法（草案） → 滨江市夜间经济办法\n")
    assert f"{kinds} 1" in said.splitlines()[1]
    assert "本市在[2027年 → 2028年]底前建成夜市[12 → 18]处" in said
    assert "外来摊贩凭电子证照入市经营。" in said
    assert "第二章 扶持 → 第二章 扶持和监管" in said


class Tags(HTMLParser):
    """Gathers the tags of a page, the text of its marks, and its addresses."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.marked: dict[str, list[str]] = {"del": [], "ins": []}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        self.ids |= {str(found["id"])} if "id" in found else set()
        self.links += [str(found["href"])] if "href" in found else []

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] in self.marked and self.get_starttag_text() == f"<{self.tags[-1]}>":
            self.marked[self.tags[-1]].append(data)
            self.tags.append("/")


def test_html_is_one_file_without_script_whose_counts_lead_to_their_rows(made: ClauseTable) -> None:
    page = Tags(render_html(made))
    inside = [link.removeprefix("#") for link in page.links if link.startswith("#")]

    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert [link for link in page.links if not link.startswith("#")] == ["https://example.org/a"]
    assert {"only-split", "only-moved", "only-renumbered", "changed"} <= set(inside)
    assert set(filter(None, inside)) <= page.ids
    assert page.marked["del"][:3] == ["（草案）", "2027年", "12"]
    assert page.marked["ins"][:2] == ["2028年", "18"]


def test_html_escapes_all_that_comes_from_a_document_and_links_only_to_the_web() -> None:
    evil = "<script>alert(1)</script>"
    older = Document(f"{evil}甲", f"第一章 {evil}\n第一条 {evil}。", "javascript:alert(1)")
    page = render_html(table(older, Document("乙", f"第一条 {evil}&amp;改。")))

    assert "<script" not in page
    assert "javascript:" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_docx_opens_again_as_a_landscape_table_with_its_marks(made: ClauseTable, language: str) -> None:
    file = docx.Document(io.BytesIO(told_docx.render(made, language)))
    section, (grid,) = file.sections[0], file.tables
    runs = [run for row in grid.rows for cell in row.cells for paragraph in cell.paragraphs for run in paragraph.runs]
    bands = sum(row.band is not None for row in made.rows)

    assert section.page_width > section.page_height
    assert [cell.text for cell in grid.rows[0].cells] == [
        *(["原文", "新文", "变化"] if language == "zh" else ["Before", "After", "Change"])
    ]
    assert len(grid.rows) == 1 + len(made.rows) + bands
    assert grid.rows[0]._tr.trPr.find(docx.oxml.ns.qn("w:tblHeader")) is not None  # noqa: SLF001  # no other name for it
    assert [run.text for run in runs if run.font.strike][:3] == ["（草案）", "2027年", "12"]
    assert [run.text for run in runs if run.font.underline][:2] == ["2028年", "18"]
    assert {"第四条", "第二章 扶持和监管"} <= {run.text.strip() for run in runs if run.bold}


def test_docx_takes_what_xml_cannot_hold() -> None:
    odd = "第一条 甲\ufffe乙\U0001f600丙。"

    assert docx.Document(
        io.BytesIO(told_docx.render(table(Document("甲\uffff", odd), Document("乙", odd)), "zh"))
    ).tables


def test_json_holds_every_link_with_hunks_that_lead_from_one_text_to_the_other(made: ClauseTable) -> None:
    data = json.loads(json.dumps(as_data(made)))

    assert data["counts"] == {**made.counts, "renumbered": 6}
    assert data["older"] == {"title": "滨江市夜间经济办法（草案）", "url": "https://example.org/a"}
    for clause in data["clauses"]:
        if clause["a"] and clause["b"]:
            assert apply(clause["a_text"], [Hunk(**hunk) for hunk in clause["hunks"]]) == clause["b_text"]
    moved = next(clause for clause in data["clauses"] if clause["kind"] == "moved")
    assert (moved["a"], moved["b"], moved["renumbered"]) == ("第五条", "第二条", True)
    assert (moved["a_path"], moved["b_path"]) == (["第二章", "第五条"], ["第一章", "第二条"])


def test_of_two_laws_only_articles_are_told_as_a_pair() -> None:
    assert pair(OLDER, NEWER)[0] == {"a": "第一条", "b": "第一条", "kind": "reworded"}
    assert pair("一、甲事。\n二、乙事。", "一、甲事。\n二、乙事。")[1] == {"a": "二、", "b": "二、", "kind": "same"}


@given(st.lists(st.text(st.sampled_from("第一二三条章、（）甲乙丙。\n "), max_size=60), min_size=2, max_size=2))
@settings(max_examples=30, deadline=None)
def test_every_pair_of_texts_can_be_told_in_every_form(texts: list[str]) -> None:
    made = table(Document("甲", texts[0]), Document("乙", texts[1]))

    assert render_text(made).startswith("甲 → 乙")
    assert "</html>" in render_html(made, "en")
    assert docx.Document(io.BytesIO(told_docx.render(made, "zh"))).tables
    assert as_data(made)["counts"]["renumbered"] == made.renumbered
