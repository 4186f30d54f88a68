"""Pages in other scripts than Chinese: trafilatura's text, since our rules for bodies are made for Chinese pages."""

import re
from dataclasses import replace

from planwatch.records import Article
from planwatch.text import clean

# So little (characters) from trafilatura may be navigation, or a part that it took for the whole.
LITTLE_TEXT = 200
# A script is told by so many characters of a body; a page in one language is in it from the start.
TOLD_BY = 1000
# Chinese prose full of Latin names keeps half its letters Chinese; foreign prose that quotes Chinese names has a few in a hundred.
CJK_SHARE = 0.2
# As for the forgiving parser: what is larger is not worth its time (characters).
LARGEST = 500_000
# Kana, the ideographs with extension A, Hangul.
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LETTER = re.compile(r"[^\W\d_]")


def with_text(article: Article, html: str) -> Article:
    """Return an article with trafilatura's text where it is in no CJK script and trafilatura finds a whole one.

    On pages of six languages in five manners its bodies are the better ones (benchmarks/reading/languages.py).
    """
    if len(html) > LARGEST or not _is_foreign(article.title + article.text[:TOLD_BY]):
        return article
    import trafilatura  # noqa: PLC0415 - half a second that Chinese pages are not worth

    # Given a text, it reads that and asks the network for nothing.
    found = clean(trafilatura.extract(html, include_comments=False) or "").removeprefix(f"{article.title}\n")
    return replace(article, text=found) if len(found) >= LITTLE_TEXT else article


def _is_foreign(text: str) -> bool:
    """Return whether a text has letters and next to none of them are Chinese, Japanese or Korean."""
    letters = len(_LETTER.findall(text))
    return len(_CJK.findall(text)) < CJK_SHARE * letters
