"""What a page's headline says: the plan it hands out (关于印发X的通知), asks comments on, is itself, or reports without 《》."""

import re
from dataclasses import dataclass

from plans import lexicon
from plans.issuers import title_issuers
from plans.mentions import STRONG, Mention, is_name

# Longer ones are no headlines; the reader cuts at less.
HEADLINE_LIMIT = 400
_HANDS_OUT = re.compile(
    r"关于(?:联合|修订|修改|重新|调整)?(?:印发|发布|转发|批转|公布|颁布|颁发|下发|制发)(?!废止|取消|宣布).*(?:通知|公告|通告)"
)
# What another body has handed out already is only passed on: 某厅转发某部关于印发X的通知.
_FORWARDS = re.compile(r"(?:转发|批转)(?![：:】\]）)])[^。]{2,60}?关于(?:印发|发布|公布|下发)")
# X规划印发, 重庆发布X方案: a headline without 《》.
_REPORTS = re.compile(
    r"^(?:(?P<act>[^《》]{0,30}?(?:印发|发布|出台|公布|推出|下发|签署|启动编制|批复|审议通过))|[^《》]{0,20}：)?(?:我国|首[个部份]|新版|国家级|省级)*"
    rf"(?P<name>[^《》：，。]{{4,50}}?(?:{STRONG})(?:（[^（）]{{4,20}}）)?)"
    r"(?P<fate>(?:正式|日前|近日|已|今起|今日)?(?:印发|发布|出台|出炉|亮相|公布|获批|施行|实施|通过|发布实施|印发实施|征求意见|公开征求意见|通过论证|编制(?:工作)?(?:正式)?启动|(?:专家)?(?:论证|咨询|评审)会.{0,6}))?$"
)
_NEWS = re.compile(
    r"^[^关]{0,8}(?:实施|加入|制定|编制|落实|推进|加快|修订)|[：！？]|评估[“《]|建议|有了|印发|发布|出台|公布|解读|签署|召开|答记者问|推出|启动|施行|征求|通过|部署|提出|介绍|审议|举行|举办|开展|完善|播发|刊发|列入|纳入|写入|入选"
)
# 部署专项行动, 提出八项重点任务: news may end in a looser type word; a title alone in a headline ends in one of these.
_ENDS = re.compile(rf"(?:{STRONG})(?:（[^（）]*）)*$")
# What a body signs and dates: a notice, an approval, a decision.
_SIGNED = re.compile(r"关于.*(?:通知|公告|通告|批复|决定|意见|函|令)(?:（[^（）]*）)*$")
# An order (中国人民银行令〔2024〕第1号) hands out what it names.
_ORDER = re.compile(r"^(?!.*《)[\u4e00-\u9fff、\s]{2,40}令(?:\s*$|\s?[（〔第\d])")
# A paper begins with whom it is sent to, a chapter or a number; its look is told by so many characters.
_PAPER = re.compile(
    r"^\s*(?:各[^。\n]{2,200}：|第一[章条]|一、|（一）|为[^。\n]{4,80}，(?:制定|特制定|根据)|[^，。\n]{2,16}〔\d{4}〕)",
    re.MULTILINE,
)
_LOOK = 600
# What a listed company announces (关于签订重大合同的公告) opens with its board's word, or its share's number.
_FIRM = re.compile("本公司(?:及)?(?:董事会|监事会)|(?:证券|股票)(?:代码|简称)[：:]")
# Brackets behind a title that are the page's: its number, 已废止.
_PAGE_MARKS = re.compile(r"（[^（）]*(?:号|废止|失效|有效)[^（）]*）")


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline with the plan it names without 《》, if any.

    ``is_document``: the page is that plan, or the notice with it; ``is_notice``: it is any paper that somebody signs.
    """

    text: str
    name: Mention | None
    is_document: bool
    is_notice: bool = False
    asks: bool = False


def _own(headline: str, body: str) -> str | None:
    """Return a headline that is a plan's title itself, without the page's marks; None for a notice's or for news.

    Where what stands under it is a paper by its look, a verb in the title (推进X实施方案) makes no news of it.
    """
    title = _PAGE_MARKS.sub("", headline)
    if not lexicon.names_plan(title) or _FIRM.search(body[:_LOOK]):
        return None
    issuers = title_issuers(title)
    about = title.startswith("关于") or (
        bool(issuers) and re.search(r"[厅局委部院会办府央]\s?(?:关于|转发|批转)", title) is not None
    )
    is_news = not about and ("《" in title or _NEWS.search(title) or not _ENDS.search(title))
    return title if not is_news or _PAPER.search(body[:_LOOK]) else None


def _told(found: re.Match[str]) -> bool:
    """Return whether a headline tells what became of the name in it, or is no more than that name."""
    return is_name(found["name"]) and bool(found["act"] or found["fate"])


def read_headline(headline: str, body: str = "") -> Headline:
    """Return what a headline (with plain marks) says; its name's place is counted from the headline's start.

    ``body`` is what stands under it; only its look counts.
    """
    asked = lexicon.asked_about(headline)
    if _FORWARDS.search(headline):
        return Headline(headline, None, is_document=False, is_notice=True)
    handed = lexicon.unwrap(headline)
    hands_out = _HANDS_OUT.search(headline) is not None
    own = None if asked or handed or hands_out else _own(headline, body)
    title = own or ("" if "《" in headline else asked or handed)
    if title:
        name = Mention(
            0, len(headline), title.replace("《", "〈").replace("》", "〉"), quoted=False, draft=title == asked
        )
        return Headline(headline, name, is_document=asked is None, is_notice=True, asks=asked is not None)
    told = None if "《" in headline else _REPORTS.match(headline)
    reported = (
        Mention(told.start("name"), told.end("name"), told["name"], quoted=False) if told and _told(told) else None
    )
    signed = asked is not None or _SIGNED.search(headline) is not None
    hands_out = hands_out or _ORDER.search(headline) is not None
    return Headline(headline, reported, is_document=hands_out, is_notice=hands_out or signed, asks=asked is not None)
