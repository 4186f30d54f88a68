"""robots.txt: obeyed where it speaks, taken for "none" on 4xx, for "not tonight" where it cannot be known."""

import gzip
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import repeat

from tests.crawler.conftest import Home, lists
from tests.crawler.site import Reply, Site, article, listing

GAP = 0.6


@contextmanager
def sites_with(home: Home, robots: Mapping[str, Reply], first: int) -> Iterator[dict[str, Site]]:
    """Yield a declared site for each robots.txt, from 127.0.0.``first`` on, each with one page that a rule may forbid."""
    with ExitStack() as stack:
        sites = {}
        for number, (name, reply) in enumerate(robots.items(), first):
            site = sites[name] = stack.enter_context(Site(f"127.0.0.{number}"))
            site.pages = {
                "/list": listing("/a.html", "/secret/b.html"),
                "/a.html": article("甲"),
                "/secret/b.html": article("乙"),
                "/robots.txt": reply,
            }
            home.declare(name, lists(site.url("/list")), home=site.url())
        yield sites


def test_what_robots_forbids_is_not_fetched_and_a_host_whose_robots_is_unknown_is_left_alone(home: Home) -> None:
    robots = {
        "rules": Reply(
            "User-agent: *\nDisallow: /\n\nUser-agent: planwatch\nDisallow: /secret/\n",
            headers={"Content-Type": "text/plain"},
        ),
        "missing": Reply("User-agent: *\nDisallow: /", 404),
        "denied": Reply("User-agent: *\nDisallow: /", 403),
        "broken": Reply("", 500),
        "busy": Reply("", 503),
        "often": Reply("", 429),
        "silent": Reply(silent=True),
        "gone": Reply(status=302, headers={"Location": "http://127.0.0.1:9/robots.txt"}),
    }
    with sites_with(home, robots, 11) as sites:
        home.allow([site.place for site in sites.values()], timeout=2)
        home.crawl()
        fetched = {name: sorted(set(site.paths()) - {"/robots.txt"}) for name, site in sites.items()}

        outcomes = {name: home.outcomes()[site.url("/list")] for name, site in sites.items()}
        forbidden = home.outcomes()[sites["rules"].url("/secret/b.html")]

    everything = ["/a.html", "/list", "/secret/b.html"]
    assert fetched == {
        **{name: [] for name in robots},
        "rules": ["/a.html", "/list"],
        "missing": everything,
        "denied": everything,
    }
    assert outcomes == {**dict.fromkeys(robots, "robots_unknown"), "rules": 200, "missing": 200, "denied": 200}
    assert forbidden == "robots"


def test_of_a_robots_larger_than_need_be_read_the_lines_of_its_first_500_kib_are_obeyed(home: Home) -> None:
    top, border = b"User-agent: *\nDisallow: /secret/\n", b"Disallow: /"
    filler = (b"#" * 99 + b"\n") * 5200
    # Cut in the midst of its last line this file would forbid everything.
    start = top + filler[: (500 << 10) - len(top) - len(border) - 1] + b"\n" + border + b"no-such-place/\n"
    huge = start + b"Disallow: /a.html\n" + filler * 5
    plain = {"Content-Type": "text/plain"}

    def endless() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n" + start
        yield from repeat(filler)

    robots = {
        "huge": Reply(huge, headers=plain),
        "endless": Reply(stream=endless),
        "packed": Reply(gzip.compress(huge), headers={**plain, "Content-Encoding": "gzip"}),
        "one_line": Reply("#" * (2 << 20), headers=plain),
    }
    with sites_with(home, robots, 41) as sites:
        home.allow([site.place for site in sites.values()], timeout=5)
        home.crawl(now=FIRST)
        fetched = {name: sorted(set(site.paths()) - {"/robots.txt"}) for name, site in sites.items()}
        for site in sites.values():
            site.pages["/robots.txt"] = Reply("", 503)
            site.asked.clear()
        home.crawl(now=NEXT)
        from_the_copy = {name: set(site.paths()) for name, site in sites.items()}

    obeyed = ["/a.html", "/list"]
    assert fetched == {**dict.fromkeys(robots, obeyed), "one_line": [*obeyed, "/secret/b.html"]}
    assert all("/secret/b.html" not in from_the_copy[name] for name in ("huge", "endless", "packed"))
    assert all("/list" in paths for paths in from_the_copy.values())


def test_the_longer_of_crawl_delay_and_declared_delay_holds_between_any_two_requests_of_a_host(home: Home) -> None:
    pages = {
        "/list": listing("/1.html", "/2.html", "/3.html"),
        "/1.html": article("1"),
        "/2.html": article("2"),
        "/3.html": article("3"),
    }
    with Site("127.0.0.21") as slow, Site("127.0.0.22") as shared, Site("127.0.0.22") as other_port:
        slow.pages = {**pages, "/robots.txt": Reply(f"User-agent: *\nCrawl-delay: {GAP}")}
        shared.pages = dict(pages)
        other_port.pages = dict(pages)
        home.allow([slow.place, shared.place, other_port.place])
        home.declare("slow", lists(slow.url("/list")), home=slow.url(), delay=0.05)
        home.declare("shared", lists(shared.url("/list")), home=shared.url(), delay=0.05)
        home.declare("other", lists(other_port.url("/list")), home=other_port.url(), delay=GAP)
        home.crawl()

        # Two sources, two ports, one machine: it is the host that must be spared.
        for asked in (slow.asked[1:], sorted([*shared.asked, *other_port.asked], key=lambda one: one.at)):
            gaps = len(asked) - 1
            assert gaps >= 3
            # Timed by arrival, which may be late for the first one: one gap is forgiven. The shorter delay would show as a tenth of this.
            assert asked[-1].at - asked[0].at >= (gaps - 1) * GAP


FORBIDS = Reply("User-agent: *\nDisallow: /secret/\n", headers={"Content-Type": "text/plain"})
FIRST, NEXT, LATER = "2026-11-22T18:00:00+00:00", "2026-11-23T18:00:00+00:00", "2026-11-24T18:00:02+00:00"


def test_a_host_that_cannot_give_its_robots_is_held_to_its_last_copy_for_a_day(home: Home) -> None:
    broken = {"down": Reply("", 503), "silent": Reply(silent=True)}
    with sites_with(home, dict.fromkeys((*broken, "none", "dead"), FORBIDS), 31) as sites:
        home.allow([site.place for site in sites.values()], timeout=2)
        home.crawl(now=FIRST)
        for name, reply in broken.items():
            sites[name].pages["/robots.txt"] = reply
        sites["none"].pages["/robots.txt"] = Reply("", 404)
        sites["dead"].pages = dict.fromkeys(sites["dead"].pages, Reply(silent=True))
        for site in sites.values():
            site.asked.clear()
        log = home.crawl(now=NEXT)
        asked = {name: set(site.paths()) for name, site in sites.items()}
        outcomes = home.outcomes()

        sites["none"].pages["/robots.txt"] = Reply("", 503)
        for site in sites.values():
            site.asked.clear()
        home.crawl(now=LATER)
        later = {name: set(site.paths()) for name, site in sites.items()}

    for name in broken:
        assert asked[name] == {"/robots.txt", "/list", "/a.html"}
        assert outcomes[sites[name].url("/secret/b.html")] == "robots"
        assert later[name] == {"/robots.txt"}, "a copy that is older than a day counts no more"
    assert "/secret/b.html" in asked["none"]
    assert later["none"] == {"/robots.txt"}, "the copy went when the host had no robots.txt any more"
    assert asked["dead"] == {"/robots.txt", "/list"}, "a host that gives nothing at all is asked nothing more"
    assert outcomes[sites["dead"].url("/list")] in {"timeout", "robots_unknown"}
    assert "its last copy counts tonight" in log
