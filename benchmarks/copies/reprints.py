"""What sites do to a text that they reprint: each function takes a text and returns the copy's, or None where there is nothing to do.

The labelled set in ../shared has its own thirty ways; these are others, or the same done otherwise, and their words are our own.
"""

import random
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

Chance = random.Random
Reprint = Callable[[str, Chance], str | None]

DIGITS = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
ADVERTS, CAPTIONS, TAILS, HEADS = (WORDS[name] for name in ("adverts", "captions", "tails", "heads"))
LEADS, SUBHEADS, QUESTIONS, TAGS = (WORDS[name] for name in ("leads", "subheads", "questions", "tags"))
SYNONYMS, BODIES, ALIKE_LETTERS = (
    dict(pair.split("/") for pair in WORDS[name].split()) for name in ("synonyms", "bodies", "misread")
)


def paragraphs(text: str) -> list[str]:
    """Return the text's paragraphs."""
    return [line for line in text.split("\n") if line.strip()]


def sentences(text: str) -> list[str]:
    """Return the text's sentences with their marks."""
    return [found for found in re.findall(r"[^。！？；\n]+[。！？；\n]*", text) if found.strip()]


def put_in(text: str, what: str, chance: Chance) -> str | None:
    """Return the text with a line of its own between two of its sentences."""
    parts = sentences(text)
    if len(parts) < 3:
        return None
    at = chance.randrange(1, len(parts))
    return "".join(parts[:at]).rstrip("\n") + "\n" + what + "\n" + "".join(parts[at:])


def shuffled(text: str, chance: Chance) -> str | None:
    """Return the paragraphs in another order."""
    parts = paragraphs(text)
    if len(parts) < 4:
        return None
    rest = parts[1:]
    chance.shuffle(rest)
    return "\n".join([parts[0], *rest])


def sentence_lines(text: str, _chance: Chance) -> str | None:
    """Return one sentence a line."""
    return "\n".join(part.strip() for part in sentences(text))


def hard_wrapped(text: str, chance: Chance) -> str | None:
    """Return lines of a fixed length, as text copied from a PDF has them."""
    width = chance.choice((22, 34, 40))
    whole = text.replace("\n", "")
    return "\n".join(whole[at : at + width] for at in range(0, len(whole), width))


def synonyms(text: str, chance: Chance) -> str | None:
    """Return the text with a handful of common words replaced, each wherever it stands outside 《》."""
    known = [word for word in SYNONYMS if word in re.sub(r"《.*?》", "", text)]
    for word in chance.sample(known, min(len(known), chance.randint(2, 5))):
        text = re.sub(rf"《[^》]*》|{word}", lambda found: SYNONYMS.get(found.group(), found.group()), text)
    return text if known else None


def middle_dropped(text: str, chance: Chance) -> str | None:
    """Return the text without some sentences of its middle, a sixth to a quarter of it."""
    parts = sentences(text)
    if len(parts) < 8:
        return None
    count = max(1, int(len(parts) * chance.uniform(0.16, 0.25)))
    at = chance.randrange(2, len(parts) - count - 1)
    return "".join(parts[:at] + parts[at + count :])


def without_quotes(text: str, _chance: Chance) -> str | None:
    """Return the text with corner quotes and other marks in place of its own."""
    return text.translate(str.maketrans("“”‘’—", "「」『』-")) if "“" in text else None


def book_marks_lost(text: str, _chance: Chance) -> str | None:
    """Return the text with 《》 as <> or none, as keyboards and converters leave them."""
    return text.replace("《", "<").replace("》", ">") if "《" in text else None


def other_brackets(text: str, chance: Chance) -> str | None:
    """Return 〔2025〕 as [2025], （2025） or 【2025】."""
    left, right = chance.choice(("[]", "（）", "【】"))
    return re.sub(r"〔(\d{4})〕", rf"{left}\1{right}", text) if "〔" in text else None


def spaced(text: str, _chance: Chance) -> str | None:
    """Return a space between Chinese and Latin letters or digits."""
    return re.sub(r"(?<=[一-鿿])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[一-鿿])", " ", text)


def years_in_characters(text: str, _chance: Chance) -> str | None:
    """Return 2025年 as 二〇二五年."""
    found = re.sub(r"\d{4}(?=年)", lambda year: "".join(DIGITS[sign] for sign in year.group()), text)
    return found if found != text else None


def numbers_in_characters(text: str, _chance: Chance) -> str | None:
    """Return small numbers and whole percentages in characters, others as they are."""
    found = re.sub(r"(?<![\d.〔第])(\d{1,2})%", lambda share: "百分之" + spelled(int(share[1])), text)
    found = re.sub(r"(?<![\d.年月])(\d{1,2})(?=[个项条类名种家大])", lambda number: spelled(int(number[1])), found)
    return found if found != text else None


def spelled(number: int) -> str:
    """Return a number below 100 in characters."""
    tens, ones = divmod(number, 10)
    if not tens:
        return "零一二三四五六七八九"[ones]
    return ("" if tens == 1 else DIGITS[str(tens)]) + "十" + (DIGITS[str(ones)] if ones else "")


def grouped_digits(text: str, _chance: Chance) -> str | None:
    """Return 12000 as 12,000 and 万元 amounts whole."""
    found = re.sub(r"(?<![\d.])(\d{1,3})(\d{3})(?=[家个名人元户项亩])", r"\1,\2", text)
    return found if found != text else None


def date_relative(text: str, chance: Chance) -> str | None:
    """Return the first day that the text names as the day alone, 昨日, 当天 or 日前."""
    found = re.search(r"(?:\d{4}年)?\d{1,2}月(\d{1,2})日", text)
    if not found:
        return None
    return text[: found.start()] + chance.choice((f"{found[1]}日", "昨日", "当日", "日前")) + text[found.end() :]


def date_given(text: str, chance: Chance) -> str | None:
    """Return 近日 or 日前 as a day."""
    word = next((word for word in ("近日", "日前", "近期") if word in text), None)
    day = chance.choice(("11月20日", "昨天（11月19日）", "本月18日", "11月19日上午"))
    return text.replace(word, day, 1) if word else None


def head(text: str, chance: Chance) -> str | None:
    """Return a reporter's or a channel's line before the text."""
    return chance.choice(HEADS) + text


def tail(text: str, chance: Chance) -> str | None:
    """Return one or two notes after the text."""
    return "\n".join([text, *chance.sample(TAILS, chance.randint(1, 2))])


def other_title(text: str, chance: Chance) -> str | None:
    """Return a headline of the site's own before the text."""
    titles = (
        "重磅！最新部署来了",
        "事关你我！这份文件发布",
        "最新！官方权威发布",
        "要闻｜又有新进展，速看",
        "转发周知！",
    )
    return f"{chance.choice(titles)}\n{text}"


def advert(text: str, chance: Chance) -> str | None:
    """Return an advertisement in the middle."""
    return put_in(text, chance.choice(ADVERTS), chance)


def captions(text: str, chance: Chance) -> str | None:
    """Return one or two captions of photographs in the text."""
    once = put_in(text, chance.choice(CAPTIONS), chance)
    return put_in(once, chance.choice(CAPTIONS), chance) if once and chance.random() < 0.5 else once


def subheads(text: str, chance: Chance) -> str | None:
    """Return headings of the site's own in the text."""
    once = put_in(text, chance.choice(SUBHEADS), chance)
    return put_in(once, chance.choice(SUBHEADS), chance) if once else None


def questions(text: str, chance: Chance) -> str | None:
    """Return the text as an interview."""
    parts = sentences(text)
    if len(parts) < 4:
        return None
    half = len(parts) // 2
    asked = chance.sample(QUESTIONS, 2)
    return f"{asked[0]}\n答：{''.join(parts[:half]).strip()}\n{asked[1]}\n答：{''.join(parts[half:])}"


def local_lead(text: str, chance: Chance) -> str | None:
    """Return a paragraph about another place, with figures and days of its own, before the whole text."""
    return f"{chance.choice(LEADS)}\n{text}"


def paged(text: str, chance: Chance) -> str | None:
    """Return the words of a pager in the text and at its end."""
    middle = chance.choice(
        ("（第1页，共3页）\n上一页 1 2 3 下一页", "[1] [2] [3] 下一页 尾页", "未完，点击下一页继续阅读 >>")
    )
    found = put_in(text, middle, chance)
    return f"{found}\n共3页 当前第3页 首页 上一页" if found else None


def cut_short(text: str, chance: Chance) -> str | None:
    """Return the first three quarters, ending within a sentence in dots and a link."""
    end = int(len(text) * chance.uniform(0.68, 0.85))
    return (
        text[:end]
        + chance.choice(("……", "…", "..."))
        + chance.choice(("[详细]", "点击展开全文", "查看全文>>", "（未完待续）"))
    )


def misread(text: str, chance: Chance) -> str | None:
    """Return a few letters read wrongly, marks lost and spaces put in, as OCR does."""
    found = []
    for sign in text:
        if sign in ALIKE_LETTERS and chance.random() < 0.3:
            found.append(ALIKE_LETTERS[sign])
        elif (sign in "，、" and chance.random() < 0.15) or ("一" <= sign <= "鿿" and chance.random() < 0.003):
            found.append("")
        else:
            found.append(sign + (" " if chance.random() < 0.03 else ""))
    return "".join(found)


def tags_left(text: str, chance: Chance) -> str | None:
    """Return leftovers of HTML between the sentences."""
    return "".join(part + (chance.choice(TAGS) if chance.random() < 0.4 else "") for part in sentences(text))


def short_names(text: str, _chance: Chance) -> str | None:
    """Return ministries by their other names."""
    for long, short in BODIES.items():
        if long in text and short not in text:
            return text.replace(long, short)
    return None


def renumbered(text: str, _chance: Chance) -> str | None:
    """Return 一是 as 第一， and headings 一、 as 1. or the other way about."""
    found = re.sub(r"(?m)^([一二三四五六七八九])、", lambda head: f"{'一二三四五六七八九'.index(head[1]) + 1}. ", text)
    found = re.sub(r"([一二三四五六])是(?=[^\n]{3,})", r"第\1，", found)
    return found if found != text else None


def foreign_tail(text: str, _chance: Chance) -> str | None:
    """Return an English summary after the text."""
    return f"{text}\nAbstract: The document sets out 12 tasks for 2026-2030 and asks all localities to report progress twice a year."


def lead_only(text: str, chance: Chance) -> str | None:
    """Return the first sentences, a quarter to two fifths of the text, with a link to the rest."""
    parts, found = sentences(text), ""
    for part in parts:
        if len(found) + len(part) > 0.42 * len(text):
            break
        found += part
    enough = len(found) >= max(55, 0.2 * len(text))
    return found + chance.choice(("", "……", "\n查看详情>>", "\n（来源：晨光网）")) if enough else None


def summary(text: str, chance: Chance) -> str | None:
    """Return a headline and some sentences from anywhere in the text, in order, a quarter to two fifths of it."""
    parts = sentences(text)
    if len(parts) < 8:
        return None
    chosen: set[int] = set()
    for at in chance.sample(range(len(parts)), len(parts)):
        size = sum(len(parts[one]) for one in chosen)
        if size < 0.25 * len(text) and size + len(parts[at]) < 0.42 * len(text):
            chosen.add(at)
    found = "".join(parts[at] for at in sorted(chosen))
    return f"一分钟速览\n{found}" if len(found) >= max(55, 0.22 * len(text)) else None


def last_part(text: str, _chance: Chance) -> str | None:
    """Return the second half's sentences alone, as a page that continues a story."""
    parts, found = sentences(text), ""
    for part in reversed(parts):
        if len(found) + len(part) > 0.42 * len(text):
            break
        found = part + found
    return f"（接上页）{found}" if len(found) >= max(55, 0.2 * len(text)) else None


WHOLE: dict[str, Reprint] = {
    one.__name__: one
    for one in (
        shuffled, sentence_lines, hard_wrapped, synonyms, middle_dropped, without_quotes, book_marks_lost, other_brackets, spaced,
        years_in_characters, numbers_in_characters, grouped_digits, date_relative, date_given, head, tail, other_title, advert,
        captions, subheads, questions, local_lead, paged, cut_short, misread, tags_left, short_names, renumbered, foreign_tail,
    )
}  # fmt: skip
PARTS: dict[str, Reprint] = {one.__name__: one for one in (lead_only, summary, last_part)}
