"""What became of each page over five nights on a real site: every fate told for what it is, and none twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import pytest

from reports import changes, text
from reports.speaker import page
from scheduler.demo.pdf import one_page
from storage.archive import Archive
from storage.rebuild import DERIVED
from tests.crawler.site import Reply, Site
from tests.scheduler.homes import declaration, night, planwatch, rows, write_home

TOPICS = (
    "深海采样", "稻种改良", "城市供热", "山地公路", "乡村医疗", "港口调度", "林火监测", "河湖清淤", "纸质文物", "光伏制氢", "冷链运输",
    "高原牧场", "桥梁检修", "语音识别", "潮汐发电", "碳纤维", "地震预警", "盐碱地", "卫星遥感", "古树保护", "矿井通风", "渔港改造",
    "垃圾分类", "职业培训", "社区养老", "电动船舶", "茶叶加工", "博物馆", "儿童图书", "防沙治沙", "机床精度", "蜂群授粉",
)  # fmt: skip
NAMES = (
    "edited", "dated", "redated", "file", "moved", "numbered", "detour", "redirected", "withdrawn", "dead", "outage", "delisted",
    "replaced", "reverted", "retitled", "late", "early",
)  # fmt: skip
PLAIN = tuple(f"plain{number}" for number in range(len(TOPICS) - len(NAMES)))
OTHER = (
    "馆里新添的三百册图书已经上架，读者可以凭借阅证在二楼自助借还，开放时间延长到晚上九点，周末照常。",
    "老街的修鞋铺要搬到对面去，老师傅说手艺不丢，价钱不涨，取鞋的人记得看门上贴的新地址和电话号码。",
)


@dataclass
class Page:
    title: str
    lines: list[str]
    day: str = "2026-10-20"
    number: str = ""
    listed_as: str = ""
    file: str = ""

    def reply(self) -> Reply:
        body = "".join(f"<p>{escape(line)}</p>" for line in self.lines)
        named = f"<p>文号：{self.number}</p>" if self.number else ""
        file = f'<p>附件：<a href="{self.file}">任务表.pdf</a></p>' if self.file else ""
        return Reply(
            f"<html><head><title>{escape(self.title)}</title></head><body><h1>{escape(self.title)}</h1>{named}"
            f"<div>发布时间：{self.day}</div><div>{body}{file}</div></body></html>"
        )


@dataclass
class World:
    """A site with one list: ``listed`` are its paths in order, ``answers`` what is answered instead of a page."""

    site: Site
    pages: dict[str, Page] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    answers: dict[str, Reply] = field(default_factory=dict)

    def show(self) -> None:
        items = "".join(
            f'<li><a href="{path}">{escape(self.pages[path].listed_as or self.pages[path].title)}</a><span>2026-10-20</span></li>'
            for path in self.listed
        )
        self.site.pages["/list"] = Reply(f"<html><body><ul class='list'>{items}</ul></body></html>")
        for path, one in self.pages.items():
            self.site.pages[path] = self.answers.get(path) or one.reply()

    def rename(self, old: str, new: str) -> Page:
        """List a copy of a page at another address in the place of the old one."""
        one = self.pages[old]
        self.pages[new] = Page(one.title, list(one.lines), one.day, one.number)
        self.listed[self.listed.index(old)] = new
        return self.pages[new]


def path(name: str) -> str:
    return f"/{name}.html"


def made(topic: str, number: int) -> Page:
    return Page(
        f"关于做好{topic}工作的通知",
        [
            f"为推进{topic}，现就今年的安排通知如下，请各有关单位结合实际组织实施，并把责任落实到人。",
            f"{topic}经费共{1200 + 37 * number}万元，分三批下达，第一批在春季完成，其余按进度拨付到位。",
            f"凡承担{topic}任务的单位，每季度末报送进展，遇有困难及时反映，由主管处室会同各地研究解决。",
        ],
    )


GONE = Reply("<title>404</title>", 404)


def second(world: World) -> None:
    pages = world.pages
    pages["/edited.html"].lines[1] = pages["/edited.html"].lines[1].replace("1200万元", "1300万元")
    pages["/dated.html"].day = "2026-11-02"
    pages["/redated.html"].day = "2026-11-02"
    pages["/redated.html"].lines[1] += "逾期不再受理补报的材料。"
    world.site.pages["/task.pdf"] = Reply(
        one_page("一、完成二十个站点的改造。"), headers={"Content-Type": "application/pdf"}
    )
    world.rename("/moved.html", "/new/moved.html")
    world.rename("/numbered.html", "/new/numbered.html").lines.append("本通知自印发之日起施行，有效期五年。")
    world.rename("/detour.html", "/new/detour.html")
    world.answers["/detour.html"] = Reply("", 301, {"Location": "/new/detour.html"})
    world.answers["/redirected.html"] = Reply("", 301, {"Location": "/archive/redirected.html"})
    world.site.pages["/archive/redirected.html"] = pages["/redirected.html"].reply()
    world.listed.remove("/withdrawn.html")
    world.listed.remove("/late.html")
    for name in ("moved", "numbered", "withdrawn", "dead", "late"):
        world.answers[path(name)] = GONE
    world.answers["/outage.html"] = GONE
    world.listed.remove("/delisted.html")
    pages["/replaced.html"].title, pages["/replaced.html"].lines = "图书馆延长开放时间", list(OTHER)
    pages["/reverted.html"].lines[1] += "另行安排机动经费80万元。"
    pages["/retitled.html"].listed_as = "关于撤销蓝图工程的公告"
    world.rename("/early.html", "/new/early.html")
    world.listed.append("/early.html")


def third(world: World) -> None:
    del world.answers["/outage.html"]
    world.pages["/reverted.html"].lines[1] = made(TOPICS[NAMES.index("reverted")], NAMES.index("reverted")).lines[1]
    world.pages["/new/late.html"] = made(TOPICS[NAMES.index("late")], NAMES.index("late"))
    world.listed.insert(3, "/new/late.html")
    world.listed.remove("/early.html")
    world.answers["/early.html"] = GONE


def fourth(world: World) -> None:
    del world.answers["/withdrawn.html"]
    world.listed.insert(5, "/withdrawn.html")


NIGHTS = (None, second, third, fourth, None)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with Site("127.0.0.31") as site:
        world = World(site)
        for number, name in enumerate((*NAMES, *PLAIN)):
            world.pages[path(name)] = made(TOPICS[number], number)
        world.listed = list(world.pages)
        world.pages["/file.html"].file = "/task.pdf"
        world.pages["/numbered.html"].number = "清科发〔2026〕31号"
        site.pages["/task.pdf"] = Reply(
            one_page("一、完成十八个站点的改造。"), headers={"Content-Type": "application/pdf"}
        )
        home = write_home(
            tmp_path_factory.mktemp("fates"), [site.url("")], {"kjt": declaration(site.url(""), ["/list"])}
        )
        for number, act in enumerate(NIGHTS, 1):
            if act:
                act(world)
            world.show()
            night(home, f"2026-11-{number:02}T18:00:00Z")
        yield home


def told(home: Path, run_id: int) -> set[tuple[str, str, str]]:
    """Return (kind, path, notes) of what a night tells."""
    found = rows(home, "SELECT kind, url, notes FROM recent_changes WHERE run_id = ?", run_id)
    return {(kind, url.split("/", 3)[3].removesuffix(".html"), notes) for kind, url, notes in found}


def noted(home: Path, run_id: int) -> set[tuple[str, str]]:
    with Archive.open(home, read_only=True) as archive:
        report = changes.for_run(archive, run_id)
    return {(one.kind, one.url.split("/", 3)[3].removesuffix(".html")) for one in report.noted}


def test_the_first_night_brings_every_article_once(home: Path) -> None:
    assert {kind for kind, _, _ in told(home, 1)} == {"new"}
    assert len(told(home, 1)) == len(TOPICS)
    assert noted(home, 1) == set()


def test_the_second_night_tells_each_fate_for_what_it_is(home: Path) -> None:
    silent = '["text_without_date"]'
    assert told(home, 2) == {
        ("edited", "edited", silent),
        ("edited", "dated", '["date_without_text"]'),
        ("edited", "redated", "[]"),
        ("edited", "reverted", silent),
        ("attachment", "file", "[]"),
        ("moved", "new/moved", "[]"),
        ("moved", "new/numbered", "[]"),
        ("moved", "new/detour", "[]"),
        ("withdrawn", "withdrawn", "[]"),
        ("withdrawn", "late", "[]"),
        ("new", "new/early", "[]"),
    }
    assert noted(home, 2) == {("title_differs", "retitled"), ("redirected", "redirected")}


def test_the_third_night_confirms_what_waited_for_it(home: Path) -> None:
    assert told(home, 3) == {
        ("edited", "replaced", '["replaced", "text_without_date"]'.replace(" ", "")),
        ("edited", "reverted", '["text_without_date"]'),
        ("withdrawn", "dead", '["listed_dead"]'),
        ("moved", "new/late", "[]"),
        ("moved", "new/early", "[]"),
    }
    assert noted(home, 3) == {("delisted", "delisted")}


def test_what_is_back_is_told_as_returned_and_a_night_of_nothing_tells_nothing(home: Path) -> None:
    assert told(home, 4) == {("returned", "withdrawn", "[]")}
    assert noted(home, 4) == set()
    assert told(home, 5) == set()
    assert noted(home, 5) == set()


def test_an_outage_of_one_night_leaves_no_trace(home: Path) -> None:
    found = rows(
        home, "SELECT kind FROM changes JOIN articles ON articles.id = article_id WHERE url LIKE '%/outage.html'"
    )
    assert found == [("new",)]


def test_an_edit_and_its_reversal_keep_all_three_versions(home: Path) -> None:
    found = rows(
        home,
        "SELECT number, text_hash FROM versions JOIN articles ON articles.id = article_id WHERE url LIKE '%/reverted.html' ORDER BY number",
    )
    assert [number for number, _ in found] == [1, 2, 3]
    assert found[0][1] == found[2][1] != found[1][1]


def test_the_report_says_it_in_words(home: Path) -> None:
    with Archive.open(home, read_only=True) as archive:
        second_night, third_night = (
            text.render(page(changes.for_run(archive, run_id)), "变更报告") for run_id in (2, 3)
        )
        data = changes.as_data(changes.for_run(archive, 2))

    assert "正文已改而日期未改" in second_night
    assert "日期已改而正文未改" in second_night
    assert "列表标题与正文标题不一致" in second_night
    assert "列表标题：关于撤销蓝图工程的公告" in second_night
    assert "网址已跳转" in second_night
    assert "有效期五年" in second_night
    assert "已换成另一篇" in third_night
    assert "已从列表撤下，页面仍在" in third_night
    assert "列表仍列，页面已失效" in third_night
    assert {one["kind"] for one in data["noted"]} == {"title_differs", "redirected"}


def test_a_rebuild_tells_the_same(home: Path) -> None:
    before = {table: rows(home, f"SELECT * FROM {table} ORDER BY 1, 2") for table in DERIVED}
    done = planwatch(home, "rebuild")

    assert done.returncode == 0, done.stderr
    assert "0 rows appeared, 0 vanished" in done.stdout
    assert {table: rows(home, f"SELECT * FROM {table} ORDER BY 1, 2") for table in DERIVED} == before
