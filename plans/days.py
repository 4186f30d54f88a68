"""The day of an event: the date of its own clause, else of its sentence or of the sentence that opens the news; never a guess."""

import re
from collections.abc import Sequence

from plans.contexts import Context
from plans.when import AHEAD_DEADLINE, said_dates
from planwatch.dates import FoundDate
from planwatch.records import EventKind

# 自5月1日起施行, 8月2日前, 5月27日电, 17日获悉: days of something else than the event.
_NOT_AFTER = re.compile(
    r"^(?:截止|起(?:正式|全面|开始)?(?:施行|实施|执行|生效)|前(?!印)|之前|以前|至|电|讯|消息|，?[^，。；①②]{0,24}(?:获悉|了解到))"
)
# 会议于7月30日至31日举行: an event of such a meeting is known by its month.
_SPAN = re.compile(r"[至—–-](?:\d{1,2}月)?\d{1,2}日[^，。；①②]{0,10}(?:召开|举行|举办|在)")
_NOT_BEFORE = re.compile(r"(?:到|至|截至|截止|截止(?:日期|时间)(?:为|是|：)?|自|于?\d年度|[将拟](?:于|在))$")
_IN_FORCE = re.compile(r"^(?:日|）)*起?(?:正式|全面|开始|同时|即行|予以)?(?:施行|实施|执行|生效|废止|失效)|^起")
# ①已于8月24日至9月7日公开征求意见
# 对2003年发布的①进行修订: a bare year that tells when the plan came out is the day of nothing else.
_CAME_OUT = re.compile(
    r"[^，。；①②]{0,16}(?:印发|发布|出台|公布|颁布|批转|批复|下发|制定|编制)过?(?:了)?的?[^，。；①②]{0,6}[①②]"
)
# 2020年5月6日发布的①同时废止: the day of what it was, not of its end.
_OF_OLD = re.compile(r"[^，。；①②]{0,16}(?:印发|发布|出台|公布|颁布|下发|制定|施行)的原?[^，。；①②]{0,6}[①②]")
_ON = re.compile(r"已?于\s?")
# An event that stands in the news of a meeting bears the meeting's day; what such a text repeals or names has no day there.
# What opens with 今天, or tells of a meeting, gives its day to what follows; the day of another plan is that plan's.
_PRINTED = re.compile("(?:正式|联合)?(?:印发|发布|下发)")
_ROUND_UP = re.compile(
    r"(?:近期|近日|日前|本周|上周|本月|上月|这个月|\d{1,2}月)[^。；《》]{0,14}(?:多部门|多地|多个|一批|一系列|密集|陆续|相继|纷纷|接连)"
)
_TODAY = frozenset({"今天", "今日"})
_MEETING = re.compile(r"召开|举行|举办|开幕|闭幕|会议|大会|论坛|显示")
_OPENED = frozenset(
    {
        EventKind.ISSUED,
        EventKind.SIGNED,
        EventKind.DRAFTING,
        EventKind.ADOPTED,
        EventKind.INTERPRETED,
        EventKind.CONSULTATION,
        EventKind.EVALUATED,
        EventKind.REVISED,
    }
)


_COMES_OUT = frozenset({EventKind.ISSUED, EventKind.ADOPTED, EventKind.SIGNED})
_YEAR_ALONE = len("2026")
# 今天, or a meeting's day, opens the news within so many characters; within more where the event's sentence carries it on (会上…).
_OPENS, _CARRIED = 12, 60


def _fits(text: str, date: FoundDate) -> bool:
    return _spans(text, date) or (
        not _NOT_AFTER.match(text[date.end : date.end + 20]) and not _NOT_BEFORE.search(text[: date.start])
    )


def _spans(text: str, date: FoundDate) -> bool:
    return _SPAN.match(text, date.end) is not None


def _told(text: str, date: FoundDate) -> str:
    """Return the day that a date gives to an event, or the month where it begins a meeting of several days."""
    return date.iso[: len("2026-11")] if _spans(text, date) else date.iso[:10]


def _nearest(text: str, dates: Sequence[FoundDate]) -> FoundDate | None:
    """Return the date that belongs to ①: the one joined to it (①已于4月1日…), the last before, the first after; a day beats 近日."""
    place = text.index("①")
    joined = next((date for date in dates if date.start > place and _ON.fullmatch(text[place + 1 : date.start])), None)
    if joined is not None:
        return joined
    fitting = [date for date in dates if _fits(text, date)]
    before = [date for date in fitting if date.end <= place]
    after = [date for date in fitting if place < date.start <= place + 60]
    for some in (before[::-1], after):
        exact = next((date for date in some if not date.vague), None)
        if exact or some:
            return exact or some[0]
    return None


def in_force_day(context: Context, published: str | None) -> str | None:
    """Return the day from which a context says that its plan is in force (自2025年1月1日起施行), or None."""
    place = context.text.index("①")
    for date in said_dates(context.text, published, AHEAD_DEADLINE):
        if _IN_FORCE.match(context.text[date.end : date.end + 12].lstrip("）（")):
            return date.iso if date.start > place or place - date.end < 80 else None
    return None


def event_day(context: Context, kind: EventKind, published: str | None) -> str | None:
    """Return the day (or month, or year) of the event of ``kind`` that a context reports, or None where it says none."""
    if kind in {EventKind.EFFECTIVE, EventKind.REPEALED}:
        return in_force_day(context, published) or _said(context.text, published, kind)
    return None if kind is EventKind.MENTIONED else _said(context.text, published, kind)


def _said(text: str, published: str | None, kind: EventKind) -> str | None:
    dates = said_dates(text, published)
    if kind is EventKind.REPEALED:
        dates = tuple(date for date in dates if not _OF_OLD.match(text, date.end))
    if kind not in _COMES_OUT:
        kept = _YEAR_ALONE if kind is not EventKind.REPEALED else len("2026-11-22")
        dates = tuple(date for date in dates if len(date.iso) > kept or not _CAME_OUT.match(text, date.end))
    found = _nearest(text, dates)
    return _told(text, found) if found else None


def printed_day(context: Context, published: str | None) -> str | None:
    """Return the day on which a notice says that its plan was handed out (①已于2021年12月31日印发), or None."""
    place = context.text.index("①")
    after = (
        date for date in said_dates(context.text, published) if date.start > place and len(date.iso) > len("2026-11")
    )
    return next((date.iso[:10] for date in after if _PRINTED.match(context.text, date.end)), None)


def round_up_day(opening: str, published: str | None) -> str | None:
    """Return the time that the first words of a digest give to all it tells (上周，多部门密集发声; 近期，多地出台), or None."""
    found = _ROUND_UP.search(opening)
    days = said_dates(found[0], published) if found else ()
    return days[0].iso[:10] if days else None


def opening_day(sentence: str, kind: EventKind, published: str | None, *, is_carried: bool = False) -> str | None:
    """Return the day with which a sentence before the event opens (今天（5月16日），…会议召开。会上签署《X》), or None.

    ``is_carried``: the event's own sentence goes on with that meeting.
    """
    if kind not in _OPENED:
        return None
    dates = said_dates(sentence[:60], published)
    first = next((date for date in dates if (is_carried or not date.vague) and _fits(sentence, date)), None)
    meeting = _MEETING.search(sentence) is not None
    reach = _CARRIED if meeting and is_carried else _OPENS if meeting or (first and first.words in _TODAY) else -1
    if first is None or first.start > reach:
        return None
    return _told(sentence, first)
