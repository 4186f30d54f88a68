"""What stands in or around a body and is none of it: share buttons, credits, neighbours, footers."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from .blocks import Block
from .tree import Element, text_of

# A line of furniture is short; a sentence that begins with the same word is longer.
LINE_MAX = 60
# Owner, licence and addresses of a site stand in a line or two.
FOOTER_MAX = 4 * LINE_MAX
# A credit may name a dozen sources or people, but is no sentence.
CREDIT_MAX = 120
# A block is a link when more than this share of it is; a reference inside a sentence stays far below.
LINK_SHARE = 0.6
# A shorter link above a paragraph is a button (编辑, 展开), no title.
TITLE_MIN = 6
# A day with its clock time, and as much again, stand beside the link of an entry.
BESIDE_MAX = 30
_DAY = re.compile(r"(?<!\d)(?:(?:19|20)\d\d\s?[-/.年]\s?)?[01]?\d\s?[-/.月]\s?[0-3]?\d(?!\d)")
# So many entries that end a body are a list beside it; its heading is short.
ENTRIES_MIN = 3
HEADING_MAX = 12
# The end of a body is looked for only where what follows holds no more prose than this share of the whole: headings
# such as 相关链接 also stand in the midst of long reports.
TAIL_SHARE = 0.25

FILE_NAME = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)(?:$|[?#])", re.IGNORECASE)
# The Latin marks also stand inside numbers and addresses: there they end nothing.
_SENDS = re.compile(r"down|attach|file|affix|fujian", re.IGNORECASE)
SENTENCE = re.compile(r"[。！？；，.!?;,](?:(?<=[。！？；，])|(?=\s)|(?<=[.!?])$)")
_OPEN = r"^[\s\W]*"
# 上一页 1 [2] 3 … 下一页
_PAGES = r"(?:[\d\s\[\]【】()（）.…<>«»]|[上下首尾末]一?页)*"
# Tools and credits: furniture wherever they stand.
_TOOLS = re.compile(
    _OPEN
    + r"(?:打印(?:本页|此页|本文)?|关闭(?:本页|窗口|此页)?|返回(?:顶部|列表|首页|上一?页|上级)?|回?到?顶部|(?:THE )?END|(?:本文)?共\s*\d+\s*页.*|共\s*\d+\s*[条篇]\D{0,8}\d+\s*[/／]\s*\d+\s*页|打赏|举报\W反馈|登录后.{0,8}评论|\d+\s*条评论|阅读\s*\d+\s*评论\s*\d*|"
    + _PAGES
    + r"(?:[上下]一页|[尾末]页)"
    + _PAGES
    + r"|已有\s*\d*\s*人次?(?:浏览|阅读|访问|点击|评论|参与).*|我的收藏|本帖最后由.{1,30}编辑|收藏|纠错|我要纠错|分享(?:到|至|让.*)?"
    r"|微信(?:分享)?|新浪微博|腾讯微博|QQ空间|微博|扫一扫.*|(?:手机)?扫码.*|(?:网站|错误)纠错|一键分享|\d+\s*人(?:点赞|收藏)|微信公众号|(?:PC|电脑|手机|关怀|适老|长者)版|无障碍阅读|本页二维码|.*[“\"]扫一扫.*|.*扫(?:描|一下)?二维码.*|二维码|字[体号](?:大小)?"
    r"|大\s*中\s*小|浏览(?:次数|量)?|点击(?:数|次数|率)?|访问(?:量|次数)|阅读(?:次数|量|数)?|朗读|语音播报|暂停|缩小|放大|默认|正文|听(?:全文|新闻|文章|资讯)|播放|全文朗读|A\s?[+-]|T\s?[|｜]\s?T"
    r"|(?:更多.{0,12}|欢迎)关注[^，。]{0,20}(?:公众号|微博|视频号|客户端)|本文由.{2,20}(?:发布|整理|原创)|点赞|投诉|举报|评论|跟帖|登录|注册|我来说两句|我要(?:评论|分享|投稿)|发表评论|网友评论|返回.{0,6}首页|返回\S{2,6}[，,]\s*查看更多|点击\W*阅读原文\W*.{0,8}|完"
    r"|(?:点击)?查看(?:原文|更多|全文)|阅读原文|展开全文|下载.{0,8}客户端|手机看新闻|在手机打开当前页|无障碍(?:浏览)?|繁體中文|简体"
    r"|(?:点击|长按|扫.{0,6})[^。]{0,16}关注.{0,10}|长按.{0,8}识别.*|预览时标签不可点|轻触阅读原文|写留言|在看|手机看|(?:保存|生成)海报|复制链接|朋友圈"
    r"|[大小中特]{1,4}字[体号]?|返回(?:上页|目录)|收起|展开阅读全文|查看大图|(?:加|取消|已)关注|[+＋]关注|打开.{0,10}(?:APP|客户端).{0,8}|(?:点击|语音|智能|开始)(?:收听|阅读|朗读)"
    r"|列印(?:本頁)?|友善列印|轉寄(?:友人|好友)?|回(?:上一頁|首頁|頂端)|分享(?:至|到).{0,6}|字[級型]\W*[大中小\W]*|點閱[數率]|瀏覽[人次數]*"
    r"|Print(?: this page)?|Close(?: window)?|Font size|Share (?:to|on|or comment)\b.{0,20}|Back to top|E-?mail this"
    r"|下载|(?:视频|音频|图片)?(?:正在)?加载中.{0,8}|(?:您|你)的浏览器不支持.*|\d+:\d\d\s*/\s*\d+:\d\d|设为首页|加入收藏|首页|上一页|下一页|尾页|末页|更多|广告|Tweet|Share)"
    r"[\s\W\d次]*(?:(?:打印|关闭|分享|收藏|点赞|评论|转发|赞|在看|手机看|大|中|小|字号|字体|微信|微博|本页|窗口|到|至|纠错|朗读|A\s?[+-]|T|(?:PC|电脑|手机|关怀|适老|长者)版)[\s\W\d]*)*$",
    re.IGNORECASE,
)
# A clock or a visitor's number in the page's head: no article's line begins with today's weekday or counts its readers.
_CLOCK = re.compile(
    _OPEN + r"(?:(?:今天|现在)是\W*\d{4}年\d+月\d+日\W*星期|\d{4}年\d+月\d+日\W*星期[一二三四五六日天]\W*\d+:\d+"
    r"|(?:您|你)是(?:本[站页网]的?)?第\W*\d+\W*位|(?:当前|目前)?在线(?:人数)?\W*\d+\W*人?$|总?访问量\W*\d+)"
)
_CREDIT = re.compile(
    _OPEN
    + r"(?:(?:我要)?纠错[\s\W]*)?(?:(?:本文)?(?:责任|网络|值班|见习|实习|本期|执行|新媒体|内容|栏目|特约|特邀)?\s*(?:编\s*辑(?:整\s*理)?|责\s*编|校\s*对|审\s*核|编\s*审|监\s*制|录\s*入)"
    r"|原标题|(?:原|本)文(?:链接|地址|标题|来源)|(?:信息|文章|稿件|图文|图片|视频|素材|内容)来源|来\s*源|作\s*者(?:单位|简介)?|执\s*笔|发布(?:日期|时间|人|者)|标\s*签|关\s*键\s*[词字]"
    r"|公开方式|信息录入|撰\s*(?:稿|文)人?|供\s*稿(?:单位|人)?|供\s*图|制\s*图|[一二三初复终]\s*审(?:\s*[一二三]\s*校)?|编\s*校|审\s*签|信息员|图\s*文|文\s*[/／]\s*图|图\s*[/／]\s*文|[文图](?=\s*[/／丨|]|[:：].{1,12}[文图][:：])|摄\s*影|通讯员|总?策划|值班(?:领导|主任|编委)|上传时间|更新(?:时间|日期)|打印日期|投稿(?:邮箱|信箱)|原文出处|責任編輯|編\s*輯|記\s*者|攝\s*影|校\s*對)\s*(?:于|人|员)?\s*[:：丨|｜/／].*$"
    r"|"
    + _OPEN
    + r"(?:统\s*筹|出\s*品人?|总监制|制\s*作|制\s*片|剪\s*辑|拍\s*摄|美\s*编|排\s*版|主\s*编|撰\s*文|海\s*报|视\s*觉|配\s*音|编\s*译|编\s*导|采\s*写|签\s*发|审\s*读|版式(?:设计)?)"
    r"\s*[:：丨|｜/／]\s*[^，。；]{1,30}$"
    r"|"
    + _OPEN
    + r"(?:(?:Web |Copy )?(?:Editor|Edited by|Reporter|Author|Source)s?|Photos? by|Contact the writers?)\s*[:：].{0,80}$"
    r"|"
    + _OPEN
    + r"(?:(?:责任)?编辑\s[\u4e00-\u9fff]{2,4}\W*$|(?:文章|内容|本文)?(?:综合|整理|转载|摘编)自|图片?均?(?:来自|由)|最后(?:更新|修改)|[(（]?(?:本报|本刊|见习|特约|新华社)*(?:记者|通讯员)\s*[^。，！？]{2,60}[)）]?$)"
)
# From one of these on, nothing of the body follows when they stand near its end.
_END = re.compile(
    _OPEN
    + r"(?:上一[篇条则]|下一[篇条则]|前一[篇条]|后一[篇条]|相关(?:阅读|新闻|链接|文章|稿件|文档|报道|资讯|内容|推荐|信息|解读|专题|搜索)"
    r"|(?:热门|热点|重点|精彩|猜你|编辑|更多|本周|今日|本站|延伸|推荐|最新|作者最新)\s*(?:推荐|阅读|文章|新闻|喜欢|内容|热点|资讯|专题|关注|排行|图片|资讯)"
    r"|推荐|为[你您]推荐|大家都在看|热搜|相关附件$|附件下载$|关\s*键\s*[词字]|标签|分享(?:到|至|让|本文|按钮)|扫一扫|主办单位|版权(?:所有|声明|与免责)"
    r"|(?:相关(?:文件|政策|法规|视频|图集)|(?:政策|图文|文字)(?:解读|图解)|解读文件)\W*$|(?:Tags?|TAGS?|Keywords)\s*[:：]|(?:解读|政策|文件)链接|(?:平台|网站|本站|本网)声明|往期(?:回顾|推荐|精彩)|评论区|(?:全部|最新)(?:回复|留言)|我要留言|文明上网"
    r"|[上下]一(?:則|條)|(?:相關|延伸|熱門|推薦|最新)(?:報[道導]|新聞|連結|文章|閱讀|消息)|版權(?:所有|聲明)"
    r"|Related (?:articles?|stories|story|news|links?|reading|reports?)|Most (?:read|popular|viewed)|(?:Previous|Next)\s*[:：]|Recommended|You may also like|More (?:news|stories)"
    r"|免责声明|声明[:：]|特别声明|郑重声明|凡本网|(?:本网站?|本站)由.{2,20}(?:主办|维护)|转载请注明|未经授权|本文为.{0,12}原创|感谢您的反馈|网友(?:评论|留言)|发表评论|最新评论"
    r"|文章价值打分|(?:主|承|协|开)办\s*(?:单位)?\s*[:：].*(?:政府|办公|局|厅|委))"
)
# Every alternative begins with a letter of its own, which re looks for first; so the case is spelled out too.
_OWNED = (
    r"版权所有|ICP备|ICP证|公网安备|网站标识码|Copyright|COPYRIGHT|copyright|©|All Rights Reserved|All rights reserved|ALL RIGHTS RESERVED"
    r"|建议使用.{0,12}(?:分辨率|浏览器)|浏览器版本|网站(?:地图|声明|维护)|页面(?:地图|声明|维护)|隐私(?:声明|保护|政策)|联系我们|关于我们"
    r"|未经[^。]{0,10}(?:授权|许可|同意)[^。]{0,12}(?:转载|镜像)|本(?:网站?|站)由[^。]{2,20}主办"
    r"|办(?:单位)?\s*[:：].*(?:办公[厅室]|电子政务\S*|(?:信息|政务)中心)$"
    r"|对网站内容拥有最终解释权|本网站?(?:刊登|刊载|所载|所刊|发布)的?.{0,12}(?:信息|内容|作品)|信息存储空间|即将离开|是否(?:继续访问|继续[?？])|没听清|智能(?:问答|机器人)|升级(?:您的)?浏览器|版權所有|聯絡我們|關於我們|網站(?:導覽|地圖)|隱私權?(?:保護|政策)|Contact us|Privacy policy|Website Identification Code"
)
# A site's foot says this, and so does a notice: between the paragraphs of a text it is the text's.
_CALLS = r"技术支持|邮政编码|邮编[:：]|违法和?不良信息|举报(?:电话|邮箱)"
_FOOTER, _OWNER, _CONTACT = (re.compile(words) for words in (f"{_OWNED}|{_CALLS}", _OWNED, _CALLS))
# Sentences of texts name what stands at a site's foot (网站维护, 隐私政策, ICP备案); a foot's own sentence says one of these.
_OWNER_SAYS = re.compile(
    r"版权所有|版權所有|ICP备\s*\d|公网安备\s*\d|网站标识码\s*[:：]|Copyright|COPYRIGHT|copyright|©|All [Rr]ights [Rr]eserved"
    r"|未经[^。]{0,10}(?:授权|许可|同意)[^。]{0,12}(?:转载|镜像)|本(?:网站?|站)由[^。]{2,20}主办|^\W*建议使用.{0,12}(?:分辨率|浏览器)"
    r"|[您你]的?(?:当前)?(?:的?浏览器|使用).{0,6}版本|^\W*(?:请|建议)?升级(?:[您你]的)?浏览器"
    r"|对网站内容拥有最终解释权|本网站?(?:刊登|刊载|所载|所刊|发布)的?.{0,12}(?:信息|内容|作品)|信息存储空间|即将离开|是否(?:继续访问|继续[?？])|没听清|智能(?:问答|机器人)"
)
_PLACE = re.compile(
    r"(?:当前|现在|您(?:现在|当前)?的?(?:所在)?|所在|目前的?(?:所在)?|現在的?(?:所在)?)\s*(?:的)?\s*位置|^(?:Your location|You are here|Home\s*[>»/])|^首\s*[页頁]\s*[>›»/-]"
)

# What Word leaves in pages that are pasted from it: its styles, and how it shows a document.
_WORD_MARKUP = re.compile(
    r"(?:/\*.{0,40}\*/|<!--)?\s*(?:@(?:font-face|page|list|media)\b|[\w.*:\\#,\s-]{1,80}\{\s*(?:mso-|margin|font|behavior|size|text-|page\b|color|line-height))"
    r"|Normal 0 .{0,60}(?:false|Microsoft)"
)

# What a path begins with that does not say 位置.
_PLACE_FIRST = frozenset("YH首")
# Lines that a page's readers ask for again and again: real pages have some hundred, so that those of a page or two are kept.
LINES_KEPT = 500


def is_link(block: Block) -> bool:
    """Return whether a block is a link and little else."""
    linked = block.linked
    return linked > 0 and linked > LINK_SHARE * len(block.text)


def is_tool(text: str) -> bool:
    """Return whether a line or a part of one is a button or a counter: 打印, 分享到, 浏览次数."""
    return len(text) <= LINE_MAX and bool(_TOOLS.match(text))


def is_entry(block: Block) -> bool:
    """Return whether a block is an entry of a list: a link to a page, a day, and a number or a few letters beside them."""
    return (
        block.linked > 0
        and len(block.text) - block.linked <= BESIDE_MAX
        and _DAY.search(block.text) is not None
        and not links_file(block)
    )


def is_prose(block: Block) -> bool:
    """Return whether a block holds a sentence or a clause of its own."""
    return not (block.linked and is_link(block)) and SENTENCE.search(block.text) is not None


def is_footer(text: str) -> bool:
    """Return whether a line belongs to a site's foot: owner, licence, technical support."""
    if len(text) > FOOTER_MAX or not _FOOTER.search(text):
        return False
    return not text.endswith("。") or bool(_OWNER_SAYS.search(text))


def is_contact(text: str) -> bool:
    """Return whether a line tells where to write or to call, and nothing that only a site's foot says."""
    return len(text) <= FOOTER_MAX and bool(_CONTACT.search(text)) and not (_OWNER.search(text) or is_place(text))


def is_place(text: str) -> bool:
    """Return whether a line is the path from the home page to this one."""
    head = text[:LINE_MAX]
    return ("位置" in head or head[:1] in _PLACE_FIRST) and _PLACE.search(head) is not None


def is_furniture(block: Block) -> bool:
    """Return whether a block is a tool, a credit, a path, a footer or a link to another page: never a part of a body."""
    if is_link(block):
        return not links_file(block) or bool(_furniture_of(block.text))
    return _is_furniture_line(block.text)


def _is_furniture_line(text: str) -> bool:
    found = _furniture_of(text)
    return found == "tool" or (found == "frame" and (len(text) <= 2 * LINE_MAX or not has_sentence(text)))


def has_sentence(text: str) -> bool:
    """Return whether a line holds a sentence or a clause."""
    return SENTENCE.search(text) is not None


def prose_marks(found: Iterable[Block]) -> list[bool | None]:
    """Return for each block whether it is prose; None for one that is a link or furniture."""
    return [
        None
        if (block.linked and (is_link(block) or is_entry(block))) or _is_furniture_line(block.text)
        else has_sentence(block.text)
        for block in found
    ]


def _furniture_of(text: str) -> str:
    """Return what a line says it is: ``frame`` for a path or a footer, ``tool`` for a tool, a clock or a credit; else nothing."""
    if ("{" in text or text[0] == "N") and _WORD_MARKUP.match(text):
        return "tool"
    if len(text) <= FOOTER_MAX:
        return _furniture_of_short(text)
    return "frame" if is_place(text) else ""


@lru_cache(maxsize=LINES_KEPT)
def _furniture_of_short(text: str) -> str:
    if is_place(text) or is_footer(text):
        return "frame"
    is_told = (
        is_tool(text)
        or (len(text) <= LINE_MAX and _CLOCK.match(text))
        or (len(text) <= CREDIT_MAX and not text.endswith("。") and _CREDIT.match(text))
    )
    return "tool" if is_told else ""


def teasers_of(found: Sequence[Block]) -> set[int]:
    """Return the places of the summaries under the links of a list: a link and a paragraph, at most a day after them, and so on."""
    pairs = {
        place
        for place in range(1, len(found))
        if found[place - 1].linked
        and len(found[place - 1].text) >= TITLE_MIN
        and is_link(found[place - 1])
        and not found[place].linked
        and is_prose(found[place])
    }
    return {place for place in pairs if not pairs.isdisjoint((place - 3, place - 2, place + 2, place + 3))}


def links_file(block: Block) -> bool:
    """Return whether a block holds a link to a file."""
    return any(map(is_file, block.links))


def is_file(link: Element) -> bool:
    """Return whether a link leads to a file: by its address, or by its text where a script sends the file (…/download.jsp?id=1)."""
    href = link.get("href", "")
    if FILE_NAME.search(href):
        return True
    return bool(_SENDS.search(href)) and bool(FILE_NAME.search(text_of(link).strip()))


# These end a body however much prose follows, if so much of it came before: comments and other articles may be long.
_LAST = re.compile(
    _OPEN
    + r"(?:责\s*任\s*编\s*辑|责\s*编|编\s*辑[:：丨|｜]|(?:THE )?END\W*$|責\s*任\s*編\s*輯|編\s*輯[:：]|Editors?[:：]|平台声明|上一篇|下一篇|全部评论|网友评论|相关阅读|转载请注明|(?:版权|免责|特别|郑重)声明|凡本网"
    r"|本文(?:仅|只|不)代表|(?:文章|以上|文中)[^。]{0,12}(?:仅|不)代表|如有侵权|若有侵权"
    r"|(?:推荐阅读|[为给][你您]推荐|猜你喜欢|(?:热门|精彩|往期|相关)推荐|往期回顾|大家都在看|(?:热门|最新)(?:文章|新闻)|(?:文章|最新)评论)\W*$|标\s*签\W*$)",
    re.IGNORECASE,
)
BODY_SHARE = 0.3
_LABEL = re.compile(r"(?=.{1,20}$)[^:：]*[:：]")  # 责任编辑：张三、李四。
# What ends a body is a label or a line of a list; of whole sentences only such do.
_DISCLAIMED = re.compile(
    rf"{_OPEN}(?:.{{0,6}}声明|凡本网|转载请注明|未经授权|版权|本文(?:为|仅|只|不)|(?:文章|以上|文中)[^。]{{0,12}}(?:仅|不)代表|[如若]有侵权|感谢您的反馈|文明上网|(?:本网站?|本站)由)"
)


def tail_start(found: Sequence[Block], marks: Sequence[bool | None]) -> int:
    """Return the index of the block at which a body's tail of furniture begins; ``len(found)`` when it has none.

    ``marks`` are the blocks' ``prose_marks``.
    """
    teasers = teasers_of(found)
    weights = [
        len(block.text) if is_said and place not in teasers else 0
        for place, (block, is_said) in enumerate(zip(found, marks, strict=True))
    ]
    total, before = sum(weights), 0
    for index, block in enumerate(found):
        after = total - before
        if (
            len(block.text) <= 2 * LINE_MAX
            and not _is_sentence(block.text)
            and (
                (after <= TAIL_SHARE * total and _END.match(block.text))
                or (before >= BODY_SHARE * total and _LAST.match(block.text))
            )
        ):
            return index
        before += weights[index]
    return _entries_start(found, marks)


def _is_sentence(text: str) -> bool:
    """Return whether a line is a sentence of a text (上一篇论文发表于2020年。), neither a disclaimer nor a label with a name or two."""
    return text.endswith("。") and not (_LABEL.match(text) or _DISCLAIMED.match(text))


def _entries_start(found: Sequence[Block], marks: Sequence[bool | None]) -> int:
    """Return the index of the list of entries that ends a body, of its heading where it has one; ``len(found)`` without one."""
    start, entries = len(found), 0
    while start and (is_entry(found[start - 1]) or is_furniture(found[start - 1])):
        start -= 1
        entries += is_entry(found[start])
    if entries < ENTRIES_MIN or not any(marks[:start]):
        return len(found)
    # The names of a table's columns, and the heading above it.
    names = start - (found[start - 1].element.tag == "tr" == found[start].element.tag and not marks[start - 1])
    return names - (len(found[names - 1].text) <= HEADING_MAX and not marks[names - 1])
