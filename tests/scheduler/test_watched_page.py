"""A page that is watched for itself, with no list: its figures change, and nothing else of it counts."""

import re
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from planwatch.records import WatchedPage
from scheduler.demo.loopback import Loopback, Request, Response
from tests.crawler.site import Reply, Site, listing
from tests.scheduler.homes import declaration, night, rows, watched, write_home
from tests.scheduler.quick import Nights

PAGE = """<html><head><meta charset="utf-8"><title>月度统计</title></head><body><div class="nav"><a href="/">首页</a></div>
<p>您是第{visits}位访客</p><div class="stats"><h1>月度统计</h1><table><tr><td>本月办结</td><td>{count}件</td></tr>
<tr><td>群众满意度</td><td>99.2%</td></tr></table><p>说明：办结数按自然月统计，次月五日前更新，满意度来自办结后的回访。</p></div></body></html>"""
NAMES = ("受理总量", "办结总量", "网上申请", "窗口办理", "跨省通办", "电子证照")
NOTES = "".join(f"<p>第{n}条说明：办结数按自然月统计，每月五日前更新上月数据，满意度来自回访。</p>" for n in range(9))
# The page, and one figure of it.
DESIGNS = (
    ("<table>{}</table>" + NOTES, "<tr><td>{}</td><td>{}</td></tr>"),
    ("<ul>{}</ul>", "<li><b>{}</b><i>{}</i></li>"),
    ("<div>{}</div>", "<div><h4>{}</h4><p>{}</p></div>"),
    ("<div>{}</div>", "<b>{1}</b>"),
)


def test_a_changed_figure_is_told_and_a_counter_is_not(tmp_path: Path) -> None:
    shown = {"visits": 100, "count": 1286}

    def answer(request: Request) -> Response:
        if request.path != "/tj/index.html":
            return Response(404, {}, b"")
        shown["visits"] += 1
        return Response(200, {"Content-Type": "text/html"}, PAGE.format(**shown).encode())

    with Loopback(answer) as server:
        home = write_home(
            tmp_path,
            [server.url],
            {"zwfw": declaration(server.url, [], more=watched(f"{server.url}/tj/index.html", ".stats"))},
        )
        codes = [night(home, "2026-11-20T18:00:00Z").returncode, night(home, "2026-11-21T18:00:00Z").returncode]
        shown["count"] = 1268
        codes.append(night(home, "2026-11-22T18:00:00Z").returncode)

    assert codes == [0, 0, 0]
    assert rows(home, "SELECT run_id, kind, significance FROM recent_changes ORDER BY run_id") == [
        (1, "new", "substance"),
        (3, "edited", "substance"),
    ]
    assert [state for (state,) in rows(home, "SELECT state FROM source_nights ORDER BY run_id")] == [
        "ok",
        "quiet",
        "ok",
    ]
    assert rows(home, "SELECT count(*) FROM captures") == [(3,)]


def test_nights_in_which_the_page_is_not_filled_are_no_change_and_the_next_figure_is(tmp_path: Path) -> None:
    emptied = PAGE.replace("件", "").format(visits=1, count="").replace("99.2%", "")
    unfilled = PAGE.format(visits=1, count="$pageHelpBean.total").replace("99.2%", "$pageHelpBean.rate")
    script = "<html><head><script>window.location.href='/tj?t='+new Date().getTime();document.cookie='a=b';</script></head></html>"
    redesigned = (
        "<html><head><meta charset='utf-8'><title>统计</title></head><body><section class='s'><h2>月度统计</h2><dl><dt>本月办结</dt>"
        "<dd>1268件</dd><dt>群众满意度</dt><dd>99.2%</dd></dl><p>说明：办结数按自然月统计，次月五日前更新，满意度来自办结后的回访。</p>"
        "</section></body></html>"
    )
    with Site("127.0.0.36") as site:
        site.pages = {"/list": Reply("<html><body><ul></ul></body></html>")}
        page = WatchedPage("月度统计", site.url("/tj.html"))
        nights = Nights(tmp_path, site, ["/tj.html"], pages=(page,))
        with closing(nights.archive):
            told = []
            for shown in (
                PAGE.format(visits=1, count=1286),
                *(answer for answer in (emptied, unfilled, script, "") for _ in range(3)),
                redesigned,
            ):
                site.pages["/tj.html"] = Reply(shown)
                told.append(nights.told(nights.run()))

    assert told[0] == [("new", "/tj.html", "substance")]
    assert told[1:-1] == [[]] * 12
    assert told[-1] == [("edited", "/tj.html", "substance")]


def test_a_declared_page_is_watched_whatever_list_also_names_it(tmp_path: Path) -> None:
    figures = "<html><body><h1>月度统计</h1><table>{}</table></body></html>"
    notes = "<p>说明：办结数按自然月统计，次月五日前更新，满意度来自办结后的回访，历年数据见统计年鉴。</p>" * 3
    rows_of = [f"<tr><td>第{n}区办结</td><td>{1200 + n}件</td></tr>" for n in range(9)]
    whole, other = figures.format("".join(rows_of)) + notes, figures.format("".join(rows_of[:6]))
    with Site("127.0.0.38") as before, Site("127.0.0.39") as since:
        declared = {}
        for name, site in (("before", before), ("since", since)):
            site.pages = {"/list": listing("/tj/index.html", "/a.html", "/b.html"), "/tj/index.html": Reply(whole)}
            declared[name] = declaration(site.url(""), ["/list"], more=watched(site.url("/tj/index.html")))
        home = write_home(
            tmp_path, [before.url(""), since.url("")], {**declared, "since": declaration(since.url(""), ["/list"])}
        )
        night(home, "2026-11-01T18:00:00Z")
        write_home(tmp_path, [before.url(""), since.url("")], declared)
        night(home, "2026-11-02T18:00:00Z")
        for site in (before, since):
            site.pages["/tj/index.html"] = Reply(other)
        night(home, "2026-11-03T18:00:00Z")

    # The two say the same: as changes to tell they would be one.
    query = "SELECT articles.source_id, kind FROM changes JOIN articles ON articles.id = article_id WHERE run_id = 3 ORDER BY 1"
    told = rows(home, query)
    assert told == [("before", "edited"), ("since", "edited")]


def test_another_design_is_told_in_its_first_night_with_figures_and_in_none_without(tmp_path: Path) -> None:
    rows_of = ("受理总量", "办结总量", "网上申请", "窗口办理")
    table = "<html><body><h2>办件统计</h2><table>{}</table></body></html>"
    cards = "<html><body><header>一网通办</header><h1>数据看板</h1><div>{}</div><p>更新时间：{}日 08:00 热线：12345</p></body></html>"

    def first(count: int) -> str:
        return table.format("".join(f"<tr><td>{name}</td><td>{count + n}</td></tr>" for n, name in enumerate(rows_of)))

    def second(day: int, count: int | None) -> str:
        names = ("累计登记用户", "今日好差评", "跨省通办事项", "电子证照签发")
        filled = "".join(f"<div><p>{name}</p><p>{count + n}</p></div>" for n, name in enumerate(names)) if count else ""
        return cards.format(filled, day)

    with Site("127.0.0.37") as site:
        declared = declaration(site.url(""), [], more=watched(site.url("/tj/index.html")))
        home = write_home(tmp_path, [site.url("")], {"zwfw": declared})
        hollow = second(9, None)
        for day, shown in enumerate(
            (first(4100), first(4200), hollow, hollow, second(12, 88100), second(13, 88200)), 1
        ):
            site.pages["/tj/index.html"] = Reply(shown)
            night(home, f"2026-11-{day:02}T18:00:00Z")

    told = rows(home, "SELECT run_id, kind FROM recent_changes ORDER BY run_id")
    assert told == [(1, "new"), (2, "edited"), (5, "edited"), (6, "edited")]
    assert "88203" in rows(home, "SELECT text FROM articles")[0][0]


def shown_in(design: int, values: Sequence[object]) -> Reply:
    whole, figure = DESIGNS[design]
    filled = "".join(figure.format(*pair) for pair in zip(NAMES, values, strict=True))
    return Reply(f"<html><body>{whole.format(filled)}</body></html>")


def test_no_figure_of_any_design_is_missed(tmp_path: Path) -> None:
    shown = [
        (design, [count + 137 * n for n in range(6)])
        for design, count in ((0, 1000), (0, 2111), (1, 3222), (1, 4333), (2, 5444), (2, 6555), (3, 7666), (3, 8777))
    ]
    # An outage of the first design: its notes are there, the table is not filled.
    outage = [(0, [""] * len(NAMES))] * 2
    with Site("127.0.0.40") as site:
        declared = declaration(site.url(""), [], more=watched(site.url("/tj/index.html")))
        home = write_home(tmp_path, [site.url("")], {"zwfw": declared})
        for day, (design, values) in enumerate([*shown, *outage], 1):
            site.pages["/tj/index.html"] = shown_in(design, values)
            night(home, f"2026-11-{day:02}T18:00:00Z")

    kept = [text for (text,) in rows(home, "SELECT text FROM versions ORDER BY number")]
    read = [re.findall(r"(?<!\d)\d{4}(?!\d)", text)[:6] for text in kept]
    assert read == [list(map(str, counts)) for _, counts in shown]
    assert rows(home, "SELECT run_id, kind FROM recent_changes ORDER BY run_id") == [
        (1, "new"),
        *((day, "edited") for day in range(2, len(shown) + 1)),
    ]
