"""A page made ready for reading plans: one text with its headline, the facts it labels, and the year that it counts from."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from plans.foot import Foot, find_foot
from plans.headline import HEADLINE_LIMIT, Headline, read_headline
from plans.issuers import groups
from plans.lexicon import names_plan
from plans.numbers import find_number, labelled_number, whole_number
from planwatch.dates import find_date, iso_day
from planwatch.fold import simplified

# News sites write ASCII marks in Chinese sentences; one character each, so that places hold in the text as given.
# ① and ② stand for names in the sentences that the rules read, so a list's own are others; full-width digits are digits.
_PLAIN = tuple(
    zip(",;:()!?「」『』﹝﹞<>①②０１２３４５６７８９", "，；：（）！？“”“”〔〕〈〉⑴⑵0123456789", strict=True)
)
# Characters that only a text in traditional ones has, and how many make one.
_TRADITIONAL = "國會發關於為與經業號產計機構畫劃學實應區個們這來對時進開"
_SOME = 6
_QUOTED = re.compile(r'"([^"\n]{1,40})"')
_LABELS_ISSUER = re.compile("发文[机单]|发布机|制发|印发[单机部]|制定[单机]")
_LABELLED_ISSUER = re.compile(
    r"(?:发文机[构关]|制发机关|发布机[构关]|[印制]发[单部][位门]|印发机关|制定(?:单位|机关)|发文单位)[】\]]?：\s?([^：\n]{2,60}?)(?=发布|发文|成文|文号|\s|$)"
)
# The page's own word for its day; a notice without a foot bears it.
_LABELLED_DAY = re.compile(r"(?:成文日期|发文日期|印发日期|印发时间|发布时间|发布日期)[】\]]?：\s?[\d年月日./-]{8,11}")
# The year a text without a publication day speaks from: 在今年1月5日召开的会议上，…2021年工作; goals (到2025年) are not it.
_SENTENCE_END = re.compile(r"[。\n]")
_YEAR = re.compile(r"(?<![到至\d])(20\d\d)年(?!以前|远景|底)")
# 某社北京1月21日电, 本报讯: the day a text was sent stands in its first words; it is published within so many days.
_DATELINE = re.compile(r"\s*[^。，\n]{0,24}?(?<!\d)(\d{1,2})月(\d{1,2})日(?:电|讯|消息)")
_LATE = 3
_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d(?:-\d\d)?")
_BODY_STARTS = re.compile(r"\n|(?=(?:发文机[构关]|发布日期|发布时间|来源)[：:])")
# What only a paper says of itself; a pattern with one first sign passes over a text twice as quickly as one with three.
_PAPER = tuple(
    re.compile(words)
    for words in ("我[部局委厅署会]", "特此(?:通知|公告|通告)", "现(?:予|将|就|印发|公开征求|批复如下)")
)
_CARRIES = re.compile(r"(?:全文|主要内容)如下")
# A paper's number stands in one of so many first lines.
_OPENING = 3
_IN_BRACKETS = re.compile("^（(.*)）$")
_SENT = re.compile(
    r"([^，。：\n]{2,16}[〔\[【（］](?:19|20)\d\d[〕\]】）］]第?\d{1,5}号)\s?(?=各|有关|[\u4e00-\u9fff]{2,12}：)"
)
_ORDER = re.compile(r"(?:中华人民共和国)?([\u4e00-\u9fff、\s]{2,60}?)令(?=\s|（|第|\d|〔|$)")
_ORDER_NUMBER = re.compile(r"\s*（?((?:\d{4}年)?第\s?\d{1,5}\s?号)）?\s")
# A headline and the whole title that it shortens begin with the same so many characters.
_SAME = 8
# A text may begin with the headline whole where a list cut some of its first characters off.
_CUT = 40


@dataclass(frozen=True)
class Page:
    """A page as the rules read it: ``text`` has plain marks and the headline as its first line, ``raw`` the marks as given.

    ``is_folded``: the page is written in traditional characters, which ``text`` has as simplified ones. ``published`` may be
    a bare year. ``known_number`` and ``known_issuers`` are what its reader knew. What few plans
    ask for is read when it is asked for, and kept (so there are no slots).
    """

    text: str
    raw: str
    is_folded: bool
    headline: Headline
    published: str | None
    known_number: str | None
    known_issuers: tuple[str, ...]

    @cached_property
    def number(self) -> str | None:
        """The page's own document number, or None."""
        named = self.known_number or labelled_number(self.body)
        return named or find_number(self.headline.text) or _opening_number(self.body)

    @cached_property
    def issuers(self) -> tuple[str, ...]:
        """The bodies that the page labels as its own, or that give the order which it is."""
        named = self.known_issuers or _labelled_issuers(self.body)
        return named or _ordering(self.headline.text) or _ordering(self.body)

    @cached_property
    def foot(self) -> Foot | None:
        """Who signed a paper, and when; None for news."""
        if not self.headline.is_notice and not any(words.search(self.body) for words in _PAPER):
            return None
        return find_foot(self.body, self.published, signed_only=not self.is_document)

    @property
    def signers(self) -> tuple[str, ...]:
        """The bodies at the page's foot, else those that it labels."""
        return (self.foot.issuers if self.foot else ()) or self.issuers

    @cached_property
    def labelled_day(self) -> str | None:
        """The day that the page labels as its own (发布日期：…), or None."""
        return _labelled_day(self.body)

    @property
    def body_start(self) -> int:
        """Where the text goes on after the headline."""
        return len(self.headline.text)

    @property
    def body(self) -> str:
        """The text under the headline."""
        return self.text[self.body_start + 1 :]

    @property
    def carries_text(self) -> bool:
        """Whether news gives the plan's own text (全文如下)."""
        return "如下" in self.text and _CARRIES.search(self.text) is not None

    @property
    def is_document(self) -> bool:
        """Whether the page is itself the plan, or the notice that hands it out."""
        return self.headline.is_document


def is_traditional(text: str) -> bool:
    """Return whether a text is written in traditional characters."""
    return sum(text.count(sign) for sign in _TRADITIONAL if sign in text) >= _SOME


def plain(text: str, *, is_folded: bool) -> str:
    """Return a text with Chinese marks for ASCII ones and, where it is to be folded, simplified characters; of equal length."""
    for mark, chinese in _PLAIN:
        if mark in text:
            text = text.replace(mark, chinese)
    if is_folded:
        text = text.translate(simplified()).replace("计画", "计划")
    return _QUOTED.sub("“\\1”", text) if '"' in text else text


def as_written(words: str, page: Page) -> str:
    """Return words that the rules read off a page as it writes them: in its own characters, with the plain marks kept."""
    place = page.text.find(words) if page.is_folded else -1
    if place < 0:
        return words
    given = page.raw[place : place + len(words)]
    return "".join(sign if plain_sign.isalpha() else plain_sign for sign, plain_sign in zip(given, words, strict=True))


def _published(day: str | None) -> str | None:
    """Return a publication day as an ISO day, or as the bare year that it is; None for what is neither."""
    if day and _ISO.fullmatch(day) and iso_day(*map(int, day.split("-"))):
        return day
    found = find_date(day or "")
    return found[:10] if found else day if day and _BARE_YEAR.fullmatch(day) else None


def _spoken(published: str | None, text: str) -> str | None:
    """Return the day from which a text counts 今天: that of its first line (某社1月21日电) where it ran a little before it was published."""
    found = _DATELINE.match(text) if published and len(published) == len("2026-01-01") else None
    if found is None or published is None:
        return published
    month, day = int(found[1]), int(found[2])
    for year in (int(published[:4]), int(published[:4]) - 1):
        said = iso_day(year, month, day)
        if said and said <= published:
            late = dt.date.fromisoformat(published) - dt.date.fromisoformat(said)
            return said if late.days <= _LATE else published
    return published


def _year(text: str) -> str | None:
    """Return the latest year that a sentence with 今年 writes, the goals left out."""
    said = (sentence for sentence in _SENTENCE_END.split(text) if "今年" in sentence)
    years = [year for sentence in said for year in _YEAR.findall(sentence)]
    return max(years, default=None)


def _labelled_day(text: str) -> str | None:
    found = _LABELLED_DAY.search(text) if "期：" in text or "时间：" in text or "】" in text else None
    return find_date(found[0]) if found else None


def _labelled_issuers(text: str) -> tuple[str, ...]:
    found = _LABELLED_ISSUER.search(text) if "：" in text and _LABELS_ISSUER.search(text) else None
    return tuple(name for group in groups(found[1]) for name in group.names) if found else ()


def _opening_number(text: str) -> str | None:
    """Return the number that fills one of a paper's first lines, or that stands right before those it is sent to."""
    lines = (_IN_BRACKETS.sub(r"\1", line.strip()) for line in text.lstrip().split("\n", _OPENING)[:_OPENING])
    filled = (line for line in lines if whole_number(line))
    found = next(filled, None) or _order_number(text.lstrip())
    sent = None if found else _SENT.match(text.lstrip())
    return find_number(found or (sent[1] if sent else ""))


def _order_number(text: str) -> str | None:
    """Return the number of an order whose first line is the body and whose second is 第23号, both as one."""
    order = _ORDER.match(text)
    number = _ORDER_NUMBER.match(text, order.end()) if order else None
    return f"{order[1].strip()}令{number[1]}" if order and number else None


def _ordering(text: str) -> tuple[str, ...]:
    """Return the bodies of an order's first lines (中华人民共和国交通运输部令)."""
    found = _ORDER.match(text.lstrip())
    return tuple(name for group in groups(found[1]) for name in group.names) if found else ()


def _whole_title(title: str, text: str) -> str:
    """Return a headline, or the first line of the text where that is the whole title of which the headline is the beginning."""
    first = text.lstrip().split("\n", 1)[0].strip()
    longer = len(title) < len(first) <= HEADLINE_LIMIT / 2 and names_plan(first)
    return first if longer and names_plan(title) and title[:_SAME] == first[:_SAME] else title


def _parted(title: str, text: str) -> tuple[str, str]:
    """Return the headline, whole where the text begins with it whole, and the text without it."""
    first = _BODY_STARTS.split(text[: HEADLINE_LIMIT + _CUT], maxsplit=1)[0].strip()
    if title and title in first and len(first) <= len(title) + _CUT:
        return first, text[text.index(first) + len(first) :]
    return title, text.removeprefix(title)


def read_page(
    text: str, title: str | None, published: str | None, document_number: str | None, issuers: tuple[str, ...]
) -> Page:
    """Return a page ready for the rules; what the reader knows (number, issuers) goes before what the text labels."""
    line = _whole_title(" ".join((title or "").split())[:HEADLINE_LIMIT], text)
    raw_headline, raw_body = _parted(line, text)
    raw = f"{raw_headline}\n{raw_body}"
    is_folded = is_traditional(raw)
    whole = plain(raw, is_folded=is_folded)
    body = whole[len(raw_headline) + 1 :]
    headline = read_headline(whole[: len(raw_headline)], body)
    spoken = _spoken(_published(published), body) or _year(body)
    return Page(whole, raw, is_folded, headline, spoken, document_number, issuers)
