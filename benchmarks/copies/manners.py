"""Reprints of the half called fresh: other ways than those of reprints.py, with words of our own."""

import random
import re
from functools import cache

from opencc import OpenCC
from reprints import Reprint, paragraphs, sentences

Chance = random.Random
LEADS = (
    "盼望已久的消息终于来了！",
    "一份新文件引发各方关注，记者第一时间为您梳理。",
    "好消息！与大家息息相关的这件事有了新进展，一起来看。",
)
FURNITURE = (
    "首页 > 资讯中心 > 要闻 > 正文",
    "您当前的位置：网站首页 - 政务动态 - 正文",
    "点赞 26　收藏 8　评论 0",
    "【大】【中】【小】　【收藏本页】　【我要纠错】",
    "作者：本站编辑部　阅读 3271　2026/11/20 08:16",
    "责任编辑：阿宁",
    "热门标签：政策 民生 权威发布",
    "微信　微博　QQ空间　复制链接",
    "发表于 2026-11-21 10:02　来自 手机客户端",
)
ADVERTS = (
    "【赞助】秋冬新品上市，满300减40，限时三天，会员再享九折。",
    "想学一门手艺？职业技能夜校本周末开放体验，席位仅剩12个。",
    "——— 广告 ———",
    "本栏目由松风茶业特约播出",
)
ANSWERS = (
    "问：普通读者怎样了解更多信息？\n答：可以关注官方渠道的后续发布，也可以到就近的服务窗口咨询，窗口工作日上午9时至下午5时开放。",
    "问：这件事对我们有什么影响？\n答：具体影响要看各地如何落实，本栏目将持续跟进，欢迎来信来电。",
)
COMMENTS = "网友评论（3）\n晴空万里：支持，早该这样了！\n路人乙：希望尽快落实到位。\n小城故事：转给家里人看看。"
RELATED = "相关背景：早在几年前，其他一些地方就已围绕类似工作作过探索，积累了一些有益经验，也暴露出配套不足、衔接不畅等问题，引起各界关注和讨论。"
_SIGNS = "零一二三四五六七八九"
_MISREAD = "未/末 日/目 了/丁 刀/力 候/侯 戊/成 免/兔 历/厉 析/折 仑/仓 币/巾 贷/货 徽/微 晴/睛 载/戴 庆/厌 析/折 厂/广"
_OCR = dict(pair.split("/") for pair in _MISREAD.split())


@cache
def _converter() -> OpenCC:
    return OpenCC("s2tw")


def rewritten_lead(text: str, chance: Chance) -> str | None:
    """Return the text with its first sentence given up for the site's own."""
    parts = sentences(text)
    return chance.choice(LEADS) + "".join(parts[1:]) if len(parts) > 4 and len(parts[0]) < 0.2 * len(text) else None


def our_place(text: str, _chance: Chance) -> str | None:
    """Return 全省 as 我省, 全市 as 我市, as a paper of the place says."""
    found = re.sub(r"[全本](?=[省市县区])", "我", text)
    return found if found != text else None


def one_paragraph(text: str, _chance: Chance) -> str | None:
    """Return all paragraphs as one."""
    return text.replace("\n", "") if "\n" in text else None


def editors_note(text: str, _chance: Chance) -> str | None:
    """Return the text after a note that tells some of its sentences in short."""
    parts = sentences(text)
    if len(parts) < 4:
        return None
    told = "；".join(part.strip().rstrip("。！？；")[:18] for part in parts[1:4])
    return f"编者按：本文要点包括{told}等。\n{text}"


def furniture(text: str, chance: Chance) -> str | None:
    """Return the text amid lines of another site."""
    lines = chance.sample(FURNITURE, 4)
    return "\n".join([*lines[:2], text, *lines[2:]])


def taiwan(text: str, _chance: Chance) -> str | None:
    """Return the text in the traditional characters of Taiwan."""
    return str(_converter().convert(text))


def scanned(text: str, chance: Chance) -> str | None:
    """Return the text as another scanner reads it: letters mistaken, lines cut, a mark lost here and there."""
    found = "".join(_OCR.get(sign, sign) if chance.random() < 0.4 else sign for sign in text)
    found = re.sub(
        "[、，]", lambda mark: mark.group() if chance.random() < 0.9 else chance.choice(("", ".", "'")), found
    )
    return re.sub(r"(.{28})", r"\1\n", found)


def days_in_characters(text: str, _chance: Chance) -> str | None:
    """Return 6月30日 as 六月三十日."""
    found = re.sub(
        r"(?<!\d)(\d{1,2})月(\d{1,2})日", lambda day: f"{_spelled(int(day[1]))}月{_spelled(int(day[2]))}日", text
    )
    return found if found != text else None


def ordinals_in_digits(text: str, _chance: Chance) -> str | None:
    """Return 第三批 as 第3批, 十二项 as 12项."""
    found = re.sub(
        "(?<=第)[一二三四五六七八九十]{1,3}(?=[批期届次号章])", lambda number: str(_value(number.group())), text
    )
    found = re.sub(
        "(?<![一-鿿]第)[一二三四五六七八九十]{1,3}(?=[项条个家])", lambda number: str(_value(number.group())), found
    )
    return found if found != text else None


def swapped(text: str, chance: Chance) -> str | None:
    """Return the text with two of its paragraphs changed about, the first excepted."""
    parts = paragraphs(text)
    if len(parts) < 4:
        return None
    one, other = chance.sample(range(1, len(parts)), 2)
    parts[one], parts[other] = parts[other], parts[one]
    return "\n".join(parts)


def adverts_between(text: str, chance: Chance) -> str | None:
    """Return the text with an advertisement after every third or so of its sentences."""
    parts = sentences(text)
    if len(parts) < 4:
        return None
    return "".join(
        part + (f"\n{chance.choice(ADVERTS)}\n" if number % 3 == 2 else "") for number, part in enumerate(parts)
    )


def broken_off(text: str, chance: Chance) -> str | None:
    """Return the text up to some place within a sentence, seven to nine tenths, and nothing after it."""
    return text[: int(len(text) * chance.uniform(0.68, 0.9))] if len(text) > 150 else None


def answers_added(text: str, chance: Chance) -> str | None:
    """Return the text with a question and an answer of the site's own after it."""
    return f"{text}\n{chance.choice(ANSWERS)}" if len(text) > 250 else None


def circled(text: str, _chance: Chance) -> str | None:
    """Return the paragraphs after the first as a list, ① to ⑨."""
    parts = paragraphs(text)
    if not 3 <= len(parts) <= 10:
        return None
    return "\n".join([parts[0], *(f"{'①②③④⑤⑥⑦⑧⑨'[number]} {part}" for number, part in enumerate(parts[1:]))])


def weekdays(text: str, chance: Chance) -> str | None:
    """Return each day of a month with a day of the week."""
    found = re.sub(r"(?<=\d)日(?![至—-])", lambda _: f"日（星期{chance.choice('一二三四五六日')}）", text)
    return found if found != text else None


def notes_numbered(text: str, _chance: Chance) -> str | None:
    """Return the text with marks of footnotes, and the notes at its end."""
    parts = sentences(text)
    if len(parts) < 5:
        return None
    parts[1], parts[3] = parts[1].rstrip("\n") + "[1]", parts[3].rstrip("\n") + "[2]"
    return "".join(parts) + "\n[1] 根据公开资料整理。\n[2] 详见有关部门网站。"


def headless(text: str, _chance: Chance) -> str | None:
    """Return the text without its title line."""
    first, _, rest = text.partition("\n")
    return rest if rest and len(first) < 45 and len(first) < 0.2 * len(text) else None


def related(text: str, _chance: Chance) -> str | None:
    """Return the text with a paragraph on earlier matters behind it."""
    return f"{text}\n{RELATED}" if len(text) > 250 else None


def commented(text: str, _chance: Chance) -> str | None:
    """Return the text with what readers say of it."""
    return f"{text}\n{COMMENTS}"


def wide(text: str, _chance: Chance) -> str | None:
    """Return digits and Latin letters in their wide forms."""
    found = re.sub("[0-9A-Za-z%]", lambda sign: chr(ord(sign.group()) + 0xFEE0), text)
    return found if found != text else None


def transcript(text: str, _chance: Chance) -> str | None:
    """Return the paragraphs with the second at which a video shows each."""
    return "\n".join(f"[00:{number * 7:02}] {part}" for number, part in enumerate(paragraphs(text)[:8])) if len(paragraphs(text)) <= 8 else None  # fmt: skip


def hashtags(text: str, _chance: Chance) -> str | None:
    """Return the text as a post: # around words of its title, marks that point."""
    title = paragraphs(text)[0].strip()[:14]
    return f"#{title}# 👉速看！\n{text}\n❤️觉得有用请转发🔁"


def part_one(text: str, chance: Chance) -> str | None:
    """Return the first of two parts, up to half of the text."""
    end = int(len(text) * chance.uniform(0.4, 0.48))
    return f"{text[:end].rpartition('。')[0]}。\n（上篇完，下篇请见后续推送）" if text[:end].count("。") else None


def part_two(text: str, chance: Chance) -> str | None:
    """Return the second of two parts."""
    begin = int(len(text) * chance.uniform(0.52, 0.6))
    rest = text[begin:].partition("。")[2]
    return f"（下篇）\n{rest}" if len(rest) > 0.25 * len(text) and len(rest) >= 55 else None


def quoted_part(text: str, chance: Chance) -> str | None:
    """Return some sentences in a row with the site's own words around them, mostly the text's."""
    parts = sentences(text)
    if len(parts) < 7:
        return None
    at, found = chance.randrange(1, len(parts) // 2), ""
    for part in parts[at:]:
        if len(found) + len(part) > 0.45 * len(text):
            break
        found += part
    return (
        f"通知原文部分摘录如下：\n“{found.strip()}”\n更多内容请查阅全文。"
        if len(found) >= max(80, 0.25 * len(text))
        else None
    )


def _spelled(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_SIGNS[tens]}十") + (_SIGNS[ones] if ones else "")


def _value(signs: str) -> int:
    tens, ten, ones = signs.partition("十")
    if not ten:
        return int("".join(str(_SIGNS.index(sign)) for sign in signs))
    return (_SIGNS.index(tens) if tens else 1) * 10 + (_SIGNS.index(ones) if ones else 0)


WHOLE: dict[str, Reprint] = {
    one.__name__: one
    for one in (
        rewritten_lead, our_place, one_paragraph, editors_note, furniture, taiwan, scanned, days_in_characters, ordinals_in_digits,
        swapped, adverts_between, broken_off, answers_added, circled, weekdays, notes_numbered, headless, related, commented, wide,
        transcript, hashtags,
    )
}  # fmt: skip
PARTS: dict[str, Reprint] = {one.__name__: one for one in (part_one, part_two, quoted_part)}
