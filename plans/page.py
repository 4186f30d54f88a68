"""A page made ready for reading plans: one text with its headline, the facts it labels, and the year that it counts from."""

import re
from dataclasses import dataclass

from plans.foot import Foot, find_foot
from plans.headline import HEADLINE_LIMIT, Headline, read_headline
from plans.issuers import groups
from plans.numbers import find_number, labelled_number
from planwatch.dates import find_date

# News sites write ASCII marks in Chinese sentences; one character each, so that places hold in the text as given.
_PLAIN = str.maketrans(",;:()!?「」『』﹝﹞<>", "，；：（）！？“”“”〔〕〈〉")
_QUOTED = re.compile(r'"([^"\n]{1,40})"')
_LABELLED_ISSUER = re.compile(
    r"(?:发文机[构关]|制发机关|发布机[构关])[】\]]?：\s?([^：\n]{2,60}?)(?=发布|发文|成文|文号|\s|$)"
)
# The page's own word for its day; a notice without a foot bears it.
_LABELLED_DAY = re.compile(r"(?:成文日期|发文日期|发布时间|发布日期)[】\]]?：\s?[\d年月日./-]{8,11}")
# The year a text without a publication day speaks from: 在今年1月5日召开的会议上，…2021年工作; goals (到2025年) are not it.
_THIS_YEAR = re.compile(r"[^。\n]*今年[^。\n]*")
_YEAR = re.compile(r"(?<![到至\d])(20\d\d)年(?!以前|远景|底)")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d(?:-\d\d)?")
_BODY_STARTS = re.compile(r"\n|(?=(?:发文机[构关]|发布日期|发布时间|来源)[：:])")
# A text may begin with the headline whole where a list cut some of its first characters off.
_CUT = 40


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the rules read it: ``text`` has plain marks and the headline as its first line, ``raw`` the marks as given.

    ``published`` may be a bare year. ``foot`` is None for news.
    """

    text: str
    raw: str
    headline: Headline
    published: str | None
    number: str | None
    issuers: tuple[str, ...]
    foot: Foot | None
    labelled_day: str | None

    @property
    def body_start(self) -> int:
        """Where the text goes on after the headline."""
        return len(self.headline.text)

    @property
    def is_document(self) -> bool:
        """Whether the page is itself the plan, or the notice that hands it out."""
        return self.headline.is_document


def plain(text: str) -> str:
    """Return a text with Chinese marks for ASCII ones, of equal length."""
    return _QUOTED.sub("“\\1”", text.translate(_PLAIN))


def _published(day: str | None) -> str | None:
    """Return a publication day as an ISO day, or as the bare year that it is; None for what is neither."""
    found = find_date(day or "")
    return found[:10] if found else day if day and _BARE_YEAR.fullmatch(day) else None


def _year(text: str) -> str | None:
    """Return the latest year that a sentence with 今年 writes, the goals left out."""
    years = [year for said in _THIS_YEAR.finditer(text) for year in _YEAR.findall(said[0])]
    return max(years, default=None)


def _labelled_day(text: str) -> str | None:
    found = _LABELLED_DAY.search(text)
    return find_date(found[0]) if found else None


def _labelled_issuers(text: str) -> tuple[str, ...]:
    found = _LABELLED_ISSUER.search(text)
    return tuple(name for group in groups(found[1]) for name in group.names) if found else ()


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
    line = " ".join((title or "").split())[:HEADLINE_LIMIT]
    raw_headline, raw_body = _parted(line, text)
    raw = f"{raw_headline}\n{raw_body}"
    whole = plain(raw)
    headline, body = read_headline(whole[: len(raw_headline)]), whole[len(raw_headline) + 1 :]
    return Page(
        whole,
        raw,
        headline,
        _published(published) or _year(body),
        document_number or labelled_number(body) or find_number(headline.text),
        issuers or _labelled_issuers(body),
        find_foot(body) if headline.is_document else None,
        _labelled_day(body),
    )
