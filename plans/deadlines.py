"""Days by which something is due: 征求意见截止, 申报截止, 施行日期, 有效期至. Only days that a sentence states."""

import datetime as dt
import re
from collections.abc import Iterator

from plans.when import AHEAD_DEADLINE, said_dates
from planwatch.dates import FoundDate, iso_day
from planwatch.records import DeadlineKind, PlanDeadline

_IN_FORCE = re.compile(r"^起(?:正式|全面|开始)?(?:施行|实施|执行|生效)")
_EXPIRES_BEFORE = re.compile(
    r"(?:有效期(?:限)?(?:延长|延续)?(?:至|到|为[^。]{0,14}至)|(?:施行|实施|执行|延长|延续|有效)(?:至|到)|日至)$"
)
_EXPIRES_NEAR = re.compile(r"有效期|有效至|(?:施行|执行|实施)(?:至|到)|至[^，。]{0,12}(?:施行|止)")
_UNTIL = re.compile(
    r"^(?:[（(][^（）()]{0,8}[）)])?(?:\d{1,2}[:：时]\d{0,2}分?|下午|中午|24时)?(?:之?前|以前|止|截止|\d{1,2}时前|为止|下班前)"
)
_UNTIL_BEFORE = re.compile(
    r"(?:截止(?:时间|日期|到|至|于|日)?(?:为|是|：|:)?|截至(?:日期|时间)?(?:为|：|:)?|时间为[^。]{0,24}至|[日年月]\s?至|不迟于|延长至|延期至|延至)\s?$"
)
# 有效期5年, 有效期为三年, 试行期两年: counted from the day of force.
_YEARS = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_TERM = re.compile(rf"(?:有效期|试行期|暂行期)(?:限)?(?:为|是)?\s?(\d{{1,2}}|[{''.join(_YEARS)}])年")
# 延长至 is a change of its own, not merely a day.
_EXTENDED = re.compile(r"(?:延长|延期|延续|顺延|延)(?:至|到)\s?$")
_COMMENTS = re.compile(r"意见|反馈|公示|建议")
_APPLICATIONS = re.compile(r"申报|申请|报名|推荐|报送|提交|申办|投标|上报")


def _kind(sentence: str, date: FoundDate) -> DeadlineKind | None:
    """Return what a day in a sentence is the deadline of, or None."""
    before, after = sentence[: date.start], sentence[date.end :]
    if _IN_FORCE.match(after):
        return DeadlineKind.EFFECTIVE
    if _EXPIRES_BEFORE.search(before) and _EXPIRES_NEAR.search(sentence):
        return DeadlineKind.EXPIRES
    if _UNTIL.match(after) or _UNTIL_BEFORE.search(before):
        if _COMMENTS.search(sentence):
            return DeadlineKind.COMMENTS
        if _APPLICATIONS.search(sentence):
            return DeadlineKind.APPLICATIONS
    return None


def terms(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield the place and the years of each term that a sentence states (有效期5年, 试行期两年)."""
    for found in _TERM.finditer(sentence):
        yield found.start(), int(found[1]) if found[1].isdecimal() else _YEARS[found[1]]


def term_end(begins: str, years: int) -> str | None:
    """Return the last day (ISO) of a term of whole years that begins on an ISO day; None for a day that the calendar lacks."""
    first = dt.date.fromisoformat(begins[:10])
    last = iso_day(first.year + years, first.month, first.day) or iso_day(
        first.year + years, first.month, first.day - 1
    )
    return (dt.date.fromisoformat(last) - dt.timedelta(days=1)).isoformat() if last else None


def deadlines(sentence: str, published: str | None) -> Iterator[tuple[int, PlanDeadline]]:
    """Yield, each with its place, the deadlines that a sentence states, each with a whole day; days without a year are resolved against ``published``."""
    for date in said_dates(sentence, published, AHEAD_DEADLINE):
        kind = _kind(sentence, date)
        if kind is not None and len(date.iso) >= len("2026-11-22"):
            rule = "extended-to" if _EXTENDED.search(sentence[: date.start]) else f"states-{kind}"
            yield date.start, PlanDeadline(kind, date.iso[:10], sentence.strip(), rule)
