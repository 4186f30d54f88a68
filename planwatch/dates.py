"""Dates that a text or an address writes out in full, or with year and month; an impossible day (2月30日) is never a date.

Words that count from the day of publication (今年, 4月1日, 近日) are read in plans/when.py.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

# Every sign seen for the zero of a written-out year: 二〇二六, 二○○六, 二ＯＯ六, 二零二六, 二00六.
_ZEROS = "〇○◯ＯOo零0"
_DIGITS = {**dict.fromkeys(_ZEROS, 0), **{sign: n for n, sign in enumerate("一二三四五六七八九", 1)}}
# Full-width digits are digits too, for \d and for int().
YEAR = rf"[1１][9９]\d\d|[2２][0０]\d\d|[一二][{_ZEROS}一二三四五六七八九]{{3}}"
SMALL = r"\d{1,2}|[一二三四五六七八九十廿卅元正]{1,3}"
_TIME = r"(?:[T\s]{0,3}(?P<hour>\d{1,2})\s?[:：∶时点]\s?(?P<minute>\d\d)(?!\d))?"
# 2026年9月8日 13时44分, 二〇二六年一月五日, 2026 年 11 月
_WRITTEN = re.compile(
    rf"(?P<year>[1１2２一二](?<!\d[1１2２])(?:(?<=[1１])[9９]\d\d|(?<=[2２])[0０]\d\d|(?<=[一二])[{_ZEROS}一二三四五六七八九]{{3}}))\s?年\s?(?P<month>{SMALL})\s?月(?:份|\s?(?P<day>{SMALL})\s?[日号]{_TIME})?"
)
# 2026-9-8, 2026/09/08 10:08, [2026.09.08], 2026-09-0810:08 of two elements; a year and a month only with a dash and two digits (2026-11)
_MARKED = re.compile(
    r"(?P<year>[1１2２](?<![\d./-][1１2２])(?:(?<=[1１])[9９]|(?<=[2２])[0０])\d\d)"
    r"(?:(?P<mark>[-/.－／．–—‑])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d(?!\d[:：]\d\d))"
    + _TIME
    + r"|-(?P<alone>[01]\d)(?![\d./-]))"
)
# September 8, 2026; Sept. 8 2026 10:08; 8 September 2026. In Chinese text no year has a Latin letter or a digit and a blank before it.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>(?:{'|'.join(_MONTHS)})[a-z]{{0,6}})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR_AFTER = r",?\s(?P<year>(?:19|20)\d\d)(?!\d)(?:[,\s]{1,3}(?P<hour>\d{1,2}):(?P<minute>\d\d)(?![\d\s]*[ap]\.?m))?"
_ENGLISH = tuple(
    re.compile(rf"(?<![a-z\d]){first}\s{second}{_YEAR_AFTER}", re.IGNORECASE)
    for first, second in ((_MONTH, _DAY), (_DAY, _MONTH))
)
_LATIN_YEAR = re.compile(r"\s(?:(?<=[A-Za-z.\d]\s)|(?<=[A-Za-z.\d],\s))(?:19|20)\d\d")
# What every date with marks has in it, found at a tenth of the cost: most lines of a page have none.
_DASHED = re.compile(r"\d[-/.－／．–—‑]\d")
# /202609/t20260908_1.html, content_20260908, /2026/0908/, /2026-09/08/, /art/2026/9/8/art_1.html
_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:[-/_]?(?P<month>[01]\d)[-/_]?(?P<day>[0-3]\d)(?!\d)"
    r"|/(?P<month1>\d{1,2})/(?P<day1>\d{1,2})(?=[/_.]))"
)


# A day in parts, each in an element of its own: 08 | 2026-09, 2026-09 | 08, 2026 | 09-08, 09-08 | 2026, 2026 | 09 | 08
_Y, _M, _D = r"(?P<year>(?:19|20)\d\d)\s?年?", r"(?P<month>[01]?\d)\s?月?", r"(?P<day>[0-3]?\d)\s?日?"
_GAP = r"\s?(?:[-/.]|(?<=[年月]))\s?"
_BOXES = tuple(
    re.compile(rf"\W*{form}\W*$")
    for form in (
        rf"{_D}\|{_Y}{_GAP}{_M}",
        rf"{_Y}{_GAP}{_M}\|{_D}",
        rf"{_Y}\|{_M}{_GAP}{_D}",
        rf"{_M}{_GAP}{_D}\|{_Y}",
        rf"{_Y}\|{_M}\|{_D}",
        rf"{_D}\|{_M}\|{_Y}",
    )
)


# 民國115年11月18日, 115-11-18: the years of Taiwan's calendar are counted from 1912; of three digits they can be no others.
_MINGUO = re.compile(r"\W*(?:(?:中華)?民國)?\s?(1[0-4]\d)\s?([-/.年])\s?(\d{1,2})\s?(?:\2|月)\s?(\d{1,2})\s?日?\W*")


_HAN = re.compile("[\u4e00-\u9fff]")
# Chinese pages count in this zone; what a program writes in UTC (2026-09-07T16:00:00Z) is a midnight there.
CHINA = dt.timezone(dt.timedelta(hours=8))
_EIGHT_DIGITS = re.compile(r"^\s*((?:19|20)\d\d)(\d\d)(\d\d)\s*$")
_UTC = re.compile(r"\s*\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|\+00:?00)\s*")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: ``text[start:end]`` is ``words``; ``iso`` is as exact as they are, ``vague`` for 近日 and the like."""

    start: int
    end: int
    iso: str
    words: str
    vague: bool = False


def numeral(words: str) -> int:
    """Return the value of a month's or day's numeral up to 39 (9, 十二, 二十三, 廿三, 元 = 1); ValueError for anything else."""
    if words.isdecimal():
        return int(words)
    if words in {"元", "正"}:
        return 1
    tens, ten, ones = words.replace("廿", "二十").replace("卅", "三十").partition("十")
    if not ten:
        tens, ones = "", tens
    if len(tens) > 1 or len(ones) > 1 or {*tens, *ones} - _DIGITS.keys():
        message = f"{words!r} is not the numeral of a month or day"
        raise ValueError(message)
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def year_number(words: str) -> int:
    """Return the year that four digits write, Arabic or Chinese (2026, 二○二六)."""
    return int(words if words.isdecimal() else "".join(str(_DIGITS.get(sign, sign)) for sign in words))


def iso_day(year: int, month: int, day: int | None = None) -> str | None:
    """Return ``YYYY-MM-DD``, or ``YYYY-MM`` with no day; None where the calendar has no such day."""
    try:
        whole = dt.date(year, month, 1 if day is None else day).isoformat()
    except ValueError:
        return None
    return whole[:7] if day is None else whole


def boxed_day(pieces: Sequence[str]) -> str | None:
    """Return the day that neighbouring pieces of a page show in parts (08 above 2026-09, 2026 beside 09/08), or None."""
    for start in range(len(pieces)):
        for end in range(start + 2, min(start + 3, len(pieces)) + 1):
            found = next(filter(None, (form.match("|".join(pieces[start:end])) for form in _BOXES)), None)
            iso = iso_day(*(int(found[name]) for name in ("year", "month", "day"))) if found else None
            if iso is not None:
                return iso
    return None


def dashed(text: str) -> str:
    """Return a day of eight digits (20260908) with its dashes; any other text as it is."""
    return _EIGHT_DIGITS.sub(r"\1-\2-\3", text)


def in_china(text: str, beside: Iterable[str]) -> str:
    """Return a time that is written in UTC as the same in China's zone, where the words beside it are Chinese; else the text as it is."""
    if not _UTC.fullmatch(text) or not any(map(_HAN.search, beside)):
        return text
    try:
        return dt.datetime.fromisoformat(text.strip()).astimezone(CHINA).isoformat("T", "seconds")
    except (ValueError, OverflowError):
        return text


def minguo_day(text: str) -> str | None:
    """Return the day as ISO text where a text is one of Taiwan's calendar and nothing else (115-11-18), or None."""
    found = _MINGUO.fullmatch(text)
    return iso_day(1911 + int(found[1]), int(found[3]), int(found[4])) if found else None


def _iso(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    try:
        month = _month(parts["month"] or parts["alone"])
        day = numeral(parts["day"]) if parts["day"] else None
    except ValueError:
        return None
    iso = iso_day(year_number(parts["year"]), month, day)
    if iso is None or parts["hour"] is None:
        return iso
    hour, minute = int(parts["hour"]), int(parts["minute"])
    return f"{iso}T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else iso


def _month(words: str) -> int:
    """Return the number of a month's numeral or English name; ValueError for anything else."""
    return _MONTHS.index(words[:3].lower()) + 1 if words[:3].isascii() and words[:3].isalpha() else numeral(words)


def _written(text: str) -> Iterator[FoundDate]:
    written = (_WRITTEN,) if "年" in text else ()
    marked = (_MARKED,) if _DASHED.search(text) else ()
    for pattern in (*written, *marked, *(_ENGLISH if _LATIN_YEAR.search(text) else ())):
        for found in pattern.finditer(text):
            iso = _iso(found)
            if iso is not None:
                yield FoundDate(found.start(), found.end(), iso, found[0])


def find_dates(text: str) -> list[FoundDate]:
    """Return every date that the text writes with its year, in the text's order; those without a day have ``YYYY-MM``."""
    return sorted(_written(text), key=lambda found: found.start)


def find_date(text: str) -> str | None:
    """Return the first date with a day as ISO text, with the time (``T10:08``) where one stands with it, or None."""
    return next((found.iso for found in find_dates(text) if len(found.iso) > len("2026-11")), None)


def url_date(url: str) -> str | None:
    """Return the day that an address's path names (``/202609/t20260908_1.html``) as ISO text, or None."""
    for found in _ADDRESS.finditer(urlsplit(url).path):
        month, day = found["month"] or found["month1"], found["day"] or found["day1"]
        iso = iso_day(int(found["year"]), int(month), int(day))
        if iso is not None:
            return iso
    return None
