"""Who is behind an event: the bodies of its own clause, or of the clause that leads to it."""

import re

from plans.contexts import Context
from plans.houses import NEAR, OUT_WORDS, houses
from plans.issuers import all_groups, groups, places
from plans.places import PROVINCE
from planwatch.records import EventKind

# Between a body and a title that is only named may stand no more than the words of its making.
_NAMED_GAP = re.compile(
    r"(?:等?[一二三四五六七八九十\d多]{0,3}个?(?:部门|部委|单位)?|联合|共同|正式|日前|近日|于?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|"
    r"印发|发布|公布|颁布|下发|出台|制定|制订|拟定|拟订|编制|修订|组织|牵头|曾|此前|已|关于|转发|批转|的|了|最新|形成|起草|《|：)*"
)
# 国务院办公厅日前转发商务部①: who hands on stands before who wrote.
_PASSED_ON = re.compile(r"(?:日前|近日|近期|\d{1,2}月\d{1,2}日)?(?:转发|批转)")
_MARK = re.compile(r"[，；]")
# 经国务院同意，X印发…: the approval's clause names no issuer; nor does the ground's.
_APART = re.compile(r"^[^①]{0,6}?(?:经|根据|按照|依据|依照|为|针对|结合|贯彻|落实)")
# ①已于11月26日经某省人大常委会第二十九次会议通过
_PASSED = re.compile(r"(?:经|由|已?获得?|得到)([^。；，]{2,60})(?:通过|批准|批复|表决|审议)")
_ORDER = re.compile(r"国务院(?:总理|令)")
# 印发关于①的落实方案: who puts a plan into practice has not made it.
# …签署①，会议还发布了②: what the meeting brings out is not theirs who signed another paper at it.
_SIGNED_THERE = re.compile("签[署订约][^。]*，")
_MEETING_ISSUES = re.compile(r"(?:会议|大会|论坛|活动|会上|现场)还?(?:正式|集中|同时)?(?:发布|公布|推出)")
# 国务院同意①: who approves a plan stands right before that.
_APPROVES = re.compile("(?:原则)?(?:同意|批准)了?$")
# 会议原则同意县住建局提请的①: who puts a draft before those that pass it.
_PUT_BEFORE = re.compile(r"[^，。；]{2,16}(?:提请|报送|报请|提交)(?:审议)?的$")
_PUT_INTO_PRACTICE = re.compile(r"的?(?:落实|实施|分工)(?:工作)?方案")
_BROUGHT_OUT = frozenset({EventKind.ISSUED, EventKind.REVISED, EventKind.DRAFTING})
_PASSES = frozenset({EventKind.ADOPTED, EventKind.EFFECTIVE})
# Who explains a plan, or names it, has not issued it; who has it judged is behind that step.
_NAMES_ONLY = frozenset({EventKind.MENTIONED, EventKind.INTERPRETED})


def _adjacent(before: str) -> tuple[str, ...]:
    """Return the bodies that stand right before a title, but for the words of its making."""
    near = before[-NEAR:]
    found = all_groups(near)
    if not found or not _NAMED_GAP.fullmatch(near[found[-1].end :]):
        return ()
    passed = len(found) > 1 and _PASSED_ON.fullmatch(near[found[-2].end : found[-1].start])
    return (*found[-2].names, *found[-1].names) if passed else found[-1].names


def _acting(before: str, speaking: tuple[str, ...]) -> tuple[str, ...]:
    """Return the bodies of the nearest clause before a title that names any; what addresses (各局：) is another matter.

    ``speaking``: who tells of it, told before a mere place of an earlier clause.
    """
    clauses = _MARK.split(before.rpartition("：")[2])[::-1]
    for number, clause in enumerate(clauses):
        if number and _APART.match(clause):
            continue
        found = [name for group in groups(clause) for name in group.names]
        if not found and number == 0:
            found = list(places(clause))
        if found:
            return tuple(dict.fromkeys(found))
        if number == 0 and _MEETING_ISSUES.match(clause) and _SIGNED_THERE.search(before):
            return ()
        if _ORDER.search(clause):
            return ("国务院",)
    return speaking or next((names for clause in clauses if (names := places(clause))), ())


_FILL = "[^，。；①②]{0,12}"
# 某部有关负责人表示，正在研究制定①: who speaks is who drafts, unless the rest names another body.
_SPEAKS = re.compile(
    r"(?:负责人|发言人|部长|主任|局长|署长|行长)[^，。；]{0,24}(?:表示|介绍|透露|说|指出)[，：][^。；]*$"
)


# 某局局长发布了①: who heads a body acts for it.
_HEAD_ACTS = re.compile(
    r"(?:副?(?:部长|局长|主任|厅长|署长|院长|会长|行长|秘书长|理事长)|负责人|发言人)[\u4e00-\u9fff]{0,4}(?:在[^，。；]{2,20})?"
    rf"(?:正式|现场|代表[^，。；]{{2,16}})?(?:发布|宣布|宣读|公布|推出|签署|通报)了?{_FILL}$"
)


# 民政部、财政部有关负责人介绍两部门联合印发的①: the bodies that are counted are those named before.
_COUNT = re.compile(
    r"(?:[，。；]|近[日期]|日前|介绍|对|就|由)(?P<count>[两三四五六])(?:部门|部委|单位)(?:近日|日前)?(?:联合|共同)"
)
_COUNTS = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
# 记者从某局获悉，该局会同某某出台①: 该局 is the body last named that ends so.
_SAME = re.compile(r"该(?P<kind>[局部委厅署会院行办])(?P<rest>[^，。；]*)$")
_ENDS_BODY = tuple("局部委厅院行署办会队社司团学")
_WITH = re.compile(rf"^(?:会同|联合|与)(?P<who>[^，。；]{{3,60}}?)(?:{OUT_WORDS})")


def _of_number(count: str, words: str) -> tuple[str, ...]:
    """Return the last group of so many bodies."""
    named = (group.names for group in reversed(all_groups(words)))
    return next((names for names in named if len(names) == _COUNTS[count]), ())


def _counted(before: str) -> tuple[str, ...]:
    """Return the bodies named earlier in the sentence that 两部门 counts."""
    found = _COUNT.search(before)
    return _of_number(found["count"], before[: found.start()]) if found else ()


_COUNTS_AGAIN = re.compile(
    rf"(?P<count>[两三四五六])个?(?:部门|部委|单位)(?=(?:近日|日前|还|就|将|已|联合|共同)*(?:{OUT_WORDS}|按照|抓紧|修订))[^。；]*$"
)


def recounted(before: str, earlier: str) -> tuple[str, ...]:
    """Return the bodies of an earlier sentence that 上述四部门 or 两部门 counts as those who act."""
    found = _COUNTS_AGAIN.search(before)
    return _of_number(found["count"], earlier) if found else ()


def _again(before: str) -> tuple[str, ...]:
    """Return the body that 该局 takes up again from earlier in the sentence, with those that it acts with."""
    found = _SAME.search(before)
    earlier = all_groups(before[: found.start()]) if found else ()
    named = [name for group in earlier for name in group.names if found and name.endswith(found["kind"])]
    if found is None or not named:
        return ()
    joined = _WITH.match(found["rest"])
    others = re.split("[、和与]", joined["who"]) if joined else []
    return (named[-1], *(name for name in others if name.endswith(_ENDS_BODY)))


def _heading(before: str) -> tuple[str, ...]:
    """Return the body in whose name its head brings out a plan (某局局长发布了①)."""
    found = _HEAD_ACTS.search(before)
    said = all_groups(before[: found.start()]) if found else ()
    return said[-1].names if found and said and said[-1].end == found.start() else ()


def _speaking(before: str) -> tuple[str, ...]:
    spoken = _SPEAKS.search(before)
    if spoken is None or groups(before[spoken.start() :]):
        return ()
    said = all_groups(before[: spoken.start()])
    return said[-1].names if said else ()


def _passing(text: str) -> tuple[str, ...]:
    by = _PASSED.search(text)
    group = next(iter(all_groups(by[1])), None) if by else None
    return group.names if group else ()


# ①已分别由科技部、财政部联合印发
_BY_BEHIND = re.compile(rf"[^，。；①②]{{0,8}}由(?P<who>[^，。；①②]{{2,50}}?)(?:{OUT_WORDS})")


def _behind(after: str, kind: EventKind) -> tuple[str, ...]:
    """Return the bodies that the words behind a title say have made it or brought it out."""
    by = _BY_BEHIND.match(after) if kind in _BROUGHT_OUT else None
    return tuple(name for group in all_groups(by["who"]) for name in group.names) if by else ()


# 会议还批准了①, 三地共同签署①, 该局同时…: who acts was named a sentence before.
_CARRIES = re.compile(
    r"(?:[^，。；]{0,24}在(?:会|仪式|发布会|论坛)上|开幕式上|仪式上|论坛上|发布会上|会议|全会|大会|会上|会后|三地|两地|双方|各方|三省|两省|并|同时|此外|当[天日]|(?:[^，。；]{0,12}，)?该[省市县区州局部厅委])"
)
# 该省印发①, 该县出台①: the place last named so.
_THAT_PLACE = re.compile("该([省市县区州])(?:还|也|又)?")
_EDGE_PLACE = r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}?"
_PROVINCES = re.compile(PROVINCE)
# 规划由X会同Y编制: the maker in a sentence that speaks of the plan.
_MADE_BY = re.compile(
    r"(?:(?:^|[。；，\n、])(?:该|此|本|这一|[一这]份)?(?:“[^”]{1,20}”|《[^》]{1,12}》|(?:实施|行动|工作|总体|试点|专项|三年)*(?:规划|计划|方案|意见|纲要|条例|办法|指南|措施|细则|规定|政策|文件))?[^，。；由》]{0,4})(?<!自)由(?P<who>[^，。；]{2,60}?)"
    r"(?:共同|联合|牵头|组织|负责|研究)*(?:编制|制定|起草|印发|发布|公布|出台|拟订|研制|批复|批准|表决通过|审议通过)"
)
# X：… and X印发… at the head of the page.
_ORGAN = re.compile(
    r"(?P<who>[^：，。《》]{2,40}?)(?:：|(?:近日|日前|联合|正式)*(?:印发|发布|出台|公布|推出|部署|启动|就))"
)


# 国家数据局与某国数字部4日在该国首都签署①: the other side, whose bodies no table holds.
_OTHER_SIDE = re.compile(
    r"[与和同](?P<who>[^，。；、与同在\d]{3,24}?(?:与[^，。；、与同在\d]{2,8}?)?(?:部(?!门)|局|署|委|委员会|厅|院|省|州|市|大学|政府|组织|秘书处|议会|银行))"
    r"(?=[代主负部局].{0,12}(?:签|在)|\d|日前|近日|近期|昨|今|上[周月]|在|共同|正式|联合|分别|签)[^，。；]{0,40}(?:，[^，。；]{0,20})?签[署订约]了?[^，。；]{0,12}$"
)


def _bodies(words: str) -> tuple[str, ...]:
    return tuple(name for group in groups(words) for name in group.names)


def carries_on(context: Context) -> bool:
    """Return whether a context's sentence goes on with what the one before tells (会上…, 三地还…)."""
    return _CARRIES.match(context.before.strip()) is not None


def carried(context: Context, earlier: str) -> tuple[str, ...]:
    """Return the bodies or places that act in the sentence before, where a context's sentence carries that on."""
    if not carries_on(context):
        return ()
    if that := _THAT_PLACE.search(context.before):
        named = _PROVINCES.findall(earlier) if that[1] == "省" else re.findall(_EDGE_PLACE + that[1], earlier)
        return tuple(named[-1:])
    return _bodies(earlier) or places(earlier)


def made_by(behind: str) -> tuple[str, ...]:
    """Return the bodies that the text behind a plan's name says have made it (规划由司法部编制)."""
    found = _MADE_BY.search(behind) if "由" in behind else None
    return _bodies(found["who"]) if found else ()


def _also_signed(text: str) -> tuple[str, ...]:
    """Return whom the bodies of a signing sentence sign with (A与某国某部4日在某地签署①), where it names one by its kind alone."""
    before = text.partition("①")[0].rpartition("②")[2]
    found = _OTHER_SIDE.search(before)
    return (found["who"],) if found and groups(before[: found.start()]) and not groups(found["who"]) else ()


def of_headline(headline: str) -> tuple[str, ...]:
    """Return the bodies with which a headline begins as who speaks or acts (科技部：…, 水利部印发…)."""
    found = _ORGAN.match(headline)
    return _bodies(found["who"]) if found else ()


def parties(context: Context, kind: EventKind, *, drafters_only: bool = False) -> tuple[str, ...]:
    """Return the bodies, as written, that an event's sentence names as its actors; none is better than a wrong one.

    ``drafters_only``: take only those that stand right by the title, as in a notice that hands on another body's draft.
    """
    if kind is EventKind.ADOPTED and (by := _passing(context.after)):
        return by
    told = _APPROVES.sub("", context.before) if kind is EventKind.ADOPTED else context.before
    near = () if _PUT_INTO_PRACTICE.match(context.after) else _adjacent(told)
    plain = kind is EventKind.MENTIONED or drafters_only
    again = () if plain else _counted(context.before) or _again(context.before)
    beside = again if again or kind is EventKind.MENTIONED else houses(context.before)
    near = beside if len(beside) > len(near) else near
    if kind is EventKind.SIGNED and (other := _also_signed(context.text)):
        return tuple(dict.fromkeys([*(near or _acting(context.before, ())), *other]))
    if near or drafters_only or kind in _NAMES_ONLY:
        return near
    if behind := _behind(context.after, kind):
        return behind
    speaking = _speaking(context.before) if kind is EventKind.DRAFTING else ()
    passing = _passing(context.text) if kind in _PASSES else ()
    before = _PUT_BEFORE.sub("", context.before)
    return passing or _heading(before) or _acting(before, speaking)
