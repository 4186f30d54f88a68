"""One story on several sites over ten nights: told once, with its right original, and with what each copy changed of it."""

import email
import email.policy
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import Any

import pytest

from reports import changes, text
from reports.speaker import page
from scheduler.demo.loopback import Loopback, Request, Response
from storage.archive import Archive
from storage.rebuild import DERIVED
from tests.scheduler.homes import declaration, night, planwatch, rows, write_home

SITES = {
    "kjt": ("清川省科技厅", "ministry"),
    "daily": ("清川日报", "news"),
    "online": ("北岭在线", "news"),
    "post": ("江门早报", "news"),
}
MAIL = '[[subscriptions]]\nemail = "desk@example.org"\n[[subscriptions]]\nemail = "en@example.org"\nlanguage = "en"\n'

PLAN = "清川省量子器件中试行动方案（2026—2028年）"
FIRST = f"省科技厅日前印发《{PLAN}》，从平台、企业、人才三个方面安排十四项任务，要求各地结合产业基础制定年度计划。"
BYLINE = "本报讯（记者 周一山）"
GOALS = "行动方案提出，到2028年建成中试平台12个以上，服务企业不少于600家，带动社会投资40亿元，形成覆盖设计、制备、封装的试验能力。"
MONEY = (
    "对通过验收的平台，省财政给予一次性补助，单个平台补助额度不超过300万元；仪器共享成效突出的，再给予运行经费支持。"
)
PEOPLE = "在人才方面，支持高校与企业联合培养工程技术人员，允许试验人员在平台之间流动，职称评审以解决工艺难题的实绩为主要依据。"
AFTER = (
    "省科技厅有关负责人表示，下一步将公布平台名录和收费标准，每半年通报一次进展，对连续两年未对外服务的平台予以摘牌。"
)
STORY = (FIRST, GOALS, MONEY, PEOPLE, AFTER)

OTHER = (
    "北岭市水产研究所的深水网箱日前完成第一季试养，网箱周长一百二十米，投放鱼苗六万尾，成活率达到九成一。",
    "研究人员在网箱四周布设了水温、溶氧和流速传感器，数据每十分钟回传一次，投饵量随之调整，饲料比近岸养殖节省了一成半。",
    "养殖户最关心的是台风。项目组把网箱设计成可以下潜的结构，今年九月的一次大风中，网箱在水下二十米处停留了三十个小时，没有破损。",
)
UNRELATED = {
    "kjt": "馆里新添的三百册图书已经上架，读者可以凭借阅证在二楼自助借还，开放时间延长到晚上九点，周末照常。",
    "daily": "城东的菜市场换了新顶棚，雨天不再漏水，摊主们把干货摆到了门口，早市比往年热闹了许多，停车也方便。",
    "online": "昨夜的一场小雨让山上的雾散得很慢，登山的人走到半腰便折返了，管理处提醒游客带好雨具，量力而行。",
    "post": "老街的修鞋铺要搬到对面去，老师傅说手艺不丢，价钱不涨，取鞋的人记得看门上贴的新地址和电话号码。",
}
# In the spelling of another region, with other brackets, wide digits and its paragraphs in another order: no difference.
TRADITIONAL = tuple(
    line.replace("省科技厅", "省科技廳")
    .replace("补助", "補助")
    .replace("企业", "企業")
    .replace("300", "３００")
    .replace("（", "〔")
    .replace("）", "〕")
    for line in (FIRST, GOALS, PEOPLE, MONEY, AFTER)
)


@dataclass
class Page:
    """One article of a site; a page without lines is gone."""

    title: str
    day: str
    lines: tuple[str, ...]

    def html(self) -> bytes:
        lines = "\n".join(f"<p>{escape(line)}</p>" for line in self.lines)
        return (
            f'<html><head><meta charset="utf-8"><title>{escape(self.title)}</title></head><body><h1>{escape(self.title)}</h1>'
            f"<div>发布时间：{self.day}</div><div>{lines}</div></body></html>"
        ).encode()


@dataclass
class World:
    """Four sites on one server, each with its list."""

    pages: dict[str, Page] = field(default_factory=dict)

    def answer(self, request: Request) -> Response:
        site = request.path.strip("/")
        if site in SITES:
            listed = {path: one for path, one in self.pages.items() if path.startswith(f"/{site}/")}
            items = "".join(
                f'<li><a href="{path}">{escape(page.title)}</a><span>{page.day}</span></li>'
                for path, page in listed.items()
            )
            return _html(f'<html><head><meta charset="utf-8"></head><body><ul>{items}</ul></body></html>'.encode())
        found = self.pages.get(request.path)
        return _html(found.html()) if found else Response(404, {}, b"<title>404</title>")


def _html(body: bytes) -> Response:
    return Response(200, {"Content-Type": "text/html"}, body)


@dataclass
class Told:
    """What a night left: its report as data and as text, and its mails by language."""

    data: dict[str, Any]
    text: str
    mails: dict[str, EmailMessage]
    stars: dict[str, str]

    @property
    def mail(self) -> str:
        return body(self.mails["zh"])


def body(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


class Nights:
    """Runs the nights over the sites, from the first of November on."""

    def __init__(self, home: Path, world: World) -> None:
        self.home, self.world, self.told = home, world, []

    def run(self) -> Told:
        number = len(self.told) + 1
        seen = set((self.home / "outbox").glob("*.eml"))
        night(self.home, f"2026-11-{number:02}T18:00:00Z")
        arrived = [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in set((self.home / "outbox").glob("*.eml")) - seen
        ]
        with Archive.open(self.home, read_only=True) as archive:
            report = changes.for_run(archive, number)
        data, shown = json.loads(json.dumps(changes.as_data(report))), text.render(page(report), "变更报告")
        mails = {"en" if "en@" in mail["To"] else "zh": mail for mail in arrived}
        self.told.append(Told(data, shown, mails, stars(self.home)))
        return self.told[-1]


def stars(home: Path) -> dict[str, str]:
    """Return the copies and their originals by the paths of their addresses."""
    found = rows(home, "SELECT url, original_url FROM copies_shown")
    return {copy.split("/", 3)[3]: original.split("/", 3)[3] for copy, original in found}


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    world = World()
    with Loopback(world.answer) as server:
        named = {
            site: declaration(server.url, [f"/{site}/"], kind).replace("made-up", name)
            for site, (name, kind) in SITES.items()
        }
        nights = Nights(write_home(tmp_path_factory.mktemp("stories"), [server.url], named, MAIL), world)
        for site in SITES:
            world.pages[f"/{site}/0.html"] = Page(f"{SITES[site][0]}街谈巷议", "2026-10-20", (UNRELATED[site],))
        nights.run()
        ten_nights(nights, world.pages)
        yield nights


def ten_nights(nights: Nights, pages: dict[str, Page]) -> None:
    """Let the story go round: nights 2 to 10."""
    pages["/daily/1.html"] = Page("我省推进量子器件中试", "2026-11-02", (BYLINE + FIRST, *STORY[1:]))
    cheaper = (FIRST, GOALS, MONEY.replace("300万元", "200万元"))
    pages["/online/1.html"] = Page("清川量子器件中试方案出台", "2026-11-03", cheaper)
    pages["/online/2.html"] = Page("深水网箱试养成功", "2026-11-03", OTHER)
    nights.run()
    pages["/kjt/1.html"] = Page(f"省科技厅印发《{PLAN}》", "2026-11-03", STORY)
    nights.run()
    pages["/post/1.html"] = Page("量子器件中試方案印發", "2026-11-01", TRADITIONAL)
    pages["/post/2.html"] = Page("深水网箱过了台风关", "2026-10-30", OTHER)
    nights.run()
    for path in ("/kjt/1.html", "/daily/1.html"):
        pages[path].lines = tuple(line.replace("600家", "650家") for line in pages[path].lines)
    nights.run()
    pages["/online/1.html"].lines = tuple(line.replace("600家", "650家") for line in cheaper)
    nights.run()
    pages["/post/1.html"].lines = tuple(line.replace("40亿元", "60亿元") for line in TRADITIONAL)
    nights.run()
    pages["/online/1.html"].lines = tuple(line.replace("2028年", "2030年") for line in cheaper)
    nights.run()
    del pages["/kjt/1.html"]
    nights.run()
    nights.run()


def entry(told: Told, section: str, path: str) -> dict[str, Any]:
    """Return what a report's data says of the article with this path."""
    found = [item for item in told.data[section] if item.get("change", item)["url"].endswith(path)]
    assert len(found) == 1, found
    return dict(found[0])


def copy_in(told: Told, path: str) -> dict[str, Any]:
    return next(copy for story in told.data["stories"] for copy in story["copies"] if copy["url"].endswith(path))


def test_a_plan_is_told_once_with_who_was_first_and_what_the_copy_changed(nights: Nights) -> None:
    told = nights.told[1]

    assert told.stars == {"online/1.html": "daily/1.html"}
    assert told.mails["zh"]["Subject"] == "规划日报 2026-11-03：新规划1"
    assert "首发：清川日报（2026-11-02）" in told.mail
    assert "- 北岭在线：改动 300万元 → 200万元，删去2段，晚1天 http" in told.mail
    assert told.mail.count(PLAN) == 2  # its title and the sentence that says so
    assert "- 北岭在线: changed 300万元 → 200万元, cut 2 paragraphs, 1 day later http" in body(told.mails["en"])
    changed = copy_in(told, "/online/1.html")
    assert (changed["delay_days"], changed["kind"]) == (1.0, "near")
    assert [(d["kind"], d["before"], d["after"]) for d in changed["differences"]][1:] == [
        ("cut", PEOPLE, ""),
        ("cut", AFTER, ""),
        ("credit", BYLINE, ""),
    ]
    assert f"[-{PEOPLE}]" in told.text


def test_an_official_page_takes_the_star_and_nobody_is_told_again(nights: Nights) -> None:
    told = nights.told[2]

    assert told.stars == {"daily/1.html": "kjt/1.html", "online/1.html": "kjt/1.html"}
    assert told.mails["zh"]["Subject"] == "规划日报 2026-11-04：无新内容"
    assert PLAN not in told.mail
    assert rows(nights.home, "SELECT count(*) FROM digest_items WHERE title = ? AND item_key LIKE 'desk@%'", PLAN) == [
        (1,)
    ]
    assert copy_in(told, "/daily/1.html")["delay_days"] == -1.0


def test_an_earlier_page_takes_the_star_of_a_later_one_but_not_the_ministrys(nights: Nights) -> None:
    told = nights.told[3]

    assert told.stars == {
        "daily/1.html": "kjt/1.html",
        "online/1.html": "kjt/1.html",
        "post/1.html": "kjt/1.html",
        "online/2.html": "post/2.html",
    }
    assert told.mails["zh"]["Subject"] == "规划日报 2026-11-05：无新内容"
    assert "转载自：清川省科技厅" in told.text
    assert "与原文（清川省科技厅）相比：原样转载，早2天" in told.text


def test_another_spelling_is_no_difference_and_is_kept_as_it_was_written(nights: Nights) -> None:
    spelled = copy_in(nights.told[3], "/post/1.html")

    assert spelled["differences"] == []
    ((kept,),) = rows(
        nights.home,
        "SELECT versions.text FROM versions JOIN articles ON articles.id = article_id WHERE url LIKE '%/post/1.html' AND number = 1",
    )
    assert "省科技廳日前印发《清川省量子器件中试行动方案〔2026—2028年〕》" in kept
    assert "不超过３００万元" in kept


def test_a_change_of_the_original_names_the_copies_that_still_carry_the_old_text(nights: Nights) -> None:
    told = nights.told[4]
    changed = entry(told, "changed", "/kjt/1.html")
    ids = dict(rows(nights.home, "SELECT id, url FROM articles"))

    assert [item["change"]["url"].rsplit("/", 2)[1] for item in told.data["changed"]] == ["kjt"]
    assert [ids[copy].rsplit("/", 2)[1] for copy in changed["still_old"]] == ["online", "post"]
    for said in (told.mail, told.text):
        assert "不少于[600 → 650]家" in said
        assert "- 仍载旧文（北岭在线）：清川量子器件中试方案出台 http" in said
        assert "- 仍载旧文（江门早报）" in said
        assert "仍载旧文（清川日报" not in said
    assert copy_in(told, "/post/1.html")["differences"][0]["swaps"] == ["650家 → 600家"]
    assert copy_in(told, "/daily/1.html")["differences"][0]["kind"] == "credit"


def test_a_copy_that_follows_later_is_reported_for_itself(nights: Nights) -> None:
    told = nights.told[5]

    assert told.mails["zh"]["Subject"] == "规划日报 2026-11-07：变更1"
    assert entry(told, "changed", "/online/1.html")["still_old"] == []
    for said in (told.mail, told.text):
        assert "转载自：清川省科技厅" in said
        assert "与原文（清川省科技厅）相比：改动 300万元 → 200万元，删去2段，同日" in said


def test_a_copy_that_is_edited_alone_is_reported_for_itself(nights: Nights) -> None:
    told = nights.told[6]

    assert [item["change"]["url"].rsplit("/", 2)[1] for item in told.data["changed"]] == ["post"]
    assert "[40 → 60]" in told.mail
    assert "转载自：清川省科技厅" in told.mail
    assert copy_in(told, "/post/1.html")["differences"][0]["swaps"] == ["650家 → 600家", "40亿元 → 60亿元"]


def test_a_copy_that_becomes_another_document_leaves_the_star(nights: Nights) -> None:
    told = nights.told[7]

    assert "online/1.html" not in told.stars
    assert rows(
        nights.home,
        "SELECT count(*) FROM copy_changes JOIN articles ON articles.id = article_id WHERE url LIKE '%/online/1.html'",
    ) == [(0,)]
    assert entry(told, "changed", "/online/1.html")["change"]["significance"] == "substance"
    assert "转载自" not in told.mail


def test_a_withdrawn_original_names_the_copies_that_still_stand(nights: Nights) -> None:
    told = nights.told[8]

    assert entry(told, "withdrawn", "/kjt/1.html")["kind"] == "withdrawn"
    for said in (told.mail, told.text):
        assert "- 仍在刊载（清川日报）：我省推进量子器件中试 http" in said
        assert "- 仍在刊载（江门早报）" in said
        assert "仍在刊载（北岭在线" not in said
    assert told.stars == {"daily/1.html": "kjt/1.html", "post/1.html": "kjt/1.html", "online/2.html": "post/2.html"}


def test_a_night_in_which_nothing_happened_tells_nothing(nights: Nights) -> None:
    assert nights.told[9].mails["zh"]["Subject"] == "规划日报 2026-11-11：无新内容"


def test_a_rebuild_gives_every_row_of_it_again(nights: Nights) -> None:
    before = {table: rows(nights.home, f"SELECT * FROM {table} ORDER BY 1, 2") for table in DERIVED}
    done = planwatch(nights.home, "rebuild")

    assert done.returncode == 0, done.stderr
    assert "0 rows appeared, 0 vanished" in done.stdout
    assert {table: rows(nights.home, f"SELECT * FROM {table} ORDER BY 1, 2") for table in DERIVED} == before
    assert before["copy_changes"]
