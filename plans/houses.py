"""Universities, foundations, companies and their like that bring a plan out, alone or with bodies of the state."""

import re

from plans.issuers import HOUSE, all_groups

OUT_WORDS = "近日|日前|正式|联合|共同|出台|发布|印发|公布|推出|制定|编制|下发|起草"
# What a name of this kind may not hold is of the sentence: 某部委托某大学编制, 在某大学支持下.
_NO_NAME = "[在从由据向对与和及的等是将]|记者|本报|委托|邀请|组织|支持|指导|依托|联合|会同|批准|同意|授权|资助|要求|参加|今[天日]"
_NAME = rf"(?:(?!{_NO_NAME}|{OUT_WORDS})[\u4e00-\u9fff“”]){{2,18}}?(?:{HOUSE})"
# How far before a title the bodies that made it may begin.
NEAR = 110
# ③ stands for bodies of the state; a list's own is made another sign.
_WHO = rf"(?:③|{_NAME})"
_BETWEEN = "[、和与及]|会同|联合"
_WHEN = r"(?:（[^（）]{2,12}）|近日|日前|近期|今[天日年]|昨[天日]|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日|上?周[一二三四五六日]?|于|正式|联合|共同|对外|先后|还|也|又|已){0,4}"
# 某大学近日印发①, 某部、某大学等三家单位今天（6月15日）在京联合发布①
_BRING_OUT = re.compile(
    rf"(?:(?<![\u4e00-\u9fff③、])|(?<=[日月天]))(?P<who>{_WHO}(?:(?:{_BETWEEN}){_WHO}){{0,6}})(?:等[一二三四五六七八九十\d多]{{0,3}}[家所个]?(?:单位|高校|机构|部门)?)?"
    rf"{_WHEN}(?:在[^，。；①②]{{1,12}}?)?{_WHEN}(?:{OUT_WORDS})(?:了|的)?[^，。；①②]{{0,8}}$"
)
_EACH = re.compile(rf"{_WHO}(?={_BETWEEN}|$)")
_IS_HOUSE = re.compile(HOUSE)


def houses(before: str) -> tuple[str, ...]:
    """Return the houses, with the bodies beside them, that bring out what stands behind some words; empty where none does."""
    near = before[-NEAR:].replace("③", "⑶")
    if not _IS_HOUSE.search(near):
        return ()
    groups = all_groups(near)
    # No name begins with 的: so none begins where the words were cut.
    parts, place = ["的"] if len(near) < len(before) else [], 0
    for group in groups:
        parts += [near[place : group.start], "③"]
        place = group.end
    masked = "".join([*parts, near[place:]])
    found = _BRING_OUT.search(masked)
    if found is None or not _IS_HOUSE.search(found["who"]):
        return ()
    bodies = iter(groups[masked.count("③", 0, found.start("who")) :])
    names = ([name] if name != "③" else next(bodies).names for name in _EACH.findall(found["who"]))
    return tuple(dict.fromkeys(name for some in names for name in some))
