"""Search finds what stands in the text, all of it and nothing else, and nothing a user types is a syntax error."""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import rebuild, search
from storage.archive import Archive, runs
from tests.storage.nights import derive, new_archive, night, page, rows, seen

TEXTS = (
    "国务院关于印发《新材料产业发展规划》的通知\n国发〔2026〕1号",
    "AI大模型与5G网络，规划纲要的AI 应用",
    "工业和信息化部　国家发展改革委：2026 年 1 月起施行",
    "国家发展和改革委员会令第12号；纲要，国发",
    "Ｏｐｅｎ数据 open-data 规",
)
LETTERS = "规划纲要国发AI5号1，〕 "


def indexed(texts: Iterable[str]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE articles_fts USING fts5(title, text, content='', tokenize='unicode61')")
    for number, text in enumerate(texts):
        db.execute("INSERT INTO articles_fts (rowid, title, text) VALUES (?, '', ?)", (number, search.spaced(text)))
    return db


def found(db: sqlite3.Connection, typed: str) -> set[int]:
    query = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
    return {number for (number,) in db.execute(query, (search.query(typed),))}


def plain(text: str) -> str:
    """Return a text in which all punctuation is one stroke and blanks beside Chinese are none."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"(?<=[一-鿿]) +| +(?=[一-鿿])", "", text)
    return re.sub(r"[\W_]+", "|", text)


def holds(text: str, typed: str) -> bool:
    """Look for each typed word one by one, Latin words and numbers whole."""
    wanted = [re.sub(r"[\W_]+", "|", word).strip("|") for word in unicodedata.normalize("NFKC", typed).lower().split()]
    wanted = [word for word in wanted if word]
    patterns = [rf"(?<![0-9a-z](?=[0-9a-z])){re.escape(word)}(?!(?<=[0-9a-z])[0-9a-z])" for word in wanted]
    return bool(wanted) and all(re.search(pattern, plain(text)) for pattern in patterns)


@given(st.lists(st.text(alphabet=LETTERS, max_size=30), max_size=8), st.text(alphabet=LETTERS, max_size=6))
def test_search_finds_exactly_what_a_look_at_each_text_finds(texts: list[str], typed: str) -> None:
    assert found(indexed(texts), typed) == {number for number, text in enumerate(texts) if holds(text, typed)}


def test_every_word_of_one_to_four_characters_of_real_sentences_is_found() -> None:
    db = indexed(TEXTS)
    stretches = {
        run[at : at + size]
        for text in TEXTS
        for run in re.findall(r"[一-鿿]+", unicodedata.normalize("NFKC", text))
        for size in (1, 2, 3, 4)
        for at in range(len(run) - size + 1)
    }

    assert len(stretches) > 150
    for typed in sorted(stretches):
        assert found(db, typed) == {number for number, text in enumerate(TEXTS) if holds(text, typed)}, typed


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("国发〔2026〕1号", {0}),
        ("国发[2026]1号", {0}),
        ("国发", {0, 3}),
        ("2026", {0, 2}),
        ("202", set()),
        ("2026年1月", {2}),
        ("ai", {1}),
        ("AI大模型", {1}),
        ("规划 国发", {0}),
        ("纲要，国发", {3}),
        ("OPEN", {4}),
        ("open-data", {4}),
        ("规划的通知", set()),
        ("通知国发", set()),
    ],
)
def test_document_numbers_and_mixed_words_are_found(typed: str, numbers: set[int]) -> None:
    assert found(indexed(TEXTS), typed) == numbers


@given(st.text(max_size=40) | st.text(alphabet="\"'*^()-+:{}ANDORNOTNEAR 规划", max_size=20))
def test_nothing_a_user_types_is_a_syntax_error(typed: str) -> None:
    assert found(indexed(TEXTS), typed) <= set(range(len(TEXTS)))


@pytest.mark.parametrize("typed", ["", "  ", '"', "*", "〔〕", "《》 ，"])
def test_a_query_without_a_letter_finds_nothing(typed: str) -> None:
    assert found(indexed(TEXTS), typed) == set()


@given(st.text())
def test_spacing_loses_no_letter(text: str) -> None:
    runs = re.findall(r"[^\W_]+", re.sub(r"[ \t]+", " ", unicodedata.normalize("NFKC", text).lower()))
    tokens = set(search.spaced(text).split())

    assert all(any(letter in token for token in tokens) for run in runs for letter in run)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with new_archive(tmp_path) as archive:
        yield archive


def hits(archive: Archive, typed: str) -> list[str]:
    query = (
        "SELECT articles.url FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid"
        " WHERE articles_fts MATCH ? ORDER BY articles.id"
    )
    return [url.rpartition("/")[2] for (url,) in rows(archive, query, search.query(typed))]


def told_nights(archive: Archive) -> None:
    search.update(
        archive, night(archive, 0, [seen("a", 0, page("产业规划", TEXTS[0])), seen("b", 0, page("纲要", TEXTS[1]))])
    )
    search.update(archive, night(archive, 1, [seen("a", 1, page("产业纲要", TEXTS[0].replace("材料", "能源")))]))


def checked(archive: Archive) -> None:
    """Let FTS5 check its own index, which a wrong deletion would have damaged."""
    archive.db.execute("INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")


def test_an_edited_article_is_found_by_its_latest_words_alone(archive: Archive) -> None:
    told_nights(archive)

    assert hits(archive, "新能源") == ["a"]
    assert hits(archive, "新材料") == []
    assert hits(archive, "产业纲要") == ["a"]
    assert hits(archive, "产业规划") == []
    assert hits(archive, "纲要") == ["a", "b"]
    checked(archive)


def test_doing_a_run_again_and_a_rebuild_index_the_same(archive: Archive) -> None:
    told_nights(archive)
    archive.db.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, articles_fts, instance)")
    terms = rows(archive, "SELECT * FROM terms")

    for run_id in reversed(runs(archive)):
        search.update(archive, run_id)
    assert rows(archive, "SELECT * FROM terms") == terms

    search.rebuild(archive)
    assert rows(archive, "SELECT * FROM terms") == terms

    rebuild.drop_derived(archive)
    for run_id in runs(archive):
        derive(archive, run_id, {"ministry": (), "news": ()})
        search.update(archive, run_id)
    assert rows(archive, "SELECT * FROM terms") == terms
    checked(archive)
