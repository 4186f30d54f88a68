"""Who is behind an event: the bodies of its own clause, or of the clause that leads to it."""

import re

from plans.contexts import Context
from plans.issuers import all_groups, groups, places
from planwatch.records import EventKind

# Between a body and a title that is only named may stand no more than the words of its making.
_NAMED_GAP = re.compile(
    r"(?:等?[一二三四五六七八九十\d多]{0,3}个?(?:部门|部委|单位)?|联合|共同|正式|日前|近日|于?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|"
    r"印发|发布|公布|颁布|下发|出台|制定|制订|编制|修订|关于|转发|批转|的|了|最新|形成|起草|《|：)*"
)
_MARK = re.compile(r"[，；]")
# 经国务院同意，X印发…: the approval's clause names no issuer; nor does the ground's.
_APART = re.compile(r"^[^①]{0,6}?(?:经|根据|按照|依据|依照|为|针对|结合|贯彻|落实)")
# ①已于11月26日经某省人大常委会第二十九次会议通过
_PASSED = re.compile(r"(?:经|由)([^。；，]{2,60})(?:通过|批准|批复)")
_ORDER = re.compile(r"国务院(?:总理|令)")
_PASSES = frozenset({EventKind.ADOPTED, EventKind.EFFECTIVE})
# Who explains a plan, or names it, has not issued it.
_NAMES_ONLY = frozenset({EventKind.MENTIONED, EventKind.INTERPRETED, EventKind.EVALUATED})
# How far before a title the bodies that made it may begin.
_NEAR = 110


def _adjacent(before: str) -> tuple[str, ...]:
    """Return the bodies that stand right before a title, but for the words of its making."""
    near = before[-_NEAR:]
    group = next(iter(all_groups(near)[::-1]), None)
    return group.names if group and _NAMED_GAP.fullmatch(near[group.end :]) else ()


def _acting(before: str) -> tuple[str, ...]:
    """Return the bodies of the nearest clause before a title that names any; what addresses (各局：) is another matter."""
    clauses = _MARK.split(before.rpartition("：")[2])[::-1]
    for number, clause in enumerate(clauses):
        if number and _APART.match(clause):
            continue
        found = [name for group in groups(clause) for name in group.names]
        if found:
            return tuple(dict.fromkeys(found))
        if _ORDER.search(clause):
            return ("国务院",)
    return next((names for clause in clauses if (names := places(clause))), ())


def _passing(text: str) -> tuple[str, ...]:
    by = _PASSED.search(text)
    group = next(iter(all_groups(by[1])), None) if by else None
    return group.names if group else ()


def parties(context: Context, kind: EventKind, *, drafters_only: bool = False) -> tuple[str, ...]:
    """Return the bodies, as written, that an event's sentence names as its actors; none is better than a wrong one.

    ``drafters_only``: take only those that stand right by the title, as in a notice that hands on another body's draft.
    """
    near = _adjacent(context.before)
    if near or drafters_only or kind in _NAMES_ONLY:
        return near
    return (_passing(context.text) if kind in _PASSES else ()) or _acting(context.before)
