"""Sites that ask us to wait: waited for once if it is short, else left alone, and what is due stays due."""

import datetime as dt
from email.utils import format_datetime
from itertools import pairwise
from threading import Barrier

import pytest
from scrapy.http import Response

from crawler.patience import UNSAID_WAIT, wait
from tests.crawler.conftest import Home, lists
from tests.crawler.site import Asked, Reply, Site, article, listing

NOW = dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC)
PAGES = 30


@pytest.mark.parametrize(
    ("status", "said", "seconds"),
    [
        (429, "3600", 3600),
        (503, " 120 ", 120),
        (429, format_datetime(NOW + dt.timedelta(minutes=5), usegmt=True), 300),
        (429, format_datetime(NOW - dt.timedelta(minutes=5), usegmt=True), 0),
        (429, None, UNSAID_WAIT),
        (429, "soon", UNSAID_WAIT),
        (429, "9" * 400, 10**8),
        (429, "²", UNSAID_WAIT),
        (503, None, None),
        (503, "soon", None),
        (200, "3600", None),
        (301, "3600", None),
    ],
)
def test_how_long_an_answer_asks_us_to_stay_away(status: int, said: str | None, seconds: float | None) -> None:
    headers = {} if said is None else {"Retry-After": said.encode("utf-8")}

    assert wait(Response("http://a.example/", status=status, headers=headers), NOW) == seconds


def site_with(first: Reply, after: int) -> tuple[Site, list[str]]:
    """Return a site of thirty pages that answers so from its n-th page on."""
    site, served = Site("127.0.0.61"), list[str]()

    def page(asked: Asked) -> Reply:
        served.append(asked.path)
        return first if len(served) > after else article(asked.path)

    site.pages = {f"/{n}.html": page for n in range(PAGES)}
    site.pages["/list"] = listing(*(f"/{n}.html" for n in range(PAGES)))
    return site, served


def test_a_host_that_asks_for_an_hour_is_asked_nothing_more_and_what_is_due_comes_the_next_night(home: Home) -> None:
    site, served = site_with(Reply("later", 429, headers={"Retry-After": "3600"}), after=5)
    with site, Site("127.0.0.62") as other:
        other.pages = {"/list": listing("/a.html"), "/a.html": article("好")}
        home.declare("busy", lists(site.url("/list")), home=site.url(), delay=0.05)
        home.declare("good", lists(other.url("/list")), home=other.url())
        home.allow([site.place, other.place])
        home.crawl()
        first_night = len(served)
        issues = home.rows("SELECT source_id, code, level FROM issues")
        outcomes = home.outcomes()
        site.pages.update({f"/{n}.html": article(str(n)) for n in range(PAGES)})
        home.crawl(now="2026-11-23T18:00:00+00:00")
        after = home.outcomes()

    assert first_night == 6
    assert issues == [("busy", "asked_to_wait", "warning")]
    assert sorted(map(str, outcomes.values())) == sorted(["200"] * 8 + ["429"])
    assert [url for url, status in after.items() if status != 200] == []
    assert len(after) == PAGES + 3


def test_a_host_that_asks_for_a_moment_is_waited_for_once(home: Home) -> None:
    site = Site("127.0.0.63")
    times: list[float] = []

    def sometimes(asked: Asked) -> Reply:
        times.append(asked.at)
        return article("甲") if len(times) > 1 else Reply("", 503, headers={"Retry-After": "2"})

    with site:
        site.pages = {"/list": listing("/1.html", "/2.html"), "/1.html": sometimes, "/2.html": article("乙")}
        home.declare("brief", lists(site.url("/list")), home=site.url(), delay=0.05)
        home.allow([site.place])
        home.crawl()
        outcomes = home.outcomes()

    assert set(outcomes.values()) == {200}
    assert len(outcomes) == 3
    assert times[1] - times[0] >= 2
    assert home.rows("SELECT count(*) FROM issues") == [(0,)]


def test_all_that_was_under_way_when_a_limit_was_met_waits_with_it_and_the_rest_goes_on_as_before(home: Home) -> None:
    site, refused, times = Site("127.0.0.64"), set[str](), list[float]()
    together = Barrier(4)

    def limited(asked: Asked) -> Reply:
        times.append(asked.at)
        if asked.path in refused or len(refused) >= together.parties:
            return article(asked.path)
        refused.add(asked.path)
        together.wait(20)
        return Reply("", 429, headers={"Retry-After": "2"})

    with site:
        site.pages = {f"/{n}.html": limited for n in range(PAGES)} | {
            "/list": listing(*(f"/{n}.html" for n in range(PAGES)))
        }
        home.declare("limit", lists(site.url("/list")), home=site.url(), delay=0)
        home.allow([site.place])
        settings = home.folder / "planwatch.toml"
        settings.write_text(
            settings.read_text(encoding="utf-8").replace("[network]", "[network]\nrequests_per_host = 4")
        )
        home.crawl()
        outcomes = home.outcomes()

    assert set(outcomes.values()) == {200}
    assert len(outcomes) == PAGES + 1
    assert home.rows("SELECT count(*) FROM issues") == [(0,)]
    assert 1 <= sum(later - earlier > 1.5 for earlier, later in pairwise(times)) <= together.parties + 1


def test_a_host_that_wants_a_delay_which_no_night_has_time_for_is_not_asked_and_keeps_nobody_waiting(
    home: Home,
) -> None:
    with Site("127.0.0.65") as slow, Site("127.0.0.66") as other:
        slow.pages = {"/robots.txt": Reply("User-agent: *\nCrawl-delay: 86400\n"), "/list": listing("/1.html")}
        other.pages = {"/list": listing("/a.html"), "/a.html": article("好")}
        for name, site in (("slow", slow), ("other", other)):
            home.declare(name, lists(site.url("/list")), home=site.url())
        home.allow([slow.place, other.place])
        home.crawl()
        outcomes = home.outcomes()

    assert slow.paths() == ["/robots.txt"]
    assert outcomes == {slow.url("/list"): "robots", other.url("/list"): 200, other.url("/a.html"): 200}
