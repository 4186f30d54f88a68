"""The made set: 200 pages in the manners of several content systems, with known truth, for machines without the labelled corpus.

Words and heads are those of benchmarks/night; the same code always makes the same bytes.
"""

import datetime as dt
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import prose
from jinja2 import Environment, FileSystemLoader
from pages import COLUMNS, LINKS, SITE, Head, make_heads

ARTICLES_A_MANNER, LISTS_A_MANNER = 22, 8
RELATED = 8
ENTRIES = (10, 15, 20)  # the lengths of lists that the common systems make
CHARACTERS = (200, 600, 1400, 3000)  # from a short item to a whole plan
EDGE = 25  # characters of a paragraph that a label holds, as in the labelled corpus
FOOT = "技术支持：示例县信息中心"


@dataclass(frozen=True, slots=True)
class Manner:
    """One template and what its pages show; ``without`` are phrases of its furniture, beside the first related title."""

    name: str
    without: tuple[str, str]
    encoding: str = "utf-8"
    source: bool = True
    number: bool = False
    signed: bool = False
    files: tuple[str, ...] = ()
    before: str = ""  # what the template sets before the first paragraph


MANNERS = (
    Manner("trs", ("扫一扫在手机打开当前页", "网站标识码：0000000001")),
    Manner("register", ("分享到：微信微博", "信息分类：政策文件"), number=True, signed=True),
    Manner("college", ("点击数：[0]", "示例市人民政府信息中心")),
    Manner("news", ("秋季好物限时特惠", "未经书面授权不得转载")),
    Manner("old", ("【打印此页】", FOOT), encoding="gb18030"),
    Manner("bare", ("大家都在看", "本网站由示例市人民政府办公室主办"), source=False),
    Manner("twice", ("在手机上查看当前页面", "备案号：示例备00000001号")),
    Manner(
        "notice",
        ("责任编辑：丙丁", "相关稿件"),
        number=True,
        signed=True,
        files=("./P1.docx", "/files/P2.pdf"),
        before="（1）",
    ),
)
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
        manner = MANNERS[number % len(MANNERS)]
        chance = random.Random(f"reading {number}")  # noqa: S311 - the same set each time
        paragraphs = prose.paragraphs(chance, chance.choice(CHARACTERS))
        others = heads[number + 1 : number + 1 + RELATED]
        rows = [(year, chance.randint(100, 999)) for year in range(2026, 2031)]
        values = {"page": head, "paragraphs": paragraphs, "related": others, "rows": rows, "files": manner.files}
        file = write(folder, manner.name, number, manner.encoding, day_words=in_words(head.day), **values)
        yield {
            "file": file,
            "url": None,
            "kind": "article",
            "encoding": manner.encoding,
            "title": head.title,
            "published": head.day,
            "source": head.office if manner.source else None,
            "doc_number": head.document_number if manner.number else None,
            "first": manner.before + paragraphs[0][:EDGE],
            "last": head.adopted if manner.signed else paragraphs[-1][-EDGE:],
            "with": [
                paragraph[-EDGE:] for paragraph in (paragraphs[0], paragraphs[len(paragraphs) // 2], paragraphs[-1])
            ],
            "without": [*manner.without, others[1].title],
            "attachments": list(manner.files),
        }


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


def write(folder: Path, name: str, number: int, encoding: str, **values: object) -> str:
    """Write a page and return its file as a label names it."""
    shared = {"site": SITE, "menu": [(column, subs.split()) for column, subs in COLUMNS], "links": LINKS.split()}
    file = f"pages/{name}_{number:03}.html"
    text = TEMPLATES.get_template(f"{name}.html").render(shared, **values)
    (folder / file).write_bytes(text.encode(encoding))
    return file


TEMPLATES = Environment(
    loader=FileSystemLoader([Path(__file__).with_name("templates"), prose.FOLDER / "templates"]),
    autoescape=True,
    trim_blocks=True,
)
