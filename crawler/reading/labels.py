"""Values that a page labels: 来源：…, 发布日期：…, the information table of 政府信息公开."""

import re
from collections.abc import Iterable

from .blocks import Block

# What pages write before a value; letters may stand apart (来 源). ``other`` ends the value before it.
NAMES = {
    "source": ("信息来源", "文章来源", "稿件来源", "新闻来源", "资讯来源", "内容来源", "来源于", "来源", "稿源", "来稿单位", "出处"),
    "published": (
        "发布日期", "发布时间", "公开日期", "公开时间", "发表时间", "发表日期", "发稿时间", "发表于", "发布于", "录入时间",
        "公布日期", "日期", "时间",
    ),
    "adopted": ("成文日期", "成文时间", "生成日期", "印发日期", "制发日期", "发文日期", "形成日期"),
    "issuer": ("发文机关", "发文机构", "发布机构", "发布机关", "制发机关", "发文单位", "发布单位", "公开主体", "责任部门"),
    "number": ("发文字号", "文件编号", "文件文号", "公文文号", "文号"),
    "index": ("信息索引号", "信息索引", "索引号", "索取号"),
    "title": ("信息名称", "文件名称", "公文名称", "标题", "名称"),
    "other": (
        "责任编辑", "编辑", "作者", "记者", "浏览次数", "浏览量", "浏览", "点击数", "点击量", "点击", "访问量", "阅读次数", "阅读量",
        "阅读", "字体", "字号", "分享到", "分享至", "分享", "打印", "收藏", "保护视力色", "信息类别", "主题分类", "主题词", "有效性",
        "内容概述", "更新时间", "审核", "校对", "关键词", "关键字", "标签", "体裁分类", "公开方式", "废止日期", "生效日期", "失效日期",
        "评论", "我要评论", "供稿", "摄影", "语种", "效力状态", "有效期", "背景色", "视力保护色", "人气",
    ),
}  # fmt: skip
# A label with its value is a line of a header or a cell of a table, not a paragraph.
LINE_MAX = 300
# Stands between two text nodes of a line, so that <span>来源：</span><span>新华社</span><span>打印</span> can be told apart.
NODE = "\x1f"
_KIND = {name: kind for kind, names in NAMES.items() for name in names}
_SPELLED = "|".join(r"\s*".join(name) for name in sorted(_KIND, key=len, reverse=True))
_LABEL = re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=[报社局委厅处办讯]))(?P<name>{_SPELLED})\s*[:：︰]")
# The first letter is looked at first: most pieces of text begin with none of them.
_FIRST = "".join({name[0] for name in _KIND})
_BARE = re.compile(rf"^[^\w]*(?=[{_FIRST}])(?P<name>{_SPELLED})[\s:：】\]]*$")
_PADDING = " \t|｜丨/／:：,，;；·>" + NODE


def labelled(found: Iterable[Block]) -> dict[str, str]:
    """Return the first value of each kind (source, published, adopted, issuer, number, index, title) that blocks label.

    Text nodes within a value are parted by ``NODE``.
    """
    values: dict[str, str] = {}
    waiting: str | None = None
    for block in found:
        if len(block.text) > LINE_MAX or not (waiting or _may_be_label(block)):
            waiting = None
            continue
        line = as_line(block)
        pairs = _pairs(line)
        if waiting and line and not (pairs and pairs[0][2] == 0):
            values.setdefault(waiting, line.strip(_PADDING))
        for kind, value, _ in pairs:
            if value and kind != "other":
                values.setdefault(kind, value)
        waiting = pairs[-1][0] if pairs and not pairs[-1][1] and pairs[-1][0] != "other" else None
    return values


def as_line(block: Block) -> str:
    """Return a block's text nodes as one line; a node that is only a label gets the colon that pages leave out."""
    pieces = [" ".join(part.split()) for part in block.parts]
    return NODE.join(f"{label['name']}：" if (label := _BARE.match(piece)) else piece for piece in pieces if piece)


def _may_be_label(block: Block) -> bool:
    return _has_colon(block.text) or any(map(_BARE.match, block.parts))


def _has_colon(text: str) -> bool:
    return ":" in text or "：" in text or "︰" in text


def has_label(text: str) -> bool:
    """Return whether a label stands anywhere in a line."""
    return _has_colon(text) and bool(_LABEL.search(text))


def is_labels(block: Block) -> bool:
    """Return whether a block is a header line: it begins with a label, or holds two."""
    if len(block.text) > LINE_MAX // 2 or not _has_colon(block.text):
        return False
    places = [match.start() for match in _LABEL.finditer(block.text)]
    return len(places) > 1 or (len(places) == 1 and places[0] <= 2)


def _pairs(line: str) -> list[tuple[str, str, int]]:
    """Return the kind, the value and the place of each label in a line; a value ends where the next label begins."""
    found = list(_LABEL.finditer(line))
    ends = [*(match.start() for match in found[1:]), len(line)]
    return [
        (_KIND["".join(match["name"].split())], line[match.end() : end].strip(_PADDING), match.start())
        for match, end in zip(found, ends, strict=False)
    ]
