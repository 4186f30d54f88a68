"""The change report as data, text, HTML and feed, and two versions side by side."""

import datetime as dt
import json
import re
from xml.etree import ElementTree as ET

import pytest

from planwatch.diff import compare
from planwatch.records import Significance
from reports import changes, feed, html, text, versions
from reports.page import Page
from reports.passages import Part, Piece, passages, side_by_side
from reports.speaker import page
from storage.archive import Archive
from tests.reports.made import AFTER, BEFORE, HOSTILE

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_report_of_a_run_holds_each_thing_once(archive: Archive) -> None:
    report = changes.for_run(archive)

    assert [entry.lead.title for entry in report.new_plans] == ["新材料产业发展规划"]
    assert [entry.lead.title for entry in report.moved] == ["长江经济带发展方案"]
    assert [entry.lead.title for entry in report.catalogued] == ["西部科技行动方案"]
    assert [entry.change.article_id for entry in report.changed] == [1]
    assert [change.article_id for change in report.cosmetic] == [4]
    assert [change.article_id for change in report.withdrawn] == [2]
    assert [change.article_id for change in report.new_articles] == [5, 6, 8]
    assert [(care.source, care.state) for care in report.care] == [("国家发展改革委", "blocked")]
    assert report.looked == changes.Looked(sources_seen=2, sources=3, pages=1204, new_articles=3)
    assert report.day == dt.date(2026, 11, 22)


def test_a_report_since_a_day_spans_its_runs(archive: Archive) -> None:
    report = changes.since(archive, dt.date(2026, 11, 21))

    assert (report.first_run.id, report.last_run.id, report.since) == (2, 3, dt.date(2026, 11, 21))
    assert len(report.new_articles) == 4
    with pytest.raises(changes.NoRunError, match="since 2026-11-23"):
        changes.since(archive, dt.date(2026, 11, 23))


def test_a_report_ends_on_a_day_and_tells_of_chosen_sources(archive: Archive) -> None:
    until = changes.since(archive, dt.date(2026, 11, 20), until=dt.date(2026, 11, 21))
    report = changes.for_run(archive, sources=("ndrc",))

    assert (until.first_run.id, until.last_run.id, until.day) == (1, 2, dt.date(2026, 11, 21))
    assert [care.source_id for care in report.care] == ["ndrc"]
    assert (report.withdrawn, report.new_plans, report.new_articles, report.deadlines) == ((), (), (), ())
    assert report.looked == changes.Looked(sources_seen=0, sources=1, pages=1, new_articles=0)
    with pytest.raises(changes.NoRunError, match="until 2026-11-19"):
        changes.since(archive, dt.date(2026, 11, 1), until=dt.date(2026, 11, 19))


def test_a_report_is_plain_data(archive: Archive) -> None:
    data = json.loads(json.dumps(changes.as_data(changes.for_run(archive)), ensure_ascii=False))

    assert data["day"] == "2026-11-22"
    assert data["changed"][0]["change"]["kind"] == "edited"
    assert data["changed"][0]["change"]["fields"] == [
        {"field": "published_on", "before": "2026-11-20", "after": "2026-11-22"}
    ]
    assert "text_before" not in data["changed"][0]["change"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_html_shows_hostile_text_and_never_runs_it(archive: Archive, language: str) -> None:
    archive.db.execute("UPDATE articles SET url = 'javascript:alert(1)' WHERE id = 5")
    archive.db.execute("UPDATE articles SET url = ? WHERE id = 2", ['https://x.example/"onmouseover="alert(1)'])
    made = html.render(page(changes.for_run(archive), language), HOSTILE)

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
    assert "<script" not in made
    assert not re.search(r"href=\"(?!https?://|#[a-z_]+\")", made)
    assert '"onmouseover' not in made
    assert re.search(r"<del [^>]*>1286.4</del><ins [^>]*>1268.4</ins>", made)


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "data:text/html,x", "//x.example/", "https://", "http://[", " x"]
)
def test_what_is_no_web_address_is_no_link(url: str | None) -> None:
    assert html.link(url) is None


def test_text_tells_each_section_and_what_was_looked_at(archive: Archive) -> None:
    lines = text.render(page(changes.for_run(archive)), "变更报告").splitlines()

    assert lines[0] == "变更报告"
    assert [line for line in lines if line.startswith("==")] == [
        f"== {name} ==" for name in
        ("新规划 (1)", "规划进展 (1)", "文本变更 (1)", "已撤下 (1)", "临近期限 (1)", "需要关注的来源 (1)", "首次收录 (1)", "新文章 (3)")
    ]  # fmt: skip
    assert lines[-1].startswith("已查看 2/3 个来源")


def test_a_feed_is_atom_with_lasting_ids(archive: Archive) -> None:
    archive.db.execute("UPDATE plan_events SET evidence = ? WHERE plan_id = 2", ["\x0b坏\ufffe字"])
    root = read_feed(page(changes.for_run(archive)))
    again = read_feed(page(changes.for_run(archive), "en"))
    entries = {node.findtext(f"{ATOM}id"): node for node in root.findall(f"{ATOM}entry")}

    assert root.tag == f"{ATOM}feed"
    assert all(root.findtext(ATOM + name) for name in ("id", "title", "updated"))
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert len(entries) == len(root.findall(f"{ATOM}entry")) == 10
    assert set(entries) <= {node.findtext(f"{ATOM}id") for node in again.findall(f"{ATOM}entry")} | care_ids(root)
    for node in entries.values():
        assert all(node.findtext(ATOM + name) for name in ("id", "title", "updated", "content"))
        assert dt.datetime.fromisoformat(node.findtext(f"{ATOM}updated") or "").tzinfo


def read_feed(made: Page) -> ET.Element:
    """Return the root of a feed as an XML reader sees it."""
    return ET.fromstring(feed.render(made))  # noqa: S314  our own feed


def care_ids(root: ET.Element) -> set[str | None]:
    """Return the ids of what is told of a day, in words: they are no names of things that last."""
    marked = [node for node in root.findall(f"{ATOM}entry") if node.find(f"{ATOM}category[@term='care']") is not None]
    return {node.findtext(f"{ATOM}id") for node in marked}


def test_two_versions_are_set_side_by_side(archive: Archive) -> None:
    found = versions.compare(archive, "https://most.example/a/1.html")
    data = versions.as_data(found)

    assert (found.older.number, found.newer.number) == (1, 2)
    assert ("发文机关", "科技部 → （无）") in found.facts()
    assert [hunk["after"] for hunk in data["hunks"]] == ["1268.4", "应当", "2026年11月20日"]
    assert data["significance"] == "substance"
    assert "[1286.4 → 1268.4]" in text.render_comparison(found)
    assert re.search(r"<ins [^>]*>应当</ins>", html.render_comparison(found))


@pytest.mark.parametrize(
    ("name", "older", "newer", "message"),
    [("99", None, None, "no article '99'"), ("1", 1, 7, "no version 7"), ("5", None, None, "no version 0")],
)
def test_a_missing_version_is_named(
    archive: Archive, name: str, older: int | None, newer: int | None, message: str
) -> None:
    with pytest.raises(versions.NoVersionError, match=message):
        versions.compare(archive, name, older, newer)


def test_rows_end_where_both_texts_have_a_line_end() -> None:
    rows = side_by_side(compare(BEFORE, AFTER))

    assert ["".join(piece.text for piece in row.left) for row in rows] == BEFORE.split("\n")
    assert ["".join(piece.text for piece in row.right) for row in rows] == AFTER.split("\n")
    assert [row.changed for row in rows] == [False, True, False]


def test_passages_of_substance_come_first_and_keep_their_context() -> None:
    words = "这里还有许多没有改动的话，" * 6
    found = passages(compare(f"加快推进。{words}投资3亿元。", f"大力推进。{words}投资5亿元。"))

    assert [passage.weight for passage in found] == [Significance.SUBSTANCE, Significance.WORDING]
    assert Piece(Part.REMOVED, "3") in found[0].pieces
    assert found[1].pieces == (
        Piece(Part.REMOVED, "加快"),
        Piece(Part.ADDED, "大力"),
        Piece(Part.KEPT, f"推进。{words}"[:20]),
    )


def test_two_texts_of_a_file_are_set_side_by_side_by_its_own_address(archive: Archive) -> None:
    url = "https://most.example/a/1.docx"
    capture, run = archive.db.execute("SELECT id, run_id FROM captures LIMIT 1").fetchone()
    archive.db.execute("INSERT INTO attachments VALUES (900, 5, NULL, ?, '规划.docx', 2)", [url])
    for number, size in ((1, 3), (2, 5)):
        row = (
            900,
            number,
            capture,
            run,
            "-",
            "docx",
            f"智算规模达到{size}百亿亿次。",
            f"h{number}",
            None,
            None,
            "r",
            "t",
            "t",
        )
        times = ("2026-11-20T18:00:00Z",) * 2
        archive.db.execute(f"INSERT INTO attachment_versions VALUES (NULL{', ?' * 13})", [*row[:-2], *times])

    found = versions.compare(archive, url)

    assert (found.article.title, found.older.number, found.newer.number) == ("规划.docx", 1, 2)
    assert "[3 → 5]" in text.render_comparison(found)
    with pytest.raises(versions.NoVersionError, match=f"of its files these have more: {url}"):
        versions.compare(archive, "5")
