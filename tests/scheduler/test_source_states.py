"""Every state of a source provoked for real beside its own past, none mistaken for another: one alert when it begins, one when it ends."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from planwatch.records import RunStatus, SourceNight, SourceState
from storage import nights
from storage.archive import Archive, begin_run, finish_run
from tests.crawler.site import Reply, Site, article, listing
from tests.scheduler.homes import declaration, night, rows, write_home

ENTRIES = 10
STATES = ("ok", "quiet", "blocked", "drifted", "frozen", "unreachable", "disallowed")
FIRST = dt.datetime(2026, 9, 1, 18, tzinfo=dt.UTC)
PAST_NIGHTS = 40
# The source that freezes had news every second night, and none for the last twenty.
NEWS_UNTIL = {"frozen": 20}


@pytest.fixture
def sites() -> Iterator[dict[str, Site]]:
    with ExitStack() as stack:
        made = {}
        for number, state in enumerate(STATES, 71):
            site = stack.enter_context(Site(f"127.0.0.{number}"))
            site.pages = {f"/{n}.html": article(f"第{n}号规划") for n in range(ENTRIES + 5)}
            made[state] = site
        yield made


def remember(home: Path) -> None:
    """Write forty past nights of each source: ten entries a night, something new every second one."""
    with Archive.open(home) as archive:
        for number in range(PAST_NIGHTS):
            moment = FIRST + dt.timedelta(days=number + 1)
            run_id = begin_run(archive, "nightly", moment)
            made = [
                SourceNight(state, SourceState.OK, 1, ENTRIES, 1, 0, int(number % 2 == 0 and number < NEWS_UNTIL.get(state, 99)), 1, 1.0)
                for state in STATES
            ]  # fmt: skip
            nights.store(archive, run_id, made)
            finish_run(archive, run_id, moment, RunStatus.DONE)


def whole_list(first: int = 0) -> Reply:
    return listing(*(f"/{n}.html" for n in range(first, first + ENTRIES)))


def break_all(sites: dict[str, Site]) -> None:
    sites["ok"].pages["/list"] = whole_list(1)
    sites["blocked"].pages["/list"] = Reply("", 412)
    sites["drifted"].pages["/list"] = listing("/0.html", "/1.html", "/2.html")
    sites["unreachable"].pages["/list"] = Reply("", 503)
    sites["disallowed"].pages["/robots.txt"] = Reply(
        "User-agent: *\nDisallow: /", headers={"Content-Type": "text/plain"}
    )


def mend_all(sites: dict[str, Site]) -> None:
    for site in sites.values():
        site.pages["/list"] = whole_list(2)
        site.pages.pop("/robots.txt", None)


def states(home: Path, run_id: int) -> dict[str, str]:
    return dict(rows(home, "SELECT source_id, state FROM source_nights WHERE run_id = ?", run_id))


def alerts(home: Path, run_id: int) -> dict[tuple[str, str], str]:
    found = rows(home, "SELECT source_id, code, level FROM issues WHERE run_id = ?", run_id)
    return {(source_id, code): level for source_id, code, level in found}


def test_each_state_is_told_when_it_begins_and_when_it_is_over(tmp_path: Path, sites: dict[str, Site]) -> None:
    for site in sites.values():
        site.pages["/list"] = whole_list()
    urls = {state: site.url("") for state, site in sites.items()}
    home = write_home(
        tmp_path, list(urls.values()), {state: declaration(url, ["/list"]) for state, url in urls.items()}
    )
    night(home, FIRST.isoformat())
    remember(home)
    exits = []
    for number, change in enumerate((break_all, None, mend_all, None), PAST_NIGHTS + 1):
        if change:
            change(sites)
        exits.append(night(home, (FIRST + dt.timedelta(days=number)).isoformat()).returncode)
    broken, lasting, mended, after = range(PAST_NIGHTS + 2, PAST_NIGHTS + 6)

    bad = [state for state in STATES if state not in {"ok", "quiet"}]
    assert states(home, broken) == {state: state for state in STATES}
    assert alerts(home, broken) == {(state, state): "error" for state in bad}
    assert states(home, lasting) == {state: state if state != "ok" else "quiet" for state in STATES}
    assert alerts(home, lasting) == {(state, state): "note" for state in bad}
    assert set(states(home, mended).values()) == {"ok"}
    assert alerts(home, mended) == {(state, "recovered"): "warning" for state in bad}
    assert alerts(home, after) == {}
    assert exits == [1, 0, 1, 0]
    assert rows(home, "SELECT count(*) FROM changes WHERE kind = 'withdrawn'") == [(0,)]
