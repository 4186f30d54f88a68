"""Document numbers (文号): 国科发规〔2021〕12号, 国务院令第588号, 交通运输部令2018年第29号."""

import re

from plans.issuers import strip_issuers

# The brackets of the year come in seven shapes, 第 and 号 may be missing (沪府办发[2009]1); the word part names office and field.
_FILED = (
    r"[\u4e00-\u9fff]{1,20}(?:（[\u4e00-\u9fff]{1,4}）)?\s?[〔﹝\[【（(〈［]\s?[1１2２][9９0０]\d\d\s?[〕﹞\]】）)〉］]"
    r"\s?第?\s?\d{1,5}\s?号?"
)
# Orders carry a running number, some a year as well.
_ORDER = r"[\u4e00-\u9fff、]{0,30}令\s?(?:（?(?:19|20)\d\d年?）?\s?)?第?\s?[\d一二三四五六七八九十百〇]{1,5}\s?号"
# An announcement's number: 财政部 税务总局公告2025年第14号.
_ANNOUNCED = r"[\u4e00-\u9fff、\s]{2,30}公告\s?(?:19|20)\d\d\s?年\s?第\s?\d{1,4}\s?号"
_NUMBER = re.compile(f"{_FILED}|{_ORDER}|{_ANNOUNCED}")
# No number is without one of these: most titles and brackets have none.
_SIGN = re.compile(r"[号〕﹞\]】）)〉］](?:(?<=号)|(?<=\d.)|(?<=\d\s.))")
_WHOLE = re.compile(f"(?:{_FILED}|{_ORDER}|{_ANNOUNCED})")
# 发文字号：沪府规〔2019〕22号, 文号: …, 【发文字号】…
_LABELLED = re.compile(rf"(?:发文字号|文件编号|公文号|文号)[】\]]?\s?[：:]\s?({_FILED}|{_ORDER})")
# What may stand right before a number without belonging to it.
_PREFIX = re.compile(
    r"^(?:.*?(?:的通知|的决定|的意见|办法|号|日|经(?!贸)|以|(?<!数)据|由|与|和(?!改革委|信息化|社会保障|草原局|城乡建设|旅游|物资|计划生育)|及|见|附|修订|发布|中华人民共和国))(?=[\u4e00-\u9fff]{2})"
)
_SPACES = re.compile(r"\s+")
# The State Council approves in letters (国函〔2021〕138号); the approved plan gets its number when it is issued.
_APPROVAL = re.compile(r"国函|[\u4e00-\u9fff]{1,3}政函")


def _own_words(number: str) -> str:
    """Return a number without the words and bodies that run into it: 国家环境保护总局环发〔1999〕24号 is 环发〔1999〕24号."""
    bare = _PREFIX.sub("", _SPACES.sub("", number))
    return bare if "令" in bare or "公告" in bare else strip_issuers(bare) or bare


def find_number(text: str) -> str | None:
    """Return the first document number in a short text as written, without spaces and foreign words before it, or None."""
    found = _NUMBER.search(text) if _SIGN.search(text) else None
    return _own_words(found[0]) if found else None


def labelled_number(text: str) -> str | None:
    """Return the number that a page labels as its own (发文字号：…), or None."""
    found = _LABELLED.search(text) if "文号" in text or "字号" in text or "文件编号" in text else None
    if found is None:
        return None
    # Nothing stands before a labelled number: what begins it is a place (和平政办发〔2015〕9号), not an "and".
    return _SPACES.sub("", found[1]) if found[1].startswith(("和", "与")) else _own_words(found[1])


def whole_number(line: str) -> bool:
    """Return whether a line is a document number and nothing else (湘政办发〔2021〕82号)."""
    return ("号" in line or line[-1:].isdecimal()) and _WHOLE.fullmatch(line) is not None


def is_approval(number: str) -> bool:
    """Return whether a number is of an approval (国函〔2021〕138号), which never is the plan's own."""
    return _APPROVAL.match(number) is not None
