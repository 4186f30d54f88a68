"""Pages whose headline, day, source or number stand in an unusual place or form."""

from .manners import FIRST, H1, INFO, LINES, MIDDLE, NUMBER, TITLE, Manner, page, ps

FACTS = {
    "gov.cn pages": Manner(
        page(
            f'<div class="article oneColumn"><h1>{TITLE}</h1><div class="pages-date">2026-09-08 10:30 <span class="font">来源： 某某市科技局</span><div class="pages-date-tools"><span>字体：<b>大</b><b>中</b><b>小</b></span><span>打印</span><div class="share">|</div></div></div><div class="pages_content" id="UCAP-CONTENT">{ps()}</div><div class="editor">责任编辑：张三</div><div>扫一扫在手机打开当前页</div></div>'
        )
    ),
    "br in h1": Manner(page(f"<h1>某某市科技局召开<br>科技创新发展规划推进会</h1>{INFO}<div>{ps()}</div>")),
    "title repeated bold in body": Manner(
        page(f'{H1}{INFO}<div><p style="text-align:center"><strong>{TITLE}</strong></p>{ps()}</div>')
    ),
    "title site first": Manner(
        page(f'<div class="a">{TITLE}</div>{INFO}<div>{ps()}</div>', title=f"某某市科技局 - 新闻动态 - {TITLE}")
    ),
    "title only site": Manner(page(f"<h3>{TITLE}</h3>{INFO}<div>{ps()}</div>", title="某某市科技局")),
    "title with spaces": Manner(
        page(f'<h2 class="tit">某某市科技局 召开科技创新发展规划推进会</h2>{INFO}<div>{ps()}</div>'),
        title="某某市科技局 召开科技创新发展规划推进会",
    ),
    "empty source": Manner(
        page(f"{H1}<div>来源：　发布时间：2026-09-08　浏览次数：55</div><div>{ps()}</div>"), source=None
    ),
    "empty source last then tools": Manner(
        page(
            f"{H1}<div><span>发布时间：2026-09-08</span><span>来源：</span></div><div>【字体：大 中 小】</div><div>{ps()}</div><div>上一篇：<a href=1>某某局召开会议</a></div>"
        ),
        source=None,
    ),
    "empty source last": Manner(
        page(
            f"{H1}<div><p>发布时间：2026-09-08</p><p>来源：</p></div><div>{ps()}</div><div>某某市科技局政务网版权所有</div>"
        ),
        source=None,
    ),
    "author no label": Manner(page(f"{H1}<div>2026-09-08　张三</div><div>{ps()}</div>"), source=None),
    "weekday": Manner(page(f"{H1}<div>2026年9月8日 星期二</div><div>{ps()}</div>"), source=None),
    "weekday top": Manner(
        page(f"<div>今天是2026年11月22日 星期日</div>{H1}<div>发布日期：2026/09/08 10:22:11</div><div>{ps()}</div>"),
        source=None,
    ),
    "number parens": Manner(
        page(f'{H1}{INFO}<div><p style="text-align:center">（{NUMBER}）</p>{ps()}</div>'), number=NUMBER
    ),
    "number label two-line": Manner(
        page(
            f'<div class="t"><p>发文字号</p><p>{NUMBER}</p><p>发布机构</p><p>某某市科技局</p><p>发布日期</p><p>2026-09-08</p></div><h1>{TITLE}</h1><div>{ps()}</div>'
        ),
        number=NUMBER,
        source=None,
    ),
    "policy table dl": Manner(
        page(
            f"<dl><dt>索 引 号：</dt><dd>M0001/2026-00012</dd><dt>发文字号：</dt><dd>某科发[2026]12号</dd><dt>发文机关：</dt><dd>某某市科技局</dd><dt>发布日期：</dt><dd>2026年09月08日</dd><dt>有效性：</dt><dd>有效</dd></dl><h1>{TITLE}</h1><div>{ps()}</div>"
        ),
        number="某科发[2026]12号",
        source=None,
    ),
    "decree number": Manner(
        page(f"{H1}{INFO}<div><p align=center>某某市人民政府令</p><p align=center>第 312 号</p>{ps()}</div>"),
        number="某某市人民政府令第312号",
    ),
    "announcement number": Manner(
        page(f"{H1}{INFO}<div><p align=center>2026年第5号</p>{ps()}</div>"), number="2026年第5号"
    ),
    "video tip": Manner(page(f"{H1}{INFO}<div><p>您的浏览器不支持video标签</p><p>视频加载中...</p>{ps()}</div>")),
    "listen": Manner(page(f"{H1}{INFO}<div><div>听新闻</div><div>0:00 / 3:20</div>{ps()}</div>")),
    "editor note": Manner(
        page(f"{H1}{INFO}<div><p>编者按：今年是规划实施的关键之年，本网推出系列报道。</p>{ps()}</div>"),
        first="编者按：今年是规划实施的关键之年，本网推出系列报道。",
    ),
    "credits slash": Manner(page(f"{H1}{INFO}<div>{ps()}<p>文/张三 图/李四</p></div>")),
    "credits bar": Manner(
        page(f"{H1}{INFO}<div>{ps()}<p>来源丨某某日报</p><p>编辑丨张三</p><p>责编丨李四</p><p>监制丨王五</p></div>")
    ),
    "paren dept": Manner(page(f"{H1}{INFO}<div>{ps()}<p>（规划处 供稿）</p></div>")),
    "paren name": Manner(page(f"{H1}{INFO}<div>{ps()}<p>（张三）</p></div>")),
    "public note": Manner(page(f"{H1}{INFO}<div>{ps()}<p>（此件公开发布）</p></div>"), last="（此件公开发布）"),
    "related wide": Manner(
        page(
            f'{H1}{INFO}<div class="c"><div class="con">{ps()}</div><div class="xgwd"><div class="h">相关文档</div><p><a href="a">《某某规划》政策解读</a></p><p><a href="b">一图读懂</a></p></div></div>'
        )
    ),
    "related prose": Manner(
        page(
            f'{H1}{INFO}<div class="c"><div class="con">{ps()}</div><div class="rec"><h4>推荐阅读</h4><div><a href=a>某某事</a><p>近日，另外一件事情发生了，记者前往采访，了解到更多的情况。</p></div><div><a href=b>某某事二</a><p>近日，再一件事情发生了，记者前往采访，了解到许多情况。</p></div></div></div>'
        )
    ),
    "comments": Manner(
        page(
            f'{H1}{INFO}<div class="c"><div class="con">{ps()}</div><div class="pl"><h4>网友评论</h4><p>说得好，支持！</p><p>什么时候落实，请公布进度？</p><p>文明上网理性发言，请遵守评论服务协议。</p></div></div>'
        )
    ),
    "disclaimer": Manner(
        page(
            f'{H1}{INFO}<div class="c"><div class="con">{ps()}</div><div>本网站转载此文仅为传播信息，不代表本网观点，如有侵权请联系删除。</div></div>'
        )
    ),
    "dissent2": Manner(page(f'{H1}{INFO}<div class="c">{ps()}<p>（本文仅代表作者个人观点，与本网无关。）</p></div>')),
    "script in body": Manner(
        page(f'{H1}{INFO}<div class="c">{ps()}<p><script>var a="正文，脚本。";</script></p><style>.a{{}}</style></div>')
    ),
    "spaces nbsp": Manner(
        page(
            f"{H1}<div>发布时间:2026-09-08 10:00&nbsp;&nbsp;|&nbsp;&nbsp;来源:某某市科技局&nbsp;&nbsp;|&nbsp;&nbsp;作者:张三&nbsp;&nbsp;|&nbsp;&nbsp;阅读:100</div><div>"
            + "".join(f"<p>&nbsp;&nbsp;&nbsp;&nbsp;{line}</p>" for line in LINES)
            + "</div>"
        )
    ),
    "fields apart": Manner(page(f"{H1}<div><em>2026</em>-<em>09</em>-<em>08</em></div><div>{ps()}</div>"), source=None),
    "source brackets": Manner(
        page(f"{H1}<div>[来源：某某市科技局] [时间：2026-09-08] [浏览：33]</div><div>{ps()}</div>")
    ),
    "source link": Manner(
        page(f'{H1}<div>2026年09月08日 10:30 | 来源：<a href="http://p.cn">某某市科技局</a></div><div>{ps()}</div>')
    ),
    "source with author": Manner(
        page(f"{H1}<div>来源：某某市科技局 张三 2026-09-08</div><div>{ps()}</div>"), source="某某市科技局 张三"
    ),
    "labels with spaces": Manner(
        page(f"{H1}<div>发布日期： 2026-09-08　来　源： 某某市科技局　字　号：[大 中 小]</div><div>{ps()}</div>")
    ),
    "update only": Manner(page(f"{H1}<div>更新时间：2026-09-08 10:10　点击：9</div><div>{ps()}</div>"), source=None),
    "publisher": Manner(
        page(f"{H1}<div>发布人：张三　发布时间：2026-09-08　浏览次数：9</div><div>{ps()}</div>"), source=None
    ),
    "dept unit": Manner(
        page(f"{H1}<div>发布单位：某某市科技局　发布时间：2026-09-08</div><div>{ps()}</div>"), source=None
    ),
    "h1 logo": Manner(page(f'<h1><a href="/">某某市科技局</a></h1><div><h2>{TITLE}</h2>{INFO}<div>{ps()}</div></div>')),
    "span paragraphs": Manner(
        page(
            f"{H1}{INFO}<div>" + "".join(f'<span style="display:block">{line}</span><br>' for line in LINES) + "</div>"
        )
    ),
    "table in body": Manner(
        page(
            f"{H1}{INFO}<div>{ps()}<table><tr><td>指标</td><td>数值</td></tr><tr><td>投入强度</td><td>2.8%</td></tr></table></div>"
        ),
        last="投入强度 | 2.8%",
    ),
    "signature": Manner(
        page(
            f'{H1}{INFO}<div>{ps()}<p>附件：1.某某规划</p><p>某某市科技局</p><p>2026年9月1日</p><p><a href="a.pdf">某某规划.pdf</a></p></div>'
        ),
        last="2026年9月1日",
    ),
    "prev next link text": Manner(
        page(
            f'{H1}{INFO}<div class="c"><div>{ps()}</div><div>上一条：<a href=1>某某</a></div><div>下一条：<a href=2>某某会</a></div><div>【关闭】</div></div>'
        )
    ),
    "hidden title": Manner(page(f'<div style="display:none">{TITLE}</div>{H1}{INFO}<div>{ps()}</div>')),
    "title cut": Manner(page(f"{H1}{INFO}<div>{ps()}</div>", title=TITLE[:12] + "...")),
    "ucap share": Manner(page(f"{H1}{INFO}<div><div>{ps()}</div><p>【我要纠错】 责任编辑：张三</p></div>")),
    "wechat": Manner(
        f'<html><head><title>{TITLE}</title><meta property="og:title" content="{TITLE}"></head><body><div id="js_article"><h1 id="activity-name">{TITLE}</h1><div id="meta_content"><span>原创</span> <a id="js_name">某某市科技局</a> <em id="publish_time">2026-09-08 10:30</em> <em>某某</em></div><div id="js_content"><section>{ps()}</section><section><p>往期推荐</p><p>点击上方蓝字关注我们</p><p>点个在看你最好看</p></section></div></div></body></html>'
    ),
    "rss lead": Manner(
        page(f'{H1}{INFO}<div class="lead"><b>核心提示：</b>{FIRST}{MIDDLE}</div><div class="con">{ps()}</div>')
    ),
    "phone copy shorter": Manner(
        page(
            f'<div class="visible-pc">{H1}{INFO}<div>{ps()}</div></div><div class="visible-xs"><h1>{TITLE}</h1><p>2026-09-08 某某市科技局</p><div>{"".join("<div>" + line + "</div>" for line in LINES)}</div></div>'
        )
    ),
}
