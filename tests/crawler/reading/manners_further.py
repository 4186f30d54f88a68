"""Pages in manners that came after the blind sets: threads, newspapers set page by page, days in brackets, names of writers."""

from .manners import FIRST, H1, INFO, LAST, LINES, NUMBER, TITLE, Manner, page, ps


def thread(name: str, mark: str = "") -> str:
    """Return a thread of five posts, the first of which is the article; ``name`` is the posts' own."""
    answers = "".join(
        f'<div><em>发表于 2026-9-1{n} 09:10</em><div id="{name}{n}">第{n}层的答复说得更长一些，路上的车很多，停车场不大，'
        "早些出发才好，另外带着老人和孩子的话，最好坐班车去，省心得多，也不必担心停车的事情。</div></div>"
        for n in range(2, 6)
    )
    first = (
        f'<div><em>发表于 2026-9-8 22:18:36</em> <a>只看该作者</a><div id="{name}1">{"<br>".join(LINES)}</div></div>'
    )
    return page(
        f'<h1><a href="f.php?t=7">{mark}</a><span>{TITLE}</span></h1>{first}{answers}', title=f"{TITLE} - 某某论坛"
    )


FURTHER = {
    "thread of Discuz": Manner(thread("postmessage_", "[规划] "), source=None),
    "thread of vBulletin": Manner(thread("post_message_"), source=None),
    "note on who changed a post": Manner(
        page(
            f'{H1}<p>发表于 2026-9-8 22:18</p><div id="postmessage_1"><i> 本帖最后由 某某某 于 2026-9-9 08:02 编辑 </i><br>{"<br>".join(LINES)}</div>'
        ),
        source=None,
    ),
    "day in brackets after the headline": Manner(
        page(f'<h2 id="t">{TITLE}<small>（2026年09月08日）</small></h2><div>{ps()}</div>'), source=None
    ),
    "how long ago it was": Manner(
        page(f'{H1}<div><time datetime="2026-09-08T09:00:00+08:00">2天前</time></div><article>{ps()}</article>'),
        source=None,
    ),
    "article of a newspaper": Manner(
        page(
            f"<p>2026年09月08日 <span>星期二</span></p><h3>本报记者走基层</h3>{H1}"
            f"<p>本报记者 张小明 李小力<span>《某某日报》（ 2026年09月08日 第 02 版）</span></p><div>{ps()}</div>"
        ),
        source="某某日报",
    ),
    "page of a newspaper that its head names": Manner(
        page(
            '<div>2026年09月08日 星期二 <a href="node_2.htm">第01版：今日要闻</a> <a>上一版</a></div><table><tr><td class="yt">科技自立自强</td></tr>'
            f'<tr><td class="bt"><strong>{TITLE}</strong></td></tr><tr><td>某某报记者 张小明</td></tr></table><div>{ps()}</div>',
            title="某某报数字报 第01版 今日要闻",
        ),
        source=None,
    ),
    "layout of one row": Manner(
        f"<html><head><title>某某科技信息网</title></head><body><table><tr><td><a href=1.htm>科技动态</a><br><a href=2.htm>成果推广</a></td>"
        f"<td><p align=center><b>{TITLE}</b></p><p align=center>(2026年9月8日)</p>{'<br>'.join(LINES)}</td></tr></table></body></html>",
        source=None,
    ),
    "writer's name after its label": Manner(
        page(f"{H1}<div><span>2026-09-08</span><span>| 作者：<b>张小明 规划室</b></span></div><div>{ps()}</div>"), source=None
    ),
    "editor's name before the source": Manner(
        page(
            f"{H1}<p>2026-9-8 09:15<span>|</span>发布者: <a>小编阿云</a><span>|</span>查看: <em>33</em><span>|</span>来自: 某某晚报</p><div>{ps()}</div>"
        ),
        source="某某晚报",
    ),
    "office after the day and its label": Manner(
        page(f"{H1}<div><span>发布时间：</span><span>2026-09-08</span><span>某某市科技局</span></div><div>{ps()}</div>")
    ),
    "number above the headline": Manner(
        page(f"<div>某某市科技局文件</div><p>{NUMBER}</p><h3>{TITLE}</h3>{INFO}<div>{ps()}</div>"), number=NUMBER
    ),
    "day of issue alone": Manner(
        page(
            f"<dl><dt>【发文日期】</dt><dd>2026年09月08日</dd><dt>【文号】</dt><dd>{NUMBER}</dd></dl><h2>{TITLE}</h2><div>{ps()}</div>"
        ),
        source=None,
        number=NUMBER,
    ),
    "day of issue beside that of publication": Manner(
        page(f"<dl><dt>【发文日期】</dt><dd>2026年08月30日</dd></dl>{H1}{INFO}<div>{ps((FIRST, LAST))}</div>")
    ),
}  # fmt: skip
