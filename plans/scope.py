"""What a plan is about and whose it is, so that a province's 实施方案 is found to put a plan of the state into practice."""

import re

from plans.bodies import BODIES
from plans.identity import TITLE_PLACE, place_of
from plans.names import lineage
from plans.places import PROVINCE
from planwatch.records import FoundPlan

# The seat of what a body of the state issued; other seats are provinces and towns.
STATE = "国家"
# Shorter scopes (科技创新, 节能减排) are given to many papers.
_LEAST = 5
_QUOTED = re.compile(r"[《〈]([^《》〈〉]{4,})[》〉]")
_PRACTICE = re.compile(r"(?:实施|落实|推进)(?:方案|意见|办法|细则|计划)$")
_CARRIES = re.compile(r"(?:贯彻|落实|实施)$")
_PLACE = re.compile(rf"(?:{PROVINCE})(?:人民政府|办公厅)*")
# How a title begins, and how it ends, tells nothing of what it is about: 关于进一步加快推进…的, 推动…工作.
_OPENING = re.compile(
    r"^(?:关于)?(?:进一步|深入|全面|加快|大力|积极|扎实|有序)*(?:(?:贯彻落实|贯彻|落实|实施|推进|推动|促进|加强|支持|开展)(?!性))?"
)
_CLOSING = re.compile(r"(?:的|工作|行动)+$")
# The type words that a scope is left without; the longest that fits goes.
_KINDS = re.compile(
    r"(?:(?:若干)?政策措施|若干措施|总体方案|(?:实施|行动|工作|落实|推进)?方案|(?:三年|五年)?(?:行动|实施|专项)?计划"
    r"|(?:中长期|专项|发展)?规划(?:纲要)?|纲要|(?:指导|实施)?意见|(?:管理|实施)?办法|(?:实施)?细则)$"
)


def scope(plan: FoundPlan) -> str:
    """Return what a plan is about: its name without place and type word, of the plan that its title quotes where it does.

    Empty where that is too little to know it by.
    """
    quoted = _QUOTED.search(plan.title)
    about = _KINDS.sub("", _without_place(lineage(quoted[1] if quoted else plan.title)))
    about = _CLOSING.sub("", _OPENING.sub("", about))
    return about if len(about) >= _LEAST else ""


def _without_place(title: str) -> str:
    found = _PLACE.match(title) or TITLE_PLACE.match(title)
    return title[found.end() :] if found else title


def puts_into_practice(plan: FoundPlan) -> bool:
    """Return whether a plan is by its title made to carry out another: X实施方案, 实施〈X〉办法."""
    quoted = _QUOTED.search(plan.title)
    if quoted:
        return _CARRIES.search(plan.title[: quoted.start()]) is not None
    return _PRACTICE.search(lineage(plan.title)) is not None


def seat(plan: FoundPlan) -> str:
    """Return whose a plan is: STATE, a province or a town; empty where neither title nor issuers tell."""
    place = place_of(plan)
    return place or (STATE if any(issuer in BODIES for issuer in plan.issuers) else "")
