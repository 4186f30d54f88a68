"""What a page's headline says: the plan it hands out (关于印发X的通知), asks comments on, is itself, or reports without 《》."""

import re
from dataclasses import dataclass

from plans import lexicon
from plans.issuers import title_issuers
from plans.mentions import STRONG, Mention

# Longer ones are no headlines; the reader cuts at less.
HEADLINE_LIMIT = 400
_HANDS_OUT = re.compile(r"关于(?:联合)?(?:印发|发布|转发|批转|公布|下发).*(?:通知|公告|通告)")
# X规划印发, 重庆发布X方案: a headline without 《》.
_REPORTS = re.compile(
    r"^(?:[^《》]{0,30}?(?:印发|发布|出台|公布|推出|下发|签署)|[^《》]{0,20}：)?"
    rf"(?P<name>[^《》：，。]{{4,50}}?(?:{STRONG})(?:（[^（）]{{4,20}}）)?)"
    r"(?:正式|日前|近日|已|今起|今日)?(?:印发|发布|出台|公布|获批|施行|实施|通过|发布实施|印发实施|征求意见|公开征求意见)?$"
)
_NEWS = re.compile(r"印发|发布|出台|公布|解读|签署|召开|答记者问|推出|启动|施行|征求|通过")
# Brackets behind a title that are the page's: its number, 已废止.
_PAGE_MARKS = re.compile(r"（[^（）]*(?:号|废止|失效|有效)[^（）]*）")


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline with the plan it names without 《》, if any; ``is_document``: the page is that plan, or the notice with it."""

    text: str
    name: Mention | None
    is_document: bool


def _own(headline: str) -> str | None:
    """Return a headline that is a plan's title itself, without the page's marks; None for a notice's or for news."""
    title = _PAGE_MARKS.sub("", headline)
    about = title.startswith("关于") or bool(title_issuers(title))
    is_news = not about and ("《" in title or _NEWS.search(title) is not None)
    return title if lexicon.names_plan(title) and not is_news else None


def read_headline(headline: str) -> Headline:
    """Return what a headline (with plain marks) says; its name's place is counted from the headline's start."""
    asked = lexicon.asked_about(headline)
    handed = lexicon.unwrap(headline)
    hands_out = _HANDS_OUT.search(headline) is not None
    own = None if asked or handed or hands_out else _own(headline)
    title = own or ("" if "《" in headline else asked or handed)
    if title:
        name = Mention(
            0, len(headline), title.replace("《", "〈").replace("》", "〉"), quoted=False, draft=title == asked
        )
        return Headline(headline, name, is_document=asked is None)
    told = None if "《" in headline else _REPORTS.match(headline)
    reported = Mention(told.start("name"), told.end("name"), told["name"], quoted=False) if told else None
    return Headline(headline, reported, is_document=hands_out)
