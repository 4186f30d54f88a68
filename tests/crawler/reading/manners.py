"""Pages in the manner of the content systems that Chinese government and news sites run, written for the tests."""

from typing import NamedTuple

from .pages import FOOTER, NAVIGATION

TITLE = "某某市科技局召开科技创新发展规划推进会"
FIRST = "9月8日，某某市科技局召开科技创新发展规划推进会，总结上半年工作，研究部署下一阶段重点任务。"
MIDDLE = "会议指出，今年以来全市研发投入强度达到2.8%，高新技术企业净增112家，技术合同成交额同比增长15%。"
LAST = "会议要求，各科室要对照规划目标逐项抓好落实，确保全年任务如期完成。"
LINES = (FIRST, MIDDLE, LAST)
NUMBER = "某科发〔2026〕12号"
OTHERS = "".join(
    f'<li><a href="/art/{n}.html">某某区推动第{n}项改革落地见效</a> 2026-09-0{n}</li>' for n in range(1, 7)
)
SHARE = '<div class="bshare">分享到：<a href="#">微信</a> <a href="#">新浪微博</a> <a href="#">QQ空间</a></div>'
NEIGHBOURS = '<p>上一篇：<a href="1.html">某某局召开例会</a></p><p>下一篇：<a href="3.html">关于某事的公告</a></p>'


class Manner(NamedTuple):
    """A page and what stands on it."""

    html: str
    day: str | None = "2026-09-08"
    source: str | None = "某某市科技局"
    number: str | None = None
    first: str = FIRST
    last: str = LAST
    title: str = TITLE


def ps(lines: tuple[str, ...] = LINES, tag: str = "p") -> str:
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines)


def page(main: str, head: str = "", title: str = f"{TITLE}-某某市科技局") -> str:
    place = '<div class="wz">您当前的位置：<a href="/">首页</a> &gt; <a href="/xw">新闻</a> &gt; 正文</div>'
    return (
        f"<html><head><title>{title}</title>{head}</head><body><ul>{NAVIGATION}</ul>{place}{main}{FOOTER}</body></html>"
    )


META = (
    f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2026-09-08 10:30:00">'
    '<meta name="ContentSource" content="某某市科技局"><meta name="SiteName" content="某某市科技局">'
)
H1 = f"<h1>{TITLE}</h1>"
INFO = "<div>发布时间：2026-09-08　来源：某某市科技局</div>"

MANNERS = {
    "TRS with meta, tools and related": Manner(page(
        f'<div class="xl"><h1 class="bt">{TITLE}</h1><div class="xx"><span>日期：2026-09-08 10:30</span><span>来源：某某市科技局</span>'
        '<span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span><span>浏览次数：<i>12</i></span></div>'
        f'<div class="TRS_Editor"><div class="TRS_PreAppend">{ps()}</div></div>'
        f'<div class="gn">打印 关闭</div>{SHARE}<div class="xg"><h3>相关链接</h3><ul>{OTHERS}</ul></div></div>', META)),
    "Hanweb jpage with table header": Manner(page(
        f'<table><tr><td class="title">{TITLE}</td></tr><tr><td>发布时间：2026-09-08</td><td>来源：某某市科技局</td>'
        '<td>浏览次数：<script>x()</script></td><td>字号：[ 大 中 小 ]</td></tr>'
        f'<tr><td><div id="zoom"><!--ZJEG_RSS.content.begin-->{ps()}<!--end--></div></td></tr>'
        '<tr><td>【打印本页】 【关闭窗口】</td></tr></table>')),
    "vsb with click script and neighbours": Manner(page(
        f'<form name="_newscontent_fromname"><div class="v_news"><h1>{TITLE}</h1><div>发布日期：2026年09月08日&nbsp;&nbsp;作者：张三&nbsp;&nbsp;'
        '来源：某某市科技局&nbsp;&nbsp;点击：[<span id="dyn"></span>]</div>'
        f'<div id="vsb_content_2"><div class="v_news_content">{ps()}</div></div><p>附件【<a href="/x.docx">规划.docx</a>】已下载<span>3</span>次</p>{NEIGHBOURS}</div></form>')),
    "gkmlpt table of disclosure": Manner(page(
        '<div class="classify"><table><tbody><tr><td class="first">索引号:</td><td>11440000/2026-00012</td><td class="first">分类:</td><td>科技</td></tr>'
        '<tr><td class="first">发布机构:</td><td>某某市科技局</td><td class="first">成文日期:</td><td>2026-09-01</td></tr>'
        f'<tr><td class="first">名称:</td><td colspan="3">{TITLE}</td></tr>'
        f'<tr><td class="first">文号:</td><td>{NUMBER}</td><td class="first">发布日期:</td><td>2026-09-08</td></tr>'
        '<tr><td class="first">主题词:</td><td></td></tr></tbody></table></div>'
        f'<h1 class="title document-number">{TITLE}</h1><div class="doc-meta">发布日期：2026-09-08 浏览次数：<span>5</span>次</div>'
        f'<div class="article-content">{ps()}</div><div class="share">分享到： <a>微信</a></div>'), source=None, number=NUMBER),
    "Epoint with hidden input": Manner(page(
        f'<div class="ewb-details"><h2 class="ewb-details-title">{TITLE}</h2><div class="ewb-details-sub">【信息时间：2026/9/8&nbsp;&nbsp;阅读次数：<script></script>】'
        f'&nbsp;<a>【我要打印】</a><a>【关闭】</a></div><div class="ewb-details-info" id="infocontent">{ps()}</div></div>'), source=None),
    "a 135 editor of nested sections": Manner(page(
        f'{H1}<p class="info">来源：某某市科技局 时间：2026-09-08</p><div id="js_content"><section><section style="a"><section><p><span><strong>{FIRST}</strong></span></p></section></section></section>'
        f'<section><section><p><img src="a.jpg"></p></section><section><section><p><span>{MIDDLE}</span></p></section></section></section><section><p><span>{LAST}</span></p></section></div>'
        f'<p>编辑：李四</p><p>审核：王五</p>')),
    "paragraphs in divs": Manner(page(
        f'<div class="detail"><div class="d-tit">{TITLE}</div><div class="d-time">2026-09-08 来源：某某市科技局</div><div class="d-con">{ps(tag="div")}<div>（责任编辑：张三）</div></div></div>')),
    "paragraphs parted by br": Manner(page(
        f'{H1}<div>时间：2026-09-08 09:00 &nbsp; 信息来源：某某市科技局 &nbsp; 点击数：8</div><div class="c">　　{FIRST}<br/>　　{MIDDLE}<br>　　{LAST}<br><br>【关闭窗口】</div>')),
    "tables as layout": Manner(page(
        f'<table width="980"><tr><td width="200"><table>{"".join(f"<tr><td><a href={n}>栏目{n}</a></td></tr>" for n in range(9))}</table></td>'
        f'<td><table><tr><td align="center"><b>{TITLE}</b></td></tr><tr><td align="center">来源：某某市科技局　日期：2026-09-08　点击：9</td></tr>'
        f'<tr><td>{ps()}</td></tr><tr><td align="right">作者：张三　　编辑：李四</td></tr></table></td></tr></table>')),
    "facts in meta alone": Manner(page(f'{H1}<div class="con">{ps()}</div>', META), day="2026-09-08"),
    "each fact on a line of its own": Manner(page(
        f'{H1}<ul class="info"><li>来源：</li><li>某某市科技局</li><li>发布时间：</li><li>2026-09-08 10:30</li><li>浏览量：3</li></ul><div>{ps()}</div>')),
    "editor and reviewers at the end": Manner(page(
        f"{H1}<div>来源：某某市科技局　发布日期：2026-09-08</div><div>{ps()}<p>编辑：张三</p><p>审核：李四</p><p>终审：王五</p><p>一审：张三　二审：李四　三审：王五</p></div>")),
    "initial and final reviewers without colon marks": Manner(page(
        f"{H1}<div>来源：某某市科技局　发布日期：2026-09-08</div><div>{ps()}<p>初审：张三　复审：李四　终审：王五</p><p>供稿单位：规划处</p><p>图文：张三</p></div>")),
    "copyright inside the container": Manner(page(
        f'{H1}<div>2026-09-08 10:30:00 来源： 某某市科技局</div><div class="article">{ps()}<p>版权声明：凡本网注明“来源：某某市科技局”的作品，均为本网合法拥有版权，未经授权不得转载。</p></div>')),
    "scan block and keywords": Manner(page(
        f'{H1}<div>发布时间：2026-09-08　来源：某某市科技局</div><div><div id="con">{ps()}</div><div class="ewm"><p>扫一扫在手机打开当前页</p></div><div>关键词：规划 创新</div><div>【字号：大 中 小】</div></div>')),
    "attachments below the text": Manner(page(
        f'{H1}<div>发布时间：2026-09-08　来源：某某市科技局</div><div><div id="con">{ps()}</div><div class="fj"><h3>附件下载：</h3><ul><li><a href="a.pdf">1.规划全文.pdf</a></li></ul></div></div><div>{NEIGHBOURS}</div>')),
    "a subtitle and a byline above the text": Manner(page(
        f'{H1}<h2>——上半年全市科技工作综述</h2><div>2026年09月08日 08:15 来源：某某市科技局</div><div>{"<p>□ 本报记者 张三 通讯员 李四</p>"}{ps()}</div>')),
    "a caption below a picture above the text": Manner(page(
        f'{H1}<div>2026年09月08日 08:15 来源：某某市科技局</div><div><p align="center"><img src="1.jpg"></p><p align="center">推进会现场。张三 摄</p>{ps()}<p align="center">图为会议现场（张三 摄）</p></div>'),
        last="图为会议现场（张三 摄）"),
    "a lead in a box": Manner(page(
        f'{H1}<div>2026-09-08 来源：某某市科技局</div><div class="zy">摘要：{FIRST}</div><div class="con">{ps()}</div>')),
    "a desktop copy and a phone copy": Manner(page(
        f'<div class="pc"><h1>{TITLE}</h1><div>来源：某某市科技局 时间：2026-09-08</div><div class="TRS_UEDITOR">{ps()}</div></div>'
        f'<div class="wap"><h2>{TITLE}</h2><span>2026-09-08</span><div class="con">{ps()}</div></div>')),
    "an order with its salutation": Manner(page(
        f"<h1>某某市科技局关于印发规划的通知</h1><p>{NUMBER}</p><div>发布时间：2026-09-08　来源：某某市科技局</div><div><p>各县区人民政府：</p>{ps()}<p>某某市科技局</p><p>2026年9月1日</p></div>",
        title="某某市科技局关于印发规划的通知"), number=NUMBER, first="各县区人民政府：", last="2026年9月1日", title="某某市科技局关于印发规划的通知"),
    "numbered headings": Manner(page(
        f"{H1}<div>发布时间：2026-09-08　来源：某某市科技局</div><div><p>一、总体要求</p>{ps()}</div>"), first="一、总体要求"),
    "a hot list beside the text": Manner(page(
        f'<div class="l">{H1}<div>某某市科技局　2026-09-08　字号：T|T</div><div class="t">{ps()}</div></div><div class="r"><h3>热点新闻</h3><ul>{OTHERS}</ul></div>')),
    "a date split over spans": Manner(page(
        f'{H1}<div class="info"><span class="year">2026年</span><span>09月08日</span> <span>来源</span><span>：</span><span>某某市科技局</span></div><div>{ps()}</div>')),
    "the source of an agency with editors in a line": Manner(page(
        f'{H1}<div>2026-09-08 10:10 <a href="http://x.cn">某某市科技局</a> 编辑：张三 我要评论</div><div>{ps()}<p>[责任编辑：张三]</p></div>')),
    "publication after the text": Manner(page(
        f'{H1}<div class="con">{ps()}</div><div class="info"><span>信息来源：某某市科技局</span><span>发布日期：2026-09-08</span></div>')),
    "reading tools in the container": Manner(page(
        f'{H1}<div class="ly">来源：某某市科技局 | 发布时间：2026-09-08 | 语音播报：<a>播放</a></div><div id="UCAP-CONTENT"><div class="gj">【打印】【纠错】<span>A+</span> <span>A-</span></div>{ps()}'
        '<div class="wx">打开微信，点击底部的“发现”，使用“扫一扫”即可将网页分享至朋友圈。</div><div>主办单位：某某市科技局</div></div>')),
}  # fmt: skip
