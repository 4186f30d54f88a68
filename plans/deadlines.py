"""Days by which something is due: 征求意见截止, 申报截止, 施行日期, 有效期至. Only days that a sentence states."""

import re
from collections.abc import Iterator

from plans.when import AHEAD_DEADLINE, said_dates
from planwatch.dates import FoundDate
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
_COMMENTS = re.compile(r"意见|反馈|公示|建议")
_APPLICATIONS = re.compile(r"申报|申请|报名|推荐|报送|提交|申办|投标|上报")


def _kind(sentence: str, date: FoundDate) -> DeadlineKind | None:
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


def deadlines(sentence: str, published: str | None) -> Iterator[PlanDeadline]:
    """Yield the deadlines that a sentence states, each with a whole day; days without a year are resolved against ``published``."""
    for date in said_dates(sentence, published, AHEAD_DEADLINE):
        kind = _kind(sentence, date)
        if kind is not None and len(date.iso) >= len("2026-11-22"):
            yield PlanDeadline(kind, date.iso[:10], sentence)
