"""Words of the matter that give way to others: names, the subject of a title, a word that is another one wherever it stands.

A careful reader takes a text for another document where its title or first sentence is about something else, or where one word has given
way to the same other word again and again. Set on the labelled set of copies and on half of a later set of another author.
"""

import re
from collections import Counter
from itertools import combinations

from rapidfuzz.distance import Indel, Postfix, Prefix

from planwatch.alignment import GAP, Change
from planwatch.wording import is_rewording, is_wording

# What a proper name ends in. A copy calls a body or a county by fewer words, never by others.
NAMED = re.compile(
    "(?:有限|股份|控股)*公司|集团|医院|院(?!长)|大学|学院|银行|县|镇|乡|街道|[局厅部](?!长|门|分|面|级|势|署|队|委)|市(?!场|民|区|级|值|直|政|容|委)"
    "|省(?!级|直|内|外|委|属|份|际|心|力|时|略)|区(?!域|别|间|块|分|划|位|级|内|外)|自治[州县旗区]|[州盟旗](?=人民|政|委|纪|市|县|[一-鿿]{2,4}[局镇乡])"
)
# 本市, 我省, 全县, 该区, 自治区: a local page says so of the place it stands for.
OWN = frozenset("本我全该此各")
_OWN_PLACE = re.compile("[本我全该此][省市区县州]|自治[区州县旗]")
_OWN_NEXT = re.compile("[省市区县州]")
# What a body of the state has before its name, or not, and what its name ends in.
_STATE = re.compile("^(?:国家|中国|中央|国务院)")
_BODY_END = re.compile("[^《》]{0,6}?[委局部办署厅院]")
TITLE_END = re.compile("的(?:通知|公告|通告|意见|决定|批复|公示|函|通报)")
# The words of a title of a notice, in the first lines of a text.
_TITLE = re.compile("关于([^《》]{4,60}?)" + TITLE_END.pattern)
_HEAD = 160
# Titles of which less is the same are those of two matters, or one is a headline of the page's own.
_SAME_TITLE = 0.5
# So many signs that give way to so many others, amid text that is the same, are other matter: no copy of the sets has such.
MATTER = 5
# A word of the matter that gives way to another in part is no longer than this.
_MATTER_LIMIT = 10
# A word that gives way to the same other one wherever it stands is the subject; one of which a sign stays, if it stands in the lead.
_SWAPS = 2
# A single sign gives way to so many others at most: 电影 to 电视剧.
_SIGN_LIMIT = 3
_LEAD = GAP
# Signs that scanners and typists take for one another, by their look and by their sound: such a slip is made again and again.
_MISTAKEN = """
未末 日目曰白自 己已巳 土士工 体休 人入八 大太犬 天夫 今令 了丁 刀力 侯候 戊戌戍成 免兔 历厉 析折拆 仑仓 币巾 贷货 徽微 晴睛 载戴栽裁
庆厌 厂广 县具且旦 干千于 王玉主 木本术 问间闻 拔拨 冶治 设没 住往 待侍 话活 情清请晴 辩辨 刺剌 茶荼 祟崇 皿血 鸟乌 甲由申田 早旱 见贝
代伐 斤斥 午牛 矢失 竞竟 官宫 暑署 密蜜 壁璧 撤撒 遣遗 券卷 廷延 幻幼 孤弧 籍藉 洒酒 特持 科料 准淮推 项顶 圆园 施拖 环坏 粮梁 级极 防妨
技枝 源原 构够 群裙 峡狭侠 陕峡 侵浸 漫慢 傅博搏 辟僻 徒徙 究空 统充 若苦 宣宜 汀订 盯叮 拓拆 郎朗 哀衰衷 崎琦绮 荧萤 肓盲 遂逐 沦论 抡抢
捡检 俭险 梢稍 渝瑜 睢雎 毫豪 蓝篮 幕慕暮 摸模 喝渴 浙淅 拨泼 栋冻 恰洽 抵低 掉悼 键健 绩积 缜镇 偿尝 赏尝 赔陪 培陪 塔搭 怖布
做作 了瞭 部布 复覆 他它 份分 像象 帐账 至致止 订定 启起 需须 即既 的地得 和合 及级 以已 在再 其期 制治 实施时
"""
_MISTAKEN_FOR = {frozenset(pair) for signs in _MISTAKEN.split() for pair in combinations(signs, 2)}
# Numbers and days are judged for themselves, Latin letters are short for a word or a name in another tongue.
_NO_WORD = re.compile("[0-9a-z年月日\U000f0000-\U0010ffff]")
# Words in the lead that give way to others are no longer than this: a longer piece was written anew.
_LEAD_LIMIT = 6


class Swaps:
    """Counts which words gave way to which others in a text."""

    def __init__(self) -> None:
        """Begin without any."""
        self._counts: Counter[tuple[str, str]] = Counter()
        self._places: set[tuple[str, ...]] = set()
        self._titled: set[tuple[str, str]] = set()
        self._gap: tuple[str, str] | None = None

    def add(self, change: Change) -> None:
        """Count what gave way in a change, and in its whole gap, once; once also where a page has the text twice."""
        place = (change.before, change.after, change.left, change.right)
        if place in self._places:
            return
        self._places.add(place)
        whole = _whole_swap(change) if change.gap is not self._gap else set()
        swaps = set() if _is_worded(change) else _swaps(change) | whole
        self._counts.update(swaps)
        self._gap = change.gap
        if stands_in_title(change):
            self._titled |= swaps

    def tell(self, copy: str, original: str) -> bool:
        """Return whether one of the words is the matter of the text: it gave way to the same other one wherever it stood, or in a title."""
        return any(
            count >= _SWAPS
            and (original.find(before) <= _LEAD or _are_unlike(before, after))
            and (before not in copy or (before, after) in self._titled)
            and after not in original
            for (before, after), count in self._counts.items()
        )


def is_other_lead(said: Change) -> bool:
    """Return whether a word of the title or the first sentence gave way to another, which is no other wording."""
    longest = max(len(said.before), len(said.after))
    short = longest <= _LEAD_LIMIT and _are_words(said.before, said.after)
    return said.inner and len(said.left) < _LEAD and short and are_names(said) and not _is_worded(said)


def is_other_title(copy: str, original: str) -> bool:
    """Return whether two titles 关于…的通知 each have a word that the other has not, though nothing stands where the other stood."""
    here, there = (_TITLE.search(text[:_HEAD]) for text in (copy, original))
    if not here or not there or here[1] == there[1]:
        return False
    if Indel.normalized_similarity(there[1], here[1]) < _SAME_TITLE:
        return False
    steps = Indel.opcodes(there[1], here[1])
    dropped = [there[1][step.src_start : step.src_end] for step in steps if step.tag == "delete"]
    put = [here[1][step.dest_start : step.dest_end] for step in steps if step.tag == "insert"]
    return any(_are_words(before, after) and _may_be_names(before, after) for before in dropped for after in put)


def is_matter(change: Change) -> bool:
    """Return whether so many signs gave way to about as many others that they are other matter."""
    sizes = (len(change.before), len(change.after))
    return change.inner and min(sizes) >= MATTER and max(sizes) <= 2 * min(sizes)


def are_names(change: Change) -> bool:
    """Return whether two words can be two names: two signs or more each, hardly one in common, neither a word of mere wording."""
    is_own = _OWN_NEXT.match(change.right) and {change.before[-1:], change.after[-1:]} & OWN  # 推动我省, 助力江苏省
    return not is_own and not _is_other_form(change) and _may_be_names(change.before, change.after)


def stands_in_title(said: Change) -> bool:
    """Return whether a change stands inside 《》."""
    return said.left.rfind("《") > said.left.rfind("》") and "》" in said.right


def are_mistaken(before: str, after: str) -> bool:
    """Return whether each sign was taken for one it looks or sounds like, and at most one was lost or put in: 土空 to 士."""
    longer, shorter = sorted((before, after), key=len, reverse=True)
    kept = [longer] if len(longer) == len(shorter) else [longer[:at] + longer[at + 1 :] for at in range(len(longer))]
    return shorter != "" and any(
        len(signs) == len(shorter)
        and all(frozenset(pair) in _MISTAKEN_FOR for pair in zip(signs, shorter, strict=True))
        for signs in kept
    )


def _is_other_form(change: Change) -> bool:
    """Return whether a body of the state is called by another of its names: 国家发改委, 发展改革委."""
    if not _BODY_END.match(change.right):
        return False
    short, long = sorted((_STATE.sub("", word) for word in change.gap), key=len)
    return bool(_STATE.fullmatch(change.before) or _STATE.fullmatch(change.after) or _stands_within(short, long))


def _stands_within(short: str, long: str) -> bool:
    """Return whether the signs of one word stand in the other in their order."""
    rest = iter(long)
    return short != "" and all(sign in rest for sign in short)


def _may_be_names(before: str, after: str) -> bool:
    shorter = min(len(before), len(after))
    if are_mistaken(before, after):
        return False
    if _OWN_PLACE.fullmatch(before) or _OWN_PLACE.fullmatch(after):
        return False
    return shorter > 1 and len({*before} & {*after}) * 4 <= shorter and not is_rewording(before, after)


def _is_worded(change: Change) -> bool:
    """Return whether all that stands around a change is wording: 同比增长 to 比上年同期上升, of which 同 stays."""
    return all(map(is_wording, change.gap))


def _are_wording(before: str, after: str) -> bool:
    """Return whether both words are mere wording: that 市财 gave way to 市民 tells nothing of 财 and 民."""
    return is_wording(before) and is_wording(after)


def _are_words(before: str, after: str) -> bool:
    return all(len(_NO_WORD.sub("", word)) >= min(len(word), 2) for word in (before, after))


def _swaps(change: Change) -> set[tuple[str, str]]:
    """Return the words of which one gave way to the other, alone and with the sign beside it; a single sign only so."""
    before, after = change.before, change.after
    if not _are_words(before, after) or {before, after} & OWN or {*before} & {*after} or _is_other_form(change):
        return set()
    sizes = sorted(map(len, (before, after)))
    if sizes[0] == 0 or (sizes[0] == 1 and (sizes[1] > _SIGN_LIMIT or frozenset(before + after) in _MISTAKEN_FOR)):
        return set()
    left, right = change.left[-1:], change.right[:1]
    swaps = [(before, after), (left + before, left + after), (before + right, after + right)]
    wording = _are_wording if sizes == [1, 1] else is_rewording
    if any(wording(*swap) for swap in swaps):
        return set()
    named = [(left + before + right, left + after + right)] if NAMED.match(change.right) else []
    return {*swaps, *named} if sizes[0] > 1 else {*swaps[1:], *named}


def _whole_swap(change: Change) -> set[tuple[str, str]]:
    """Return the two words of a gap whose letters are in part the same: 粮食安全, 安全生产. A short name has no letter of its own."""
    start = Prefix.similarity(*change.gap)
    end = Postfix.similarity(*(word[start:] for word in change.gap))
    before, after = (word[start : len(word) - end] for word in change.gap)
    sizes = (len(before), len(after))
    if min(sizes) < 2 or max(sizes) > _MATTER_LIMIT or not _are_words(before, after) or _is_other_form(change):
        return set()
    own = {*before} - {*after} and {*after} - {*before}
    return {(before, after)} if own and not is_rewording(before, after) else set()


def _are_unlike(before: str, after: str) -> bool:
    return min(len(before), len(after)) > 1 and not {*before} & {*after}
