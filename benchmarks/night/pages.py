"""The site of the benchmark: so many distinct pages of about 39 KB, the lists that link them, and robots.txt, as files."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import prose
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

SITE = "示例市人民政府"
LAST_DAY = dt.date(2026, 11, 19)
SPREAD_DAYS = 28  # every page is younger than 30 days in all nights of a run, so that each night looks at all of them
BODY_CHARACTERS = 1450  # a paragraph overshoots by half its length, which makes the mean 1,500
LINKS_A_LIST = 500
RELATED = 8
PLAN_EVERY, DRAFT_EVERY = 10, 25
# Every fiftieth page reprints the text of another one under its own head, as news sites do.
REPRINT_EVERY, REPRINT_OF = 50, 25
FOLDER = "zcwj"

COLUMNS = (
    ("政务公开", "机构职能 领导之窗 政府文件 政策解读 人事信息 规划计划 统计信息 财政资金 重点项目 应急管理"),
    ("新闻中心", "今日要闻 部门动态 县区快讯 通知公告 图片新闻 视频新闻 媒体聚焦 专题报道 新闻发布 国务信息"),
    ("办事服务", "个人办事 法人办事 办事指南 结果查询 在线咨询 表格下载 常见问题 便民查询 一件事办 跨省通办"),
    ("互动交流", "市长信箱 在线访谈 民意征集 网上调查 热线反馈 意见建议 投诉举报 咨询问答 留言选登 办理公示"),
    ("走进城市", "城市概况 历史沿革 自然地理 行政区划 人口民族 经济发展 文化旅游 名优特产 城市荣誉 城市影像"),
    ("数据开放", "数据目录 数据接口 应用案例 开放动态 统计公报 统计年鉴 月度数据 普查公报 数据图解 使用条款"),
    ("专题专栏", "优化环境 乡村振兴 生态环保 安全生产 信用城市 法治建设 双拥共建 教育整顿 卫生健康 往期专题"),
)
LINKS = "中国政府网 省人民政府 省发展改革委 省科学技术厅 省教育厅 省民政厅 省财政厅 省生态环境厅 省交通运输厅 省农业农村厅 省商务厅 省文化和旅游厅 省卫生健康委 省应急管理厅 省统计局 省林业局 市人大 市政协 市中级法院 市检察院"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a page's text and in the lists that link it."""

    number: int
    path: str
    title: str
    day: str
    adopted: str
    office: str
    document_number: str
    index_number: str


@dataclass(frozen=True, slots=True)
class Site:
    """A site on disk: its folder, the paths of its pages and lists, and the mean size of a page in bytes."""

    folder: Path
    pages: tuple[str, ...]
    lists: tuple[str, ...]
    mean_bytes: float


def write_site(folder: Path, count: int) -> Site:
    """Write a site of ``count`` pages; the same count always gives the same bytes."""
    heads = list(make_heads(count))
    chrome = Chrome()
    written = 0
    for head in heads:
        body = chrome.page(head, text_of(head.number), related(heads, head.number)).encode()
        _write(folder, head.path, body)
        written += len(body)
    lists = tuple(list_path(index) for index in range(-(-count // LINKS_A_LIST)))
    for index, path in enumerate(lists):
        part = heads[index * LINKS_A_LIST : (index + 1) * LINKS_A_LIST]
        _write(folder, path, chrome.list(part, lists, index).encode())
    _write(folder, "/robots.txt", b"User-agent: *\nDisallow:\n")
    return Site(folder, tuple(head.path for head in heads), lists, written / count)


def make_heads(count: int) -> Iterator[Head]:
    """Yield the heads of ``count`` pages; no two share a title, a document number or a path."""
    taken: set[str] = set()
    for number in range(count):
        chance = random.Random(f"head {number}")  # noqa: S311 - the same site each time
        title = make_title(number, chance)
        while title in taken:
            title = make_title(number, chance)
        taken.add(title)
        day = LAST_DAY - dt.timedelta(days=number % SPREAD_DAYS)
        adopted = day - dt.timedelta(days=chance.randint(1, 9))
        yield Head(
            number=number,
            path=f"/{FOLDER}/{day:%Y%m}/t{day:%Y%m%d}_{100000 + number}.html",
            title=title,
            day=day.isoformat(),
            adopted=f"{adopted.year}年{adopted.month}月{adopted.day}日",
            office="示例市" + chance.choice(prose.WORDS["机"]),
            document_number=f"示政发〔{adopted.year}〕{number + 1}号",
            index_number=f"00000000-1/{adopted.year}-{number:05}",
        )


def make_title(number: int, chance: random.Random) -> str:
    """Return a title; some announce a plan, some a draft for comment, most report news."""
    if number % PLAN_EVERY == 0:
        return prose.fill("关于印发《{城}市{域}与{物}发展规划（2026—2030年）》的通知", chance)
    if number % DRAFT_EVERY == 7:
        return prose.fill("关于公开征求《{城}市{域}{物}建设行动计划（征求意见稿）》意见的公告", chance)
    return prose.fill("{地}{做}{域}，{物}{数}处惠及{众}", chance)


def text_of(number: int) -> list[str]:
    """Return the paragraphs of a page."""
    told = number - REPRINT_OF if number % REPRINT_EVERY == REPRINT_EVERY - 1 else number
    return prose.paragraphs(random.Random(f"text {told}"), BODY_CHARACTERS)  # noqa: S311 - the same site each time


def related(heads: list[Head], number: int) -> list[Head]:
    """Return the heads that a page links to in its margin: the ones after it, from the front again at the end."""
    return [heads[(number + step) % len(heads)] for step in range(1, RELATED + 1)]


def list_path(index: int) -> str:
    """Return the address of a list page, as TRS numbers them."""
    return f"/{FOLDER}/index{f'_{index}' if index else ''}.html"


class Chrome:
    """The templates, with what all pages share already rendered."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(prose.FOLDER / "templates"), autoescape=True, trim_blocks=True
        )
        menu = [(column, subs.split()) for column, subs in COLUMNS]
        self._shared = {"site": SITE, "menu": menu, "links": LINKS.split()}
        for part in ("head", "top", "foot"):
            self._shared[part] = Markup(self._render(part))  # noqa: S704 - rendered by the same templates

    def page(self, head: Head, paragraphs: list[str], others: list[Head]) -> str:
        """Return the HTML of a page."""
        return self._render("page", page=head, paragraphs=paragraphs, related=others)

    def list(self, heads: list[Head], lists: tuple[str, ...], index: int) -> str:
        """Return the HTML of one list page, linked to its neighbours."""
        before = lists[index - 1] if index else None
        after = lists[index + 1] if index + 1 < len(lists) else None
        return self._render("list", pages=heads, previous=before, next=after)

    def _render(self, name: str, **values: object) -> str:
        return self._templates.get_template(f"{name}.html").render(self._shared, **values)


def _write(folder: Path, path: str, body: bytes) -> None:
    target = folder / path.lstrip("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(body)
