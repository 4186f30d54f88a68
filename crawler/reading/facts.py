"""What a page says about its article beside the body: dates, source, issuers, numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planwatch import dates

from . import credit, json_ld
from .blocks import Block, one_line
from .boilerplate import is_tool
from .days import ADDRESS, HEADER_MAX, SOURCE_MAX, date_time, first, is_clocked, published
from .labels import NODE, as_line, labelled
from .tree import Element, names_of, text_of

# 国科发规〔2020〕12号, 教思政厅函〔2024〕10号, 2024年第12号; never an index number such as 000014349/2024-00012.
_NUMBER = re.compile(
    r"[\u3400-\u9fffA-Za-z]{1,20}[〔\[［【（(〈﹝](?:19|20)\d\d[〕\]］】）)〉﹞]第?\d{1,5}号"
    r"|[\u3400-\u9fff]{0,30}(?:19|20)\d\d年第?\d{1,4}号"
    r"|[\u3400-\u9fff]{0,30}第\d{1,4}号"
)
# （2026年3月22日某某省人民政府令第287号公布）
_ISSUED = re.compile(r"日\s?(?P<number>[\u4e00-\u9fff]{2,20}令第\d{1,4}号)(?:公布|发布)")
# What follows a source's name in a header line.
_AFTER_SOURCE = re.compile(
    r"[【|｜丨]|[\]】]\s*[\[【]|[+＋](?:订阅|关注)|[\[（(](?:打印|字|大|分享)|(?:^|\s)(?:作者|编辑|记者|责任编辑|责编|打印|字体|字号|分享|浏览|点击|手机看新闻|收藏|发布|我要|参与|[+＋]?\s?(?:订阅|关注)|阅读|评论|大\s?中\s?小)"
    r"|(?:19|20)\d\d\s?[-年/.]\s?\d"
)
_CLOCK = re.compile(
    r"(?:[上下中]午|晚上?|凌晨)?\s?\d{1,2}[:：∶]\d\d(?:[:：∶]\d\d)?|[一二三四五六七八九十]{1,3}时(?:[一二三四五六七八九十]{1,3}分)?"
)
# By Jia Yi | Example Daily | Updated: …: the paper's name stands after the writer's.
_BY = re.compile(r"^By [^|｜]{2,40}[|｜]\s*(?P<name>[A-Za-z][A-Za-z .&'-]{2,39}?)\s*(?:[|｜]|$)")
# How a newspaper's digital pages name it: 《某某日报》（2026年09月08日 第 02 版）.
_PAPER = re.compile(r"《\s*(?P<name>[^《》]{2,20}?)\s*》\s*[（(][^（）()]{8,30}版")
# 某 某 日 报: a blank between two single letters is for looks; another parts two names.
_SPACED = re.compile(r"(?<=(?<!\S)[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff](?!\S))")
_WORD = re.compile(r"[\u4e00-\u9fff]{2}")
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:author-name|source|laiyuan|copyfrom|media-?name|nickname|js_name)(?:$|[\s_-])", re.IGNORECASE
)
_NOT_SOURCE = re.compile(
    r"[:：]|当前位置|首页|正文|发布(?:于|时间|日期|者|人)|^发[布表]|^本[帖贴]|(?:本报|本刊|^)(?:见习|特约)?(?:记者|通讯员)|时间|日期|来源|字号|字体|打印|分享|评论|阅读|浏览|点击|收藏|次$|作者|编辑|关注|人气|更新"
    r"|星期|索引|编号|目录|分类|文号|名称|有效性|^(?:原创|转载|关闭|返回|下载|朗读|播放|投诉|纠错)\W*$|[關闭閉]窗口|本页$|來源|列印|點閱|瀏覽"
)
_COLUMN = re.compile(r"categor|column|channel|lanmu|(?:^|[\s_-])tag", re.IGNORECASE)
_NOT_NAME = re.compile(r"[:：]|\d{4}|^(?:来源|原创|转载)$")
INLINE = frozenset({"span", "em", "i", "b", "strong", "font", "label", "cite"})
# The commonest family names: two or three letters after one of them are a writer, unless they end as an organisation does.
_PERSON = re.compile(
    r"[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝孔崔毛邱秦史侯邵孟段雷钱汤尹黎贺赖龚]"
    r"[\u4e00-\u9fff]{0,1}[\u4e00-\u9fff](?<![报网社局厅委部办处院台刊会所市县区省界科站云团司])"
)
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_AROUND = " \t|｜丨:：-—>·•・0123456789"
# WordPress and Drupal: 发表于 2026年9月8日 由 某某.
_WRITTEN_BY = frozenset({"由", "by", "By"})
# Stands for a day, a clock time or an address: the value of the label before it, and no name.
_VALUE = f"{NODE}0{NODE}"
_ISSUER_GAP = re.compile(rf"[\s、，,;；|{NODE}]+")
_META_SOURCE = ("contentsource", "source", "og:site_source", json_ld.PUBLISHER)


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of an article as its page gives them, each None or empty where it gives none."""

    published_on: str | None = None
    adopted_on: str | None = None
    issuers: tuple[str, ...] = ()
    document_number: str | None = None
    index_number: str | None = None
    credited_source: str | None = None


def metas(root: Element) -> dict[str, str]:
    """Return the first non-empty content of each ``<meta>`` by its name or property in lower case, and what JSON-LD tells."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found | json_ld.told(root)


def facts(  # noqa: PLR0917 - the parts of a page in their order
    header: Sequence[Block],
    above: Sequence[Block],
    below: Sequence[Block],
    others: Sequence[Block],
    meta: Mapping[str, str],
    url: str,
) -> Facts:
    """Return the facts that a page shows; its ``<meta>`` and its address count only where it shows none.

    ``header`` are the blocks between headline and body, ``above`` those right above the headline, ``below`` those right after
    the text, ``others`` those elsewhere outside the body.
    """
    shown = labelled([*below, *others]) | labelled(header)
    number, issued = shown.get("number", ""), _day(shown.get("issued", ""))
    return Facts(
        # 发文日期 is the day of a notice that gives no other.
        published_on=published(shown, header, above, below, others, meta, url) or issued,
        adopted_on=_day(shown.get("adopted", "")) or issued,
        issuers=tuple(dict.fromkeys(name for name in _ISSUER_GAP.split(shown.get("issuer", "")) if len(name) > 1)),
        document_number=document_number(number) or document_number(number.split(NODE)[0]),
        index_number=shown.get("index", "").split(NODE)[0] or None,
        credited_source=(
            _source(shown.get("source", ""))
            or _unlabelled(header)
            or _source(first(meta, _META_SOURCE))
            or credit.of_picture(header)
        ),
    )


def document_number(text: str) -> str | None:
    """Return the document number (文号) that a text is, without its blanks; None for anything else, an index number too."""
    plain = "".join(text.replace(NODE, "").split())
    if plain.startswith(("（", "(")) and plain.endswith(("）", ")")):
        plain = plain[1:-1]
    return plain if _NUMBER.fullmatch(plain) else None


def number_among(lines: Sequence[Block]) -> str | None:
    """Return the first document number among lines; that of a decree may be parted over two, or stand in a note on how it was issued."""
    above = ""
    for block in lines:
        if number := document_number(block.text):
            decree = document_number(above + number) if number.startswith("第") and above.endswith("令") else None
            return decree or number
        if block.text[0] in "（(" and (issued := _ISSUED.search(block.text)):
            return issued["number"]
        above = block.text
    return None


def _day(text: str) -> str | None:
    found = date_time(text.replace(NODE, " "))
    return found[:10] if found else None


def _source(text: str) -> str | None:
    """Return the name that a labelled value begins with; it may go on over several text nodes."""
    name = ""
    for piece in text.split(NODE):
        if is_tool(piece):
            break
        end = _AFTER_SOURCE.search(piece)
        name += piece[: end.start()] if end else piece
        if end:
            break
    name = _SPACED.sub("", name.strip(" |｜丨:：-—】]"))
    if name.startswith(("[", "【")):
        name = name[1:].strip()
    if name.endswith(("）", ")")) and not ("（" in name or "(" in name):
        name = name[:-1]
    return name if _WORD.search(name) or (name.isascii() and len(name) > 1) else None


def _unlabelled(header: Sequence[Block]) -> str | None:
    """Return the source that a header names without a label: beside its date (湖北日报 2024-03-12), or in an element so named."""
    for block in header:
        line = as_line(block)
        named = (*block.links, *(one for one in block.element if one.tag in INLINE))
        if account := next((name for one in named if (name := _account(one)) and name in line), None):
            return account
        if by := _BY.match(line) or ("版" in line and _PAPER.search(line)):
            return by["name"]
        if _NAMED.search(block.element.get("class") or "") and 2 <= len(line) <= SOURCE_MAX // 2 and not is_tool(line):
            return line
        # The day and the place of a speech stand in brackets.
        if english := credit.of_english(line):
            return english
        if len(line) > HEADER_MAX or line.startswith(("（", "(")) or not (date_time(line) or is_clocked(line)):
            continue
        columns = {one_line(text_of(one)) for one in block.element if _COLUMN.search(one.get("class") or "")}
        names = [name for name in _names_beside_date(line) if name not in columns]
        # Several short names are those who wrote it.
        if names and not (len(names) > 1 and all(map(_SHORT_NAME.fullmatch, names))):
            return names[0]
    return credit.of_line(header)


def _account(element: Element) -> str | None:
    """Return the name of the account or the medium that an element of a header line, named after such, holds."""
    named = _NAMED.search(names_of(element))
    name = " ".join(text_of(element).split()) if named else ""
    return name if 2 <= len(name) <= SOURCE_MAX // 2 and not _NOT_NAME.search(name) else None


def _names_beside_date(line: str) -> list[str]:
    """Return the pieces of a line that may be a source, without its dates, addresses, counters and writers."""
    for found in reversed(dates.find_dates(line)):
        line = line[: found.start] + _VALUE + line[found.end :]
    names = []
    is_value = False
    for piece in ADDRESS.sub(_VALUE, _CLOCK.sub(_VALUE, line)).split(NODE):
        # What stands after 留言人： in a node of its own is a writer's name or another value, and so is the label itself.
        is_label, was_value = piece.rstrip().endswith(("：", ":")) or piece.strip() in _WRITTEN_BY, is_value
        is_value = is_label or (is_value and not piece.strip())
        if was_value or (is_label and len(piece.split()) == 1):
            continue
        name = piece.lstrip(_AROUND + "]】）)")
        end = _AFTER_SOURCE.search(name)
        name = (name[: end.start()] if end else name).strip(_AROUND)
        # 某某日报 张三: the paper and its writer
        first, _, writer = name.rpartition(" ")
        name = first.strip() if first and _PERSON.fullmatch(writer) else name
        if _WORD.search(name) and len(name) <= SOURCE_MAX and not (_NOT_SOURCE.search(name) or _PERSON.fullmatch(name)):
            names.append(name)
    return names
