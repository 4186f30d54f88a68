"""The weight of each change: what a reader must act on (substance), how it is put (wording), or only how it is set (cosmetic)."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from planwatch.diff import Difference
from planwatch.pieces import NUMERAL, words
from planwatch.quantities import QUANTITY
from planwatch.quantities import words as values
from planwatch.records import Hunk, Significance
from planwatch.text import comparable

# Characters on either side that complete a word of which only a part was changed (可以 → 应当, 三 → 五 of 三个).
_AROUND = 6
# Words that hold a numeral and count nothing.
_IDIOM = re.compile(
    "进一步|一[致定律些般样体流线手时旦直次系批道起步切]|[统唯同不逐之]一|第一时间|十分|千方百计|百姓|万众|四面八方|(?<=一方)面|一方"
)
_COUNTED = re.compile(
    "[年月日时分号个项条款章节家所人名位次批类级期倍成元亩吨米件台套场处座份天周岁点届轮辆册篇门届省市县区]"
)
_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LOOSE = re.compile("(?<=[\u4e00-\u9fff]) +| +(?=[\u4e00-\u9fff%‰])")
_DAY = re.compile(r"(?<!\d)([12]\d{3})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_ZERO = re.compile(r"(?<!\d)0+(?=\d+[年月日])")
# What somebody is bound, allowed or forbidden to do, and what bounds a figure.
_DUTY = re.compile(
    "应当|应该|必须|方可|可以|予以|允许|鼓励|禁止|严禁|原则上|(?<![响适供相反对效])应(?![用对急变援当该])|(?<!必)须|需(?!求)"
    "|(?<![许认宁方])可(?![能持靠行见视再控信谓观以])|以[上下内外]|超过|[低高少多]于|至[少多]|最[高低大小]|(?<!不)同意|废止|失效|有效(?!地|提|推|促|防|应|衔|解|保)|生效|暂停|终止|取消|撤销|恢复"
    "|不(?![断少仅同久懈忘负])|未(?!来)|(?<!毫)无(?!论)|非(?!常|遗)|勿|免(?!费)|禁(?!止)|[≥≤<>%‰±$¥€£]"
)
_TIME = re.compile("每[年月日周季]|[上下]午|半年|季度|[东南西北中]部(?!署)|东北|沿海")
# Who acts, and which kind of actor or thing is meant.
_ACTOR = re.compile(
    "企业|单位|个人|机构|高校|院校|组织|团体|法人|自然人|公民|主要负责|分管|[国民]有|国营|民营|私营|外资|国产|进口|境[内外]|国内|国外|国际"
    "|中央|地方|国家级|[省市县区]级|包干|预算|备案|审批|核准|自筹|财政|纸质|电子|线[上下]|在建|续建|新建|改建|扩建"
)
# Words that lead a sentence and say nothing of their own.
_LINKING = re.compile(
    "(?:同时|此外|另外|因此|为此|目前|当前|日前|近日|首先|其次|最后|总之|据悉|据了解|下一步|今后|一是|二是|三是)$"
)
# The sign at an end of what came or went shows a clause, an item of a list, a line or a cell.
_SIGN = "，、；。：！？,;:!?\n\t"
_AND = re.compile("^(?:和|及|以及|与|或|或者|并|并且|且)..|..(?:和|及|以及|与|或|或者)$")
# An addition or removal of so many letters is a clause of its own, a shorter one without a sign wording. A replacement of so many
# is another clause. Both set on the half of the labelled edits that was not held out.
_CLAUSE = 8
_OTHER_CLAUSE = 10
# A line or item that is a name and its value (活动地点：某馆): its value is no wording.
_FIELD = re.compile("(?:.*[；。])?[^，。；：:]{2,6}[：:][^，。；：:]{0,15}[；。]?")
_HEADING = re.compile(rf"\s*(?:第(?:{NUMERAL}|\d)+[编章节条款]|[（(]?(?:{NUMERAL}|\d)+[）)、.．](?!\d))")
_LETTER = re.compile(r"[^\W\d_]")


def significance(difference: Difference) -> Significance:
    """Return the weight of a difference: that of its weightiest hunk, COSMETIC where there is none."""
    found = set(weights(difference))
    return next((weight for weight in Significance if weight in found), Significance.COSMETIC)


def weights(difference: Difference) -> tuple[Significance, ...]:
    """Return the weight of each hunk of a difference; a moved block weighs what was changed in it, at least WORDING."""
    if difference.rewritten:
        return (Significance.SUBSTANCE,)
    moved = dict(_moved(difference))
    return tuple(moved.get(n) or weigh(difference.before, hunk) for n, hunk in enumerate(difference.hunks))


def _moved(difference: Difference) -> Iterator[tuple[int, Significance]]:
    for move in difference.moves:
        block = difference.hunks[move.removed].before
        inner = {weigh(block, hunk) for hunk in move.edits}
        weight = Significance.SUBSTANCE if Significance.SUBSTANCE in inner else Significance.WORDING
        yield from ((move.removed, weight), (move.added, weight))


def weigh(before: str, hunk: Hunk) -> Significance:
    """Return what one hunk of an older text touches.

    SUBSTANCE: numbers, dates, amounts, duties, names, places, clauses, items, cells. COSMETIC: only signs, width and spacing, or
    the notation of a date or number. WORDING: all else, also the mere number of a heading.
    """
    left = before[max(0, before.rfind("\n", 0, hunk.start) + 1, hunk.start - 200) : hunk.start]
    right = before[hunk.end : hunk.end + 200].partition("\n")[0]
    if _renumbered(left, hunk, right):
        return Significance.WORDING
    old, new = (canonical(left[-_AROUND:] + part + right[:_AROUND]) for part in (hunk.before, hunk.after))
    if any(Counter(told(old)) != Counter(told(new)) for told in (figures, _DUTY.findall)):
        return Significance.SUBSTANCE
    if comparable(old) == comparable(new):
        return Significance.COSMETIC
    return Significance.SUBSTANCE if _substantial(left, hunk, right, old, new) else Significance.WORDING


def canonical(text: str) -> str:
    """Return a text in NFKC with numbers and days in one notation: 1286.4 for 1,286.4, 2026年1月5日 for 2026-01-05."""
    plain = _LOOSE.sub("", _SEPARATOR.sub("", unicodedata.normalize("NFKC", text)))
    return _ZERO.sub("", _DAY.sub(r"\1年\2月\3日", plain))


def figures(text: str) -> list[tuple[str, ...]]:
    """Return the numbers that a canonical text counts with, by value; numerals of idioms (进一步, 统一) are none."""
    plain = _IDIOM.sub("～", text.lower())
    return [values(found) for found in QUANTITY.finditer(plain) if _counts(found, plain)]


def _counts(found: "re.Match[str]", text: str) -> bool:
    signs = found["signs"]
    if not signs or len(signs) > 1 or found["share"] or found["decimals"] or found["percent"]:
        return True
    return text[found.start() - 1 : found.start()] == "第" or bool(_COUNTED.match(text, found.end()))


def _renumbered(left: str, hunk: Hunk, right: str) -> bool:
    """Return whether only the number of a heading changed."""
    old, new = (_HEADING.match(left + part + right) for part in (hunk.before, hunk.after))
    if not old or not new or "\t" in left + right or comparable(old[0]) == comparable(new[0]):
        return False
    return len(left) + len(hunk.before) <= old.end()


def _substantial(left: str, hunk: Hunk, right: str, old: str, new: str) -> bool:
    if "\t" in left + right or _titled(left, right):
        return True
    if any(Counter(told(old)) != Counter(told(new)) for told in (words, _TIME.findall, _ACTOR.findall)):
        return _figures_apart(words(old)) != _figures_apart(words(new)) or any(
            Counter(told.findall(old)) != Counter(told.findall(new)) for told in (_TIME, _ACTOR)
        )
    gone, come = comparable(hunk.before), comparable(hunk.after)
    if gone and come:
        return (
            bool(_FIELD.fullmatch(left + right))
            or _unit(left, gone, come)
            or max(len(gone), len(come)) >= _OTHER_CLAUSE
        )
    return _is_clause(hunk.before or hunk.after, gone or come)


def _figures_apart(found: list[str]) -> Counter[str]:
    """Return the names among words: figures have been compared by value."""
    return Counter(word for word in found if not figures(word) and _LETTER.search(word))


def _titled(left: str, right: str) -> bool:
    """Return whether a place stands within 《》."""
    return left.rfind("《") > left.rfind("》") and "》" in right


def _unit(left: str, gone: str, come: str) -> bool:
    """Return whether what a number counts was replaced."""
    counted = re.search(rf"(?:\d|{NUMERAL}{{2,}})[十百千万亿]*$", left)
    return bool(counted) and len(gone) <= 3 and len(come) <= 3


def _is_clause(text: str, letters: str) -> bool:
    if _LINKING.match(letters):
        return False
    apart = text[0] in _SIGN or text[-1] in _SIGN
    return len(letters) >= _CLAUSE or (apart and len(letters) > 1) or bool(_AND.search(letters))
