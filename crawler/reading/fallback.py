"""Pages in other scripts than Chinese: trafilatura's text where our own reading finds next to none."""

from dataclasses import replace

from planwatch.records import Article
from planwatch.text import clean

# Less than this (characters) may be a part of a body that our rules, made for Chinese pages, took for the whole; and so
# little from trafilatura may be navigation.
LITTLE_TEXT = 200
# Chinese prose full of Latin names keeps half its letters Chinese; foreign prose that quotes Chinese names has a few in a hundred.
CJK_SHARE = 0.2
# As for the forgiving parser: what is larger is not worth its time (characters).
LARGEST = 500_000
# Kana, the ideographs with extension A, Hangul.
_CJK = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7a3"))


def with_text(article: Article, html: str) -> Article:
    """Return an article with trafilatura's text where it is in no CJK script, has little text, and trafilatura finds a whole one."""
    if len(article.text) >= LITTLE_TEXT or len(html) > LARGEST or not _is_foreign(article.title + article.text):
        return article
    import trafilatura  # noqa: PLC0415 - half a second that few pages are worth

    # Given a text, it reads that and asks the network for nothing.
    found = clean(trafilatura.extract(html, include_comments=False) or "").removeprefix(f"{article.title}\n")
    return replace(article, text=found) if len(found) >= LITTLE_TEXT else article


def _is_foreign(text: str) -> bool:
    """Return whether a text has letters and next to none of them are Chinese, Japanese or Korean."""
    letters = [char for char in text if char.isalpha()]
    cjk = sum(any(first <= char <= last for first, last in _CJK) for char in letters)
    return bool(letters) and cjk < CJK_SHARE * len(letters)
