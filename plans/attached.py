"""The plans of a file that an article names: the file is the plan itself, or names it in its first line."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from plans import lexicon
from plans.detect import find_plans
from plans.foot import find_foot
from plans.identity import keys
from plans.links import links
from planwatch.records import EventKind, FoundPlan, PlanEvent

# What stands around a title in the name of a file: 附件1：X（征求意见稿）.docx, 1.《X》起草说明.
_BEFORE = re.compile(r"^\s*(?:附件|附)?\s*[\d一二三四五六七八九十]{0,3}\s*[-.．、：:）)]?\s*")
_ENDING = re.compile(r"\.(?:pdf|docx?|wps|ofd|xlsx?|rtf|txt|zip)$", re.IGNORECASE)
_LABEL = re.compile(r"^\s*(?:附件\s*[\d一二三四五六七八九十]{0,3}\s*[：:]?\s*\n\s*)?")
# A long title is centred over two or three lines, broken anywhere: …行动方案（2026—2028 / 年）.
_TITLE_LINES = 3
_TITLE_LIMIT = 80
# What no line of a title is: a sentence, a numbered heading, a document's number.
_NO_TITLE = re.compile(
    r"[。；：，！？〔]|^\s*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[编章节条]|目\s*录)"
)
# （2026—2028年）, （征求意见稿）: brackets that stand under a title are its own.
_BRACKETS = re.compile(r"\s*[（(](?:20\d\d|[^（）()]{0,12}(?:稿|草案|试行|暂行))[^（）()]{0,16}[）)]\s*")
# A letterhead ends with the document's number.
_NUMBERED = re.compile(r"^(?:[^\n]*\n){0,2}[^\n。，]{1,16}[〔\[]\d{4}[〕\]]\s*\d{1,5}\s*号\s*\n")
# A PDF breaks its lines within sentences: a long line without an end goes on in the next, unless that begins a clause or a heading.
_WRAPPED = re.compile(
    r"(?<=[^\n]{19}[^\n。！？；：])\n(?!\s|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十百\d]{1,4}[编章节条]|\d{1,2}[.．、]|附件|——)"
)
_HANDS_OUT = re.compile(r"印发|发布|公布|颁布|下发|出台")
_ASKS = re.compile(r"征求|征集|公示|意见稿|听取")
# Plans of ministries have up to 300 pages; goals stand in the first third of that, and one file may not hold up the night.
TEXT_LIMIT = 200_000


def title_of(name: str, text: str) -> str | None:
    """Return the plan's title that a file bears, in its first lines or else in its name; None where it is no plan's text."""
    named = _ENDING.sub("", _BEFORE.sub("", name.strip())).strip()
    titles = (title for title in (_written(text)[0], named) if _names_plan(title))
    return next(titles, None)


def _names_plan(title: str) -> bool:
    return lexicon.names_plan(lexicon.without_draft(title))


def _written(text: str) -> tuple[str, str]:
    """Return the title with which a text begins, in one line, and what follows it; the first line where none is a plan's."""
    given = _NUMBERED.sub("", _LABEL.sub("", text, count=1).lstrip(), count=1) if text.strip() else text
    lines = given.split("\n")
    for count in range(1, min(len(lines), _TITLE_LINES) + 1):
        title = _joined(lines[:count])
        if len(title) > _TITLE_LIMIT or (count > 1 and any(map(_NO_TITLE.search, lines[:count]))):
            break
        if _names_plan(title):
            below = takewhile(_BRACKETS.fullmatch, lines[count:])
            end = count + len(list(below))
            return _joined(lines[:end]), "\n".join(lines[end:])
    return _joined(lines[:1]), "\n".join(lines[1:])


def _joined(lines: Sequence[str]) -> str:
    return re.sub(r"\s+", "", "".join(lines))


def find_attached(
    text: str,
    name: str,
    article: str,
    published: str | None,
    issuers: tuple[str, ...] = (),
    *,
    notice: str = "",
    number: str | None = None,
) -> tuple[FoundPlan, ...]:
    """Return the plan that a file is, with its goals and deadlines, and the plans that it is linked to; nothing where it is none.

    Its step is what the headline of its ``article`` does with it: hands it out, asks for comments, or no more than names it. The
    day at the foot of the ``notice``, the article's text, is that step's; who signs it there issues the plan, under the article's
    ``number``.
    """
    title = title_of(name, text)
    if title is None:
        return ()
    # A file's title is a document's, and all that it states is its own; as a headline it could be an ordinary sentence.
    title = lexicon.unwrap(title) or title
    headline = f"关于印发《{title}》的通知"
    kind = _step(f"{title} {name}", article)
    foot = find_foot(notice, published, signed_only=True) if kind is not EventKind.MENTIONED else None
    handed = number if kind is EventKind.ISSUED else None
    signed = issuers or (foot.issuers if foot else ())
    found = find_plans(_unwrapped(text[:TEXT_LIMIT]), headline, published, handed, signed)
    wanted = {key for plan in find_plans("", headline, published) for key in keys(plan)}
    own = next((plan for plan in found if wanted & set(keys(plan))), None)
    if own is None:
        return ()
    stated = tuple(event for event in own.events if event.kind is EventKind.EFFECTIVE)
    step = PlanEvent(kind, foot.day if foot else None, f"{article} {name}".strip(), "in-attachment")
    rest = [other for other in found if other is not own]
    plan = replace(_with_all(own, rest), events=(step, *stated), main=True)
    others = tuple(replace(other, events=(_named(other),), targets=(), deadlines=(), main=False) for other in rest)
    linked = {other for _, other in links(plan, others)}
    return plan, *(other for other in others if other in linked)


def _unwrapped(text: str) -> str:
    """Return a text with its broken lines whole; its title is a line of its own."""
    title, rest = _written(text)
    return f"{title}\n{_WRAPPED.sub('', rest)}"


def _with_all(own: FoundPlan, others: Sequence[FoundPlan]) -> FoundPlan:
    """Return the plan with what its text states after it named another, unless that very sentence names the other."""
    told = [(other.title, other.targets, other.deadlines) for other in others]
    goals = (goal for title, found, _ in told for goal in found if title not in goal.evidence)
    days = (due for title, _, found in told for due in found if title not in due.evidence)
    return replace(own, targets=(*own.targets, *goals), deadlines=(*own.deadlines, *days))


def _named(plan: FoundPlan) -> PlanEvent:
    return replace(plan.events[0], kind=EventKind.MENTIONED, happened_on=None)


def _step(names: str, article: str) -> EventKind:
    if lexicon.is_draft(names) or _ASKS.search(article):
        return EventKind.CONSULTATION
    return EventKind.ISSUED if _HANDS_OUT.search(article) else EventKind.MENTIONED
