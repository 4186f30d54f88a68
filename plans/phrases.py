"""Names without 《》 that the words before them lead to: 正在编制的X, 今年4月颁布的X, 会议讨论通过X、Y和Z."""

import re
from collections.abc import Iterator, Sequence

from plans import lexicon
from plans.issuers import ISSUER_WORD
from plans.places import CITY, PROVINCE, REGIONS
from plans.unquoted import AFTER, IN_GENERAL, LOOSE_END, NEEDS_ABOUT, NEVER_INSIDE, SIGN, UNDER_WAY, WISHED

# The type words that end such a name: a bare 方案, 计划, 措施 or 政策 is mostly a phrase.
_KIND = (
    "规划纲要|规划|纲要|行动计划|促进计划|发展计划|三年计划|(?:行动|实施|总体|工作|建设|试点|改革|提升|更新|布局|治理|整治|保障|专项|支撑|攻坚|推进|保护|监测)方案"
    "|(?:指导|实施|若干|工作|管理|保障|处理|配套)意见|的意见|办法|条例|细则|管理规定|若干规定|若干(?:政策)?措施|若干(?:配套|支持)?政策|管理政策|(?:建设|工作|实施|发展)指南|指引|工作要点|的通知|行动纲要|合作框架协议|条(?:政策)?措施|条举措"
)
# What is printed and sent out is a paper, whatever kind of 方案 it calls itself.
_PRINTED = frozenset({"印发", "下发", "颁布"})
_ANY_KIND = "方案|计划|预案"
_VERSION = (
    r"(?:（[^（）]{0,4}(?:19|20)\d\d[^（）]{0,10}）|（(?:试行|暂行|修订|修正|草案|征求意见稿|修订草案|送审稿)）)?"
)
_AFTER = re.compile(
    rf"{AFTER}|[及并在由自经]|以及|获|今年|上个?月|的(?:修订|基础|要求|框架|具体|后续|落实)|同步|有望|要求|规定|修[订编]|予以|基础上|确定|征求|力争|争取|[从具]|调研|战略研究"
)
_OUT = "印发|发布|公布|出台|推出|颁布|下发|(?:审议|讨论|表决|原则)通过|通过|批复|批准|原则同意|施行"
_MAKE = "编制|制定|制订|起草|草拟|拟定|拟订|谋划|酝酿|修编|修订|(?<=[部委局厅])研究"
# A name is applied, not made: only these kinds, which are hardly ever a phrase.
_APPLY = "落实|贯彻|按照|依据|根据|对照"
_APPLIED = re.compile("(?:管理办法|审查办法|条例|行动计划|[^的]{3}(?:行动|实施|试点)方案|总体规划|专项规划)$")
# The last such verb before a name leads to it; no mark stands between. The set of first signs spares most places a longer try.
_LED = re.compile(
    rf".*(?=[印发公出推颁下审讨表原通批施编制起草拟谋酝修研提报落贯按依根对])(?:(?P<out>{_OUT})|(?P<make>{_MAKE})|(?P<put>提请|报送|报请|提交)|(?P<apply>{_APPLY}))(?P<of>(?:了|同意|出台|印发|发布|实施|审议)*的?)"
    rf"(?:新版|最新|修订后的|新修订的|一份|(?:与[之其])?(?:相)?配套的)?(?P<name>{SIGN}{{3,45}})$"
)
_MARK = re.compile("[，、：；）②]")
# Who acts, and when, stands within so many characters before the verb; no name is longer, and the shortest has a scope of four signs.
_REACH, _NEAR, _LONGEST, _SHORTEST, _SCOPE = 60, 12, 45, 8, 4
_NOT_INSIDE = re.compile(rf"{NEVER_INSIDE}|每|各")
_GENERAL = re.compile(rf"{IN_GENERAL}|我[省市县区]|两年|年|月|日|的|与|和|及|或|一|不|更|有|全面|严格|系列")
# 强化的实施方案 is a phrase; with so many signs (…合作机制的实施办法) it is a name all the same.
_LONG = 16
# A place, a time or a meeting: the news of one paper says one of them, or a body.
_WHERE = re.compile(
    rf"{PROVINCE}|{CITY}|{'|'.join(REGIONS)}|近[日期]|日前|今[天日年]|去年|上[周月]|部门|部委|[会大]议?上|会后|论坛|仪式|会议|全会|[两三四]地|双方|各方|当地|我们|我[局部委厅省市]|[日月号]|\d年|负责人|即将|总局|示范区|开发区|新区|该[省市县区局部委]|市里|省里|[省市县区]政府"
)
_UNDER_WAY = re.compile(
    rf"(?:{UNDER_WAY}|着手|共同|联合|研究|提前|开始|在|联合[^，。；]{{2,30}}|[与同和][^，。；]{{2,20}}(?:共同|联合))$"
)
# 各地要编制X, 专家建议出台X: an order or a wish to all is no news of one.
_WISHED = re.compile(rf"{WISHED}|要|支持|探索|可以?|推动|指导")
# 要求有关部门抓紧制定X试点方案: an order to make one paper.
_PRESSED = re.compile("(?:抓紧|尽快|加快)$")
_NEXT = re.compile(rf"(?:、|和|及|以及|与)(?P<name>{SIGN}{{5,45}}?(?:{_KIND}))(?P<tail>{_VERSION})")
_KIND_END = re.compile(rf"(?:{_KIND})$")
_PRINTED_END = re.compile(rf"(?:{_KIND}|{_ANY_KIND})$")
_TAIL = re.compile(_VERSION)


def _is_name(name: str, *, is_printed: bool = False) -> bool:
    kind = (_PRINTED_END if is_printed else _KIND_END).search(name)
    return (
        kind is not None
        and len(name) >= _SHORTEST
        and kind.start() >= _SCOPE
        and not _NOT_INSIDE.search(name)
        and (name.startswith("关于") or not NEEDS_ABOUT.search(name))
        and not _GENERAL.match(name)
        and not (len(name) < _LONG and LOOSE_END.search(name))
        and lexicon.names_plan(name)
    )


def _is_made(found: re.Match[str], verb: str) -> bool:
    """Return whether the words before a verb of making say that one paper is under way, not that all should have theirs."""
    ordered = _APPLIED.search(found["name"]) is not None and _PRESSED.search(verb) is not None
    if _WISHED.search(verb.rpartition("，")[2]) and not ordered:
        return False
    return found["make"] == "研究" or _UNDER_WAY.search(verb) is not None


def _is_led(found: re.Match[str], before: str) -> bool:
    """Return whether the words before a name say of one paper what is done with it; ``before`` ends with the verb."""
    attributive = found["of"].endswith("的")
    if found["apply"]:
        return not found["of"] and _APPLIED.search(found["name"]) is not None
    if not (ISSUER_WORD.search(before) or (_WHERE.search(before) and not found["put"])):
        return False
    if attributive or found["put"]:
        return attributive
    if found["out"]:
        return not _WISHED.search(before.rpartition("，")[2][-_NEAR:])
    return _is_made(found, before[: -len(found["make"])])


def _beside(text: str, stop: int) -> Iterator[tuple[int, int, str]]:
    """Yield the names that follow one in its list (审议通过X、Y和Z)."""
    while (more := _NEXT.match(text, stop)) and _AFTER.match(text, more.end()) and _is_name(more["name"]):
        stop = more.end()
        yield more.start("name"), stop, text[more.start("name") : stop]


def led(text: str, ends: Sequence[int], start: int) -> Iterator[tuple[int, int, str]]:
    """Yield the place and the words of each name that ends at one of ``ends`` in a sentence beginning at ``start``.

    A name's words hold its version (（2021—2035年）, （草案）) where it has one.
    """
    for end in ends:
        tail = _TAIL.match(text, end) if text.startswith("（", end) else None
        stop = tail.end() if tail else end
        if not _AFTER.match(text, stop):
            continue
        begin = end - len(_MARK.split(text[max(start, end - _LONGEST - _NEAR) : end])[-1])
        found = _LED.match(text, begin, end) if end - begin > _SHORTEST else None
        if found is None or not _is_name(found["name"], is_printed=found["out"] in _PRINTED):
            continue
        if _is_led(found, text[max(start, found.start("of") - _REACH) : found.start("of")]):
            place = found.start("name")
            yield place, stop, text[place:stop]
            yield from _beside(text, stop)
