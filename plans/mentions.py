"""Where a text names plans: titles between 《》, and names that stand without them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from plans import lexicon
from plans.issuers import ISSUER, ISSUER_WORD
from plans.phrases import led
from plans.places import CITY, PROVINCE, REGIONS
from plans.quotes import quoted_spans
from plans.unquoted import AFTER, IN_GENERAL, LOOSE_END, NEEDS_ABOUT, NEVER_INSIDE, SIGN, UNDER_WAY, WISHED
from plans.whole import whole_name
from plans.words import any_of


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: ``text[start:end]`` with its marks; ``title`` without 《》, draft marks and 关于印发…的通知."""

    start: int
    end: int
    title: str
    quoted: bool = True
    draft: bool = False


# The type words that end a name without 《》.
_STRONG = (
    "规划纲要|规划|纲要|行动计划|促进计划|发展计划|三年计划|行动方案|实施方案|总体方案|工作方案|建设方案|试点方案|改革方案|提升方案|更新方案"
    "|指导意见|实施意见|若干意见|的意见|管理办法|实施办法|登记办法|暂行办法|条例|实施细则|管理规定|若干措施|建设指南|工作指南|实施指南|发展指南|工作要点|的通知|若干政策措施|行动纲要|合作框架协议|布局方案|治理方案|整治方案|保障方案|条措施|条政策措施|条举措"
)
STRONG = any_of(_STRONG.split("|"))
_LAST_SIGNS = "".join(sorted({word[-1] for word in _STRONG.split("|")}))
_YEARS = r"(?:（(?:19|20)\d\d年?(?:[-—–－至]{1,2}(?:19|20)\d\d年?|版|年版)）)?"
_ENDS = rf"(?={AFTER}|的意见)"
_TELLS = "印发|发布|公布|出台|推出|颁布|下发|审议通过|审议并原则通过|表决通过|原则通过|原则同意|审议|批复|批准|签署|签订|部署实施|启动实施|通过(?<=[会议]通过)"
_MAKES = "研究制定|研究编制|研究起草|研究制订|启动编制|启动|编制|起草|制定|拟定|谋划|研究"
_CHANGES = "修改|修订|废止"
_NOT_IN_NAME = rf"{NEVER_INSIDE}|[要应须]与|提请|报送|报请|加快|组织|联合|方面|人大|政协|委员会"
_TOLD = re.compile(
    rf"(?:{_TELLS})(?:了|同意|实施|的|新版|新一轮|最新|新修订的|修订后的)*(?P<name>(?:“[^“”《》，。]{{4,12}}”|{SIGN}{{2,45}}?)(?:{STRONG}){_YEARS}){_ENDS}"
)
# 国务院近日印发X, 北京发布X: a body, a place or a day stands in the clause before the verb.
_TELLER = re.compile(rf"(?:{ISSUER})[^，。；《》②]{{0,24}}$")
_TOLD_WHEN = re.compile(
    rf"(?:{PROVINCE}|近日|日前|今天|现场|部门|部委|会议|会上|会后|大会|论坛|仪式|期间|[两三四]地|双方|各方|{CITY}|[日月]|\d年)[^，。；《》②]{{0,24}}$"
)
# How much of a clause before the verb may name who tells.
_REACH = 45
# 修改道路运输条例、国际海运条例等7部行政法规: statutes are named one after the other.
_CHANGED = re.compile(
    rf"(?:{_CHANGES})(?:后?的|了)?(?P<names>{SIGN}{{2,24}}?(?:条例|办法|细则|规定)(?:、{SIGN}{{2,24}}?(?:条例|办法|细则|规定)){{0,20}})(?:{_ENDS}|(?=的(?:部分|个别|若干|有关)?条款))"
)
_VERB = re.compile(rf"^(?:{_CHANGES})(?:后?的|了)?")
# 正在编制X, 研究制定X: only for a name that says a place or a five-year period.
_MADE = re.compile(rf"(?:{_MAKES})(?:了)?(?P<name>{SIGN}{{4,40}}?(?:{STRONG}){_YEARS}){_ENDS}")
# 批准关于X的决议: what a congress or a council passes.
_PASSED = re.compile(
    rf"(?:通过|批准)[^，。；②]{{0,6}}?关于(?P<name>{SIGN}{{4,40}}?(?:规划纲要|规划|纲要|条例|办法))的(?:决议|决定)"
)
# A body makes X: 某部将研究制定X, 某部联合制定了X，并于近日印发.
_UNDER_WAY = re.compile(rf"(?:{UNDER_WAY})$")
_OURS = re.compile("我们|我[部委局厅省市署院]")
_THEN_OUT = re.compile(
    r"，?(?:并)?(?:已|已经|于|正式|近日|日前|\d{1,2}月)[^，。；②]{0,10}(?:印发|发布|出台|公布|施行|实施)"
)
_PLACED = re.compile("|".join([PROVINCE, *REGIONS, "全国", "国家", "十[一二三四五]?五", "川渝", "成渝"]))
# X方案近日出台: the name opens its clause and what became of it follows.
_FATE = r"(?=(?:近日|日前|今天|今日|昨天|昨日|已|已经|于\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日|\d{1,2}日)?(?:正式|联合|对外|全文|印发并)?(?:印发|发布|出台|公布|获批|亮相|颁布)|(?:上个?月底?|近期)?(?:将|有望)?(?:率先|于近期)?(?:印发|出台)|(?:日前|近日|已)*(?:获|经)[^，。；《》②]{0,12}(?:通过|批准))"
_SUBJECT = re.compile(
    rf"(?:^|(?<=[，。；！？\n]))(?:其中|我国|首[个部份]|国家级|省级|新版|新一轮|最新)*(?P<name>{SIGN}{{2,45}}?(?:{STRONG}){_YEARS}){_FATE}",
    re.MULTILINE,
)
# “十四五”X规划, “十三五”规划纲要: the period alone makes it a name.
_FIVE = re.compile(
    rf"(?P<name>“十[一二三四五]?五”(?!期间|时期)(?:(?:(?!规划|计划|方案){SIGN}){{2,12}}、)?(?:{SIGN}{{2,24}}?(?:规划|计划|方案)|(?:规划|计划)纲要))(?:{_ENDS}|(?=的|要求|目标|关于|对|中的|提出))"
)
# 就X公开征求意见, 介绍X有关情况
_ASKED = re.compile(
    rf"(?:就|对)(?P<name>{SIGN}{{4,45}}?(?:{STRONG}){_YEARS})(?:草案|（[^（）]{{2,12}}）)?(?=(?:再次|面向社会|向社会)?(?:公开)?征求)"
    rf"|(?:介绍|解读)(?:了|修改后的|修订后的)?(?P<told>{SIGN}{{2,45}}?(?:{STRONG}){_YEARS})(?=的?(?:有关|相关)情况)"
)
# 与全国X规划（2021—2030年）相衔接, 落实某省X方案, A、B等文件: a place or a period begins the name, and what is no name's ends it.
_PLACE_SIGN = re.compile("|".join([PROVINCE, CITY, *REGIONS, "全国|国家|“十|市|县|州"]))
_WHERE = rf"(?:(?:{PROVINCE})(?:省|市|自治区)?|(?:[\u4e00-\u9fff]{{2,3}}|(?:{CITY}))[市县州]|{'|'.join(REGIONS)}|全国|国家|“十[一二三四五]?五”)"
_PLACED_NAME = re.compile(
    rf"(?:(?<![\u4e00-\u9fff”])|(?<=[与和及、对就将按据实于的了向在过])|(?<=[通发编起][过布制草])|(?<=发布|出台|印发|解读|介绍|同意|批复|起草|编制|制定|启动|推进|实施|落实|贯彻|根据|按照|依据|结合))"
    rf"(?P<name>{_WHERE}(?!有关|相关|各|级|局|委|办公|政府|和)(?:(?!{_NOT_IN_NAME}){SIGN}){{4,45}}?(?:{STRONG}){_YEARS})"
    rf"(?:{_ENDS}|(?=的(?:衔接|要求|部署|通知)|相[比较]|相?衔接|提出|明确|规定|确定|论证|征求))"
)
# 新规划应与X试点方案相衔接: what stands between is a name.
_FITTED = re.compile(rf"[与同](?P<name>{SIGN}{{6,45}}?(?:{STRONG}){_YEARS})(?=(?:相|的|充分|做好|有机)*衔接)")
# X、Y均正在编制: what is under way stands behind its names.
_HAND = r"(?:均|都|也)?(?:(?:正在|正?在(?:加紧|抓紧|加快))(?:研究制定|征求|编制|起草|制定|修[订编]|抓紧)|修[编订](?:工作|完成)|(?:年内|近期)?[也还]?将?完成(?:编制|起草)|则?由[^，。；]{2,24}(?:研究|编制|起草)|(?:研究)?编制(?:工作|组|启动)|起草(?:工作|组)|(?:专家)?(?:论证|咨询|评审)会|(?:已)?(?:完成|通过)(?:起草|编制|论证|评审|初稿))"
_UNDER_HAND = re.compile(
    rf"(?:^|(?<=[，。；！？\n、])|(?<=关注的)|(?<=配套的))(?:其中|包括)?(?P<name>(?:(?!{_NOT_IN_NAME}|的){SIGN}){{4,45}}?(?:{STRONG}|管理政策){_YEARS})"
    rf"(?=(?:、{SIGN}{{6,45}}?(?:{STRONG}){_YEARS}){{0,3}}{_HAND})",
    re.MULTILINE,
)
# 3.某省关于X的意见（某政发〔2003〕17号): in a list, what a number follows is a paper's title.
_FILED = re.compile(
    r"^\s*(?:（?\d{1,3}）?[.．、]?|[一二三四五六七八九十]{1,3}、)\s*(?P<name>[^《》②\n]{6,90}?)(?=（[^（）\n]{2,16}[〔\[［]\d{4}[〕\]］]\d{1,5}号）)",
    re.MULTILINE,
)
_NEXT_NAME = re.compile(rf"[、和及与](?P<name>(?:(?!{_NOT_IN_NAME}){SIGN}){{6,45}}?(?:{STRONG}){_YEARS}){_ENDS}")
# 《X》编制工作方案: a plan about a plan.
_ABOUT = re.compile(r"(?:编制|实施|贯彻落实|任务分工|重点任务分工)(?:工作)?方案|实施细则|实施意见")
# 《X中期评估报告》 is a report on X.
_JUDGED = re.compile(
    r"(?P<plan>[^《》]{6,80}(?:规划|纲要|计划|方案|意见))(?:实施情况|执行情况)?的?(?:中期|终期|总结|期末|年度)?评估报告$"
)
# Every name without 《》 ends in one of these, a looser word only behind what makes a kind of paper of it (若干政策, 工作要点); most
# sentences have none and are passed over.
_ENDING = re.compile(
    "规划|纲要|计划|方案|办法|条例|细则|规定|预案|的通知|指引|意见(?<=[导施干作理障套的]意见)|措施(?<=[干策条]措施)|条举措|政策(?<=[干套持理]政策)"
    "|指南(?<=[设作施展]指南)|要点(?<=作要点)|协议(?<=架协议)"
)
_GENERAL = re.compile(rf"{IN_GENERAL}|相关|有关|国家级|省级|首[个部份]|一系列|其|该|这|一批|国家[相有]关")
# A name does not begin with what is done with it.
_VERBS = re.compile(
    r"(?:的|与|和|及|或|同意|正在|拟|将|研究|启动|制定|制订|编制|起草|实施|印发|发布|出台|公布|推出|加快(?:制定|编制)|尽快|抓紧|完成|通过|批准|审议|部署|开展|做好)"
)
_WISHED = re.compile(WISHED)
_DATED = re.compile(r"(?:19|20)\d\d")
# The shortest name without 《》 that is still told from a phrase (气象发展规划).
_SHORTEST = 6


def is_name(name: str) -> bool:
    """Return whether words without 《》 are one plan's name: long enough, with a type word, and not a phrase about plans at large."""
    return (
        len(name) >= _SHORTEST
        and not _GENERAL.match(name)
        and not _VERBS.match(name)
        and not LOOSE_END.search(name)
        and (name.startswith("关于") or not NEEDS_ABOUT.search(name))
        and lexicon.names_plan(name)
    )


def _quoted(text: str, start: int, end: int) -> Iterator[Mention]:
    inner = lexicon.tidy(text[start + 1 : end - 1].replace("《", "〈").replace("》", "〉"))
    draft = lexicon.is_draft(inner)
    title = lexicon.without_draft(inner)
    judged = _JUDGED.match(title)
    if judged and lexicon.names_plan(judged["plan"]) and text[start + 1 :].startswith(judged["plan"]):
        yield Mention(start, start + 1 + len(judged["plan"]), judged["plan"], quoted=False)
        return
    wrapped = None if lexicon.passes_on(title) else lexicon.unwrap(title)
    if wrapped is None and text[max(0, start - 4) : start] == "关于印发" and title.endswith("的通知"):
        wrapped = title.removesuffix("的通知")
    yield Mention(start, end, wrapped or title, draft=draft)
    about = _ABOUT.match(text, end)
    if about and lexicon.names_plan(title):
        yield Mention(end, about.end(), f"《{title}》{about[0]}", quoted=False)


def _listed(found: re.Match[str]) -> Iterator[Mention]:
    place = found.start("names")
    for listed in found["names"].split("、"):
        name = _VERB.sub("", listed)
        end = place + len(listed)
        yield Mention(end - len(name), end, name, quoted=False)
        place = end + 1


def _beside(masked: str, end: int, stop: int) -> Iterator[Mention]:
    """Yield the names that go on after one in a list (审议通过A、B等文件)."""
    while found := _NEXT_NAME.match(masked, end, stop):
        if is_name(found["name"]):
            yield Mention(*found.span("name"), found["name"], quoted=False)
        end = found.end()


def _filed(masked: str) -> Iterator[Mention]:
    """Yield the titles of a list that stand without 《》 before their numbers."""
    for found in _FILED.finditer(masked) if "号）" in masked else ():
        title = lexicon.unwrap(found["name"]) or found["name"]
        if is_name(title):
            yield Mention(*found.span("name"), title, quoted=False)


def _before(found: re.Match[str]) -> str:
    return found.string[max(0, found.start() - _REACH) : found.start()]


def _is_told(found: re.Match[str]) -> bool:
    """Return whether what is told to be out is one plan: a year, a time, a place or a body stands with it."""
    before = _before(found)
    return bool(_DATED.search(found["name"]) or _TOLD_WHEN.search(before) or _TELLER.search(before))


def _is_fitted(found: re.Match[str]) -> bool:
    """Return whether a name says a place or a year, or a body is at work on it."""
    if _PLACED.search(found["name"]) or _DATED.search(found["name"]):
        return True
    before = _before(found)
    acts = _OURS.search(before) or ISSUER_WORD.search(before)
    return bool(acts and (_UNDER_WAY.search(before) or _THEN_OUT.match(found.string, found.end())))


def _is_made(found: re.Match[str]) -> bool:
    """Return whether what is made is one plan that a body makes, and not a wish."""
    before = _before(found)
    if _WISHED.search(before):
        return False
    return _is_fitted(found) or (found[0].startswith("研究") and ISSUER_WORD.search(before) is not None)


class _Way(NamedTuple):
    """A way of naming a plan without 《》.

    ``least``: what its sentence has at least, as that spares a longer search. ``is_one``: whether a match is one plan's name and not
    a phrase; with ``bool`` every match is.
    """

    pattern: re.Pattern[str]
    least: re.Pattern[str]
    is_one: Callable[[re.Match[str]], bool] = bool


_WAYS = (
    _Way(_SUBJECT, re.compile(rf"[{_LAST_SIGNS}]{_YEARS}{_FATE}")),
    _Way(_TOLD, re.compile(""), _is_told),
    _Way(_MADE, re.compile(""), _is_made),
    _Way(_PASSED, re.compile("关于")),
    _Way(_ASKED, re.compile("征求|情况")),
    _Way(_FIVE, re.compile("“十")),
    _Way(_FITTED, re.compile("衔接"), _is_fitted),
    _Way(_PLACED_NAME, _PLACE_SIGN),
    _Way(_UNDER_HAND, re.compile(rf"[{_LAST_SIGNS}策]{_YEARS}{_HAND}")),
)


def _ending_in(
    places: Sequence[tuple[int, int]], endings: Sequence[int]
) -> Iterator[tuple[tuple[int, int], Sequence[int]]]:
    """Yield the place of each sentence in which type words end, with their ends."""
    nearest = 0
    for place in places if endings else ():
        if endings[nearest] <= place[0]:
            nearest = bisect_left(endings, place[0], nearest)
        beyond = bisect_right(endings, place[1], nearest)
        if nearest < beyond:
            yield place, endings[nearest:beyond]
        if beyond == len(endings):
            return
        nearest = beyond


def _bare(masked: str, places: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    yield from _filed(masked)
    endings = [found.end() for found in _ENDING.finditer(masked)]
    for (start, end), ends in _ending_in(places, endings):
        for place, stop, name in led(masked, ends, start):
            yield Mention(place, stop, lexicon.without_draft(name), quoted=False, draft=lexicon.is_draft(name))
        for way in _WAYS:
            for found in way.pattern.finditer(masked, start, end + 1) if way.least.search(masked, start, end) else ():
                group = found.lastgroup or "name"
                if is_name(found[group]) and way.is_one(found):
                    yield Mention(*found.span(group), found[group], quoted=False)
                    yield from _beside(masked, found.end(group), end + 1)
        for found in _CHANGED.finditer(masked, start, end + 1):
            yield from (mention for mention in _listed(found) if is_name(mention.title))


def find_mentions(text: str, places: Sequence[tuple[int, int]] | None = None) -> list[Mention]:
    """Return every name between 《》 (of whatever kind) and every plan's name without, in order and without overlap.

    ``places`` are those of the sentences; without them the text is taken as one.
    """
    spans = list(quoted_spans(text))
    found = [mention for start, end in spans for mention in _quoted(text, start, end)]
    parts, place = [], 0
    for start, end in spans:
        parts += [text[place:start], "②" * (end - start)]
        place = end
    masked = "".join([*parts, text[place:]])
    bare = list(_bare(masked, places or [(0, len(text))]))
    if bare:
        titles = {mention.title for mention in found}
        taken = {place for mention in found for place in range(mention.start, mention.end)}
        for given in bare:
            longer = whole_name(text, masked, (given.start, given.title), titles)
            mention = replace(given, start=longer[0], title=longer[1]) if longer else given
            if mention.start not in taken and mention.end - 1 not in taken:
                found.append(mention)
                taken.update(range(mention.start, mention.end))
    return sorted(found, key=lambda mention: mention.start)


def named_again(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the further places of the names without 《》 among some mentions: what tells a name once need not stand by it again."""
    taken = [(mention.start, mention.end) for mention in mentions]
    for name in dict.fromkeys(mention.title for mention in mentions if not mention.quoted):
        place = text.find(name)
        while place >= 0:
            end = place + len(name)
            if all(end <= start or stop <= place for start, stop in taken):
                yield Mention(place, end, name, quoted=False)
                taken.append((place, end))
            place = text.find(name, end)
