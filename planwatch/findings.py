"""What a difference amounts to, change by change: what it is of, what stood there and what stands there now."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from planwatch.diff import Difference
from planwatch.pieces import NUMERAL
from planwatch.records import Hunk, Significance
from planwatch.significance import canonical, weights
from planwatch.text import clean_line, comparable

# A label is the few words before a change, a tail the few after it; more would be the sentence again.
_LABEL, _TAIL = 12, 8
# A clause or a moved block is named by its beginning.
_QUOTED = 60
# Where more than so much gave way to more than so much, both are named by their beginnings.
_LONG = 30
# Names in the first cells of a table, its row and its column, are told whole up to here.
_CELL = 20
# Characters of a line that are looked at on either side, and changes that are told: nobody reads more, and a hostile page may
# have a hundred thousand.
_SEEN, _MOST = 200, 200
# Changes with no more than this between them are one (上午9时 → 下午3时).
_NEAR = 2
_CLAUSE_SIGN = re.compile("[，。；！？、：:,;!?（(《“\n\t]")
# Words that stand between a label and what it is of, and words that a label does not begin with.
_LINK = re.compile("(?:不?(?:超过|少于|低于|高于|多于)|[为是至到约达于在的共由向将从]|达到|即|分别|合计|累计达?|每)+$")
_LEAD = re.compile("^(?:[的了并且其请和及与由将对于在]|其中|以及)+")
_UNIT = re.compile(
    "[十百千万亿余多]*(?:个百分点|平方[公千]?米|立方米|千瓦时?|公顷|公里|人民币|美元|周岁|小时|分钟|工作日|个?月|%|％|‰|[年月日时分号个项条款章节家所人名位次批类级期倍成元亩吨米件台套场处座份天点届轮]?)(?:以上|以下|以内|左右)?"
)
_TAIL_END = re.compile("[，。；！？、：:,;!?（(《“）)》”\n\t]")
_DEADLINE = re.compile(r"(?:\d|:|[时日])*(?:之?前|以前|止|截止)")
_START = re.compile("起(?:施行|实施|执行|生效)?")
_DAY = re.compile(r"\d{4}年|\d+月\d+[日号]|[〇○零一二三四五六七八九十]+(?:年[一二三四五六七八九十]+)?月")
_QUANTITY = re.compile(rf"(?:\d|第?{NUMERAL})")
# A range whose end alone changed is told whole.
_RANGE = re.compile(r"\d[\d.年月日%％]*[—－~～至\-]+$")
# A character that only begins a word, so that 不得 → 不可 is told, not 得 → 可.
_OPENS = "不以可无未每"
_HAN = re.compile("[\u4e00-\u9fff]")
_DUTIES = re.compile("应|须|必|得|可|禁|需|许|鼓励|不|未|无")


class Topic(StrEnum):
    """What a change is of, where its kind says more than the words around it."""

    FIGURE = "figure"
    DATE = "date"
    DEADLINE = "deadline"
    STARTS = "starts"
    DUTY = "duty"
    CELL = "cell"
    REPLACED = "replaced"
    REPHRASED = "rephrased"
    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class Finding:
    """One change in words: ``label`` ``before`` → ``after`` ``tail``; what is empty has nothing to say.

    Texts are one line each and in the document's own words; what came or went stands in ``after`` or ``before`` alone.
    """

    topic: Topic
    weight: Significance
    label: str
    before: str
    after: str
    tail: str


def findings(difference: Difference) -> tuple[Finding, ...]:
    """Return what changed, substance first, then wording, in the order of the text; the same change is said once.

    Cosmetic changes are left out, and whatever goes beyond 200 changes.
    """
    if difference.rewritten:
        return (_rewritten(difference),)
    found = dict.fromkeys(finding for finding in _each(difference) if finding.weight is not Significance.COSMETIC)
    return tuple(sorted(found, key=lambda finding: list(Significance).index(finding.weight)))


def _rewritten(difference: Difference) -> Finding:
    (hunk,) = difference.hunks
    before, after = clean_line(hunk.before, _QUOTED), clean_line(hunk.after, _QUOTED)
    return Finding(Topic.REWRITTEN, Significance.SUBSTANCE, "", before, after, "")


def _each(difference: Difference) -> Iterator[Finding]:
    moved = {move.removed: move for move in difference.moves}
    back = {move.added for move in difference.moves}
    told = [group for group in _grouped(difference, moved.keys() | back) if group[0] not in back]
    for number, hunk, weight in sorted(told, key=lambda group: list(Significance).index(group[2]))[:_MOST]:
        if number in moved:
            yield Finding(Topic.MOVED, Significance.WORDING, "", "", clean_line(hunk.before, _QUOTED), "")
            yield from _each(Difference(moved[number].edits, 0, 0, 1.0, before=hunk.before))
        else:
            yield _finding(difference.before, hunk, weight)


def _grouped(difference: Difference, alone: Collection[int]) -> Iterator[tuple[int, Hunk, Significance]]:
    """Yield the hunks with their place and weight, neighbours within one phrase as one (5至7人 → 7至9人)."""
    text = difference.before
    held: tuple[int, Hunk, Significance] | None = None
    for number, (hunk, weight) in enumerate(zip(difference.hunks, weights(difference), strict=True)):
        kept = text[held[1].end : hunk.start] if held else "\n"
        if (
            held
            and len(kept) <= _NEAR
            and not _CLAUSE_SIGN.search(kept)
            and number not in alone
            and held[0] not in alone
        ):
            one = Hunk(held[1].start, hunk.end, held[1].before + kept + hunk.before, held[1].after + kept + hunk.after)
            held = held[0], one, min(held[2], weight, key=list(Significance).index)
        else:
            if held:
                yield held
            held = number, hunk, weight
    if held:
        yield held


def _finding(text: str, hunk: Hunk, weight: Significance) -> Finding:
    hunk = _whole_words(text, hunk)
    start = text.rfind("\n", 0, hunk.start) + 1
    left, right = (
        text[max(start, hunk.start - _SEEN) : hunk.start],
        text[hunk.end : hunk.end + _SEEN].partition("\n")[0],
    )
    before, after = clean_line(hunk.before, _QUOTED), clean_line(hunk.after, _QUOTED)
    if min(len(before), len(after)) > _LONG:
        return Finding(Topic.REPHRASED, weight, "", clean_line(before, _LONG), clean_line(after, _LONG), "")
    if "\t" in left + right and "\n" not in hunk.before + hunk.after:
        return _cell(text, hunk, weight)
    if not comparable(before) or not comparable(after):
        return _one_sided(left, hunk, right, weight)
    if _DAY.match(canonical(before)) and _DAY.match(canonical(after)):
        return _day(left, before, after, right, weight)
    if _QUANTITY.match(before) and _QUANTITY.match(after):
        unit = _UNIT.match(right)
        return Finding(Topic.FIGURE, weight, _label(left), before, after, unit[0] if unit else "")
    topic = Topic.DUTY if _DUTIES.search(before + after) else Topic.REPLACED
    return Finding(topic, weight, _label(left), before, after, _tail(right))


def _whole_words(text: str, hunk: Hunk) -> Hunk:
    """Return a replacement with what completes its words: the rest of a range, 不 before 得, a character after a single one."""
    if not comparable(hunk.before) or not comparable(hunk.after):
        return hunk
    left, right = text[max(0, hunk.start - _LABEL) : hunk.start], text[hunk.end : hunk.end + 1]
    span = _RANGE.search(left) if _QUANTITY.match(hunk.before) else None
    size = len(span[0]) if span else int(left[-1:] in _OPENS if left else 0)
    single = max(len(hunk.before), len(hunk.after)) == 1 and not size and not _QUANTITY.match(hunk.before)
    more = right if single and _HAN.match(right) else ""
    lead = left[len(left) - size :]
    return Hunk(hunk.start - size, hunk.end + len(more), lead + hunk.before + more, lead + hunk.after + more)


def _one_sided(left: str, hunk: Hunk, right: str, weight: Significance) -> Finding:
    """Return what came or went: a clause by itself, a word with what stands around it."""
    topic = Topic.ADDED if comparable(hunk.after) else Topic.DROPPED
    words = clean_line(hunk.after if topic is Topic.ADDED else hunk.before, _QUOTED).strip("，、；。,;")
    label, tail = "", ""
    if len(words) <= _TAIL and not _CLAUSE_SIGN.match(hunk.before + hunk.after):
        label, tail = _label(left, whole=True), _tail(right)
    return Finding(topic, weight, label, *((words, "") if topic is Topic.DROPPED else ("", words)), tail)


def _day(left: str, before: str, after: str, right: str, weight: Significance) -> Finding:
    if _DEADLINE.match(right):
        return Finding(Topic.DEADLINE, weight, "", before, after, "")
    if _START.match(right):
        return Finding(Topic.STARTS, weight, "", before, after, "")
    return Finding(Topic.DATE, weight, _label(left), before, after, "")


def _cell(text: str, hunk: Hunk, weight: Significance) -> Finding:
    """Return the change of a table's cell: the whole cell, named by its row's first cell and its column's first one."""
    start = text.rfind("\n", 0, hunk.start) + 1
    end = text.find("\n", hunk.end)
    row = text[start : len(text) if end < 0 else end]
    first = row.rfind("\t", 0, hunk.start - start) + 1
    last = row.find("\t", hunk.end - start)
    last = len(row) if last < 0 else last
    before = row[first:last]
    after = before[: hunk.start - start - first] + hunk.after + before[hunk.end - start - first :]
    column = row.count("\t", 0, first)
    others = [cell for place, cell in enumerate(row.split("\t")) if place != column]
    named = next((cell for cell in others if _HAN.search(cell)), others[0] if others else "")
    names = [named, _heading(text, start, row.count("\t"), column)]
    label = " ".join(clean_line(name, _CELL) for name in names if name)
    return Finding(Topic.CELL, weight, label, clean_line(before, _QUOTED), clean_line(after, _QUOTED), "")


def _heading(text: str, start: int, tabs: int, column: int) -> str:
    """Return the cell above in the first of the rows that have as many cells, nothing where that is the row itself."""
    above = ""
    while start > 0:
        end, start = start - 1, text.rfind("\n", 0, start - 1) + 1
        if text.count("\t", start, end) != tabs:
            break
        above = text[start:end]
    return above.split("\t")[column] if above else ""


def _label(left: str, *, whole: bool = False) -> str:
    """Return the words before a change within its clause; where it follows a colon or bracket, the words before that."""
    clauses = [clause for clause in _CLAUSE_SIGN.split(left.rstrip("：:（(《“ ")) if clause.strip()]
    if not clauses or left[-1:] in "，。；！？、,;!?":
        return ""
    words = clauses[-1].strip()
    return words[-_LABEL:] if whole else _LEAD.sub("", _LINK.sub("", words)[-_LABEL:])


def _tail(right: str) -> str:
    return _TAIL_END.split(right, maxsplit=1)[0][:_TAIL]
