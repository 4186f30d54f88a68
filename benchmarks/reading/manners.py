"""The made set: 552 articles and 24 lists in the manners of many content systems, with known truth, for machines without the labelled corpus.

Chinese words and heads are those of benchmarks/night; the same code always makes the same bytes.
"""

import datetime as dt
import json
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import prose
from families import MANNERS, Manner
from jinja2 import Environment, FileSystemLoader
from markupsafe import escape
from pages import COLUMNS, LINKS, SITE, Head, make_heads

ARTICLES_A_MANNER, LISTS_A_MANNER = 8, 8
RELATED = 8
ENTRIES = (10, 15, 20)  # the lengths of lists that the common systems make
CHARACTERS = (200, 600, 1400, 3000)  # from a short item to a whole plan
EDGE = 25  # characters of a paragraph that a label holds, as in the labelled corpus
TEASER = 120  # characters of the summary of another article
MOVED = "2026-11-21"  # the day on which a site was moved: later than every page
HERE = Path(__file__).parent
NUMERALS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the forms in which pages write it."""

    date: dt.date

    @property
    def forms(self) -> dict[str, str]:
        """Return the forms by the names that the templates use."""
        day, iso = self.date, self.date.isoformat()
        year, month, number = iso.split("-")
        return {
            "dash": iso,
            "slash": f"{day.year}/{day.month}/{day.day}",
            "loose": f"{day.year}-{day.month}-{day.day}",
            "dotted": iso.replace("-", "."),
            "words": in_words(iso),
            "padded": f"{year}年{month}月{number}日",
            "full": "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in iso),
            "en": f"{day:%B} {day.day}, {day.year}",
            "en_short": f"{day:%b}. {day.day}, {day.year}",
            "yyyy": year,
            "mm": month,
            "dd": number,
            "yyyymm": iso[:7],
        }


# These sign with the day in Chinese numerals.
SPELLED = frozenset({"order", "dl_register"})
# Each list's next page as its template writes it.
LISTS = {"list_trs": "index_1.html", "list_table": "list_2.html", "list_news": "?page=2"}


def write_set(folder: Path) -> list[dict[str, Any]]:
    """Write the pages and their truth.jsonl into a folder and return the labels."""
    (folder / "pages").mkdir(parents=True)
    heads = list(make_heads(ARTICLES_A_MANNER * len(MANNERS) + RELATED))
    labels = [*articles(folder, heads), *lists(folder, heads)]
    lines = [json.dumps(label, ensure_ascii=False) + "\n" for label in labels]
    (folder / "truth.jsonl").write_text("".join(lines), encoding="utf-8")
    return labels


def articles(folder: Path, heads: list[Head]) -> Iterator[dict[str, Any]]:
    """Write the article pages and yield their labels."""
    for number, head in enumerate(heads[:-RELATED]):
        turn, place = divmod(number, len(MANNERS))
        manner = MANNERS[place]
        chance = random.Random(f"reading {number}")  # noqa: S311 - the same set each time
        page, paragraphs = told(manner, head, chance)
        # Every other headline is parted by a blank where prose has a comma: both are common.
        page = replace(page, title=page.title.replace("，", " ")) if turn % 2 else page
        others = heads[number + 1 : number + 1 + RELATED]
        file = write(folder, manner.name, number, manner.encoding, **values(manner, page, paragraphs, others, chance))
        yield label(manner, page, paragraphs) | {
            "file": file,
            "without": [*manner.without, *shown_title(folder / file, manner, others)],
        }


def told(manner: Manner, head: Head, chance: random.Random) -> tuple[Head, list[str]]:
    """Return the head and the paragraphs of a page in its manner's language."""
    if manner.language == "zh":
        made = prose.paragraphs(chance, chance.choice(CHARACTERS))
        return head, made[:1] if manner.single else made
    words = languages()[manner.language]
    count, gap = chance.choice((3, 6, 12)), " " if manner.language == "en" else ""
    sentences = [one.replace("{n}", str(chance.randint(3, 99))) for one in chance.sample(words["sentences"], count)]
    made = [gap.join(sentences[place : place + 2]) for place in range(0, count, 2)]
    title = chance.choice(words["titles"]).replace("{n}", str(head.number))
    return replace(head, title=title, office=chance.choice(words["offices"])), made


@cache
def languages() -> dict[str, dict[str, list[str]]]:
    """Return the words of the other languages."""
    return tomllib.loads((HERE / "scripts.toml").read_text(encoding="utf-8"))


def values(
    manner: Manner, page: Head, paragraphs: list[str], others: list[Head], chance: random.Random
) -> dict[str, object]:
    """Return what a page's template is filled with."""
    return {
        "page": page,
        "paragraphs": paragraphs,
        "lines": paragraphs,
        "related": others,
        "others_texts": [prose.paragraphs(chance, 1)[0][:TEASER] for _ in others],
        "rows": [(year, chance.randint(100, 999)) for year in range(2026, 2031)],
        "files": manner.files,
        "day_words": in_words(page.day),
        "moved": MOVED,
        "d": Day(dt.date.fromisoformat(page.day)).forms | {"hanzi_adopted": in_numerals(page.adopted)},
    }


def label(manner: Manner, page: Head, paragraphs: list[str]) -> dict[str, Any]:
    """Return the truth of an article page, without its file and what must not be read from it."""
    shown = [] if manner.first else [paragraphs[0], paragraphs[len(paragraphs) // 2], paragraphs[-1]]
    signed = in_numerals(page.adopted) if manner.name in SPELLED else page.adopted
    source = page.office if manner.source is True else manner.source
    return {
        "url": None,
        "kind": "article",
        "encoding": manner.encoding,
        "title": page.title,
        "published": page.day,
        "source": source or None,
        "doc_number": page.document_number if manner.number else None,
        "first": manner.first or manner.before + paragraphs[0][:EDGE],
        "last": manner.last or (signed if manner.signed else paragraphs[-1][-EDGE:]),
        "with": [*(paragraph[-EDGE:] for paragraph in shown), *manner.within],
        "attachments": list(manner.files),
    }


def shown_title(file: Path, manner: Manner, others: list[Head]) -> list[str]:
    """Return the second title of another article that a page shows whole, as a list; an empty one where it shows none."""
    text = file.read_text(encoding=manner.encoding)
    return [other.title for other in others[:4] if str(escape(other.title)) in text][-1:]


def lists(folder: Path, heads: list[Head]) -> Iterator[dict[str, Any]]:
    """Write the list pages, every fourth of them the last of its list, and yield their labels."""
    for number in range(LISTS_A_MANNER * len(LISTS)):
        name = list(LISTS)[number % len(LISTS)]
        start, count = number * RELATED // 2, ENTRIES[number // len(LISTS) % len(ENTRIES)]
        entries, others = heads[start : start + count], heads[start + count : start + count + RELATED]
        following = "" if number % 4 == 3 else LISTS[name]
        chance = random.Random(f"list {number}")  # noqa: S311 - the same set each time
        summaries = [prose.paragraphs(chance, 1)[0][:80] for _ in entries]
        values = {"pages": entries, "related": others, "next": following, "summaries": summaries}
        items = [{"title": head.title, "href": href(name, head), "date": head.day} for head in entries]
        yield {
            "file": write(folder, name, number, "utf-8", **values),
            "url": None,
            "kind": "list",
            "encoding": "utf-8",
            "items": [*items[:5], items[-1]],
            "count": count,
            "next": following,
        }


def href(name: str, head: Head) -> str:
    """Return a link to a page as a list's template writes it."""
    return {"list_trs": ".", "list_table": "", "list_news": "http://www.example.cn"}[name] + head.path


def in_words(day: str) -> str:
    """Return an ISO day as 2026年1月5日."""
    date = dt.date.fromisoformat(day)
    return f"{date.year}年{date.month}月{date.day}日"


def in_numerals(words: str) -> str:
    """Return 2026年11月15日 as 二〇二六年十一月十五日."""
    year, month, day = (int(part) for part in words.rstrip("日").replace("月", "年").split("年"))
    return f"{''.join(NUMERALS[int(digit)] for digit in str(year))}年{small(month)}月{small(day)}日"


def small(number: int) -> str:
    """Return a number below a hundred in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return f"{NUMERALS[tens] if tens > 1 else ''}{'十' if tens else ''}{NUMERALS[ones] if ones else ''}"


def write(folder: Path, name: str, number: int, encoding: str, **values: object) -> str:
    """Write a page and return its file as a label names it."""
    shared = {"site": SITE, "menu": [(column, subs.split()) for column, subs in COLUMNS], "links": LINKS.split()}
    file = f"pages/{name}_{number:03}.html"
    text = TEMPLATES.get_template(f"{name}.html").render(shared, **values)
    (folder / file).write_bytes(text.encode(encoding))
    return file


TEMPLATES = Environment(
    loader=FileSystemLoader([HERE / "templates", prose.FOLDER / "templates"]),
    autoescape=True,
    trim_blocks=True,
)
