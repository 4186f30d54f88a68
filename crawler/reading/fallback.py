"""Pages in other scripts than Chinese: trafilatura's text, since our rules for bodies are made for Chinese pages."""

import re
from dataclasses import replace

from lxml import etree

from planwatch.records import Article
from planwatch.text import clean

from .blocks import Block
from .edges import head_end, last_line

# So little (characters) from trafilatura may be navigation, or a part that it took for the whole.
LITTLE_TEXT = 200
# A script is told by so many characters of a body; a page in one language is in it from the start.
TOLD_BY = 1000
# Chinese prose full of Latin names keeps half its letters Chinese; foreign prose that quotes Chinese names has a few in a hundred.
CJK_SHARE = 0.2
# As for the forgiving parser: what is larger is not worth its time (characters).
LARGEST = 500_000
# trafilatura's time grows with the square of a page's tags: 10,000 cost it a second; set by judgement, far above a page of news.
TAGS_MAX = 10_000
# Kana, the ideographs with extension A, Hangul.
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
# The element of a line that stands alone.
_PARAGRAPH = etree.Element("p")
_LETTER = re.compile(r"[^\W\d_]")


def with_text(article: Article, html: str) -> Article:
    """Return an article with trafilatura's text where it is in no CJK script and trafilatura finds a whole one.

    On pages of six languages in five manners its bodies are the better ones (benchmarks/reading/languages.py).
    """
    is_foreign = _is_foreign(article.title + article.text[:TOLD_BY])
    if not is_foreign or len(html) > LARGEST or html.count("<") > TAGS_MAX:
        return article
    import trafilatura  # noqa: PLC0415 - half a second that Chinese pages are not worth

    # Given a text, it reads that and asks the network for nothing.
    found = clean(trafilatura.extract(html, include_comments=False) or "").removeprefix(f"{article.title}\n")
    text = _without_credits(found, article.title)
    return replace(article, text=text) if len(text) >= LITTLE_TEXT else article


def _without_credits(text: str, title: str) -> str:
    """Return a text without the header lines and the credits at its edges (Source: …, Editor: …), by the rules for our own bodies."""
    lines = [Block(line, (line,), _PARAGRAPH) for line in text.split("\n")]
    body = lines[head_end(lines, title) :]
    return "\n".join(line.text for line in body[: last_line(body)])


def _is_foreign(text: str) -> bool:
    """Return whether a text has letters and next to none of them are Chinese, Japanese or Korean."""
    cjk = len(text) - len(_CJK.sub("", text))
    # No text has more letters than characters: next to all pages are told without counting them.
    return cjk < CJK_SHARE * len(text) and cjk < CJK_SHARE * len(_LETTER.findall(text))
