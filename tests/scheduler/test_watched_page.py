"""A page that is watched for itself, with no list: its figures change, and nothing else of it counts."""

from contextlib import closing
from pathlib import Path

from planwatch.records import WatchedPage
from scheduler.demo.loopback import Loopback, Request, Response
from tests.crawler.site import Reply, Site
from tests.scheduler.homes import night, rows, write_home
from tests.scheduler.quick import Nights

PAGE = """<html><head><meta charset="utf-8"><title>月度统计</title></head><body><div class="nav"><a href="/">首页</a></div>
<p>您是第{visits}位访客</p><div class="stats"><h1>月度统计</h1><table><tr><td>本月办结</td><td>{count}件</td></tr>
<tr><td>群众满意度</td><td>99.2%</td></tr></table><p>说明：办结数按自然月统计，次月五日前更新，满意度来自办结后的回访。</p></div></body></html>"""
DECLARATION = """name = "政务服务局"
kind = "ministry"
home_url = "{url}/"
enabled = true
[fetch]
delay_seconds = 0
[[pages]]
title = "月度统计"
url = "{url}/tj/index.html"
text = ".stats"
"""


def test_a_changed_figure_is_told_and_a_counter_is_not(tmp_path: Path) -> None:
    shown = {"visits": 100, "count": 1286}

    def answer(request: Request) -> Response:
        if request.path != "/tj/index.html":
            return Response(404, {}, b"")
        shown["visits"] += 1
        return Response(200, {"Content-Type": "text/html"}, PAGE.format(**shown).encode())

    with Loopback(answer) as server:
        home = write_home(tmp_path, [server.url], {"zwfw": DECLARATION.format(url=server.url)})
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
        watched = WatchedPage("月度统计", site.url("/tj.html"))
        nights = Nights(tmp_path, site, ["/tj.html"], pages=(watched,))
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
        declared = DECLARATION.format(url=site.url("")).replace('text = ".stats"', "")
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
