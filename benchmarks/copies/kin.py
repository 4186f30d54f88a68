"""Siblings of the half called fresh: other ways than those of siblings.py to make another document of the same words."""

import random
import re
from collections.abc import Callable

from siblings import Sibling

Chance = random.Random


def whole_province(text: str, chance: Chance) -> str | None:
    """Return the text about another province, by its whole name."""
    names = ("湖南省", "江西省", "青海省", "河北省", "台湾省", "山西省", "黑龙江省")
    found = re.search("(?:江苏|浙江|福建|湖北|四川|贵州|安徽|广东|山东|河南|海南|云南|陕西|辽宁|吉林|甘肃)省?", text)
    return text.replace(found.group(), chance.choice(names)) if found and (text.count(found.group()) > 1 or found.start() < 60) else None  # fmt: skip


def year_before(text: str, _chance: Chance) -> str | None:
    """Return the text of the year before."""
    return _changed(r"20[12]\d(?=[年—－〕\]）)版])", lambda found: str(int(found.group()) - 1), text)


def quarter(text: str, _chance: Chance) -> str | None:
    """Return the report of another quarter or half of a year."""
    pairs = {"一季度": "二季度", "二季度": "三季度", "三季度": "四季度", "四季度": "一季度", "上半年": "下半年"}
    return _changed("|".join(pairs), lambda found: pairs[found.group()], text)


def batch(text: str, _chance: Chance) -> str | None:
    """Return 首批 as 第二批, 第一次 as 第二次."""
    return _changed(
        "首批|第[一二三四]([批期届次])",
        lambda found: "第五批" if found.group() == "首批" else f"第七{found[1]}",
        text,
    )


def number(text: str, _chance: Chance) -> str | None:
    """Return the text with another number of the document."""
    return _changed(r"(?<=[〕\]）第])(\d{1,4})(?=号)", lambda found: str(int(found.group()) + 3), text)


def subject(text: str, _chance: Chance) -> str | None:
    """Return the text about another matter, in its title and wherever it stands."""
    pairs = "教育/医疗 数据/算力 低空经济/数字经济 中医药/生物医药 粮食/能源 工业/农业 水利/交通 环境/气象 就业/创业 电力/燃气 课程/教材 港口/机场"
    for pair in pairs.split():
        one, other = pair.split("/")
        if text[:50].count(one) and text.count(one) > 1 and other not in text:
            return text.replace(one, other)
    return None


def level(text: str, _chance: Chance) -> str | None:
    """Return what is of the nation as of the province."""
    return text.replace("国家级", "省级") if "国家级" in text[:60] and "省级" not in text else None


def day(text: str, _chance: Chance) -> str | None:
    """Return the report of another day: every day of a month that the text names is three later."""
    found = re.findall(r"(?<=月)\d{1,2}(?=日)", text[:80])
    return (
        _changed(r"(?<=月)\d{1,2}(?=日)", lambda one: str(int(one.group()) % 25 + 3), text) if len(found) > 1 else None
    )


def _changed(pattern: str, change: Callable[[re.Match[str]], str], text: str) -> str | None:
    found = re.sub(pattern, change, text)
    return found if found != text else None


SIBLINGS: dict[str, Sibling] = {
    one.__name__: one for one in (whole_province, year_before, quarter, batch, number, subject, level, day)
}
