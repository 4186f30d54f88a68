"""Header lines and last lines as sites write them: what they tell is read, and what is none of the text is no part of it."""

import pytest

from crawler.reading.article import read_article

from .manners import FIRST, LAST, TITLE, page, ps

DAY = "2026-09-08"
# Each with its day and its source.
HEADERS: tuple[tuple[str, str | None, str | None], ...] = (
    ('<div class="date-source"><span class="date">2026年09月08日 08:15</span><a class="source" href="http://x.cn/">某某晚报</a></div>', DAY, "某某晚报"),
    ('<p class="p_time"><span itemprop="datePublished">2026年09月08日 08:15:33</span><br>来源：<span itemprop="publisher"><span><a href="/">某某视频</a></span></span></p>', DAY, "某某视频"),
    ('<div class="left-t">2026年09月08日 08:15\u3000来源：<a href="http://www.x.com/" class="source">中国新闻网</a><a href="#c">参与互动</a></div>', DAY, "中国新闻网"),
    ('<div class="article-sub"><span>某某新闻</span><span>2026-09-08 08:01:20</span></div>', DAY, "某某新闻"),
    ('<div class="a_Info"><span class="a_catalog"><a href="/k">科技</a></span><span class="a_source"><a href="/">某某网</a></span><span class="a_author">张三</span><span class="a_time">2026-09-08 09:11</span></div>', DAY, "某某网"),
    ('<div class="news_about"><p>某某新闻记者 张三 实习生 李四</p><p>2026-09-08 08:15 &nbsp;<span>来源：某某新闻</span></p></div>', DAY, "某某新闻"),
    ("<div>发布时间：2026-09-08 08:15:11 | 来源：某某网 | 作者：张三 | 责任编辑：李四</div>", DAY, "某某网"),
    ("<div>光明日报 2026-09-08 08:15</div>", DAY, "光明日报"),
    ("<div><span>2026-09-08 08:15:00</span><span>来源：央广网</span><a>我要分享</a></div>", DAY, "央广网"),
    ("<div>来源：<a>某某日报</a>\u3000\u30002026-09-08 08:15\u3000\u3000<span>[ 大 中 小 ]</span></div>", DAY, "某某日报"),
    ('<div class="info">2026年09月08日 08:15:11 &nbsp;来源： 新华社 &nbsp;编辑：张三 &nbsp;<span>T字号：大|小</span></div>', DAY, "新华社"),
    ("<div>时间：2026-09-08\u3000\u3000来源：\u3000\u3000作者：</div>", DAY, None),
    ("<div>日期：2026-09-08 15:02 来源： 浏览次数：33 字体：[大 中 小]</div>", DAY, None),
    ("<div>发布日期：2026-09-08&nbsp;&nbsp;信息来源：某某市科技局&nbsp;&nbsp;访问次数：<span>12</span>&nbsp;&nbsp;字号：【大 中 小】</div>", DAY, "某某市科技局"),
    ("<div>【发布日期：2026-09-08】【来源：某某市科技局】【阅读：12次】【关闭】【打印】</div>", DAY, "某某市科技局"),
    ("<div>[ 2026-09-08 ] 来源：[ 某某市科技局 ] 点击数：</div>", DAY, "某某市科技局"),
    ("<div>信息来源：某某市科技局\u3000|\u3000发布时间：2026/9/8 0:00:00\u3000|\u3000点击数：12</div>", DAY, "某某市科技局"),
    ("<table><tr><td>来源</td><td>某某市科技局</td><td>发布时间</td><td>2026-09-08</td></tr></table>", DAY, "某某市科技局"),
    ("<ul><li>【来源】某某市科技局</li><li>【时间】2026-09-08</li></ul>", DAY, "某某市科技局"),
    ("<div><label>来源：</label><span>某某市科技局</span><label>发布日期：</label><span>2026-09-08</span><label>浏览次数：</label><span>1</span></div>", DAY, "某某市科技局"),
    ("<div>2026-09-08 08:15 某某日报 张三 责编：李四</div>", DAY, "某某日报"),
    ("<div>稿件来源：某某市科技局办公室\u3000\u3000发布者：张三\u3000\u3000发布时间：2026-09-08 08:15</div>", DAY, "某某市科技局办公室"),
    ("<div>供稿单位：某某局\u3000发布日期：2026年9月8日</div>", DAY, None),
    ("<div>（来源：某某日报 2026-09-08）</div>", DAY, "某某日报"),
    ("<div>文章来源：某某处 作者：张三 添加时间：2026-9-8 更新时间：2026-9-10</div>", DAY, "某某处"),
    ("<div>发布机构：某某市科技局\u3000发布日期：2026-09-08\u3000更新日期：2026-09-11</div>", DAY, None),
    ("<div>更新时间：2026-09-08 10:08\u3000来源：某某市科技局</div>", DAY, "某某市科技局"),
    ("<div>来源：中国政府网、新华社\u3000时间：2026-09-08</div>", DAY, "中国政府网、新华社"),
    ("<div>来源：人民网－人民日报\u30002026年09月08日05:10</div>", DAY, "人民网－人民日报"),
    ("<div>2026-09-08 10:08:00.0</div><div>来源:某某市科技局</div>", DAY, "某某市科技局"),
    ("<div>信息索引号：00-01-2026-12\u3000生成日期：2026-09-01\u3000公开日期：2026-09-08\u3000公开目录：通知</div>", DAY, None),
    ("<div>作者：张三\u3000来源：《某某日报》\u3000发布时间：2026-09-08</div>", DAY, "《某某日报》"),
    ("<div>发表时间：2026-09-08来源：某某市科技局</div>", DAY, "某某市科技局"),
    ("<div>来源：某某市科技局发布时间：2026-09-08浏览：12次</div>", DAY, "某某市科技局"),
    ("<div>来源:某某市科技局(规划处) 日期:2026-09-08</div>", DAY, "某某市科技局(规划处)"),
    ("<div>来源： 某某社区 \u3000 发布日期： 2026.09.08 \u3000 阅读： 0</div>", DAY, "某某社区"),
    ("<div>2026-09-08 来源: <img src=a.gif>某某财经</div>", DAY, "某某财经"),
    ("<div>某某市科技局 www.kjj.gov.cn 2026-09-08</div>", DAY, "某某市科技局"),
    ("<div>发布时间：２０２６年９月８日 文章来源：某某市科技局</div>", DAY, "某某市科技局"),
    ("<div>发布时间：二〇二六年九月八日</div>", DAY, None),
    ("<div>2026年09月08日 来源：某某市科技局 【字号：大 中 小】【打印】</div>", DAY, "某某市科技局"),
    ("<div>字号：<a>大</a> <a>中</a> <a>小</a></div><div>某某市科技局 发布时间：2026-09-08</div>", DAY, "某某市科技局"),
    ("<div><p>2026-09-08</p><p>08:15</p></div>", DAY, None),
    ("<div><span>08</span><span>2026.09</span></div>", DAY, None),
    ("<div><em>2026</em><strong>09-08</strong></div>", DAY, None),
    ("<div>发布于 2026-09-08 08:15・某某市科技局</div>", DAY, "某某市科技局"),
    ("<div>来源：某某市科技局官网</div><div>责任编辑：张三</div><div>2026-09-08 12:00</div>", DAY, "某某市科技局官网"),
    ("<div>Source: 某某市科技局 &nbsp; Date: 2026-09-08</div>", DAY, "某某市科技局"),
    ("<div>作者：某某日报记者 张三 2026-09-08 08:00</div>", DAY, None),
    ("<div><span>2026-09-08</span><span>08:15:03</span><span>来源：某某市科技局</span></div>", DAY, "某某市科技局"),
    ("<div>发布时间：20260908</div>", DAY, None),
    ("<div>发布时间：2026-09-08 下午 3:44</div>", DAY, None),
    ("<div>2026-09-08 下午3:44 某某日报</div>", DAY, "某某日报"),
    ("<div>发布时间：二〇二六年九月八日十时</div>", DAY, None),
    ("<div>2026-09-08来源：某某市科技局网站作者：张三</div>", DAY, "某某市科技局网站"),
    ('<div><time datetime="2026-09-08T08:15">9月8日</time> 来源：某某报</div>', DAY, "某某报"),
    ("<div>发布日期： 2026-09-08 访问量：<em>12</em> 信息来源： <a>规划处</a> 视力保护色：<span></span></div>", DAY, "规划处"),
    ("<div>来源：某某局 日期：2026-09-08 浏览量:加载中</div>", DAY, "某某局"),
    ("<div>【来源：某某网】【2026-09-08】【字号 大 中 小】</div>", DAY, "某某网"),
    ("<div>2026-09-08 08:15来源：某某网+订阅</div>", DAY, "某某网"),
    ("<div>2026-09-08 08:15 | 某某网 | 分享到 评论</div>", DAY, "某某网"),
    ('<div><span class="time">2026-09-08 08:15</span><span class="from">某某新闻网</span><span>阅读 1.2万</span></div>', DAY, "某某新闻网"),
    ("<div>来源：原创\u3000\u3000时间：2026-09-08</div>", DAY, "原创"),
    ("<div>转自：某某日报\u30002026-09-08</div>", DAY, "某某日报"),
    ("<div>来源：新华网 | 2026-09-08 08:15:11 | 作者：张三 | 编辑：李四 | 【纠错】</div>", DAY, "新华网"),
    ("<div>时间:2026-09-08 点击:<script></script>次 来源:某某学院新闻中心 作者:张三 - 小 + 大</div>", DAY, "某某学院新闻中心"),
)  # fmt: skip
FURNITURE = (
    "责任编辑：张三", "【责任编辑：张三】", "[责任编辑:张三]", "（责编：张三、李四）", "责编 | 张三", "编辑 张三", "（编辑 张三）", "编辑/张三", "编辑丨张三", "责编：张三　审核：李四", "审核：张三",
    "初审：张三 复审：李四 终审：王五", "【编辑:张三】", "(作者：张三)", "（作者单位：某某市科技局）", "撰稿：张三", "来源：某某日报", "（来源：某某日报）", "[来源：某某日报]", "信息来源：某某市科技局", "（文/图 张三）",
    "图文：规划处", "供稿：规划处", "摄影：张三", "（某某日报记者 张三）", "本报记者 张三", "【打印本页】 【关闭窗口】", "打印 关闭", "【字体：大 中 小】", "分享到：", "分享：", "分享到微信 微博 QQ空间",
    "扫一扫在手机打开当前页", "扫一扫 手机看", "打开微信“扫一扫”，分享至朋友圈", "用微信“扫一扫”，点击右上角分享按钮", "上一篇：没有了", "下一篇：关于某事的通知", "上一条：某某局召开会议", "【上一篇】某某局召开会议", "相关链接", "相关新闻",
    "相关文章：", "相关阅读", "延伸阅读", "推荐阅读", "热门推荐", "猜你喜欢", "为您推荐", "关键词：规划 创新", "关键字：规划", "标签：规划 创新", "Tags: 规划",
    "免责声明：本网站转载的文章仅供参考，不代表本站观点。", "声明：本文系转载，版权归原作者所有，如有侵权请联系删除。", "版权声明：本文为某某网原创，未经授权不得转载。", "特别声明：以上内容仅代表作者观点。",
    "凡本网注明来源某某网的作品，版权均属于某某网。", "文章来源：某某日报", "原标题：某某会议召开", "原文链接：http://www.x.cn/a.html", "浏览次数：12", "点击数：33", "阅读量：1234", "已有 12 人浏览",
    "本文共 1 页", "返回列表", "返回顶部", "收藏本页", "我要纠错", "【我要纠错】", "纠错 打印 关闭", "主办单位：某某市科技局", "版权所有：某某市科技局", "网站地图 | 联系我们 | 关于我们",
    "ICP备案：某ICP备05000000号", "扫描二维码 关注公众号", "长按识别二维码关注我们", "发表评论", "网友评论", "0条评论", "登录后才可以评论", "特约编辑：张三", "值班编辑：张三", "编校：张三",
    "一审一校：张三 二审二校：李四 三审三校：王五", "审签：张三", "上一页 1 2 3 下一页", "1", "[1] [2] 下一页", "附件下载", "下载客户端", "点击查看更多", "展开全文", "END", "- END -", "今日热点",
    "热点排行", "政策解读", "解读文件", "相关解读", "相关文件", "相关附件", "最后更新：2026-09-10", "更新日期：2026-09-10", "本文地址：http://x.cn/1.html", "投稿邮箱：a@x.cn", "举报/反馈", "举报",
    "打赏", "分享 收藏 点赞", "阅读 12 评论 0", "技术支持：某某公司", "发布人：张三", "信息员：张三", "录入：张三", "通讯员：张三", "校对：张三",
    "责任编辑：张三。", "回到顶部", "点赞 0 收藏 0 评论 0", "12人点赞", "字号： T | T", "网站纠错", "一键分享", "编辑整理：张三", "图：张三 文：李四", "本文由某某网编辑发布", "微信公众号", "手机扫码浏览", "电脑版 手机版",
    "无障碍阅读 关怀版", "本页二维码", "更多精彩内容请关注“某某发布”微信公众号", "TAG：科技",
)  # fmt: skip
KEPT = (
    "某某市科技局", "2026年9月1日", "二〇二六年九月一日", "（此件公开发布）", "（此件主动公开）", "（信息公开形式：主动公开）", "联系人：张三　电话：000-00000000", "联系电话：000-00000000",
    "附件：1.某某规划", "附件：某某名单", "附件1", "特此公告。", "特此通知。", "谢谢！", "（盖章）", "抄送：某某市人大常委会办公厅。", "某某市人民政府办公室2026年9月1日印发",
    "公示期：2026年9月1日至9月7日", "监督电话：000-00000000", "邮箱：a@x.cn", "地址：某某市某某路1号", "——摘自《某某规划》", "注：数据为初步核算数。", "数据来源：某某市统计局", "市长 张三", "主任：张三",
    "本公告自发布之日起施行。", "解释权归某某市科技局所有",
)  # fmt: skip
# Sentences of a text that begin or speak as furniture does.
SENTENCES = (
    "因网站维护，本平台将于9月10日22:00起暂停服务，请提前办理。", "平台应当制定隐私政策，明示收集目的，不得强制同意。", "申请人可通过网站“联系我们”栏目提交意见，也可来函反映。",
    "做好ICP备案核查工作，严查未备案的网站，限期整改。", "网站地图、网站声明等要素应当齐全，链接准确可用。", "责任编辑应当对稿件内容负责，严格落实三审三校。", "上一篇论文发表于2020年，引用超过百次。",
    "相关阅读材料可在附件中查看，也可来电索取。", "推荐单位应对申报材料的真实性负责。", "关键词提取、摘要生成等技术取得突破。", "编辑：从事科技期刊编辑出版工作满三年，年审合格。",
)  # fmt: skip
URL = "http://www.example.cn/news.html"


@pytest.mark.parametrize(
    "layout", ["<h1>{title}</h1>{header}<div>{body}</div>", '<div class="t">{title}</div>{header}<div>{body}</div>']
)
@pytest.mark.parametrize(("header", "day", "source"), HEADERS)
def test_a_header_line_gives_its_day_and_source(layout: str, header: str, day: str | None, source: str | None) -> None:
    read = read_article(page(layout.format(title=TITLE, header=header, body=ps())), URL)

    assert (read.title, (read.published_on or "")[:10] or None, read.credited_source) == (TITLE, day, source)
    assert (read.text.startswith(FIRST), read.text.endswith(LAST)) == (True, True)


@pytest.mark.parametrize("layout", ["<div>{body}<p>{line}</p></div>", "<div>{body}</div><div>{line}</div>"])
@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_of_furniture_ends_a_text_and_is_none_of_it(layout: str, line: str) -> None:
    head = f"<h1>{TITLE}</h1><div>来源：某某网 时间：2026-09-08</div>"

    assert read_article(page(head + layout.format(body=ps(), line=line)), URL).text.endswith(LAST)


@pytest.mark.parametrize("line", KEPT)
def test_a_last_line_of_a_document_is_kept(line: str) -> None:
    head = f"<h1>{TITLE}</h1><div>来源：某某网 时间：2026-09-08</div>"

    read = read_article(page(f"{head}<div>{ps()}<p>{line}</p></div>"), URL)

    assert read.text.endswith(f"{LAST}\n{line.replace('　', ' ')}")


@pytest.mark.parametrize("place", ["first", "between", "last"])
@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_that_speaks_of_furniture_is_the_text_s(line: str, place: str) -> None:
    before, after = ps().split("</p>", 1)
    body = {
        "first": f"<p>{line}</p>{ps()}",
        "between": f"{before}</p><p>{line}</p>{after}",
        "last": f"{ps()}<p>{line}</p>",
    }
    head = f"<h1>{TITLE}</h1><div>来源：某某网 时间：2026-09-08</div>"

    read = read_article(page(f"{head}<div>{body[place]}</div>"), URL)

    assert line in read.text.split("\n")
    assert LAST in read.text.split("\n")


def test_a_disclaimer_is_the_text_s_only_between_its_paragraphs() -> None:
    line = "未经授权，任何单位和个人不得转载、镜像本平台数据。"
    before, after = ps().split("</p>", 1)
    texts = [
        read_article(page(f"<h1>{TITLE}</h1><div>时间：2026-09-08</div><div>{body}</div>"), URL).text
        for body in (f"{before}</p><p>{line}</p>{after}", f"{ps()}<p>{line}</p>")
    ]

    assert [line in text for text in texts] == [True, False]
