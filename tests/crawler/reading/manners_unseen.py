"""Pages in manners that a blind set of other sites showed first: days below the text or in a script, headlines that only the page tells."""

from .manners import FIRST, H1, INFO, LAST, MIDDLE, NUMBER, TITLE, Manner, page, ps

NOTICE = "某某市科技局关于做好科技统计年报工作的通知"
SIDE = "".join(
    f'<div><a href="/art/202609/{n}.html">某某区第{n}项改革试点工作取得新的成效</a><span>2026-09-0{n}</span></div>'
    for n in range(1, 10)
)
CAPTIONS = tuple(f"图为第{n}处观鸟台上的工作人员在记录鹤群的数量。某某社发 张三 摄" for n in range(1, 4))

UNSEEN = {
    "day below the text beside a counter": Manner(
        page(
            f'{H1}<div id="vsb_content">{ps()}</div><ul><li>附件【<a href="../download.jsp?fileid=1">年报.doc</a>】已下载<span>3</span>次</li></ul>'
            '<p align="right">2026年09月08日 14:08　点击：[<span>5</span>]</p><p><a href="2.htm">上一条：某某局召开会议</a></p>'
        ),
        source=None,
    ),
    "day below the text after a word": Manner(
        page(f'{H1}<div class="t">{ps()}</div><div>发布于 2026-09-08 21:47</div><div><a>林业</a></div>'), source=None
    ),
    "release with weekday and hour below": Manner(
        page(
            f"<h1>{TITLE}</h1><span>{FIRST}<br><br>{MIDDLE}<br><br>{LAST}<br><br>完</span>"
            "<div>２０２６年９月８日（星期二）<br>香港時間１１時３０分</div>"
        ),
        source=None,
    ),
    "day set by a script": Manner(
        page(
            f'{H1}<div><a id="js_name" href="javascript:void(0);">某某发布</a><em id="publish_time"></em></div>'
            f'<div id="js_content">{ps()}</div><script>var ct="1788831000";var publish_time="2026-09-08 09:30"||"";</script>'
        ),
        source="某某发布",
    ),
    "day without its year": Manner(
        page(f'<section><h2>{TITLE}</h2><p><em>某某日报</em><time>09-08 16:31</time></p><div class="txt">{ps()}</div></section>'),
        day=None,
        source="某某日报",
    ),
    "day of Taiwan's calendar": Manner(
        page(f"{H1}<ul><li>發布日期：115-09-08</li><li>點閱數：12</li></ul><div>{ps()}</div>"), source=None
    ),
    "headline as a plain line below the header": Manner(
        page(
            f"<table><tr><td>发布时间：2026-09-08 来源：某某市科技局 点击数：8<br><b>{NOTICE}</b><br>{FIRST}<br>{MIDDLE}<br>{LAST}</td></tr></table>",
            title="某某市人民政府门户网站",
        ),
        title=NOTICE,
    ),
    "headline in a table with its number": Manner(
        page(
            f"<table><tr><td>名称</td><td>某某渡口船舶安全管理规定（某某部令2026年第12号）</td></tr><tr><td>索引号</td><td>000/2026-1</td><td>公开日期</td>"
            "<td>2026年9月8日</td></tr><tr><td>文号</td><td>某某部令2026年第12号</td><td>行业大类</td><td>水运</td></tr></table>"
            f'<div class="c"><p align="center">某某渡口船舶安全管理规定</p>{ps()}</div>',
            title="某某部 - 政府信息公开",
        ),
        title="某某渡口船舶安全管理规定",
        number="某某部令2026年第12号",
        source=None,
    ),
    "short headline above a note in brackets": Manner(
        page(f"<dl><dd><h1>某某竹纸</h1><h2>（传统手工艺品）</h2></dd></dl>{INFO}<div>{ps()}</div>", title="某某竹纸_某某百科"),
        title="某某竹纸",
    ),
    "captions that are the text": Manner(page(f"{H1}{INFO}<div>{ps((*CAPTIONS, LAST))}</div>"), first=CAPTIONS[0]),
    "interview that begins with a question": Manner(
        page(f"{H1}{INFO}<div><p><strong>记者：</strong>这项规划有哪些特点？</p>{ps()}</div>"),
        first="记者：这项规划有哪些特点？",
    ),
    "edit buttons above each section": Manner(
        page(f"{H1}{INFO}<div>" + "".join(f"<h2>{n}</h2><a href='/e'>编辑</a><p>{line}</p>" for n, line in zip("甲乙丙", (FIRST, MIDDLE, LAST), strict=True)) + "</div>"),
    ),
    "layout row with a menu and a rule": Manner(
        page(
            f"<table><tr><td>∷要闻∷<a href=1.html>某某镇推进改造</a><td><p align=center><b>{TITLE}</b><p>发布时间：2026年9月8日　作者：党政办<hr>{ps()}</table>"
        ),
        source=None,
    ),
    "source in brackets at the foot": Manner(page(f"{H1}<p>2026年9月8日 09:10</p><div>{ps()}<p>（来源：某某日报）</p></div>"), source="某某日报"),
    "column beside the day": Manner(
        page(f'{H1}<div><span class="category-link">模型</span><span>2026年09月08日 20:00</span></div><div>{ps()}</div>'), source=None
    ),
    "place and day of a speech": Manner(
        page(f"<div>{H1}<div>（2026年9月8日，某某）</div><p><span>2026-09-08 20:45</span></p></div><div>{ps()}</div>"), source=None
    ),
    "writer and paper in English": Manner(
        page(f"{H1}<p>By Jia Yi | Example Daily | Updated: 2026-09-08 09:20</p><div>{ps()}</div>"), source="Example Daily"
    ),
    "button to the portal below the text": Manner(page(f"{H1}{INFO}<div>{ps()}<p>返回某某，查看更多</p></div>")),
    "number beside a label that is unknown": Manner(
        page(f"<table><tr><td>文号</td><td>{NUMBER}</td><td>某某大类</td><td>科技</td></tr></table>{H1}{INFO}<div>{ps()}</div>"),
        number=NUMBER,
    ),
}  # fmt: skip
SHORT_NOTICE = page(
    f"<div><div>儿科门诊时间调整公告</div><div>发布于 2026.09.08</div><div>阅读 3,208</div><div>{ps(tag='div')}</div></div><div>出诊表{SIDE}</div>",
    title="公告-某某医院",
)
