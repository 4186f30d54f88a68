"""A site that says the same every night and never looks the same: what moves on its pages is no part of any article."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from random import Random

from tests.crawler.site import Asked, Reply

Template = Callable[["Noisy", "Text"], str]
RELATED = tuple(
    f"{who}{what}" for who in ("省林业局", "市水务局", "县农机站", "港务中心", "气象台") for what in ("部署秋季巡查", "发布月度简报", "召开调度会", "开展技能比武", "更新办事指南")
)  # fmt: skip
ADS = (
    "秋季家电节，满减优惠进行中",
    "自驾游线路推荐，扫码领取地图",
    "新楼盘开放参观，预约有礼",
    "健身卡限时特惠，两人同行更省",
)


@dataclass
class Text:
    """What a page says."""

    title: str
    lines: list[str]
    day: str = "2026-10-20"


@dataclass
class Noisy:
    """The answers of the site; every fetch draws anew what is noise."""

    texts: dict[str, Text]
    template: Template
    shuffled: bool = True
    fetches: int = 0
    random: Random = field(default_factory=lambda: Random(7))  # noqa: S311 - noise, not a secret

    def pages(self) -> Mapping[str, Callable[[Asked], Reply]]:
        """Return what the site answers, by path."""
        return {"/list": lambda _: self.listing(), **dict.fromkeys(self.texts, self.article)}

    def listing(self) -> Reply:
        paths = list(self.texts)
        if self.shuffled:
            self.random.shuffle(paths)
        items = "".join(
            f'<li><a href="{path}">{escape(self.texts[path].title)}</a><span>{self.texts[path].day}</span></li>'
            for path in paths
        )
        return Reply(f"<html><body><p>今天是{self.clock()}</p><ul class='list'>{items}</ul></body></html>")

    def article(self, asked: Asked) -> Reply:
        self.fetches += 1
        return Reply(self.template(self, self.texts[asked.path]))

    def clock(self) -> str:
        day, hour = 1 + self.fetches % 28, self.random.randrange(24)
        return f"2026年11月{day}日 星期{'一二三四五六日'[day % 7]} {hour:02}:{self.random.randrange(60):02}:{self.random.randrange(60):02}"

    def nonce(self) -> str:
        return f"{self.random.getrandbits(64):016x}"

    def related(self, count: int = 5) -> Iterator[str]:
        """Yield links to other articles, others every time."""
        for title in self.random.sample(RELATED, count):
            yield f'<li><a href="/x/{self.random.randrange(10**6)}.html?s={self.nonce()}">{title}</a></li>'


def body(text: Text) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.lines)


def portal(site: Noisy, text: Text) -> str:
    """A ministry's portal: a clock and a counter in the header, share buttons and a column of related links."""
    visits = site.random.randrange(10_000)
    return (
        f'<html><head><title>{text.title}_清川省科技厅</title><meta name="csrf" content="{site.nonce()}">'
        f'<script nonce="{site.nonce()}">var t={site.random.random()}</script></head><body>'
        f'<div class="top">今天是{site.clock()}　欢迎您，第{visits}位访客<a href="/">首页</a><a href="/tz">通知</a></div>'
        f'<div class="main"><h1>{text.title}</h1><div class="info">发布时间：{text.day}　来源：省科技厅　浏览次数：{visits}次　'
        f'字体：[大 中 小]</div><div class="content" id="c{site.nonce()}">{body(text)}</div>'
        f'<div class="share">分享到：微信 微博　打印本页　关闭窗口</div></div>'
        f'<div class="side"><h3>相关新闻</h3><ul>{"".join(site.related())}</ul></div>'
        f'<div class="foot">清川省科技厅版权所有　总访问量：{visits * 31}</div></body></html>'
    )


def table(site: Noisy, text: Text) -> str:
    """An old site of nested tables: the counter stands under the text, an advertisement in the midst of it."""
    half = len(text.lines) // 2
    first = "<br>".join(f"　　{escape(line)}" for line in text.lines[:half])
    rest = "<br>".join(f"　　{escape(line)}" for line in text.lines[half:])
    return (
        f"<html><head><title>{text.title}</title></head><body><table><tr><td>{site.clock()}</td><td><a href='/'>首页</a></td></tr></table>"
        f"<table><tr><td align=center><b>{text.title}</b></td></tr><tr><td align=center>{text.day}　点击数：<span>{site.random.randrange(9999)}</span></td></tr>"
        f"<tr><td><div>{first}</div><div class='ad'><a href='/ad?{site.nonce()}'><img src='/ad/{site.nonce()}.gif'>{site.random.choice(ADS)}</a></div>"
        f"<div>{rest}</div></td></tr><tr><td>阅读次数：{site.random.randrange(9999)}</td></tr></table>"
        f"<table><tr><td>推荐阅读</td></tr>{''.join(f'<tr><td>{link}</td></tr>' for link in site.related(3))}</table></body></html>"
    )


def news(site: Noisy, text: Text) -> str:
    """A news site: likes, comments, other articles under the text, and a box of the hour's most read."""
    likes = site.random.randrange(500)
    return (
        f"<html><head><title>{text.title}-清川在线</title></head><body><header><nav><a href='/'>首页</a> <a href='/v'>视频</a></nav>"
        f"<span id='now'>{site.clock()}</span></header><article><h1>{text.title}</h1><p class='meta'>{text.day} 09:30　清川在线　{likes}评论</p>"
        f"<div class='txt'>{body(text)}</div><p class='like'>点赞 {likes}　收藏 {likes // 2}</p></article>"
        f"<section class='more'><h2>猜你喜欢</h2><ul>{''.join(site.related(6))}</ul></section>"
        f"<aside><h2>24小时热榜</h2><ol>{''.join(site.related(4))}</ol></aside><footer>当前在线 {likes} 人</footer></body></html>"
    )


def redesigned(site: Noisy, text: Text) -> str:
    """The portal after a new design: other elements, other labels, split spans, and what the old one never said."""
    parts = "".join(
        f"<section><p><span>&nbsp;&nbsp;</span><span>{escape(line[:9])}</span><span>{escape(line[9:])}</span></p></section>"
        for line in text.lines
    )
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{text.title} - 清川科技</title></head><body><div id='app'>"
        f"<div class='crumbs'><a href='/'>首页</a> &gt; <a href='/tz'>通知公告</a> &gt; 正文</div><div class='hd'><h2 class='t'>{text.title}</h2>"
        f"<ul class='m'><li>日期：{text.day}</li><li>信息来源：省科技厅</li><li>阅读量 {site.random.randrange(9999)}</li></ul></div>"
        f"<div class='rich'>{parts}</div><div class='tools'><button>打印</button><a href='#'>收藏</a></div>"
        f"<div class='rel'><div>热门推荐</div>{''.join(site.related(4))}</div></div><footer>清川省科技厅 主办</footer></body></html>"
    )


def leaking(site: Noisy, text: Text) -> str:
    """A new design that says something of its own inside every article."""
    notice = "本站已于近日完成改版，新版页面同步支持大字模式与语音播报，欢迎各位读者提出宝贵的使用意见和建议。"
    lines = [*text.lines, notice]
    return portal(site, Text(text.title, lines, text.day))
