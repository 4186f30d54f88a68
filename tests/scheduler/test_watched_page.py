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
