"""The numbers that clauses bear: 第三章, 第十条之一, 一、, （二）, 1., （1）, ①, whole or half width, Chinese or Arabic."""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum

from planwatch.quantities import signed


class Style(IntEnum):
    """The manner of a number, the widest first: GB/T 9704 orders 一、 （一） 1. （1）, laws are ordered 编 章 节 条 （一） 1."""

    BOOK = 1
    CHAPTER = 2
    SECTION = 3
    ARTICLE = 4
    COUNT = 5
    COUNT_IN_BRACKETS = 6
    FIGURE = 7
    FIGURE_IN_BRACKETS = 8
    CIRCLE = 9


# What only orders clauses and is none itself.
ABOVE_ARTICLES = frozenset({Style.BOOK, Style.CHAPTER, Style.SECTION})

_SIGNS = "〇○零一二三四五六七八九十百千两"
_STYLES = (
    (Style.BOOK, re.compile(rf"第\s*([{_SIGNS}\d]{{1,9}})\s*(?:编|分编|部分|篇)(?=[\s:：]|$|[^的、和或及])")),
    (Style.CHAPTER, re.compile(rf"第\s*([{_SIGNS}\d]{{1,9}})\s*章(?:\s*之\s*([{_SIGNS}]{{1,3}}))?")),
    (Style.SECTION, re.compile(rf"第\s*([{_SIGNS}\d]{{1,9}})\s*节(?:\s*之\s*([{_SIGNS}]{{1,3}}))?")),
    (Style.ARTICLE, re.compile(rf"第\s*([{_SIGNS}\d]{{1,9}})\s*条(?:\s*之\s*([{_SIGNS}]{{1,3}}))?")),
    (Style.COUNT, re.compile(r"([一二三四五六七八九十百]{1,5})\s*[、.．]")),
    (Style.COUNT_IN_BRACKETS, re.compile(r"[(（〔]\s*([一二三四五六七八九十百]{1,5})\s*[)）〕]")),
    (Style.FIGURE, re.compile(r"(\d{1,3})\s*(?:[.．](?!\d)|、)")),
    (Style.FIGURE_IN_BRACKETS, re.compile(r"[(（]?\s*(\d{1,2})\s*[)）]")),
    (Style.CIRCLE, re.compile(r"([①-⑳])")),
)
# 第五条规定的… at the head of a line that was only wrapped there speaks of an article and begins none.
_SPEAKS = re.compile(
    rf"第[{_SIGNS}\d]{{1,9}}[条款项]|所?规定|之规定|所[列称述指]|中(?:的|所|规定)|[、和或至与及]者?第|的"
)
# A title of a 章 or 节 is one line; with more, or with a sentence in it, the line speaks of one.
_TITLE_MAX = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """A number at the head of a line: its manner, its place in the order (部 after 之), as it is written, and what follows it."""

    style: Style
    number: tuple[int, int]
    label: str
    rest: str


def heading(line: str) -> Heading | None:
    """Return the number that a line begins with, None where it begins with none; ``label`` is in NFKC but for its brackets."""
    for style, pattern in _STYLES:
        found = pattern.match(line)
        if found is None:
            continue
        rest = line[found.end() :]
        if style <= Style.ARTICLE and _SPEAKS.match(rest):
            return None
        if style in ABOVE_ARTICLES and (len(rest) > _TITLE_MAX or "。" in rest):
            return None
        after = found.group(2) if found.re.groups > 1 else None
        number = (_value(found.group(1)), _value(after) if after else 0)
        return Heading(style, number, _label(found.group()), rest.lstrip(" \u3000:：、"))
    return None


def _value(signs: str) -> int:
    plain = unicodedata.normalize("NFKC", signs)
    return int(plain) if plain.isdecimal() else signed(plain)


def _label(written: str) -> str:
    """Return a number as reports show it: without blanks, figures of half width, brackets of full width."""
    plain = "".join(unicodedata.normalize("NFKC", written).split())
    if written in _CIRCLES:
        return written
    return plain.replace("(", "（").replace(")", "）").replace("〔", "（").replace("〕", "）")


_CIRCLES = frozenset(map(chr, range(ord("①"), ord("⑳") + 1)))
