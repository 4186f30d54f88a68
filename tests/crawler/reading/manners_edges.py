"""Pages with something above the first paragraph or below the last one, in the element of the body."""

from .manners import FIRST, H1, INFO, LAST, LINES, MIDDLE, OTHERS, Manner, page, ps

LONG = (FIRST + MIDDLE, f"{MIDDLE[:-1]}，增速创下新高。", LAST)


def in_body(after: str, lines: tuple[str, ...] = LINES, pre: str = "") -> str:
    return page(f'{H1}{INFO}<div class="con">{pre}{ps(lines)}{after}</div>')


EDGES = {
    "xinhua credit": Manner(in_body("<p>【纠错】 【责任编辑:张三】</p>")),
    "end mark": Manner(in_body("<p>— END —</p>")),
    "end mark2": Manner(in_body("<p>END</p><p>来源 | 某某市科技局</p><p>编辑 | 张三</p>")),
    "pages": Manner(in_body("<p>共2页: <a href=1>1</a> <a href=2>2</a> <a href=2>下一页</a></p>")),
    "comments count": Manner(in_body("<p>网友评论 0 条</p>")),
    "reporter line": Manner(in_body("<p>本报记者 张三 通讯员 李四</p>")),
    "reporter colon": Manner(in_body("<p>记者：张三 李四</p>")),
    "interview": Manner(
        in_body("<p>记者：请问下一步有哪些打算</p><p>张局长：我们将继续推进规划实施，抓好重点任务落实。</p>"),
        last="张局长：我们将继续推进规划实施，抓好重点任务落实。",
    ),
    "byline single": Manner(in_body("", pre="<p>张三</p>")),
    "byline box": Manner(in_body("", pre="<p>■ 本报记者 张三</p>")),
    "subtitle dash comma": Manner(in_body("", pre="<p>——坚持创新驱动，建设科技强市</p>")),
    "subtitle comma": Manner(in_body("", LONG, pre='<p align="center">坚持创新驱动，建设科技强市</p>'), first=LONG[0]),
    "date paren": Manner(in_body("", pre="<p>（2026年9月8日）</p>")),
    "law note": Manner(
        in_body("", pre="<p>（2026年9月1日某某市人大常委会第三次会议通过）</p>"),
        first="（2026年9月1日某某市人大常委会第三次会议通过）",
    ),
    "chapter": Manner(in_body("", pre="<p>第一章 总则</p>"), first="第一章 总则"),
    "contents": Manner(
        in_body("", pre="<p>目 录</p><p>第一章 总则</p><p>第二章 任务</p><p>第三章 保障</p><p>附则</p>"), first="目 录"
    ),
    "fields": Manner(in_body("", pre="<p>项目名称：某某项目</p><p>采购人：某某局</p>"), first="项目名称：某某项目"),
    "original title": Manner(in_body("", pre="<p>原标题：某某局开会</p>")),
    "center img caption": Manner(in_body("", pre="<p><img src=1></p><p>图为推进会现场。</p>")),
    "caption 供图": Manner(in_body("", pre="<p>推进会现场，与会人员认真讨论。某某局供图</p>")),
    "source parens": Manner(in_body("<p>（来源：某某市科技局）</p>")),
    "share in": Manner(
        in_body('<div class="share">分享到： <span>微信</span> <span>微博</span></div><div>打印本页 关闭窗口</div>')
    ),
    "qr": Manner(in_body("<div><img src=q><p>扫一扫，手机浏览</p><p>微信公众号</p></div>")),
    "gongan foot": Manner(
        in_body(
            "<p>主办：某某市科技局 承办：某某市科技信息中心</p><p>地址：某某市某某路1号 邮编：100000</p><p>京公网安备 110000号</p>"
        )
    ),
    "table fjlist": Manner(in_body('<table><tr><td>附件：</td><td><a href="a.doc">1.某某表.doc</a></td></tr></table>')),
    "attachments ul": Manner(
        in_body(
            '<div>附件：</div><ul><li><a href="a.doc">某某表.doc</a></li><li><a href="b.pdf">某某图.pdf</a></li></ul>'
        )
    ),
    "file icon": Manner(in_body('<p><img src="icon_doc.gif"><a href="a.doc">附件1：某某表</a></p>')),
    "neighbours in": Manner(
        in_body("<div><span>上一篇:</span><a href=1>关于某某的通知</a></div><div><span>下一篇:</span>没有了</div>")
    ),
    "related in": Manner(in_body(f"<div><h3>相关新闻</h3><ul>{OTHERS}</ul></div>")),
    "policy links in": Manner(
        in_body("<p>相关政策：<a href=1>《某某规划》</a></p><p>政策解读：<a href=2>某某规划解读</a></p>")
    ),
    "tags in": Manner(in_body("<p>标签： <a>规划</a> <a>创新</a></p>")),
    "approval": Manner(in_body("<p>一审：张三</p><p>二审：李四</p><p>三审：王五</p><p>值班领导：赵六</p>")),
    "wordy credit": Manner(in_body("<p>供稿：规划处　撰稿：张三　摄影：李四　审核：王五</p>")),
    "click count": Manner(in_body("<p>已有 123 人浏览</p>")),
    "last modified": Manner(in_body("<p>最后修改：2026-09-09</p>")),
    "back": Manner(in_body("<p>返回上一页</p><p>[返回]</p><p>【顶部】</p>")),
    "shengming": Manner(in_body("<p>声明：转载此文是出于传递更多信息之目的。若有来源标注错误，请与本网联系。</p>")),
    "three dots sep": Manner(in_body("<p>***</p><p>----------</p>")),
}
