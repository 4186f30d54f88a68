"""What makes another document of the same words: each function takes a text and returns its sibling's, or None where it has no such word."""

import random
import re
from collections.abc import Callable

Sibling = Callable[[str, random.Random], str | None]

_PROVINCES = """
北京 上海 天津 重庆 江苏 浙江 福建 湖北 四川 贵州 安徽 广东 山东 河南 海南 云南 陕西 辽宁 吉林 甘肃
"""
PROVINCES = _PROVINCES.split()
_CITIES = """
保定 徐州 温州 烟台 洛阳 绍兴 泉州 岳阳 绵阳 遵义 三亚 黄骅 淮安 金湖 德清 宝坻 通州 唐山 库车 张家口
"""
CITIES = _CITIES.split()
_SUBJECTS = """
科技创新/人才发展 生态环境/自然资源 数字化/绿色化 新能源/新材料 人工智能/集成电路 塑料污染/噪声污染 养老/托育
教师/医师 知识产权/社会信用 城市/乡村 农村/社区 网络安全/数据安全 储能/氢能 消防/节水 流通/冷链 旅游/体育
林下经济/渔业经济 保险/信托 婚姻/收养 退役军人/残疾人 优化营商环境/促进民营经济 大气/土壤 汽车/船舶 物业/家政
文物/档案
"""
SUBJECTS = _SUBJECTS.split()


def place(text: str, chance: random.Random) -> str | None:
    """Return the text about another province or municipality."""
    known = [name for name in PROVINCES if text.count(name) >= 2 or (name in text and len(text) < 300)]
    return _replaced(text, known[:1], PROVINCES, chance)


def town(text: str, chance: random.Random) -> str | None:
    """Return the text about another city or county, of those that no list of provinces knows."""
    known = [name for name in CITIES if name in text[:80] or text.count(name) > 2]
    return _replaced(text, known[:1], CITIES, chance)


def named_county(text: str, chance: random.Random) -> str | None:
    """Return the text about another county: a name of two letters before 县 or 市 that is no word of ours."""
    found = re.search(r"(?<=[省市州])([一-鿿]{2})县", text)
    return text.replace(found[1], chance.choice(("青浦", "兰溪", "高邮", "桐柏"))) if found else None


def year(text: str, _chance: random.Random) -> str | None:
    """Return the text for the year after: every year is one more."""
    return _sub(r"20[12]\d(?=[年—－〕\]）)版])", lambda found: str(int(found.group()) + 1), text)


def one_year(text: str, _chance: random.Random) -> str | None:
    """Return the text with its last year two later, as a target that was put off."""
    found = list(re.finditer(r"20[12]\d(?=年)", text))
    years = {one.group() for one in found}
    if len(years) < 2:
        return None
    last = found[-1].group()
    return text.replace(f"{last}年", f"{int(last) + 2}年")


def month(text: str, _chance: random.Random) -> str | None:
    """Return the text for the month after."""
    return _sub(r"(?<!\d)\d{1,2}(?=月)", lambda found: str(int(found.group()) % 12 + 1), text)


def period(text: str, _chance: random.Random) -> str | None:
    """Return the text for the five-year period before."""
    after = {"三": "二", "四": "三", "五": "四", "一": "二", "二": "三"}
    return _sub(r"十([一二三四五])五", lambda found: f"十{after[found[1]]}五", text)


def edition(text: str, _chance: random.Random) -> str | None:
    """Return the text of the next 批, 届, 期, 版 or number of a document."""
    found = _sub(r"(?<=第)(\d{1,3})(?=[号期届批版次])", lambda one: str(int(one.group()) + 1), text)
    found = found or _sub(
        r"(?<=第)([一二三四五六七八])(?=[号期届批版次])",
        lambda one: "一二三四五六七八九"["一二三四五六七八".index(one[1]) + 1],
        text,
    )
    return found or _sub(r"(?<=[〕\]])(\d{1,4})(?=号)", lambda one: str(int(one.group()) + 7), text)


def figures(text: str, chance: random.Random) -> str | None:
    """Return the text with half of its quantities or more, at least three, replaced: the same report of another time."""
    numbers = list(re.finditer(r"(?<![\d.〔第年月（(])\d+(?:\.\d+)?(?=[%个项家万亿名人元户公吨处种件条])", text))
    if len(numbers) < 3:
        return None
    chosen = set(chance.sample(range(len(numbers)), max(3, len(numbers) * 2 // 3)))
    for at in sorted(chosen, reverse=True):
        found = numbers[at]
        text = text[: found.start()] + _other(found.group(), chance) + text[found.end() :]
    return text


def title(text: str, _chance: random.Random) -> str | None:
    """Return the text about another matter: one word of its title, and of the text where it stands there."""
    first = text[:60]
    for pair in SUBJECTS:
        one, other = pair.split("/")
        for before, after in ((one, other), (other, one)):
            if before in first and after not in text and (text.count(before) > 1 or len(text) < 200):
                return text.replace(before, after)
    return None


def stage(text: str, _chance: random.Random) -> str | None:
    """Return the draft of the text, or the text of its draft."""
    if "（征求意见稿）" in text:
        return text.replace("（征求意见稿）", "")
    return (
        re.sub(r"(?<=[法案划见])》(?!（)", "（征求意见稿）》", text, count=2)
        if re.search(r"[法案划见]》", text)
        else None
    )


def _replaced(text: str, known: list[str], names: list[str], chance: random.Random) -> str | None:
    others = [name for name in names if name not in text]
    return text.replace(known[0], chance.choice(others)) if known and others else None


def _sub(pattern: str, change: Callable[[re.Match[str]], str], text: str) -> str | None:
    found = re.sub(pattern, change, text)
    return found if found != text else None


def _other(number: str, chance: random.Random) -> str:
    whole, point, rest = number.partition(".")
    other = str(int(int(whole) * chance.uniform(1.15, 1.9)) + 1)
    return other + (point and f"{point}{(int(rest[:1]) + 3) % 10 or 1}{rest[1:]}")


SIBLINGS: dict[str, Sibling] = {
    one.__name__: one
    for one in (place, town, named_county, year, one_year, month, period, edition, figures, title, stage)
}
