"""Credit lines: what a page says of itself and of who brought the text, and what is no part of the text.

Stricter than planwatch.fold, which may drop a line of the text from a comparison: what is taken for a credit here is told last. So
资金来源, 审核程序 and 尽职免责 are words of the text, and 发文字号 is a fact of the document.
"""

import re
from functools import lru_cache

from planwatch import fold

# Credits of the labelled set and of real pages have up to about 80 letters; a longer piece is a sentence of the text.
_LIMIT = 120
_PEOPLE = (
    "(?:本报|本网|本刊|值班|责任|执行|见习|实习|首席|特约|网络|[一二三]审)?"
    "(?:编辑|责编|主编|美编|校对|审核|审签|初审|复审|终审|监制|策划|记者|通讯员|作者|供稿|撰稿|整理|摄影|制图|文|图|审)"
)
_FROM = "(?:稿件|文章|信息|新闻|内容|图片|资料|本文)?(?:来源|稿源|出处)|原标题|原题|原文链接"
_DAY = r"\d{4} ?[-./年] ?\d{1,2} ?[-./月] ?\d{1,2}日?(?: ?\d{1,2}:\d{2}(?::\d{2})?)?"
_HOUSE = "(?:本报|本网|本台|本刊|社|报|网|台|新闻|在线)"
_CREDIT = re.compile(
    # 来源：示例报, （责任编辑：甲　校对：乙）, 2026-11-03 21:05　来源：示例报, 发布日期：2026-11-03
    rf"^\W*(?:{_FROM}) ?[:/|丨]|^\W*(?:(?:{_PEOPLE})(?:[/、](?:{_PEOPLE}))* ?[:/|丨] ?[\w·、 ]{{1,16}}\W*)+$"
    rf"|^\W*{_DAY}\W+(?:{_FROM}|浏览|阅读|点击|字[体号]|分享|作者|编辑)|^\W*(?:发布|更新|刊发|上传)(?:日期|时间) ?:? ?{_DAY}.{{0,40}}$"
    # （转自某网，有删节）, (记者 某某), 【本文有改动】
    rf"|^[(\[【][^)\]】]*(?:转自|转载|摘自|原载|删节|删减|改动|综合|{_FROM}|记者|通讯员|编辑|供稿|摄影)[^)\]】]*[)\]】][。. ]*$"
    # 本报讯（记者 某某）, 某某网11月3日消息, 本报记者 某某, 新华社北京11月3日电
    rf"|^\W*[^,。;:]{{0,20}}{_HOUSE}[^,。;:]{{0,16}}(?:[讯电]|消息)(?:\([^)]*\))?[\s,:]*$"
    r"|^\W*(?:本报|本网|本台|本刊|见习|特约)?记者 ?[\w·]{2,4}\W*$|^\W*[^,。;:]{{0,24}}\d日[讯电](?:\([^)]*\))?[\s,:]*$"
    # 本网转载此文…, 本文不代表本站观点, 版权归原作者, 扫一扫关注…
    r"|本(?:网|站|报|刊|文|公众号|平台)[^。]{0,20}(?:转载|转自|编辑|整理|删节|删减|版权|观点|立场|声明|授权|编发|独家|来源|无关)"
    r"|不代表本|版权归|版权所有[:,。 ]|^\W*免责声明|以上内容仅|仅供参考|更多(?:资讯|精彩)|扫.{0,8}二维码|扫一扫|关注.{0,12}公众号"
    r"|点击.{0,8}(?:原文|查看)|阅读(?:全文|原文)|^\W*(?:相关|推荐|热门|延伸|更多)(?:推荐|阅读|链接|报道|新闻|内容)(?:\W|$)"
    # 【字体：大 中 小】 打印, 分享到：微信, 上一篇：…
    r"|^\W*字[体号] ?:|^\W*分享(?:到|至)? ?:|(?:^|[\s\[【|])(?:打印|关闭窗口)(?:$|[\s\]】|])|^\W*[上下]一篇"
)


@lru_cache(maxsize=4096)
def is_credit(text: str) -> bool:
    """Return whether a line, a sentence or an insertion is a credit: source, byline, dateline, editor, share bar, disclaimer."""
    plain = fold.plain(text)
    return len(plain) <= _LIMIT and bool(_CREDIT.search(plain))
