"""The nightly job on real pages: the saved corpus behind a list page, and the two articles that stand for the whole job."""

import json
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

import pytest

from planwatch.text import squash
from scheduler.demo.loopback import Loopback, Request, Response
from tests.scheduler.homes import declaration, night, rows, write_home

HTML = {"Content-Type": "text/html"}
ARTICLES = {
    "eastwest-cooperation-pasted-twice": "2021-04-07",
    "yangtze-delta-community-plan": "2020-12-30",
}


def serving(pages: Mapping[str, bytes]) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        body = pages.get(request.path)
        return Response(404, HTML, b"<title>404</title>") if body is None else Response(200, HTML, body)

    return answer


def list_page(links: Mapping[str, str]) -> bytes:
    items = "".join(
        f'<li><a href="{href}">{escape(title)}</a><span>2026-11-20</span></li>' for href, title in links.items()
    )
    return f'<html><head><meta charset="utf-8"><title>栏目</title></head><body><ul>{items}</ul></body></html>'.encode()


def corpus(shared: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (shared / "corpus" / "truth.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def corpus_home(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    records = corpus(shared)
    pages = {f"/{record['file']}": (shared / "corpus" / record["file"]).read_bytes() for record in records}
    for kind, starts in {"ministry": ("gov_",), "news": ("news_", "list_")}.items():
        chosen = [r for r in records if Path(r["file"]).name.startswith(starts)]
        pages[f"/{kind}/"] = list_page({f"/{r['file']}": r.get("title") or r["file"] for r in chosen})
    with Loopback(serving(pages)) as server:
        both = {kind: declaration(server.url, [f"/{kind}/"], kind) for kind in ("ministry", "news")}
        home = write_home(tmp_path_factory.mktemp("corpus"), [server.url], both)
        night(home, "2026-11-22T18:00:00Z")
    return home


def test_every_article_page_of_the_corpus_becomes_a_version(corpus_home: Path, shared: Path) -> None:
    read = {Path(url).name for (url,) in rows(corpus_home, "SELECT url FROM articles WHERE version_count = 1")}

    assert {Path(r["file"]).name for r in corpus(shared) if r["kind"] == "article"} - read == set()


def test_the_gb_pages_of_the_corpus_read_right(corpus_home: Path, shared: Path) -> None:
    texts = {Path(url).name: squash(text) for url, text in rows(corpus_home, "SELECT url, text FROM articles")}
    wanted = [r for r in corpus(shared) if r["kind"] == "article" and r["encoding"] != "utf-8"]

    assert wanted
    for record in wanted:
        text = texts[Path(record["file"]).name]
        assert [phrase for phrase in record["with"] if squash(phrase) not in text] == []
        assert "\ufffd" not in text


def test_no_page_of_the_corpus_breaks_the_reader(corpus_home: Path) -> None:
    assert rows(corpus_home, "SELECT capture_id, note FROM readings WHERE verdict = 'extract_failed'") == []


@pytest.fixture(scope="module")
def articles_home(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pages, links = {}, {}
    for name, day in ARTICLES.items():
        lines = (shared / "articles" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        body = "".join(f"<p>{escape(line)}</p>\n" for line in lines if line.strip())
        path = f"/{day.replace('-', '')}/{name}.html"
        pages[path] = f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()
        links[path] = name
    items = "".join(
        f'<li><a href="{path}">{name}</a><span>{ARTICLES[name]}</span></li>' for path, name in links.items()
    )
    pages["/news/"] = f'<html><head><meta charset="utf-8"></head><body><ul>{items}</ul></body></html>'.encode()
    with Loopback(serving(pages)) as server:
        home = write_home(
            tmp_path_factory.mktemp("articles"), [server.url], {"news": declaration(server.url, ["/news/"], "news")}
        )
        night(home, "2026-11-22T18:00:00Z")
    return home


def events_of(home: Path, title: str) -> dict[str, Any]:
    query = (
        "SELECT plan_events.kind, happened_on, issuers, plans.id FROM plan_events JOIN plans ON plans.id = plan_id"
        " WHERE title = ? ORDER BY plan_events.id"
    )
    (kind, happened_on, issuers, plan_id), *_ = rows(home, query, title)
    return {"kind": kind, "on": happened_on, "issuers": json.loads(issuers), "id": plan_id}


def test_an_article_pasted_twice_is_kept_once_and_its_repeat_is_counted(articles_home: Path, shared: Path) -> None:
    whole = (shared / "articles" / "eastwest-cooperation-pasted-twice.txt").read_text(encoding="utf-8")
    ((text, repeated),) = rows(
        articles_home, "SELECT text, repeated_chars FROM versions WHERE text LIKE '%东西部科技创新合作%'"
    )

    assert squash(text) * 2 == squash(whole).removesuffix("推荐内容")
    assert repeated == pytest.approx(len(text), rel=0.02)


def test_the_plans_of_the_first_article_are_found_with_their_events(articles_home: Path) -> None:
    drafting = events_of(articles_home, "“十四五”东西部科技创新合作行动方案")
    issued = events_of(articles_home, "长三角G60科创走廊建设方案")

    assert drafting["kind"] == "drafting"
    assert (issued["kind"], issued["on"]) == ("issued", "2021-04-01")
    assert issued["issuers"][:2] == ["科技部", "国家发展改革委"]


def test_the_second_article_ends_before_its_leftovers(articles_home: Path) -> None:
    ((text, published),) = rows(articles_home, "SELECT text, published_on FROM articles WHERE text LIKE '%三省一市%'")

    assert text.startswith("2020年12月29日,科技部印发")
    assert text.endswith("确保规划取得预期成效。")
    assert published == "2020-12-30T09:09:49"


def test_the_plan_of_the_second_article_has_issuer_date_and_targets(articles_home: Path) -> None:
    plan = events_of(articles_home, "长三角科技创新共同体建设发展规划")
    years = [
        year
        for (year,) in rows(articles_home, "SELECT year FROM plan_targets WHERE plan_id = ? ORDER BY year", plan["id"])
    ]

    assert (plan["kind"], plan["on"], plan["issuers"]) == ("issued", "2020-12-29", ["科技部"])
    assert years == [2025, 2035]
