"""Pages whose body stands among other prose, or in an unusual frame."""

from .manners import FIRST, H1, INFO, LAST, LINES, MIDDLE, OTHERS, TITLE, Manner, page, ps

SUMMARIES = "".join(
    f'<div class="item"><h4><a href="/a/{n}.html">某某区推动第{n}项改革落地见效</a></h4><p>近日，某某区围绕第{n}项改革任务，'
    "召开专题会议研究部署，推动各项工作走深走实，取得阶段性成效。</p></div>"
    for n in range(1, 6)
)
FOOT = (
    '<div class="foot"><p>本网站由某某市科技局主办，未经书面授权，禁止转载、摘编、复制或建立镜像。如有违反，将追究法律责任，特此声明。</p>'
    "<p>联系电话：010-00000000，办公时间：周一至周五上午九点至下午五点，节假日除外，欢迎来电咨询。</p></div>"
)
ONE = (FIRST,)

LAYOUTS = {
    "short body, summaries beside": Manner(
        page(
            f'<div class="l">{H1}{INFO}<div class="news_cont">{ps()}</div></div><div class="r"><h3>热点</h3>{SUMMARIES}</div>'
        )
    ),
    "one para, summaries beside, no class": Manner(
        page(f"<div>{H1}{INFO}<div>{ps(ONE)}</div></div><div><h3>热点</h3>{SUMMARIES}</div>"), last=FIRST
    ),
    "one para, summaries beside, hint": Manner(
        page(
            f'<div>{H1}{INFO}<div id="ewb-article-info" class="article-con">{ps(ONE)}</div></div><div><h3>热点</h3>{SUMMARIES}</div>'
        ),
        last=FIRST,
    ),
    "one para, long foot": Manner(page(f"<div>{H1}{INFO}<div>{ps(ONE)}</div></div>{FOOT}"), last=FIRST),
    "three para, long foot": Manner(page(f"<div>{H1}{INFO}<div>{ps()}</div></div>{FOOT}")),
    "one sentence picture news": Manner(
        page(
            f'<div>{H1}{INFO}<div><p><img src=a></p><p>{FIRST}</p></div></div><div class="xg"><h3>相关新闻</h3><ul>{OTHERS}</ul></div>'
        ),
        last=FIRST,
    ),
    "paragraph per section": Manner(
        page(
            f'{H1}{INFO}<div class="c">'
            + "".join(f'<div class="s"><div><div><p>{line}</p></div></div></div>' for line in LINES)
            + "</div>"
        )
    ),
    "two editors": Manner(
        page(
            f'{H1}{INFO}<div class="c"><div class="TRS_Editor"><p>{FIRST}</p></div><div class="TRS_Editor"><p>{MIDDLE}</p><p>{LAST}</p></div></div>'
        )
    ),
    "long first then div": Manner(
        page(f'{H1}{INFO}<div class="c"><p>{FIRST}</p><div class="quote"><p>{MIDDLE * 4}</p></div><p>{LAST}</p></div>')
    ),
    "list body": Manner(
        page(
            f'{H1}{INFO}<div class="c"><p>{FIRST}</p><ol>'
            + "".join(f"<li>第{n}项任务由某某科室负责，年底前完成验收。</li>" for n in range(20))
            + f"</ol><p>{LAST}</p></div>"
        )
    ),
    "table body": Manner(
        page(
            f'{H1}{INFO}<div class="c"><p>{FIRST}</p><table>'
            + "".join(f"<tr><td>{n}</td><td>第{n}项任务由某某科室负责，年底前完成验收。</td></tr>" for n in range(20))
            + "</table></div>"
        ),
        last="19 | 第19项任务由某某科室负责，年底前完成验收。",
    ),
    "single cell table": Manner(page(f'{H1}{INFO}<div class="c"><table><tr><td>{ps()}</td></tr></table></div>')),
    "cookie banner": Manner(
        page(
            f'<div class="tip">为了给您提供更好的服务，本网站使用Cookie，继续浏览即表示您同意我们的隐私政策。</div>{H1}{INFO}<div class="c">{ps()}</div>'
        )
    ),
    "old browser banner": Manner(
        page(
            f'<div class="ie">您的浏览器版本过低，为了更好的浏览体验，建议升级浏览器，或使用谷歌浏览器访问。</div>{H1}{INFO}<div class="c">{ps()}</div>'
        )
    ),
    "robot": Manner(
        page(
            f'<div class="ai"><p>您好，我是智能问答机器人，请问有什么可以帮您？</p><p>抱歉，没听清，请再说一遍吧。</p></div>{H1}{INFO}<div class="c">{ps()}</div>'
        )
    ),
    "meta in body and title in p": Manner(
        page(f'<div class="m"><p class="bt">{TITLE}</p><p class="sj">2026-09-08</p>{ps()}</div>'), source=None
    ),
    "uppercase": Manner(
        page(
            f"<TABLE><TR><TD><H2>{TITLE}</H2></TD></TR><TR><TD>来源：某某市科技局 日期：2026-9-8</TD></TR><TR><TD><P>{FIRST}<P>{MIDDLE}<P>{LAST}</TD></TR></TABLE>"
        )
    ),
    "unclosed p font": Manner(
        page(f'{H1}{INFO}<div class="c"><p><font size=3>{FIRST}<p><font size=3>{MIDDLE}<p><font size=3>{LAST}</div>')
    ),
    "wap copy first": Manner(
        page(
            f'<div class="wap"><h1>{TITLE}</h1><p>2026-09-08</p>{ps()}</div><div class="pc"><h1>{TITLE}</h1>{INFO}<div>{ps()}</div></div>'
        )
    ),
    "print copy hidden": Manner(
        page(
            f'{H1}{INFO}<div class="c">{ps()}</div><div id="print" style="display:none"><h1>{TITLE}</h1>{ps() * 8}</div>'
        )
    ),
    "lead h2": Manner(page(f'{H1}<h2>坚持规划引领 推动创新发展</h2>{INFO}<div class="c">{ps()}</div>')),
    "eyebrow": Manner(page(f'<h3>学习贯彻全会精神</h3>{H1}<h3>——某某市在行动</h3>{INFO}<div class="c">{ps()}</div>')),
    "pub date 2 line": Manner(
        page(
            f'{H1}<div>发布时间</div><div>2026-09-08</div><div>来源</div><div>某某市科技局</div><div class="c">{ps()}</div>'
        )
    ),
    "datetime slash": Manner(page(f'{H1}<div>2026/9/8 9:05:03 来源：某某市科技局</div><div class="c">{ps()}</div>')),
    "meta wrong, shown right": Manner(
        page(
            f'{H1}{INFO}<div class="c">{ps()}</div>',
            '<meta name="PubDate" content="2019-01-01"><meta name="ContentSource" content="别处">',
        )
    ),
    "body dates": Manner(
        page(f'{H1}<div class="c">{ps()}<p>某某市科技局</p><p>2026年9月1日</p></div>'),
        day=None,
        source=None,
        last="2026年9月1日",
    ),
}
