"""The foreign set: pages in six languages and five manners, made of our own sentences (languages.toml), with their bodies known."""

import html
import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORDS: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8"))
PAGES_A_MANNER = 4
SENTENCES = (4, 7, 10, 12)  # from a short item to a whole report
PARAGRAPH = 3  # sentences


@dataclass(frozen=True, slots=True)
class ForeignPage:
    """A page, named by language, manner and number, and the text of its body, a paragraph a line."""

    name: str
    html: str
    body: str


def pages() -> Iterator[ForeignPage]:
    """Yield the same pages each time."""
    for language, words in WORDS.items():
        for manner in MANNERS:
            for number in range(PAGES_A_MANNER):
                name = f"{language} {manner.__name__} {number}"
                chance = random.Random(name)  # noqa: S311 - the same set each time
                paragraphs = list(_paragraphs(language, chance.sample(words["sentences"], SENTENCES[number])))
                safe = {key: html.escape(text) for key, text in words.items() if isinstance(text, str)}
                lists = {key: [html.escape(text) for text in words[key]] for key in ("menu", "related")}
                yield ForeignPage(name, manner(paragraphs, language, safe | lists), "\n".join(paragraphs))


def _paragraphs(language: str, sentences: list[str]) -> Iterator[str]:
    gap = "" if language == "ja" else " "
    for start in range(0, len(sentences), PARAGRAPH):
        yield gap.join(sentences[start : start + PARAGRAPH])


def semantic(paragraphs: list[str], language: str, words: dict[str, Any]) -> str:
    """Return a page of today's elements, with an aside, comments and a banner for cookies."""
    aside = f"<aside><h2>{words['related'][0]}</h2><ul>{_links(words['related'])}</ul></aside>"
    comments = f"<section id='comments' class='comments'><h2>1</h2><div class='comment'><p>{words['comment']}</p></div></section>"
    article = f"<article><header><h1>{words['title']}</h1><p class='byline'>{words['credit']}</p></header>{_lines(paragraphs)}</article>"
    return _page(language, words, f"<header><nav><ul>{_links(words['menu'])}</ul></nav></header><main>{article}{comments}</main>{aside}{_foot(words)}")  # fmt: skip


def divided(paragraphs: list[str], language: str, words: dict[str, Any]) -> str:
    """Return a page of nothing but div elements, its share buttons within the text."""
    share = f"<div class='share-buttons'>{words['share']} <a href='#f'>Facebook</a> <a href='#x'>X</a></div>"
    lines = [f"<div class='txt'>{html.escape(line)}</div>" for line in paragraphs]
    body = f"<div class='post-content'>{''.join(lines[:1])}{share}{''.join(lines[1:])}</div>"
    return _page(language, words, f"<div class='menu'>{_links(words['menu'])}</div><div class='post'><div class='post-title'><h1>{words['title']}</h1></div><div class='meta'>{words['credit']}</div>{body}</div><div class='related-posts'><ul>{_links(words['related'])}</ul></div><div class='footer'>{words['footer']}</div>")  # fmt: skip


def tabled(paragraphs: list[str], language: str, words: dict[str, Any]) -> str:
    """Return a page of tables and line breaks, as the nineties made them."""
    lines = "<br><br>".join(map(html.escape, paragraphs))
    rows = f"<tr><td colspan=2>{_links(words['menu'])}</td></tr><tr><td width=150>{_links(words['related'])}</td><td><font size=5><b>{words['title']}</b></font><br><i>{words['credit']}</i><br><br>{lines}</td></tr><tr><td colspan=2>{words['footer']}</td></tr>"  # fmt: skip
    return _page(language, words, f"<table width=900>{rows}</table>")


def ministry(paragraphs: list[str], language: str, words: dict[str, Any]) -> str:
    """Return a ministry's page: a trail of links, subheads, a list of files, a box beside the text."""
    parts = "".join(f"<h2>{html.escape(line.split()[0][:12])}</h2><p>{html.escape(line)}</p>" if number and number % 2 == 0 else f"<p>{html.escape(line)}</p>" for number, line in enumerate(paragraphs))  # fmt: skip
    trail = f"<ol class='breadcrumb'>{_links(words['menu'][:3])}</ol>"
    box = f"<div class='sidebar'><div class='widget'><ul>{_links(words['related'])}</ul></div></div>"
    return _page(language, words, f"<div id='top'>{_links(words['menu'])}</div>{trail}<div id='content' class='content'><h1>{words['title']}</h1><p class='date'>{words['credit']}</p><div class='text'>{parts}</div></div>{box}{_foot(words)}")  # fmt: skip


def news(paragraphs: list[str], language: str, words: dict[str, Any]) -> str:
    """Return a news site's page, with teasers between the paragraphs and after them."""
    teaser = f"<div class='teaser related'><a href='/a'>{words['related'][1]}</a></div>"
    lines = [f"<p>{html.escape(line)}</p>" for line in paragraphs]
    after = "".join(f"<div class='teaser'><a href='/{number}'><h3>{title}</h3></a><p>{words['credit']}</p></div>" for number, title in enumerate(words["related"]))  # fmt: skip
    return _page(language, words, f"<header><nav>{_links(words['menu'])}</nav></header><main><div class='story'><h1>{words['title']}</h1><time>{words['credit']}</time><div class='story-body' itemprop='articleBody'>{lines[0]}{teaser}{''.join(lines[1:])}</div></div><section class='more'>{after}</section></main>{_foot(words)}")  # fmt: skip


MANNERS: tuple[Callable[[list[str], str, dict[str, Any]], str], ...] = (semantic, divided, tabled, ministry, news)


def _page(language: str, words: dict[str, Any], body: str) -> str:
    head = f"<head><meta charset='utf-8'><title>{words['title']} – Example</title></head>"
    banner = f"<div id='cookie-banner' class='cookie-notice'><p>{words['cookies']}</p></div>"
    return f"<!DOCTYPE html><html lang='{language}'>{head}<body>{body}{banner}</body></html>"


def _links(titles: list[str]) -> str:
    return "".join(f"<li><a href='/{number}'>{title}</a></li>" for number, title in enumerate(titles))


def _lines(paragraphs: list[str]) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in paragraphs)


def _foot(words: dict[str, Any]) -> str:
    return f"<footer><p>{words['footer']}</p><p>{words['share']}</p></footer>"
