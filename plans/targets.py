"""Goals of a plan for the end of a year: 到2025年，研发经费投入强度达到2.8%."""

import re
from collections.abc import Iterator

from planwatch.records import PlanTarget

# A target's words end with its sentence or where the next one begins. 执行至2025年 and 到2025年3月1日 are spans and days.
_TARGET = re.compile(
    r"(?=[力到至])(?:力争)?(?:到|至)(?<![截直提及达行施长续期][到至])\s?([2２][0０]\d\d)\s?年(?!以前|度|\s?\d{1,2}月\s?\d{1,2}日)(?:底|末|左右|前)?[，,]?[^。；;！？\n]{4,160}"
)
# 力争2028年…达到峰值, 2023年底前全面完成: goals without 到.
_WITHOUT = re.compile(
    r"(?:(?:(?:力争|争取|目标)(?:在|于)?|(?:实现|完成)(?=\d{4}年[^，。；]{2,30}目标))\s?([2２][0０]\d\d)\s?年(?!度|以来|期间)|(?:(?<=在)|(?<=[计规]划于)|(?<=[应要须]于)|(?<![\d到至争取标于-])(?=\d{4}年[底末]))([2２][0０]\d\d)\s?年[底末]?之?前)(?:底|末|左右|前)?后?[，,]?(?!制定|报送|提交|印发|出台|上报|形成|明确|编制|将|组织|报)[^。；;！？\n]{4,160}"
)
_HINTS = ("力争", "争取", "目标", "年底前", "年末前", "年前", "年底之前")
# 到2020年已…, 2020年到2025年期间: what was, and spans, are no goals.
_NO_GOAL = re.compile(r"^.{0,12}年(?:底|末)?[，,]?(?:已|期间|时已|的\d+年)")
_NEXT = re.compile(r"[，,、](?=(?:力争)?(?:到|至)\s?[2２][0０]\d\d\s?年|(?:力争|争取)(?:在|于)?\s?[2２][0０]\d\d\s?年)")
_SPAN_BEFORE = re.compile(r"\d年?$|有效期$|施行$|日$")
_RULE = "by-the-end-of-a-year"
_COMMA = re.compile(r"[，,]")
_MARK = re.compile(r"[，,。；;]")
_UNITS = (
    r"个百分点|[%％‰]|[微毫]克/立方米|毫克/升|克/千瓦时|千瓦时/百公里|EFLOPS|PFLOPS|GW|MW|TWh|[TPEG]B"
    r"|[百千万亿]{0,2}(?:吨标准煤|千瓦时|千瓦|兆瓦|吉瓦|平方公里|平方千米|平方米|立方米|公里|千米|公顷|公斤|千克|标准箱|标箱|人次|[美欧]元|元|吨|亩|人|个|家|项"
    r"|件|种|台|套|辆|座|所|处|条|张|篇|名|户|艘|架|倍|岁|天|米|头|只|场|期|门|支|批|站|片|部|首|次|份|枚|颗|株|尾|羽|床|口|眼|册|幅|间|栋|幢|列|对|具|根|块|组"
    r"|小时|分钟|秒)|[万亿]{1,2}"
)
# 研发经费投入强度达到2.8%, 单位能耗下降18%左右, 建成200个园区: the words before a number in its clause say what it counts.
_FIGURE = re.compile(rf"(?P<value>\d+(?:\.\d+)?)\s?(?P<unit>{_UNITS})")
_YEAR = re.compile(r"^(?:力争)?(?:到|至)?\s?[2２][0０]\d\d\s?年(?:底|末|左右|前)?")
_BASE = re.compile(r"(?:[比较]|相比)(?:19|20)\d\d年")
# Verbs that only lead to the number; 下降, 增长 and 建成 say what the number means and stay.
_REACHES = re.compile(
    r"(?:累计|力争)?(?:达到|达|超过|突破|约为|约|为|提高到|提高至|提升到|提升至|增至|增加到|增长到|不低于|不少于|不超过|控制在|降至|降到"
    r"|下降到|降低到|稳定在|保持在|分别)?(?:约|近)?$"
)


def _target(year: int, words: str) -> PlanTarget:
    """Return a goal with its first number, the unit as written and what it counts, where it has any."""
    plain = _BASE.sub("", _YEAR.sub("", words))
    found = _FIGURE.search(plain)
    if found is None:
        return PlanTarget(year, words, rule=_RULE)
    counted = _MARK.split(plain[: found.start()])[-1]
    quantity = _REACHES.sub("", counted).strip(" ，,、：")
    return PlanTarget(year, words, quantity, float(found["value"]), found["unit"].replace("％", "%"), rule=_RULE)


def _parts(words: str) -> Iterator[str]:
    """Yield the clauses of a goal, put together so that each holds one number at most: …达到13%，…达到12件 is two."""
    part = ""
    for clause in _COMMA.split(words):
        if part and _FIGURE.search(_YEAR.sub("", part)) and _FIGURE.search(clause):
            yield part
            part = clause
        else:
            part = f"{part}，{clause}" if part else clause
    yield part


def targets(text: str) -> Iterator[tuple[int, PlanTarget]]:
    """Yield each goal of a text with its place: the year, its words as written, and its number with unit if it has one.

    What states several numbers for one year is several goals.
    """
    if "年" not in text or ("20" not in text and "２" not in text):
        return
    for place, year, words in _goals(text):
        if _NO_GOAL.match(words) or _SPAN_BEFORE.search(text[max(0, place - 4) : place]):
            continue
        at = place
        for part in _parts(words.rstrip()):
            yield at, _target(year, part)
            at += len(part) + 1


def _goals(text: str) -> list[tuple[int, int, str]]:
    """Return the place, year and words of the goals with 到, and of those without where no other has begun before them."""
    found = list(_each(_TARGET, text))
    if not any(hint in text for hint in _HINTS):
        return found
    more = [other for other in _each(_WITHOUT, text) if not any(_within(other[0], one) for one in found)]
    return sorted([*found, *more])


def _each(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the place, year and words of each goal; the words end where the next goal begins (到2025年…，到2030年…)."""
    place = 0
    while found := pattern.search(text, place):
        words = _NEXT.split(found[0])[0]
        yield found.start(), int(found[1] or found[2]), words
        place = found.start() + len(words)


def _within(place: int, goal: tuple[int, int, str]) -> bool:
    start, _, words = goal
    return start <= place < start + len(words)
