"""Reprints and siblings of the half called close: what converters, typists and posts do to a text, and siblings one word apart."""

import random
import re
import unicodedata

from reprints import Reprint, paragraphs, sentences
from siblings import Sibling

Chance = random.Random
COLUMNS = 72  # of a page that was wrapped; a wide sign takes two
_BODIES = """
发展和改革委员会/发展改革委 科学技术厅/科技厅 人力资源和社会保障/人社 住房和城乡建设/住建 市场监督管理/市场监管 卫生健康委员会/卫健委
工业和信息化/工信 国有资产监督管理委员会/国资委 文化和旅游/文旅 医疗保障局/医保局 药品监督管理局/药监局 粮食和物资储备局/粮储局
卫生健康委/卫健委 科学技术局/科技局 自然科学基金委员会/自然科学基金委 农业农村厅/农业厅
"""
BODIES = tuple(pair.split("/") for pair in _BODIES.split())
_PAIRS = """
教师/医师 小学/中学 铁路/公路 风电/光电 足球/排球 汽车/火车 用水/用气 养老/医疗 小麦/玉米 钢铁/化工 稀土/煤炭 护士/药师 渔业/林业 图书/美术 高校/技校
长江/黄河 洪涝/干旱 集成电路/生物医药 低空经济/海洋经济 算力/电力 储能/风电 数据/档案
"""
PAIRS = tuple(pair.split("/") for pair in _PAIRS.split())
AROUND = ("点击上方名字关注我们", "往期回顾", "喜欢这篇就点个赞吧", "在看转发一下", "长按识别图中小程序")
BETWEEN = (
    "— 3 —",
    "本报通讯员 周一山 李小满",
    "图为活动现场。受访者供图",
    "【编者注：下文有删节】",
    "（上接第一版）",
    "5 / 12",
)


def letters_apart(text: str, chance: Chance) -> str | None:
    """Return some lines with a space after every letter."""
    return "\n".join(" ".join(line) if chance.random() < 0.4 else line for line in text.split("\n"))


def wrapped(text: str, _chance: Chance) -> str | None:
    """Return the paragraphs cut into lines of so many columns, in a number or a word too."""
    found, width = "", 0
    for sign in text:
        width = 0 if sign == "\n" else width + (2 if unicodedata.east_asian_width(sign) in "WF" else 1)
        if width > COLUMNS:
            found, width = found + "\n", 2
        found += sign
    return found


def rounded(text: str, _chance: Chance) -> str | None:
    """Return quantities of four figures or more without their decimals."""
    found = re.sub(r"(?<![\d.])(\d{3,})\.\d(?=[万亿])", r"\1", text, count=1)
    return found if found != text else None


def one_digit(text: str, chance: Chance) -> str | None:
    """Return the text with one digit of one quantity wrong, where it has three quantities."""
    numbers = list(re.finditer(r"(?<![\d.〔第年月（(])[1-9]\d+(?:\.\d+)?(?=[%个项家万亿名人元户公吨处])", text))
    if len(numbers) < 4:
        return None
    at = chance.choice(numbers).start()
    return f"{text[:at]}{int(text[at]) % 9 + 1}{text[at + 1 :]}"


def bodies_short(text: str, _chance: Chance) -> str | None:
    """Return bodies by their short names."""
    found = text
    for long, short in BODIES:
        found = found.replace(long, short)
    return found if found != text else None


def letters_lost(text: str, chance: Chance) -> str | None:
    """Return the text with a box for some letters that a font lacks."""
    found = re.sub("[一-鿿]", lambda sign: sign.group() if chance.random() < 0.985 else "□", text)
    return found if found != text else None


def posted(text: str, chance: Chance) -> str | None:
    """Return the text as a post, with the words that posts begin and end with."""
    first, second, third = chance.sample(AROUND, 3)
    return f"{first}\n{text}\nEND\n{second}\n{third}"


def between(text: str, chance: Chance) -> str | None:
    """Return the text with what a page puts between its paragraphs."""
    parts = paragraphs(text)
    if len(parts) < 3:
        return None
    at = chance.randrange(1, len(parts))
    return "\n".join([*parts[:at], chance.choice(BETWEEN), *parts[at:]])


def sentences_cut(text: str, chance: Chance) -> str | None:
    """Return some sentences cut in two at a comma."""
    found = re.sub(
        "，(?=[^\n，。《》（）]{6,})", lambda mark: mark.group() if chance.random() < 0.8 else "。同时，", text
    )
    return found if found != text else None


def other_numbers(text: str, _chance: Chance) -> str | None:
    """Return paragraphs 一、 as （一） and （一） as 1."""
    found = re.sub("(?m)^（([一二三四五六七八九])）", lambda head: f"{'一二三四五六七八九'.index(head[1]) + 1}. ", text)
    found = re.sub("(?m)^([一二三四五六七八九])、", r"（\1）", found)
    return found if found != text else None


def beginning(text: str, chance: Chance) -> str | None:
    """Return the first half of the text, cut within a sentence."""
    return f"{text[: int(len(text) * chance.uniform(0.38, 0.48))]}……" if len(text) > 260 else None


def ending(text: str, _chance: Chance) -> str | None:
    """Return the last sentences, less than half."""
    found = ""
    for part in reversed(sentences(text)):
        if len(found) + len(part) > 0.48 * len(text):
            break
        found = part + found
    return found if len(found) > max(100, 0.3 * len(text)) else None


def one_word(text: str, chance: Chance) -> str | None:
    """Return the text about another matter: one word, wherever it stands, the first time in the title or the first sentence."""
    known = [pair for pair in PAIRS if text[:50].count(pair[0]) and text.count(pair[0]) > 1 and pair[1] not in text]
    return text.replace(*chance.choice(known)) if known else None


WHOLE: dict[str, Reprint] = {
    one.__name__: one
    for one in (
        letters_apart, wrapped, rounded, one_digit, bodies_short, letters_lost, posted, between, sentences_cut, other_numbers,
    )
}  # fmt: skip
PARTS: dict[str, Reprint] = {one.__name__: one for one in (beginning, ending)}
SIBLINGS: dict[str, Sibling] = {one_word.__name__: one_word}
