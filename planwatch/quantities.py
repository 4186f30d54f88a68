"""Numbers as copies spell them: 6项 and 六项, 1.3万亿 and 13000亿, 50% and 百分之五十 are one word each."""

import re
from decimal import Decimal

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○o", 0) | {"两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
# A number of fewer figures is no rounded form of another: that 2.93亿 is 2.9亿 may be meant, or not.
ROUNDED = 3
_SIGNS = "零〇○一二两三四五六七八九"
# In this order: a day in digits, a five-year period (in quotes also with the spaces and line breaks of converters), a year, a month
# or a day with a scanner's space in it, a year in characters (with the letter O that some sites type for its zero), any other
# number. Of most signs the first line alone is tried.
# No number of a text needs more digits; a hostile page must not make a larger one.
QUANTITY = re.compile(
    rf"(?=[\d十百千万亿{_SIGNS}])"
    r"(?:(?<![\d.])(?P<year>[12]\d{3})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?!\d)"
    r"|(?P<period>十[一二三四五六七]五|(?<=[“\"「『])十\s?[一二三四五六七]\s?五(?=\s?[”\"」』]))"
    r"|(?<![\d.])(?P<spaced>(?:(?:19|20) \d\d|(?:1 9|2 0)\d\d|(?:19|20)\d \d)(?= ?年)|1 [0-2](?= ?月 ?(?:[1-3] )?\d{1,2} ?日)|(?<=月)[1-3] \d(?= ?日))"
    rf"|(?P<signed_year>[一二][o{_SIGNS}]{{3}}(?=年))"
    r"|(?P<share>百分之)?(?:(?P<plain>\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,10})?|\d{1,20}(?:\.\d{1,10})?)(?: ?(?P<scale>[十百千万亿]{1,4}))?"
    rf"|(?P<signs>[{_SIGNS}十百千万亿]{{1,16}})(?:点(?P<decimals>[{_SIGNS}]{{1,10}}))?)(?: ?(?P<percent>%))?)"
)


def words(found: re.Match[str]) -> tuple[str, ...]:
    """Return the words a match of QUANTITY stands for: a plain number, a period as it is, a day as five words with 年, 月 and 日."""
    text = found.group()
    if text.isascii() and text.isdecimal():  # most are, and need no more
        return (text.lstrip("0") or "0",)
    if cut := found["period"] or found["spaced"]:
        return ("".join(cut.split()),)
    if found["year"]:
        return (found["year"], "年", str(int(found["month"])), "月", str(int(found["day"])), "日")
    percent = "%" if found["share"] or found["percent"] else ""
    return (_spelled(found) + percent,)


def plain(text: str) -> str:
    """Return a text with its numbers in one spelling: 进一步 is 进1步."""
    return QUANTITY.sub(lambda found: "".join(words(found)), text)


def signed(signs: str) -> int:
    """Return what a number in Chinese characters says, by place (二〇二六) or by scale (一百二十, 三万五千); digits may stand among them."""
    if not any(sign in _SCALES for sign in signs):
        return int("".join(str(_digit(sign)) for sign in signs))
    total = section = digit = 0
    for sign in signs:
        scale = _SCALES.get(sign)
        if scale is None:
            digit = _digit(sign)
        elif scale < 10**4:
            section, digit = section + (digit or 1) * scale, 0
        else:
            total, section, digit = (total + section + digit or 1) * scale, 0, 0
    return total + section + digit


def _digit(sign: str) -> int:
    return _DIGITS[sign] if sign in _DIGITS else int(sign)


def is_rounded(one: str, other: str) -> bool:
    """Return whether two numbers in words are one quantity, rounded or cut in one of them: 10169.3万 is 1.0169亿, to ROUNDED figures."""
    fewer, more = sorted((_figures(one), _figures(other)), key=len)
    if one.endswith("%") != other.endswith("%") or not ROUNDED <= len(fewer) < len(more):
        return False
    values = [Decimal(number.rstrip("%")) for number in (one, other)]
    step = Decimal(10) ** (max(value.adjusted() for value in values) - len(fewer) + 1)
    return abs(values[0] - values[1]) < step


def _figures(number: str) -> str:
    return number.rstrip("%").replace(".", "").strip("0")


def _spelled(found: re.Match[str]) -> str:
    signs = found["signed_year"] or found["signs"]
    if signs:
        decimals = "".join(str(_DIGITS[sign]) for sign in found["decimals"] or "")
        return f"{signed(signs)}.{decimals.rstrip('0')}".rstrip(".")
    number = Decimal(found["plain"].replace(",", ""))
    for sign in found["scale"] or "":
        number *= _SCALES[sign]
    spelled = f"{number:f}"
    return spelled.rstrip("0").rstrip(".") if "." in spelled else spelled
