"""Days as a text tells them: written out, or counted from the day of publication (今年2月25日, 4月1日, 昨天, 14日, 近日)."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from planwatch.dates import SMALL, YEAR, FoundDate, find_dates, iso_day, numeral, year_number

# How many days after its publication a text may still mean by a bare 4月1日: news tells what was, or is about to be.
AHEAD_EVENT = 60
# A deadline lies ahead: 1月15日前 in a text of March is next year's.
AHEAD_DEADLINE = 300
# No date is said without one of these.
_MARKS = ("日", "月", "年", "近", "不久前", "今", "昨", "前天", "明天", "周", "星期", "-", "/", ".", "号")
_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "一年前": -1, "两年前": -2, "三年前": -3}
_DAYS = {"今": 0, "昨": -1, "前": -2, "明": 1}
_WEEKDAYS = "一二三四五六日天"
# The signs that a day may begin with go before the alternatives, so that all others are passed over quickly.
_FIRST = r"近日不今昨前明本去上周\d一二三四五六七八九十"
_SAID = re.compile(
    rf"(?=[{_FIRST}])(?:"
    r"(?P<vague>近日|日前|近期|不久前)"
    r"|(?P<word>[今昨][天日晚晨夜]|[前明][天日]|今早|[今昨](?=[（(]|起))"
    r"|(?P<week>上周|上星期|上个星期|本周|(?<![\u4e00-\u9fff\d])周(?=[一二三四五六日]))(?P<weekday>[一二三四五六日天](?![个轮批]))?"
    rf"|(?P<end>(?:去年|{YEAR}年)年?[底末](?!之?前|以前))"
    rf"|(?P<year>今年|本年|去年|上年|前年|明年|[一两三]年前(?=，))(?:\s?(?P<year_month>{SMALL})\s?月(?:份|\s?(?P<year_day>{SMALL})\s?[日号])?|年?初|[上下]半年(?!前)|(?=[，,起])|(?=[新就已又联正]?(?:联合|正式|式|合)?(?:印发|发布|出台|公布|颁布|下发|推出)))"
    rf"|(?:(?<![\d年第.-])|(?<=^\d\.)|(?<=\n\d\.))(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?月\s?(?P<day>{SMALL})\s?[日号]"
    r"|(?P<this>本月|上月|上个月)(?:(?P<this_day>\d{1,2})[日号])?"
    r"|(?<![\d月.,，、-])(?P<alone>\d{1,2})日(?![内元均益常夜间前])"
    r"|(?<![\d年第.-])(?P<only>\d{1,2})\s?月(?:份)?(?=[，,]|(?:联合|正式|对外|共同)*(?:印发|出台|发布|公布|下发|成立|启动|召开|通过|审议|签署|批复|施行|实施|提请|报请))"
    r"|(?<![\d年第.-])(?P<part>\d{1,2})\s?月(?:底|末|初|[上中下]旬)(?!之?前|以前)"
    rf"|(?<!\d)(?P<in_year>{YEAR})年(?=[，,]|[上下]半年|[^，。；②]{{0,16}}(?:印发|发布|出台|公布|颁布|批转|批复|下发|制定|编制))"
    r")"
)


def _whole(published: str | None) -> dt.date | None:
    if published is None or len(published) < len("2026-01-01"):
        return None
    return dt.date.fromisoformat(published[:10])


def _shift(day: dt.date, months: int) -> tuple[int, int]:
    """Return the year and month that lie ``months`` away from a day's."""
    count = day.year * 12 + day.month - 1 + months
    return count // 12, count % 12 + 1


def _in_some_year(month: int, day: int, published: str | None, ahead: int) -> str | None:
    """Return the latest such day that lies at most ``ahead`` days after publication; in the known year if no more is known."""
    whole = _whole(published)
    if whole is None:
        return iso_day(int(published[:4]), month, day) if published else None
    latest = (whole + dt.timedelta(days=ahead)).isoformat()
    days = (iso_day(year, month, day) for year in (whole.year + 1, whole.year, whole.year - 1))
    return next((iso for iso in days if iso is not None and iso <= latest), None)


def _month_before(month: int, published: str | None) -> str | None:
    """Return the latest such month that had begun on the day of publication; of the known year if no more is known."""
    if published is None:
        return None
    year, whole = int(published[:4]), _whole(published)
    return iso_day(year - 1 if whole and month > whole.month else year, month)


def _of_year(found: re.Match[str], published: str | None) -> str | None:
    if published is None:
        return None
    year = int(published[:4]) + _YEARS[found["year"]]
    if found["year_month"] is None:
        return str(year)
    return iso_day(year, numeral(found["year_month"]), numeral(found["year_day"]) if found["year_day"] else None)


def _near(found: re.Match[str], published: str | None) -> str | None:
    """Return what counts from the very day of publication: 昨天, 近日 (its month), 上月, 14日."""
    whole = _whole(published)
    if whole is None:
        return None
    if found["vague"]:
        return whole.isoformat()[:7]
    if found["word"]:
        return (whole + dt.timedelta(days=_DAYS[found["word"][0]])).isoformat()
    if found["week"]:
        return _of_week(found, whole)
    if found["this"]:
        year, month = _shift(whole, 0 if found["this"] == "本月" else -1)
        return iso_day(year, month, int(found["this_day"]) if found["this_day"] else None)
    day = int(found["alone"])
    year, month = _shift(whole, 0 if day <= whole.day else -1)
    return iso_day(year, month, day)


def _of_week(found: re.Match[str], whole: dt.date) -> str | None:
    """Return the weekday of this week or the last (上周五), or the month in which last week began (上周); a day ahead is none."""
    last = found["week"].startswith("上")
    monday = whole - dt.timedelta(days=whole.weekday() + 7 * last)
    if found["weekday"] is None:
        return monday.isoformat()[:7]
    day = monday + dt.timedelta(days=min(_WEEKDAYS.index(found["weekday"]), 6))
    return day.isoformat() if day <= whole else None


def _year_end(words: str, published: str | None) -> str | None:
    """Return the December of 去年底 or 2023年底; one that was still ahead at publication is a goal's, and none."""
    if published is None:
        return None
    year = int(published[:4]) - 1 if words.startswith("去年") else year_number(words.partition("年")[0])
    return iso_day(year, 12) if f"{year}-12" <= published else None


def _read(found: re.Match[str], published: str | None, ahead: int) -> str | None:
    try:
        if found["year"]:
            return _of_year(found, published)
        if found["end"]:
            return _year_end(found["end"], published)
        if found["only"] or found["part"]:
            return _month_before(int(found["only"] or found["part"]), published)
        if found["month"]:
            return _in_some_year(numeral(found["month"]), numeral(found["day"]), published, ahead)
        return str(year_number(found["in_year"])) if found["in_year"] else _near(found, published)
    except ValueError:
        return None


def _relative(text: str, published: str | None, ahead: int) -> Iterator[FoundDate]:
    for found in _SAID.finditer(text):
        iso = _read(found, published, ahead)
        if iso is not None:
            yield FoundDate(*found.span(), iso, found[0], vague=found["vague"] is not None)


@lru_cache(maxsize=256)
def said_dates(text: str, published: str | None, ahead: int = AHEAD_EVENT) -> tuple[FoundDate, ...]:
    """Return the dates of a text in its order, those in words resolved against ``published`` (ISO; a bare year serves too).

    What cannot be resolved is left out. 近日 and its like give the month of publication and are ``vague``.
    """
    if not any(mark in text for mark in _MARKS):
        return ()
    written = find_dates(text)
    relative = list(_relative(text, published, ahead))
    if written and relative:
        taken = {place for date in written for place in range(date.start, date.end)}
        kept = (date for date in relative if date.start not in taken)
        return tuple(sorted([*written, *kept], key=lambda date: date.start))
    return tuple(written or relative)
