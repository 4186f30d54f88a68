"""Pages in manners that a third blind set showed: old portals, site names as headings, long lists beside short texts, credits without labels."""

from .manners import FIRST, H1, INFO, LAST, LINES, MIDDLE, NUMBER, TITLE, Manner, page, ps
from .pages import FOOTER, NAVIGATION

NEWS = [f'<a href="/xw/2026/{n}.html">某某区扎实推进第{n}项重点改革任务落地见效的情况通报</a>' for n in range(1, 21)]
LIST = "".join(f"<li>{link}<span>2026-09-{n:02}</span></li>" for n, link in enumerate(NEWS, 1))
HOT = "".join(f"<tr><td>·{link}<br><font>(2026-09-{n:02})</font></td></tr>" for n, link in enumerate(NEWS, 1))
ROWS = "".join(
    f'<tr><td>{n}</td><td><a href="S.aspx?ID={n}">某某工作第{n}次年度报告</a></td><td>2026-04-{n:02}</td></tr>'
    for n in range(1, 13)
)
READINGS = "".join(
    f'<tr><td>2026-01-{n:02} 07:13</td><td>1.{n}</td><td><a href="/eq/{n}">某某州某某县</a></td></tr>'
    for n in range(1, 14)
)
FOOT = (
    '<div class="foot"><p>网站声明：本站提供的资料仅供参考，具体内容以正式文件为准，请各位用户知悉，如有出入，请与我们联系更正。</p>'
    "<p>为了更好的浏览体验，请使用新版浏览器访问本站，如遇问题，请拨打电话与我们联系，我们将尽快为您处理。</p></div>"
)
ONE = "因设备检修，9月9日8时至17时某某路停水，请居民提前储水。"
ASIDE = "问：企业如何申请研发补助，需要哪些材料，办理时限是多少？答：请登录平台，按要求提交材料，五个工作日内办结。"
STORY = "Example Ministry to expand research funding next year"
ENGLISH = (
    "The Ministry of Examples said on Tuesday that it will expand research funding next year, with a focus on basic science.",
    "Officials added that the plan would cover 12 provinces and more than 300 institutes by the end of the decade.",
)


def english(info: str, source: str) -> Manner:
    """Return a page in English with a header line."""
    html = f"<html><head><title>{STORY}</title></head><body><ul><li><a href=/>Home</a></li></ul><h1>{STORY}</h1><div>{info}</div>{ps(ENGLISH)}</body></html>"
    return Manner(html, source=source, first=ENGLISH[0], last=ENGLISH[1], title=STORY)


def credited(header: str, source: str | None = "某某市科技局") -> Manner:
    """Return a page with a header of its own."""
    return Manner(page(f"{H1}{header}<div>{ps()}</div>"), source=source)


OLD = {
    "broken headline beside a longer list": Manner(
        f"<html><head><title>某某县人民政府欢迎您！</title></head><body><table><tr><td><table><tr><td>热点新闻</td></tr>{HOT}</table></td><td><table>"
        f"<tr><td align=center><font size=4><b>{TITLE[:12]}<br>{TITLE[12:]}</b></font></td></tr><tr><td>[2026-09-08] 某某市科技局　　阅读：次<hr></td></tr>"
        f"<tr><td><p>{FIRST}<br><br>{LAST}<br></td></tr><tr><td>【打印】【关闭】</td></tr></table></td></tr></table></body></html>"
    ),
    "header line that is a link": Manner(
        page(
            f'<article>{H1}<div><span>发表于 <a href="/2026/09/1/"><time datetime="2026-09-08T11:08:33+08:00">2026年9月8日</time></a></span>'
            f'<span> 由 <a href="/author/a/">秘书处</a></span></div><div>{ps((FIRST, LAST))}</div></article><aside><h2>近期文章</h2><ul>{LIST}</ul></aside>'
        ),
        source=None,
    ),
    "number between headline and header": Manner(
        f"<html><head><title>..::某某县科学技术局::..</title></head><body><p align=center><b><font size=5>{TITLE}</font></b></p><p align=center>{NUMBER}</p><hr>"
        f"<p align=right>(信息来源：某某市科技局 &nbsp; 发布日期：2026年9月8日 &nbsp; 点击数：217)</p>{ps()}</body></html>",
        number=NUMBER,
    ),
    "text that is a file alone": Manner(
        f"<html><head><title>{TITLE}-某某区</title></head><body><div>您已进入网页主体区，共有1个区域、47个链接。</div><ul>{NAVIGATION}</ul><div>2026年11月1日 星期日</div>"
        f'<div>{H1}<ul><li>发布日期：2026-09-08</li><li>来源：<span></span></li></ul></div><p><a href="/u/1.pdf">{TITLE}.pdf</a></p><div><a>打印本页</a></div>'
        f"<div><h3>相关文章</h3><ul>{LIST}</ul></div>{FOOTER}</body></html>",
        source=None,
        first=f"{TITLE}.pdf",
        last=f"{TITLE}.pdf",
    ),
    "day of a speech above that of publication": Manner(
        page(
            f"<p class=title>{TITLE}</p><p>某某局局长<br>（2026年8月22日）</p><p>2026-09-08　08:51　文章来源：某某市科技局　【字号：大 小】</p><div>{ps()}</div>"
        )
    ),
    "note on how a decree was issued": Manner(
        page(
            f"<div class=t>{TITLE}</div><div>（2026年8月22日某某市人民政府令第287号公布）</div><div><em>2026-09-08</em>　<em>某某市科技局</em></div>{ps()}"
        ),
        number="某某市人民政府令第287号",
    ),
    "entries of its kind below the text": Manner(
        page(
            f"<div><div class=tit>{TITLE}</div>{INFO}<div>各县人民政府：<br>　　任命：<br>　　某某副局长1名，试用期一年。<br><div>某某市人民政府<br>2026年9月1日</div></div>"
            f"<div><span>本栏目信息</span><table>{ROWS}</table></div></div>"
        ),
        first="各县人民政府：",
        last="2026年9月1日",
    ),
    "table of readings below the text": Manner(
        page(
            f"<div><p class=tt>{TITLE}</p><p>发稿时间：2026年9月8日 04时46分　　稿源：某某市科技局</p><div><p>{FIRST}</p></div>"
            f"<div><h4>近期地震一览</h4><table><tr><th>时刻</th><th>震级</th><th>位置</th></tr>{READINGS}</table></div></div>"
        ),
        last=FIRST,
    ),
    "source as a picture": credited(
        '<div><a href="http://p.x"><img src="/l.png" alt="某某日报"></a><span>2026-09-08 07:15</span><span>作者：本报记者</span></div>',
        "某某日报",
    ),
    "two names of a source": credited("<div>发布时间：2026-09-08　来源：新华社 人民日报</div>", "新华社 人民日报"),
    "letters of a source set apart": credited("<div>发布时间：2026-09-08　来源：某 某 市 科 技 局</div>"),
    "office above the day": credited("<div>某某市科技局<br>2026-09-08 10:20</div>"),
    "office after brackets": credited("<div>[2026-09-08] 某某市科技局　阅读：3次</div>"),
    "headline of a newspaper's page": Manner(
        '<html><head><title>某某日报-数字报</title></head><body><table><tr><td>标题导航</td></tr><tr><td><a href="c1.htm">柿子红了</a></td></tr>'
        "</table><table><tr><td>2026年09月08日　星期二</td><td><a href=i.htm>返回首页</a></td></tr></table><div><table><tr><td><p style='font-size:25px'>"
        f"<strong>村口又闻锣鼓声</strong></p></td></tr><tr><td>作者：</td></tr></table>{ps()}</div></body></html>",
        title="村口又闻锣鼓声",
        source=None,
    ),
    "site's name as the first heading": Manner(
        page(
            f"<h1>某某市科学技术局</h1><h3>通知公告</h3><div><p align=center><font size=5>{TITLE}</font></p>{INFO}{ps()}</div>",
            title="某某市科学技术局网站",
        )
    ),
    "headline in a row of its table": Manner(
        page(
            f"<table><tr><th>标题</th><td>{TITLE}</td></tr><tr><th>发布时间</th><td>2026-09-08</td></tr><tr><th>来源</th><td>某某市科技局</td></tr></table><div>{ps()}</div>",
            title="信息详情",
        )
    ),
    "one line beside longer words of the site": Manner(
        page(
            f"<div><h2>停水公告</h2><div>发布时间：2026-09-08 来源：某某市科技局</div><div>{ONE}</div></div><div><h3>政策问答</h3><p>{ASIDE}</p><ul>{LIST}</ul></div>{FOOT}",
            title="停水公告-某某市科技局",
        ),
        title="停水公告",
        first=ONE,
        last=ONE,
    ),
    "one line below a day alone": Manner(
        page(f"<div><h1>{TITLE}</h1><p>2026-09-08</p><div><p>{ONE}</p></div></div>{FOOT}"),
        source=None,
        first=ONE,
        last=ONE,
    ),
    "lines that tell where to write": Manner(
        page(
            f"{H1}{INFO}<div>{ps((*LINES, '联系地址：某某市某某路1号，邮政编码：100000', '监督举报电话：010-12345678'))}</div>"
        ),
        last="监督举报电话：010-12345678",
    ),
    "English line with a day and a medium": english("Updated: September 8, 2026 09:30&nbsp;&nbsp;Xinhua", "Xinhua"),
    "English medium in brackets": english("(Xinhua) 21:30, September 08, 2026", "Xinhua"),
    "English office after its label": english(
        "Last modified: 2026-09-08 10:22<br>From: Ministry of Examples", "Ministry of Examples"
    ),
    "styles that Word left": Manner(
        page(
            f"{H1}{INFO}<div><p>@font-face {{ font-family: 宋体; }} @page Section1 {{ size: 595.3pt; }}</p>"
            f"<p>Normal 0 7.8 磅 0 2 false false false EN-US ZH-CN X-NONE</p>{ps()}</div>"
        )
    ),
    "letter and answer in a table": Manner(
        page(
            f"<table><tr><td>信件标题</td><td>{TITLE}</td></tr><tr><td>来信时间</td><td>2026-09-01 10:10</td></tr><tr><td>来信内容</td><td>{FIRST}</td></tr>"
            f"<tr><td>答复单位</td><td>某某支队</td></tr><tr><td>答复时间</td><td>2026-09-08 09:30</td></tr><tr><td>答复内容</td><td>{LAST}</td></tr></table>",
            title="信件详情_某某市长信箱",
        ),
        source=None,
        last=f"答复内容 | {LAST}",
    ),
    "letter and answer in boxes": Manner(
        page(
            f"<div><h2>{TITLE}</h2><div>来信人：张** 来信时间：2026-09-01</div><div><b>来信内容：</b><p>{FIRST}</p></div>"
            f"<div><div>回复时间：2026-09-08</div><b>回复内容：</b>{ps((MIDDLE, MIDDLE[::-1], LAST))}</div></div>"
        ),
        source=None,
    ),
    "short notice without a header": Manner(
        page(f"<div><h1>停水通知</h1><div><p>{ONE}</p></div></div><ul>{LIST}</ul>", title="停水通知-某某网"),
        title="停水通知",
        day=None,
        source=None,
        first=ONE,
        last=ONE,
    ),
}
