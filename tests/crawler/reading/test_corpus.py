"""The labelled pages are read no worse than these floors, each a little below what was measured when it was set."""

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.reading import read_file
from planwatch.records import Article, Listing
from planwatch.text import squash


@pytest.fixture(scope="module")
def truth(shared: Path) -> list[dict[str, Any]]:
    lines = (shared / "corpus" / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def read(shared: Path, truth: list[dict[str, Any]]) -> dict[str, Article | Listing | None]:
    readings = {str(page["file"]): read_file((shared / "corpus" / str(page["file"])).read_bytes()) for page in truth}
    return {name: reading.article or reading.listing for name, reading in readings.items()}


@pytest.fixture(scope="module")
def articles(
    truth: list[dict[str, Any]], read: dict[str, Article | Listing | None]
) -> list[tuple[dict[str, Any], Article]]:
    pairs = [(page, read[page["file"]]) for page in truth if page["kind"] == "article"]
    return [(page, found) for page, found in pairs if isinstance(found, Article)]


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def test_every_page_is_known_as_a_list_or_an_article(
    truth: list[dict[str, Any]], read: dict[str, Article | Listing | None]
) -> None:
    kinds = {Article: "article", Listing: "list"}

    assert [page["file"] for page in truth if kinds.get(type(read[page["file"]])) != page["kind"]] == []


@pytest.mark.parametrize(
    ("field", "label", "floor"),
    [("title", "title", 0.97), ("published_on", "published", 0.95), ("credited_source", "source", 0.96), ("document_number", "doc_number", 1.0)],
)  # fmt: skip
def test_facts_equal_the_labels(
    articles: list[tuple[dict[str, Any], Article]], field: str, label: str, floor: float
) -> None:
    def plain(value: str | None) -> str:
        return squash(value or "")[: 10 if label == "published" else None]

    assert share([plain(getattr(read, field)) == plain(page[label]) for page, read in articles]) >= floor


def test_bodies_hold_their_phrases_and_no_furniture(articles: list[tuple[dict[str, Any], Article]]) -> None:
    texts = [(page, squash(read.text)) for page, read in articles]

    assert share([squash(phrase) in text for page, text in texts for phrase in page["with"]]) >= 0.98
    assert share([squash(phrase) not in text for page, text in texts for phrase in page["without"]]) >= 0.98
    assert share([text.startswith(squash(page["first"])) for page, text in texts]) >= 0.96
    assert share([text.endswith(squash(page["last"])) for page, text in texts]) >= 0.96


def test_no_line_of_a_body_stands_twice(articles: list[tuple[dict[str, Any], Article]]) -> None:
    long = [(page["file"], [line for line in read.text.split("\n") if len(line) >= 20]) for page, read in articles]

    assert [name for name, lines in long if len(lines) != len(set(lines))] == []


def test_attachments_are_found(articles: list[tuple[dict[str, Any], Article]]) -> None:
    assert all([file.href for file in read.attachments] == page["attachments"] for page, read in articles)


def test_entries_of_lists_are_found(truth: list[dict[str, Any]], read: dict[str, Article | Listing | None]) -> None:
    wanted, hits, extra = 0, 0, 0
    for page in truth:
        found = read[page["file"]]
        if page["kind"] == "list" and isinstance(found, Listing):
            entries = {(item.href, squash(item.title), (item.date or "")[:10]) for item in found.items}
            labelled = {(item["href"], squash(item["title"]), (item["date"] or "")[:10]) for item in page["items"]}
            wanted, hits = wanted + len(labelled), hits + len(labelled & entries)
            extra += max(0, len(found.items) - page["count"])

    assert 2 * hits / (wanted + hits + extra) >= 0.97
