"""Values that a page labels: 来源：…, 发布日期：…, the information table of 政府信息公开."""

import re
from collections.abc import Iterable

from .blocks import Block

# What pages write before a value, in simplified and traditional characters and in English; letters may stand apart (来 源).
# ``other`` ends the value before it.
NAMES = {
    "source": (
        "信息来源", "文章来源", "稿件来源", "新闻来源", "资讯来源", "内容来源", "文稿来源", "资料来源", "媒体来源", "发布来源", "来源单位",
        "来源媒体", "来源网站", "来源于", "来源", "来自", "稿源", "来稿单位", "转载自", "转自", "文章出处", "出处", "来稿", "資料來源", "新聞來源", "資訊來源", "消息來源", "文章來源",
        "來源", "出處", "Source", "Source from", "From",
    ),
    "published": (
        "信息发布时间", "信息发布日期", "发布日期", "发布时间", "公开日期", "公开时间", "发表时间", "发表日期", "发稿时间", "发稿日期", "发表于",
        "发布于", "录入时间", "录入日期", "上传时间", "上传日期", "上网时间", "上网日期", "添加时间", "添加日期", "刊发时间", "刊登日期",
        "登载时间", "信息时间", "信息日期", "公告日期", "公告时间", "公布日期", "公布时间", "日期", "时间", "發布日期", "發佈日期", "發布時間",
        "發佈時間", "刊登日期", "公布日期", "張貼日期", "時間", "Published on", "Published", "Publish date", "Publish time",
        "Publication date", "Release date", "Release time", "Released", "Posted on", "Posted", "Date", "Time",
    ),
    # A letter is published when it is answered.
    "answered": ("回复时间", "回复日期", "答复时间", "答复日期", "办结时间", "办结日期", "办理时间", "處理時間"),
    "adopted": (
        "成文日期", "成文时间", "生成日期", "生成时间", "印发日期", "印发时间", "制发日期", "制发时间", "形成日期", "签发日期",
        "签署日期", "颁布日期", "制定日期",
    ),
    "issued": ("发文日期", "发文时间", "發文日期"),
    "issuer": (
        "发文机关", "发文机构", "发布机构", "发布机关", "制发机关", "制定机关", "颁布机关", "公布机关", "发文单位", "发文部门", "发布单位",
        "发布部门", "公开主体", "公开机构", "公开单位", "公开部门", "责任部门", "信息提供单位", "信息公开单位", "來文單位", "發文機關",
        "發布單位", "發布機關",
    ),
    "number": (
        "发文字号", "文件编号", "文件文号", "公文文号", "发文文号", "文件字号", "公文字号", "公文编号", "发布文号", "发文号", "公文号", "文号",
        "發文字號", "文號",
    ),
    "index": ("信息索引号", "信息索引", "索引编号", "索引号", "索取号", "索引號"),
    "title": (
        "信息标题", "文件标题", "公文标题", "文章标题", "公告标题", "公告名称", "信件标题", "信件主题", "来信标题", "来信主题", "标题", "標題",
    ),
    "name": ("信息名称", "文件名称", "公文名称", "名称", "主旨"),
    "other": (
        "责任编辑", "编辑", "责编", "编审", "作者", "记者", "浏览次数", "浏览人次", "浏览量", "浏览数", "浏览", "点击次数", "点击数", "点击量",
        "点击率", "点击", "访问次数", "访问量", "阅读次数", "阅读人数", "阅读量", "阅读数", "阅读", "选择阅读字号", "字体大小", "字体", "字号",
        "分享到", "分享至", "分享", "打印", "收藏", "保护视力色", "信息类别", "信息分类", "所属类别", "所属栏目", "主题分类", "组配分类",
        "服务对象", "主题词", "公文种类", "文种", "有效性", "是否有效", "时效性", "内容概述", "更新时间", "更新日期", "审核", "审稿", "核稿",
        "校对", "关键词", "关键字", "标签", "体裁分类", "体裁", "公开方式", "公开形式", "公开类别", "公开属性", "公开范围", "公开时限",
        "公开程序", "载体类型", "废止日期", "生效日期", "生效时间", "失效日期", "失效时间", "施行日期", "实施日期", "评论", "我要评论",
        "供稿", "供稿单位", "撰稿", "摄影", "录入", "录入人", "录入员", "发布人", "发布者", "语种", "效力状态", "有效期", "背景色",
        "视力保护色", "人气", "征集部门", "征集时间", "責任編輯", "編輯", "作者", "記者", "點閱數", "點閱次數", "點閱率", "點擊數", "點擊",
        "瀏覽人次", "瀏覽次數", "瀏覽數", "更新日期", "更新時間", "字體大小", "字體", "字型大小", "列印", "分類", "来信时间", "写信时间",
        "提交时间", "留言时间", "提问时间", "咨询时间", "受理时间", "受理单位", "回复单位", "答复单位", "办理单位", "来信人", "写信人", "Last updated",
        "Updated on", "Updated", "Update time", "Editor", "Author", "Views", "Hits", "Font size", "Font", "Print", "Share", "Share to",
        "Keywords", "Tags",
    ),
}  # fmt: skip
# A label with its value is a line of a header or a cell of a table, not a paragraph.
LINE_MAX = 300
# A register sets one or two values beside their labels in a row.
_ROW_CELLS = frozenset({2, 4})
LABEL_MIN = 4
# Stands between two text nodes of a line, so that <span>来源：</span><span>新华社</span><span>打印</span> can be told apart.
NODE = "\x1f"
_KIND = {name: kind for kind, names in NAMES.items() for name in names}
_SPELLED = "|".join(
    rf"[{name[0]}{name[0].lower()}]{name[1:]}(?![a-z])" if name.isascii() else r"\s*".join(name)
    for name in sorted(_KIND, key=len, reverse=True)
)
# The first letter is looked at first: most pieces of text begin with none of them.
_FIRST = "".join({name[0] + name[0].lower() for name in _KIND})
# A label begins a word; after the name of a paper or an office the next one may follow at once.
_LABEL = re.compile(
    rf"(?=[{_FIRST}])(?:(?<![\u4e00-\u9fffA-Za-z])|(?:(?<=[报社局委厅处办讯部])|(?<=网站))(?![A-Za-z]))(?P<name>{_SPELLED})\s*[:：︰】]"
)
_BARE = re.compile(rf"^[^\w]*(?=[{_FIRST}])(?P<name>{_SPELLED})[\s:：】\]]*$")
_PADDING = " \t|｜丨/／:：,，;；·>" + NODE


def labelled(found: Iterable[Block]) -> dict[str, str]:
    """Return the first value of each kind (source, published, answered, adopted, issued, issuer, number, index, title) that blocks label.

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
    return ":" in text or "：" in text or "︰" in text or "】" in text


def has_label(text: str) -> bool:
    """Return whether a label stands anywhere in a line."""
    return _has_colon(text) and bool(_LABEL.search(text))


def is_labels(block: Block) -> bool:
    """Return whether a block is a header line: it begins with a label, or holds two."""
    if len(block.parts) in _ROW_CELLS and block.element.tag == "tr" and _is_labelled_row(block):
        return True
    # What asks or says something is a line of an interview (记者：…？).
    if len(block.text) > LINE_MAX // 2 or not _has_colon(block.text) or block.text.endswith(("？", "?", "。")):
        return False
    places = [match.start() for match in _LABEL.finditer(block.text)]
    return len(places) > 1 or (len(places) == 1 and places[0] <= 2)


def _is_labelled_row(block: Block) -> bool:
    """Return whether a row shows a value beside a label of four letters or more: 时间 and 日期 also head columns."""
    label, value = block.parts[:2]
    found = _BARE.match(label)
    return found is not None and len(found["name"]) >= LABEL_MIN and bool(value) and not _BARE.match(value)


def _pairs(line: str) -> list[tuple[str, str, int]]:
    """Return the kind, the value and the place of each label in a line; a value ends where the next label begins."""
    found = list(_LABEL.finditer(line))
    ends = [*(match.start() for match in found[1:]), len(line)]
    return [
        (_kind(match["name"]), line[match.end() : end].strip(_PADDING), match.start())
        for match, end in zip(found, ends, strict=False)
    ]


def _kind(name: str) -> str:
    return _KIND[name.capitalize() if name.isascii() else "".join(name.split())]
