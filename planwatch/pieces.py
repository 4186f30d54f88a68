"""What a text is cut into before it is compared: lines, sentences, and words that no difference ever splits."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

NUMERAL = "[〇○零一二三四五六七八九十百千万亿两]"
# Regions by their short names, with what makes the whole name, capitals of provinces and the largest other cities (GB/T 2260).
REGION = (
    "(?:北京|天津|上海|重庆)市?|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南"
    "|陕西|甘肃|青海|台湾)省?|(?:内蒙古|广西|西藏|宁夏|新疆)(?:壮族|回族|维吾尔)?(?:自治区)?|香港|澳门"
    "|(?:石家庄|太原|呼和浩特|沈阳|大连|长春|哈尔滨|南京|苏州|杭州|宁波|合肥|福州|厦门|南昌|济南|青岛|郑州|武汉|长沙|广州|深圳|南宁|海口|成都|贵阳"
    "|昆明|拉萨|西安|兰州|西宁|银川|乌鲁木齐)市?"
)
# Ministries and offices of the State Council (gov.cn, list of 2023), full and short; a province has departments of the same names.
OFFICE = (
    "(?:(?:外交|国防|教育|科学技术|科技|工业和信息化|工信|公安|国家安全|民政|司法|财政|人力资源和?社会保障|人社|自然资源|生态环境|住房和?城乡建设"
    "|住建|交通运输|水利|农业农村|商务|文化和旅游|文旅|退役军人(?:事务)?|应急管理)[部厅局]"
    "|国家(?:发展和?改革委员会|发改委|卫生健康委员会|卫健委|数据局|能源局|统计局|知识产权局|税务总局|市场监督管理总局|林业和草原局|铁路局"
    "|自然科学基金委员会?)|发展和?改革委(?:员会)?|发改委|卫生健康委(?:员会)?|卫健委|国资委|中国人民银行|审计署|国务院)"
)
# Where a name may begin: at the start, or after a sign or a word like 在.
_BEGINS = "(?<![^在由向从赴、，。：:（( \t])"
# It ends as places and houses do: two or three characters, none of them such as join words, before the ending; longer ones take
# in verbs.
_IN_NAME = "(?![各全本该我两几多个的和与及等在由向从赴对把将为是使让要并且各省市县])[\u4e00-\u9fff]"
_PLACE = f"(?:{_IN_NAME}){{2,3}}?(?:自治州|省(?!级)|市(?!场|级)|县(?!级)|[州镇]|乡(?!村)|大学|集团|公司)"
# Whoever is named after 联系人 or before 同志 or an office he holds; one-character surnames by frequency (census of 2020).
_SURNAME = "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤]"
_PERSON = (
    r"(?<=联系人[：:])[\u4e00-\u9fff]{2,3}(?![\u4e00-\u9fff])"
    rf"|{_SURNAME}[\u4e00-\u9fff]{{1,2}}?(?=同志|部长|主任|主持|担任|任组长|出席)"
)
_ADDRESS = r"[A-Za-z0-9][A-Za-z0-9._\-]{0,64}@[A-Za-z0-9.\-]+|https?://[A-Za-z0-9./_=&%\-]+"
# What the words below begin with; looking at one sign first makes the search three times as fast.
_HEAD = (
    rf"[\dA-Za-z\U00040000-\U0010ffff{NUMERAL[1:-1]}北天上重河山辽吉黑江浙安福湖广海四贵云陕甘青台内西宁新香澳石太呼沈大长哈南苏杭合厦济郑武深成昆拉兰银乌外国教科工公民司财人自生住交水农"
    "商文退应发卫中审]"
)
# What is never cut in two, the longest first: the first alternative that fits is taken. Signs of the planes that stand for words
# below are words themselves.
_WORD = re.compile(
    rf"""
    (?={_HEAD}) (?:
        {_ADDRESS}
        | \d{{4}}年(?:\d+月(?:\d+[日号])?)? | \d+月\d+[日号]
        | {NUMERAL}{{4}}年(?:{NUMERAL}+月(?:{NUMERAL}+日)?)? | {NUMERAL}+月{NUMERAL}+日
        | \d+(?:[.,:/\-．，：]\d+)*[%‰％]? | {NUMERAL}{{2,}}
        | [A-Za-z]+(?:['’\-][A-Za-z]+)*
        | {REGION} | {OFFICE}
        | [\U00040000-\U0010ffff]
    )
    | {_BEGINS} (?: {_PERSON} | {_PLACE} )
    """,
    re.VERBOSE,
)
# A line end belongs to the line before it.
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCE = re.compile(r"[^。！？；!?\n]*[。！？；!?\n]+[”’」』）)]*|[^。！？；!?\n]+")
# From here on signs stand for words: planes 4 to 16 hold no character that a text shows (Unicode 16).
_FIRST_SIGN = 0x40000
# So many words have a sign of their own: two texts that are not longer never run out of them.
SIGNS = 0x110000 - _FIRST_SIGN


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text with one sign for each word: numbers, dates, names, addresses and Latin words; all else by the character."""

    text: str
    signs: str
    _ends: Sequence[int]
    _shifts: Sequence[int]

    def place(self, sign: int) -> int:
        """Return where in the text a sign stands."""
        return sign + self._shifts[bisect_right(self._ends, sign)]


def lines(text: str) -> list[str]:
    """Return the lines of a text with their ends; together they are the text."""
    return _LINE.findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text with their ends; together they are the text."""
    return _SENTENCE.findall(text)


def words(text: str) -> list[str]:
    """Return the words of a text that no difference splits, in order: numbers, dates, names, addresses and Latin words."""
    return [found[0] for found in _WORD.finditer(text)]


def spell(*texts: str) -> tuple[Spelled, ...]:
    """Return texts, together at most SIGNS characters long, spelled alike: equal signs for equal words."""
    signs: dict[str, str] = {}
    return tuple(_spelled(text, signs) for text in texts)


def _spelled(text: str, signs: dict[str, str]) -> Spelled:
    parts: list[str] = []
    ends: list[int] = []
    shifts = [0]
    at = shift = 0
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        sign = signs.get(word)
        if sign is None:
            sign = signs[word] = chr(_FIRST_SIGN + len(signs))
        parts += text[at:start], sign
        at = found.end()
        shift += len(word) - 1
        ends.append(at - shift)
        shifts.append(shift)
    return Spelled(text, "".join(parts) + text[at:], ends, shifts)
