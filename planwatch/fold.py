"""Texts folded for telling copies: one sign for each character and number, and no lines about the page itself."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from opencc import OpenCC

from planwatch import quantities
from planwatch.text import clean, comparable

# A line about the page: credits, editors, share bars, view counts. A longer one is a sentence of the text or a paragraph that
# was merged with such a line; a shorter one may still be of the text (全民阅读, 3D打印, 版权保护), so each word needs its mark.
_PAGE_LINE_LIMIT = 60
_PAGE_LINE = re.compile(
    r"(?=[来稿责编校审原字打 \[【(关扫阅浏点访分相上下版免转延作仅图侵公共往星评])"  # of most signs this line alone is tried
    r"(?:来源[:/]|稿源|责编|责任编辑|编辑:|校对:|审核:|原标题:|原文(?:链接|来自|来源|刊|见)|字体[: 大]|字号[: 大]|(?:^|[ \[【(])打印|关闭窗口|扫一扫|扫.{0,8}二维码"
    r"|(?:阅读|浏览|点击|访问)(?:次数|量|数|率|全文)?[:(]|分享(?:到|至|:)|相关(?:链接|阅读|报道|新闻)|^\W*相关\W|[上下]一篇|版权所有|免责|转载(?:请|自|此)"
    r"|^编(?:者按|后)|延伸阅读|作者单位|仅代表作者|图片来(?:自|源)|侵删|公众号|阅读原文|往期(?:推荐|回顾|精选|文章)|星标|点.{0,3}在看|评论 ?\(\d|[上下]一页|共\d{1,3}页)"
)
_DAY, _MINUTE = r"\d{4} ?[-./年] ?\d{1,2} ?[-./月] ?\d{1,2}日?", r" ?\d{1,2}:\d{2}(?::\d{2})?"
# Other lines of a page: where it stands in the site, its buttons, what a photograph shows, what an interviewer asks, an advertisement,
# and the minute it came out, with a site's name before and its readers behind.
_ASIDE = re.compile(
    r"您?(?:当前|现在|所在)的?位置|首页 ?[>›»|-]|(?:(?:点赞|收藏|评论|微信|微博|朋友圈|qq空间|复制链接|打印|转发|分享|纠错|我要|本页|[大中小])"
    r"[\s\d|【】\[\]、]*|【)+】?$|热门(?:标签|推荐|文章)|(?:发表|发布|更新)于 ?\d{4}|图(?:为|[①-⑨\d] ?:)|▲|.{0,24}\((?:资料|示意|网络)图片?\)$"
    rf"|(?:问|记者|网友) ?:.*\?$|(?=.*[^\W\d年月日])[^\d,。]{{0,16}}{_DAY}{_MINUTE}[^,。]{{0,16}}$"
    r"|\W*(?:广告|赞助|推广)\W|\W*广告\W*$|.*(?:摄|供图)\)?$"
)
# The second at which a video shows a paragraph.
_SHOWN_AT = re.compile(r"^[\[(]\d{1,2}:\d{2}(?::\d{2})?[\])] ?", re.MULTILINE)
# A line whose letters stand apart, as converters of PDF leave them.
_SPACED = re.compile("(?:[\u4e00-\u9fff] ){3}[\u4e00-\u9fff]")
_TAG = re.compile(r"</?[a-z][^<>\n]{0,80}>")
# 《》 as keyboards and converters leave them; a tag begins with a Latin letter.
_BOOK_MARKS = re.compile("<([\u4e00-\u9fff][^<>\n]{3,79})>")
# The day the page appeared is the page's own, wherever a paragraph was merged around it.
_PAGE_DAY = re.compile(
    rf"(?:发布|公布|公开|更新|刊发|刊登|刊载|转载|上传|上网|发表|发稿|推送|录入|收录)(?:日期|时间) ?:? ?{_DAY}(?:{_MINUTE})?"
)
# What a page says of the rest of a text that it cut, wherever in a line.
_REST = re.compile(
    r"[(\[【](?:节?选|(?:未完|全文[见请]|有删[节改]|有改动|下转第|上接第|接上[页期]|本文有)[^()\[\]【】\n]{0,20})[)\]】]|展开(?:剩余内容|全文|阅读全文)|\[阅读全文]"
)
# 新华社北京4月24日电（记者某某）: who sent the report and from where, at the head of a line.
_DATELINE = re.compile(r"^[^\n。,]{0,20}?\d{1,2}月\d{1,2}日[电讯](?:\([^)\n]{0,40}\))?", re.MULTILINE)
# A line of another language: an abstract, an address. Texts that are English throughout have such lines only.
_FOREIGN = re.compile(r"[^\u4e00-\u9fff]*[a-z][^\u4e00-\u9fff]{40,}")
# So many lines of one length, and more than half of all, were wrapped.
_WRAPPED_LINES = 4
_NOT_SIGN = re.compile(r"[^\w《》\0]+|_")
# The two planes for private use have room for 131,072 different numbers in one pair of texts; any more share the last sign.
_FIRST_SIGN, _LAST_SIGN = 0xF0000, 0x10FFFF
# The wide signs that nearly every Chinese text holds, by what NFKC makes of each alone.
_NARROW = tuple(zip("，：；！？（）％～　", ",:;!?()%~ ", strict=True))
# A text is compared with its candidates in a row, and an original with its copies: a few hundred texts of some kilobytes.
_KEPT_TEXTS = 512

# Letters that texts of today hold only where 市 or 日 was misread, and those that Taiwan writes where the mainland has one that
# is also a traditional letter of its own: OpenCC's t2s leaves 著陸 as 著陆.
_ONE_LETTER = dict(zip(map(ord, "巿曰著藉瞭覆妳"), "市日着借了复你", strict=True))

# No sign of a folded text: clean leaves no control character.
_NUMBER = "\0"

# Letters, and the words of the number that follows them.
Part = tuple[str, tuple[str, ...]]


def nfkc(text: str) -> str:
    """Return a text in NFKC; with its wide punctuation replaced beforehand, nearly every Chinese text is in it and returned as it is."""
    for wide, narrow in _NARROW:
        text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", text)


@cache
def simplified() -> dict[int, str]:
    """Return the table of traditional characters that have a simplified one, by OpenCC, character by character."""
    signs = [chr(code) for code in range(0x3400, 0xA000)]
    simple = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    return {ord(sign): plain for sign, plain in zip(signs, simple, strict=True) if sign != plain} | _ONE_LETTER


@cache
def _traditional() -> re.Pattern[str]:
    """Return what finds a character of the table; most texts have none, and translating takes as long as the rest of folding."""
    return re.compile(f"[{''.join(map(chr, simplified()))}]")


@lru_cache(maxsize=_KEPT_TEXTS)
def letters(text: str) -> str:
    """Return the letters and digits alone, with entities undone; two texts of the same letters are exact copies."""
    return comparable(nfkc(html.unescape(text)))


def plain(text: str) -> str:
    """Return the text in one spelling: NFKC, simplified, lower case, without entities, tags and unseen characters."""
    folded = nfkc(_TAG.sub("", clean(html.unescape(text))))
    if _traditional().search(folded):
        folded = folded.translate(simplified())
    folded = folded.lower()
    return "\n".join(map(_closed, folded.split("\n"))) if " " in folded and _SPACED.search(folded) else folded


def _closed(line: str) -> str:
    """Return a line without the spaces that stand after every other sign."""
    return line.replace(" ", "") if _SPACED.search(line) and line.count(" ") * 5 >= len(line) * 2 else line


def body(text: str) -> str:
    """Return the text itself in one spelling, without datelines and the page's lines."""
    whole = _REST.sub("", _BOOK_MARKS.sub(r"《\1》", plain(text)))
    lines = (line for line in _unwrapped(whole.split("\n")) if not _is_of_page(line))
    return _SHOWN_AT.sub("", _PAGE_DAY.sub("", _DATELINE.sub("", "\n".join(lines))))


def _is_of_page(line: str) -> bool:
    short = len(line) <= _PAGE_LINE_LIMIT
    return (short and bool(_PAGE_LINE.search(line) or _ASIDE.match(line))) or bool(_FOREIGN.fullmatch(line))


def _unwrapped(lines: list[str]) -> list[str]:
    """Return the lines, or one where most of them are of one length: text that was copied from a PDF is cut anywhere."""
    lengths = Counter(map(len, lines))
    length, count = lengths.most_common(1)[0]
    return ["".join(lines)] if count >= _WRAPPED_LINES and count * 2 > len(lines) and length > 1 else lines


@lru_cache(maxsize=_KEPT_TEXTS)
def parts(text: str) -> tuple[Part, ...]:
    """Return what a text is spelled from: its letters and 《》, and after each stretch of them the words of a number, () at the end."""
    return parts_of(body(text))


def parts_of(folded: str) -> tuple[Part, ...]:
    """Return what a text in one spelling is spelled from, as ``parts`` does."""
    words: list[tuple[str, ...]] = []

    def drawn(number: re.Match[str]) -> str:
        words.append(quantities.words(number))
        return _NUMBER

    letters = _NOT_SIGN.sub("", quantities.QUANTITY.sub(drawn, folded)).split(_NUMBER)
    return tuple(zip(letters, [*words, ()], strict=True))


class Signs:
    """One alphabet for a pair of texts, in which every number is one sign, so that numbers are aligned whole."""

    def __init__(self) -> None:
        """Begin without any number; ``numbers`` tells what each sign that was given out means."""
        self.numbers: dict[str, str] = {}
        self._signs: dict[str, str] = {sign: sign for sign in "年月日"}

    def spell(self, parts: Iterable[Part]) -> str:
        """Return the letters, 《》 and numbers of a text, one sign each."""
        return "".join([letters + "".join(map(self._sign, words)) for letters, words in parts])

    def _sign(self, word: str) -> str:
        sign = self._signs.get(word)
        if sign is None:
            sign = chr(min(_FIRST_SIGN + len(self.numbers), _LAST_SIGN))
            self._signs[word] = sign
            self.numbers[sign] = word
        return sign
