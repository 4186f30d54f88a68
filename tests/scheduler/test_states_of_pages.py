"""States that do not show in how a list answers: a list without entries, pages below it that are kept from us, a page unfilled."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.crawler.site import Reply, Site, article, listing
from tests.scheduler.homes import declaration, night, rows, watched, write_home

PATHS = [f"/{number}.html" for number in range(5)]
FILLED = "<html><body><h1>办件统计</h1><table><tr><td>受理</td><td>{}件</td></tr><tr><td>办结</td><td>310件</td></tr></table></body></html>"
UNFILLED = FILLED.format("$pageHelpBean.total").replace("310件", "$pageHelpBean.done")


@pytest.fixture
def sites() -> Iterator[dict[str, Site]]:
    with ExitStack() as stack:
        made = {
            name: stack.enter_context(Site(f"127.0.0.{number}"))
            for number, name in enumerate(("emptied", "kept", "unfilled"), 81)
        }
        for name in ("emptied", "kept"):
            made[name].pages = {path: article(f"第{path[1]}号规划") for path in PATHS} | {"/list": listing(*PATHS)}
        made["unfilled"].pages["/tj.html"] = Reply(FILLED.format(325))
        yield made


def test_each_is_named_as_what_it_is_and_told_when_it_begins_and_when_it_is_over(
    tmp_path: Path, sites: dict[str, Site]
) -> None:
    urls = {name: site.url("") for name, site in sites.items()}
    written = {name: declaration(urls[name], ["/list"]) for name in ("emptied", "kept")}
    written["unfilled"] = declaration(urls["unfilled"], [], more=watched(f"{urls['unfilled']}/tj.html"))
    home = write_home(tmp_path, list(urls.values()), written)
    good = {name: dict(site.pages) for name, site in sites.items()}
    exits = [night(home, "2026-11-01T18:00:00Z").returncode]
    sites["emptied"].pages["/list"] = Reply(
        "<html><body><div><a href='/'>首页</a></div><ul class='list'></ul></body></html>"
    )
    sites["kept"].pages.update({path: Reply("forbidden", 403) for path in PATHS})
    sites["unfilled"].pages["/tj.html"] = Reply(UNFILLED)
    exits += [night(home, f"2026-11-0{day}T18:00:00Z").returncode for day in (2, 3)]
    for name, site in sites.items():
        site.pages = good[name]
    sites["unfilled"].pages["/tj.html"] = Reply(FILLED.format(331))
    exits += [night(home, f"2026-11-0{day}T18:00:00Z").returncode for day in (4, 5)]

    bad = {"emptied": "drifted", "kept": "blocked", "unfilled": "drifted"}
    for run in (2, 3):
        assert dict(rows(home, "SELECT source_id, state FROM source_nights WHERE run_id = ?", run)) == bad
    told = "SELECT run_id, source_id, code FROM issues WHERE level <> 'note' ORDER BY run_id, source_id"
    assert rows(home, told) == [
        *((2, name, state) for name, state in sorted(bad.items())),
        *((4, name, "recovered") for name in sorted(bad)),
    ]
    assert exits == [0, 1, 0, 1, 0]
    assert rows(home, "SELECT run_id, source_id, kind FROM recent_changes WHERE run_id > 1") == [
        (4, "unfilled", "edited")
    ]
