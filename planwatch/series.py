"""Words that name one document among others of its kind: a member of a series, a code, a person, a place where something is held.

Set on the made half of benchmarks/copies that is called fresh, after it had been scored; each rule is about a kind of word, not about
a word of that half.
"""

import re

from planwatch.alignment import Change

# Signs of which one stands before such a word at a time; another one there is another half-year, season, part or class.
_SERIES = tuple(
    (frozenset(signs), re.compile(words))
    for signs, words in (
        ("上下", "半年|学期"),
        ("上中下", "旬"),
        ("春夏秋冬", "季"),
        ("甲乙丙丁", "[级类等组]"),
        ("abcd", "[级类组卷股]"),
        ("初中高", "[级等]"),
        ("小中大", "学"),
        ("初高", "中"),
        ("东西南北中", "部|地区"),
    )
)
# 市级 for 省级, 全省 for 全国, 科技局 for 科技厅: what one level of the state does is not what another does.
_LEVELS = frozenset(("国家", "国", "省", "市", "州", "县", "区", "乡", "镇", "村", "校", "院"))
_OFFICES = frozenset("部厅局")
# The sign by which a province is called, in the number of a document (浙科发) or of a line (沪昆).
_PROVINCES = frozenset("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新")
# What the names of the State Council's bodies and their local ones say before 部, 厅 or 局, in long and short.
_BODIES = """
教育 体育 科技 科学技术 工信 工业和信息化 公安 民政 司法 财政 人社 人力资源和社会保障 人力资源社会保障 自然资源 生态环境 环保 住建 住房和城乡建设 住房城乡建设 交通 交通运输 水利 农业 农业农村 林业 渔业 商务 税务
文旅 文化 文物 卫健 卫生健康 卫生 应急管理 审计 统计 市场监管 市场监督管理 医保 医疗保障 药监 药品监督管理 信访 能源 数据 邮政 气象 地震 档案 外汇 知识产权 金融监管
"""
_BODY = re.compile(f"(?:{'|'.join(sorted(_BODIES.split(), key=len, reverse=True))})(?=[部厅局])")
# Signs on either side of a change in which the rest of a body's name may stand.
_AROUND = 10
# What is counted in a series.
UNITS = frozenset("届次期版批轮季")
_FIRST = "首"
_ORDINAL = re.compile(r"第(\d+)")
# GB/T 41023, B08210 or S9: a number right behind letters is of a code, which a copy takes over whole.
_CODE = re.compile(r"\d+(?:\.\d+)?")
_LATIN = re.compile("[a-z]$")
# What stands before a person's name, and after it.
_BEFORE_PERSON = re.compile("(?:报告|主讲|主持|申请|申报|代表|负责|发明)人$")
_AFTER_PERSON = re.compile("研究员|副?教授|院士|先生|女士|同志")
# A meeting is held in one place: 在敦煌举办.
_BEFORE_PLACE = re.compile("[在赴]$")
_AFTER_PLACE = re.compile("举办|举行|召开|开幕|闭幕|开班|揭牌|调研|考察")
_PERSON_LIMIT, _PLACE_LIMIT = 4, 6


def is_other_member(said: Change) -> bool:
    """Return whether a member of a series gave way to another: 上半年 to 下半年, 省级 to 市级, 首批 to 第三批; numbers are in digits."""
    both = {said.before, said.after}
    if len(both) == 1:
        return False
    if both <= _LEVELS and (said.right[:1] == "级" or said.left[-1:] == "全"):
        return True
    if both <= _PROVINCES or (both <= _OFFICES and said.inner):
        return True
    if any(both <= signs and words.match(said.right) for signs, words in _SERIES):
        return True
    ordinal = next(filter(None, map(_ORDINAL.fullmatch, both)), None)
    return bool(ordinal and _FIRST in both and ordinal[1] != "1" and said.right[:1] in UNITS)


def is_other_body(said: Change) -> bool:
    """Return whether a body gave way to another one: 财政局 to 民政局; the same name made shorter is no other."""
    if not said.before or not said.after or not _OFFICES & {*said.before[-1:], *said.right[:_AROUND]}:
        return False
    here, there = (_bodies(said, part) for part in (said.before, said.after))
    return bool(here and there) and not any(
        set(one) <= set(other) or set(other) <= set(one) for one in here for other in there
    )


def _bodies(said: Change, part: str) -> set[str]:
    left, right = said.left[-_AROUND:], said.right[:_AROUND]
    start, end = len(left), len(left) + len(part)
    return {one.group() for one in _BODY.finditer(left + part + right) if one.start() < end and one.end() > start}


def is_code(before: str, after: str, preceding: str) -> bool:
    """Return whether two numbers that differ are codes, told by the letters that precede one of them."""
    return bool(_CODE.fullmatch(before) and _CODE.fullmatch(after) and _LATIN.search(preceding))


def is_named_there(said: Change) -> bool:
    """Return whether a change stands where a person or the place of a meeting is named."""
    longest = max(len(said.before), len(said.after))
    person = _BEFORE_PERSON.search(said.left) or _AFTER_PERSON.match(said.right)
    place = _BEFORE_PLACE.search(said.left) and _AFTER_PLACE.match(said.right)
    return said.inner and bool((person and longest <= _PERSON_LIMIT) or (place and longest <= _PLACE_LIMIT))
