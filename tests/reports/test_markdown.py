"""Reports in Markdown, read back by a CommonMark library: what a page says stays text."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from planwatch.text import clean_line
from reports import changes, markdown
from reports.speaker import page
from storage.archive import Archive

HOSTILE = "# ![x](http://evil.example/x.png) [y](http://evil.example) <img src=x> <http://evil.example> **b** `c` &lt; | ~~d~~ a@b.example www.evil.example"
READERS = [MarkdownIt("commonmark"), MarkdownIt("js-default")]
MARKUP = {
    "link_open",
    "image",
    "html_inline",
    "html_block",
    "em_open",
    "strong_open",
    "s_open",
    "fence",
    "hr",
    "heading_open",
}
MARKS = st.text(st.sampled_from("\\`*_[]()<>#+-.!|~$&;:/@ =^{}\"'1aw规")) | st.text()


def tokens(source: str, reader: MarkdownIt) -> Iterator[Token]:
    """Yield every token of a text, the inner ones too."""
    for token in reader.parse(source):
        yield token
        yield from token.children or ()


def shown(source: str, reader: MarkdownIt) -> str:
    return "".join(token.content for token in tokens(source, reader) if token.type in {"text", "code_inline"})


@pytest.mark.parametrize("reader", READERS)
@given(MARKS.map(clean_line).filter(bool))
@example("2026. 规划")
@example("12) 规划")
@example("---")
@example("===")
@example("```")
@example("[x]: http://evil.example")
@example("a@b`@c")
@example(HOSTILE)
def test_a_text_is_shown_as_it_is(reader: MarkdownIt, text: str) -> None:
    for before in ("", "- ", "> ", "句子\n"):
        source = before + markdown.escaped(text)
        found = {token.type for token in tokens(source, reader)}

        assert shown(source, reader) == before.strip("->\n ") + text
        assert not found & MARKUP
        assert ("bullet_list_open" in found) == (before == "- ")
        assert "ordered_list_open" not in found


def test_no_bare_address_is_left_to_renderers_that_look_for_them() -> None:
    made = markdown.escaped("见 http://a.example/x 和 www.a.example，写信给 mailto:x@a.example 或 @somebody；增长3.5%")

    assert made == r"见 http\://a\.example/x 和 www\.a\.example，写信给 mailto:`x@a.example` 或 `@somebody`；增长3.5%"


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_holds_only_its_own_markup(archive: Archive, reader: MarkdownIt, language: str) -> None:
    archive.db.execute("UPDATE articles SET title = ? WHERE id IN (2, 5)", [HOSTILE])
    archive.db.execute("UPDATE articles SET url = ? WHERE id = 2", ["https://x.example/?a=1&copy=2>)<script>"])
    archive.db.execute("UPDATE articles SET url = 'javascript:alert(1)' WHERE id = 5")
    archive.db.execute("UPDATE plan_events SET evidence = ?", [HOSTILE])
    told = page(changes.for_run(archive), language)
    made = markdown.render(told, "变更报告")
    found = list(tokens(made, reader))
    entries = sum(len(section.entries) for section in told.sections)
    links = [str(token.attrs["href"]) for token in found if token.type == "link_open"]

    assert sum(token.type == "heading_open" for token in found) == 1 + len(told.sections) + entries
    assert not {token.type for token in found} & (MARKUP - {"link_open", "heading_open"})
    assert all(link.startswith("https://") and "evil" not in link for link in links)
    assert "https://x.example/?a=1&copy=2%3E)%3Cscript%3E" in links
    assert shown(made, reader).count(HOSTILE) >= 3
    assert "1286.4 → 1268.4" in shown(made, reader)


def test_a_quiet_night_says_so(archive: Archive) -> None:
    archive.db.execute("DELETE FROM changes WHERE run_id = 2")

    assert "今晚没有新的规划" in markdown.render(page(changes.for_run(archive, 2)), "变更报告")
