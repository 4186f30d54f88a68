"""The foot of a notice: who signed it, and on what day (财政部 科技部 2013年4月11日)."""

import re
from dataclasses import dataclass

from plans.issuers import HOUSE, all_groups
from plans.when import said_dates
from planwatch.dates import SMALL, find_date, find_dates

# Bodies signed together, each with its head's name in an order (交通运输部部长李小鹏商务部部长钟山), fill at most this much.
_REACH = 90
_SIGNED = re.compile(r"(?:厅|部|局|委|委员会|府|会|院|署|室|行|办|司|处|组|指挥部)\s?(?:（[^（）]{1,12}）)?\s*$")
_SCHOOL = re.compile(rf"(?:^|\n)\s*([\u4e00-\u9fff]{{2,20}}(?:{HOUSE}))\s*$")
_HEADED = re.compile(r"(?:部长|局长|主任|署长|行长|省长|市长|总理|主席|院长|县长|区长)\s?[\u4e00-\u9fff]{2,4}\s*$")
# A day that nothing follows but the end, a bracket or the page's next label, and that no word leads to.
_ENDS = re.compile(r"\s*(?:$|\n|（|附件|来源)")
# The Party's papers bear their day in brackets under the title.
_BENEATH = re.compile(r"\s*（([^（）\n]{8,16})）\s*\n")
_WITHIN = re.compile(r"[（：:，,、到至于自从\d]")
# A day in Chinese numerals (二○○八年六月十六日) that begins a line or a sentence, or runs into a figure, is a paper's own.
_SPELLED = re.compile(r"^[\n。\d][一二][^\d]+日(?![起前至，的以])")
_BREAK = re.compile(r"[。；：！？](?!.*[。；：！？])")


@dataclass(frozen=True, slots=True)
class Foot:
    """Who signed, as written, and the day (ISO)."""

    issuers: tuple[str, ...]
    day: str


# A day without its year, alone on the line under who signed: 某省科学技术厅 / 2月22日.
_YEARLESS = re.compile(
    rf"^[ \t]*(?P<who>[\u4e00-\u9fff 、]{{4,60}})\n\s*(?P<month>{SMALL})\s?月\s?(?P<day>{SMALL})\s?日\s*$", re.MULTILINE
)


def _yearless(text: str, published: str | None) -> Foot | None:
    """Return the sign-off whose day leaves its year to the page's: the latest such day up to publication."""
    for found in _YEARLESS.finditer(text) if published else ():
        names = _signers(found["who"])
        said = said_dates(f"{found['month']}月{found['day']}日", published, 0)
        if names and said:
            return Foot(names, said[0].iso)
    return None


def find_foot(text: str, published: str | None = None, *, signed_only: bool = False) -> Foot | None:
    """Return the first sign-off of a notice: a day behind a body's name, or else one that ends a line; None where there is none.

    ``published`` (ISO) lends its year to a day that has none. ``signed_only``: a day alone is none, as where the page may be news.
    """
    headed = _BENEATH.match(text)
    if headed and (day := find_date(headed[1])):
        return Foot((), day)
    days = [date for date in find_dates(text) if len(date.iso) >= len("2026-11-22")]
    for date in days:
        before = text[max(0, date.start - _REACH) : date.start]
        if (school := _SCHOOL.search(before)) and not all_groups(school[1]):
            return Foot((school[1],), date.iso[:10])
        if _SIGNED.search(before) or _HEADED.search(before):
            names = _signers(before)
            if names or _SIGNED.search(before):
                return Foot(names, date.iso[:10])
    if (yearless := _yearless(text, published)) or signed_only:
        return yearless
    ends = (
        date
        for date in days
        if _ENDS.match(text, date.end) and not _WITHIN.search(text[max(0, date.start - 1) : date.start])
    )
    spelled = (date for date in days if _SPELLED.search(text[max(0, date.start - 1) : date.end + 1]))
    return next((Foot((), date.iso[:10]) for date in (*ends, *spelled)), None)


def _signers(before: str) -> tuple[str, ...]:
    """Return the bodies of the line that ends before the date, and of the lines above it that hold bodies alone."""
    names: list[str] = []
    for number, line in enumerate(reversed(before.rstrip().split("\n"))):
        mark = _BREAK.search(line)
        signed = (line[mark.end() :] if mark else line).strip()
        found = all_groups(signed)
        if not found or (number and not (found[0].start == 0 and found[-1].end == len(signed))):
            break
        names = [*(name for group in found for name in group.names), *names]
        if mark:
            break
    return tuple(dict.fromkeys(names))
