"""A plan's life over nights, by the command line: drafted, put off, issued in a file, told by news, repealed, and told once each."""

import email
import email.policy
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pytest

from scheduler.demo.loopback import Loopback, Request, Response
from scheduler.demo.pdf import one_page
from storage.rebuild import DERIVED
from tests.scheduler.homes import night, planwatch, rows, write_home

MAIL = '[[subscriptions]]\nemail = "desk@example.org"\n'
SITES = {"moi": ("示例部", "ministry"), "kjt": ("清川省科技厅", "ministry"), "daily": ("清川日报", "news")}

STATE = "推动深海装备更新和观测网建设行动方案"
OWN = "清川省推动深海装备更新和观测网建设实施方案"
OLD = "清川省深海装备共用管理办法"
DEEP = "清川省内河航标养护规划（2021—2025年）"
DATED = "清川省渔港数字化改造工作方案"
TWIN = "北岭省推动深海装备更新和观测网建设实施方案"
LINE = {start: f"清川省“{name}”深海科技规划" for start, name in ((2016, "十三五"), (2021, "十四五"), (2026, "十五五"))}
DRAFT_FILE = f"{OWN}\n一、总体要求\n为贯彻落实《{STATE}》，制定本方案。到2028年，更新深海装备300台，建成观测站40个。"
FINAL_FILE = f"{OWN}\n一、总体要求\n为贯彻落实《{STATE}》，制定本方案。到2028年，更新深海装备260台，建成观测站40个。"
FILLER = "请各单位结合实际认真组织落实，重要情况及时报告，执行中的问题由省科技厅负责解释，联系电话另行通知。"
WEATHER = "昨夜的一场小雨让山上的雾散得很慢，登山的人走到半腰便折返了，管理处提醒游客带好雨具，量力而行，注意安全。"


@dataclass
class Page:
    """One article of a site, with the file it names."""

    title: str
    day: str
    lines: tuple[str, ...]
    file: str = ""

    def html(self) -> bytes:
        lines = "\n".join(f"<p>{escape(line)}</p>" for line in self.lines)
        link = f'<p><a href="{self.file}">附件.pdf</a></p>' if self.file else ""
        return (
            f'<html><head><meta charset="utf-8"><title>{escape(self.title)}</title></head><body><h1>{escape(self.title)}</h1>'
            f"<div>发布时间：{self.day}</div><div>{lines}{link}</div></body></html>"
        ).encode()


@dataclass
class World:
    """The sites on one server: each with its list, whose older part stands on a second page."""

    pages: dict[str, Page] = field(default_factory=dict)
    deeper: dict[str, Page] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def answer(self, request: Request) -> Response:
        site, _, more = request.path.strip("/").partition("/")
        if site in SITES and more in {"", "index_2.html"}:
            return _html(_list(self.deeper if more else self.pages, site, "" if more else f"/{site}/index_2.html"))
        if request.path in self.files:
            return Response(200, {"Content-Type": "application/pdf"}, self.files[request.path])
        found = self.pages.get(request.path) or self.deeper.get(request.path)
        return _html(found.html()) if found else Response(404, {}, b"<title>404</title>")


def _list(pages: dict[str, Page], site: str, following: str) -> bytes:
    items = "".join(
        f'<li><a href="{path}">{escape(page.title)}</a><span>{page.day}</span></li>'
        for path, page in reversed(pages.items())
        if path.startswith(f"/{site}/")
    )
    turn = f'<a class="next" href="{following}">下一页</a>' if following else ""
    return f'<html><head><meta charset="utf-8"></head><body><ul>{items}</ul>{turn}</body></html>'.encode()


def _html(body: bytes) -> Response:
    return Response(200, {"Content-Type": "text/html"}, body)


def _declared(url: str, site: str, pages: int) -> str:
    name, kind = SITES[site]
    return (
        f'name = "{name}"\nkind = "{kind}"\nhome_url = "{url}/{site}/"\nenabled = true\n[fetch]\ndelay_seconds = 0\n'
        f'[[listings]]\ntitle = "通知"\nurl = "{url}/{site}/"\nnext = "a.next"\nmax_pages = {pages}\n'
    )


@dataclass
class Nights:
    """Runs the nights, from the second of November on, at two in the morning in Beijing."""

    home: Path
    world: World
    subjects: dict[int, str] = field(default_factory=dict)
    reports: dict[int, dict[str, Any]] = field(default_factory=dict)
    mails: dict[int, str] = field(default_factory=dict)

    def run(self, day: int) -> None:
        seen = set((self.home / "outbox").glob("*.eml"))
        night(self.home, f"2026-11-{day:02}T02:00:00+08:00")
        (arrived,) = set((self.home / "outbox").glob("*.eml")) - seen
        mail: Any = email.message_from_bytes(arrived.read_bytes(), policy=email.policy.default)
        self.subjects[day] = str(mail["Subject"]).partition("：")[2]
        self.mails[day] = str(mail.get_body(("plain",)).get_content())

    def report(self, day: int) -> dict[str, Any]:
        if day not in self.reports:
            run = str(list(self.subjects).index(day) + 1)
            self.reports[day] = json.loads(planwatch(self.home, "report", "--run", run, "--format", "json").stdout)
        return self.reports[day]

    def told(self, day: int, section: str) -> set[tuple[str, ...]]:
        return {
            (entry["events"][0]["title"], *sorted(event["event"] for event in entry["events"]))
            for entry in self.report(day)[section]
        }


def _first(world: World) -> None:
    world.pages |= {
        f"/{site}/0.html": Page(f"{name}天气提示", "2026-10-01", (WEATHER, name)) for site, (name, _) in SITES.items()
    }
    world.pages["/kjt/1.html"] = Page(
        f"清川省科技厅关于公开征求《{OWN}（征求意见稿）》意见的公告",
        "2026-10-30",
        (f"现就《{OWN}（征求意见稿）》向社会公开征求意见，请于2026年11月12日前将意见反馈省科技厅。", FILLER),
        "/files/draft.pdf",
    )
    world.files["/files/draft.pdf"] = one_page(DRAFT_FILE)
    world.pages["/kjt/2.html"] = Page(
        f"清川省科技厅关于印发《{OLD}》的通知",
        "2019-03-06",
        (f"现将《{OLD}》印发给你们。", FILLER, "清川省科技厅", "2019年3月5日"),
    )
    world.pages["/kjt/3.html"] = Page(
        f"清川省科技厅关于印发《{LINE[2016]}》的通知",
        "2017-01-06",
        (f"现将《{LINE[2016]}》印发给你们。", FILLER, "清川省科技厅", "2017年1月5日"),
    )
    world.deeper["/kjt/90.html"] = Page(
        f"清川省科技厅关于印发《{DEEP}》的通知",
        "2021-06-02",
        (f"现将《{DEEP}》印发给你们。", FILLER, "清川省科技厅", "2021年6月1日"),
    )


def _second(world: World) -> None:
    """A notice put in with an old date, a plan of the state, and news that looks back."""
    world.pages["/kjt/4.html"] = Page(
        f"清川省科技厅关于印发《{DATED}》的通知",
        "2025-02-11",
        (f"现将《{DATED}》印发给你们。", FILLER, "清川省科技厅", "2025年2月10日"),
    )
    world.pages["/moi/1.html"] = Page(
        f"国务院关于印发《{STATE}》的通知",
        "2026-11-01",
        (f"现将《{STATE}》印发给你们，请认真贯彻执行。", "国务院", "2026年10月12日"),
    )
    world.pages["/kjt/5.html"] = Page(
        f"清川省科技厅关于印发《{LINE[2026]}》的通知",
        "2026-11-02",
        (f"现将《{LINE[2026]}》印发给你们。", FILLER, "清川省科技厅", "2026年11月1日"),
    )


def _third(world: World) -> None:
    world.pages["/kjt/6.html"] = Page(
        f"清川省科技厅关于延长《{OWN}（征求意见稿）》征求意见时间的公告",
        "2026-11-03",
        (f"《{OWN}（征求意见稿）》征求意见截止时间延长至2026年11月20日。", FILLER),
    )


def _issued(world: World) -> None:
    """The plan as issued, in a file of a notice that lost its title; the same day another province issues its own."""
    world.pages["/kjt/7.html"] = Page(
        "清川省科技厅关于印发的通知", "2026-11-21", (FILLER, "清川省科技厅", "2026年11月20日"), "/files/final.pdf"
    )
    world.files["/files/final.pdf"] = one_page(FINAL_FILE)
    news = (f"记者从省科技厅获悉，《{OWN}》日前印发，到2028年更新深海装备260台。", WEATHER + "清川")
    world.pages["/daily/7.html"] = Page(f"《{OWN}》印发", "2026-11-21", news)
    world.pages["/daily/8.html"] = Page(
        f"北岭省印发《{TWIN}》",
        "2026-11-21",
        (f"11月20日，北岭省人民政府印发《{TWIN}》，部署十二项任务。", "船厂里灯火通明。"),
    )


def _repealed(world: World) -> None:
    world.pages["/kjt/9.html"] = Page(
        f"清川省科技厅关于废止《{OLD}》的决定",
        "2026-11-22",
        (f"经研究，决定废止《{OLD}》，自公布之日起执行。", FILLER, "清川省科技厅", "2026年11月22日"),
    )
    world.pages["/kjt/10.html"] = Page(
        f"《{OWN}》解读",
        "2026-11-22",
        (f"近日，省科技厅印发了《{OWN}》。现就有关内容解读如下：一是目标，二是任务。", FILLER),
    )
    world.pages["/kjt/11.html"] = Page(
        f"清川省科技厅关于印发《{LINE[2021]}》的通知",
        "2021-09-02",
        (f"现将《{LINE[2021]}》印发给你们。", FILLER, "清川省科技厅", "2021年9月1日"),
    )


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    world, home = World(), tmp_path_factory.mktemp("plans")
    with Loopback(world.answer) as site:
        write_home(home, [site.url], {name: _declared(site.url, name, 1) for name in SITES}, MAIL)
        nights = Nights(home, world)
        for day, change in ((2, _first), (3, _second), (4, _third)):
            change(world)
            nights.run(day)
        for name in SITES:
            (home / "sources" / f"{name}.toml").write_text(_declared(site.url, name, 2), encoding="utf-8")
        for day in (5, 13, 14, 18, 19):
            nights.run(day)
        for day, change in ((22, _issued), (23, _repealed)):
            change(world)
            nights.run(day)
        yield nights


def test_a_first_night_is_catalogued_and_not_announced(nights: Nights) -> None:
    assert "新规划" not in nights.subjects[2]
    assert nights.told(2, "new_plans") == set()
    assert (OWN, "consultation") in nights.told(2, "catalogued")


def test_what_appears_on_a_list_is_new_whatever_date_it_bears(nights: Nights) -> None:
    assert nights.told(3, "new_plans") == {(DATED, "issued"), (STATE, "issued"), (LINE[2026], "issued")}


def test_what_only_a_deeper_look_brings_up_is_catalogued(nights: Nights) -> None:
    assert nights.told(5, "new_plans") == set()
    assert nights.told(5, "catalogued") == {(DEEP, "issued")}
    assert f"{DEEP} (印发)" in nights.mails[5]


def test_a_deadline_put_off_is_a_change_of_its_own_from_day_to_day(nights: Nights) -> None:
    (extended,) = nights.report(4)["extended"]

    assert (extended["title"], extended["before"], extended["due_on"]) == (OWN, "2026-11-12", "2026-11-20")
    assert "延期1" in nights.subjects[4]
    assert "2026-11-12 → 2026-11-20" in nights.mails[4]
    assert "延期" not in nights.subjects[5]


def test_a_deadline_is_told_seven_and_two_days_before_and_each_once(nights: Nights) -> None:
    told = {day: "期限1" in subject for day, subject in nights.subjects.items() if day > 4}

    assert told == {5: False, 13: True, 14: False, 18: True, 19: False, 22: False, 23: False}
    assert "还有 7 天" in nights.mails[13]
    assert "还有 2 天" in nights.mails[18]


def test_a_later_stage_is_a_move_and_is_told_once_wherever_it_stands(nights: Nights) -> None:
    assert (OWN, "issued") in nights.told(22, "moved")
    assert nights.told(22, "new_plans") == {(TWIN, "issued")}
    assert (OWN, "interpreted") in nights.told(23, "moved")
    assert all(title != OWN or "issued" not in events for title, *events in nights.told(23, "moved"))


def test_draft_file_news_and_explanation_are_one_plan_and_a_province_or_period_apart_is_another(nights: Nights) -> None:
    plans = dict(rows(nights.home, "SELECT title, id FROM plans WHERE stage <> 'mentioned'"))
    tellers = rows(nights.home, "SELECT count(DISTINCT versions.article_id) FROM plan_events JOIN versions ON versions.id = version_id WHERE plan_id = ? AND kind <> 'mentioned'", plans[OWN])  # fmt: skip

    assert {OWN, TWIN, STATE, OLD, DEEP, DATED, *LINE.values()} <= plans.keys()
    assert len([title for title in plans if "深海装备更新" in title and "清川" in title and "延长" not in title]) == 1
    assert tellers == [(5,)], "the draft, its extension, the notice with the file, the news, the explanation"
    assert "/kjt/7.html" in {
        url[-11:] for (url,) in rows(nights.home, "SELECT url FROM new_plans WHERE title = ?", OWN)
    }


def test_goals_in_files_are_kept_for_the_draft_and_for_the_plan(nights: Nights) -> None:
    query = """
    SELECT articles.url, plan_targets.value FROM plan_targets JOIN plans ON plans.id = plan_id JOIN versions ON versions.id = version_id
    JOIN articles ON articles.id = versions.article_id WHERE plans.title = ? AND plan_targets.unit = '台'
    """
    found = {(url[-11:], value) for url, value in rows(nights.home, query, OWN)}

    assert {("/kjt/1.html", 300), ("/kjt/7.html", 260)} <= found


def test_links_run_across_texts_and_a_leap_is_mended(nights: Nights) -> None:
    query = """
    SELECT own.title, plan_links.kind, other.title FROM plan_links
    JOIN plans AS own ON own.id = plan_id JOIN plans AS other ON other.id = other_plan_id
    """
    found = set(rows(nights.home, query))

    assert {(OWN, "implements", STATE), (TWIN, "implements", STATE)} <= found
    assert {link for link in found if link[1] == "succeeds"} == {
        (LINE[2026], "succeeds", LINE[2021]),
        (LINE[2021], "succeeds", LINE[2016]),
    }
    assert [(kind, old) for _, kind, old in found if old == OLD] == [("repeals", OLD)]
    assert rows(nights.home, "SELECT stage FROM plans WHERE title = ?", OLD) == [("repealed",)]


def test_a_plan_is_reported_as_text_page_and_data(nights: Nights) -> None:
    ((plan_id,),) = rows(nights.home, "SELECT id FROM plans WHERE title = ?", OWN)
    shown = {
        form: planwatch(nights.home, "report", "--plan", str(plan_id), "--format", form)
        for form in ("text", "html", "json")
    }
    data = json.loads(shown["json"].stdout)

    assert [done.returncode for done in shown.values()] == [0, 0, 0]
    assert [(target["told_as"], target["value"]) for target in data["targets"] if target["unit"] == "台"][:2] == [("consultation", 300), ("issued", 260)]  # fmt: skip
    assert "落实" in shown["text"].stdout
    assert "<h1" in shown["html"].stdout
    assert "<script" not in shown["html"].stdout
    assert planwatch(nights.home, "report", "--plan", "999").returncode == 2
    assert planwatch(nights.home, "report", "--plan", "1", "--run", "1").returncode == 2


def test_a_rebuild_gives_every_row_again(nights: Nights) -> None:
    def derived() -> dict[str, list[tuple[Any, ...]]]:
        tables = [
            table for table in DERIVED if table.startswith(("plan", "cop"))
        ]  # others name the changed declaration
        return {table: sorted(rows(nights.home, f"SELECT * FROM {table}"), key=repr) for table in tables}

    before = derived()
    done = planwatch(nights.home, "rebuild")

    assert done.returncode == 0, done.stderr
    assert derived() == before
    assert all(before[table] for table in ("plans", "plan_events", "plan_targets", "plan_deadlines", "plan_links"))


def test_a_day_of_force_turns_the_stage_in_a_night_that_brings_no_text(tmp_path: Path) -> None:
    lines = (f"现将《{OLD}》印发给你们，自2026年11月20日起施行。", FILLER, "清川省科技厅", "2026年11月16日")
    world = World({"/kjt/1.html": Page(f"清川省科技厅关于印发《{OLD}》的通知", "2026-11-17", lines)})
    with Loopback(world.answer) as site:
        write_home(tmp_path, [site.url], {"kjt": _declared(site.url, "kjt", 1)}, MAIL)
        for day, stage in ((18, "issued"), (20, "effective")):
            night(tmp_path, f"2026-11-{day}T02:00:00+08:00")
            assert rows(tmp_path, "SELECT stage FROM plans") == [(stage,)]
