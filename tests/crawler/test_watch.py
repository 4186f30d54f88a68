"""What one night looks at, and what the next one does."""

from tests.crawler.conftest import Home, lists
from tests.crawler.site import Asked, Reply, Site, article, listing


def test_a_night_takes_lists_articles_files_and_watched_pages(home: Home) -> None:
    with Site() as site:
        site.pages = {
            "/list": listing(
                "./a1.html",
                "/a2.html",
                "/files/annex.pdf",
                "/skip.html",
                "mailto:x@example.org",
                "http://elsewhere.example/b.html",
            ),
            "/a1.html": article(
                "第一号", '<a href="files/plan.pdf">附件：规划</a><a href="http://elsewhere.example/x.pdf">x</a>'
            ),
            "/a2.html": article("第二号"),
            "/files/annex.pdf": Reply(b"%PDF-1.4 annex", headers={"Content-Type": "application/pdf"}),
            "/files/plan.pdf": Reply(b"%PDF-1.4 plan", headers={"Content-Type": "application/pdf"}),
            "/figures.html": article("月度统计"),
        }
        home.allow([site.place])
        home.declare(
            "ministry",
            lists(site.url("/list"))
            + f'[[pages]]\ntitle = "统计"\nurl = "{site.url("/figures.html")}"\n[article]\nallow = "/a\\\\d"\n',
            home=site.url(),
        )
        home.crawl()

        assert sorted(site.paths()) == sorted(["/robots.txt", *site.pages])
        assert site.asked[0].headers["user-agent"] == "planwatch/0.1.0 (+desk@example.org)"

    kinds = home.rows(
        "SELECT replace(url, rtrim(url, replace(url, '/', '')), ''), kind, link_text FROM pages ORDER BY url"
    )
    assert kinds == [
        ("a1.html", "article", "关于印发第0号规划的通知"),
        ("a2.html", "article", "关于印发第1号规划的通知"),
        ("figures.html", "article", ""),
        ("annex.pdf", "attachment", "关于印发第2号规划的通知"),
        ("plan.pdf", "attachment", "附件：规划"),
        ("list", "listing", ""),
    ]
    assert set(home.outcomes().values()) == {200}
    assert home.rows("SELECT kind, status FROM runs") == [("crawl", "done")]
    assert home.rows("SELECT media_type, charset FROM captures GROUP BY 1 ORDER BY 1") == [
        ("application/pdf", None),
        ("text/html", "utf-8"),
    ]


def test_paging_ends_at_max_pages_at_a_repeat_and_where_next_leads_back(home: Home) -> None:
    with Site() as site:
        site.pages = {
            "/long": listing("/1.html", following="/long2"),
            "/long2": listing("/2.html", following="/long3"),
            "/long3": listing("/3.html", following="/long4"),
            "/long4": listing("/4.html"),
            # Page 3 only repeats page 1: the server answers for every number.
            "/same": listing("/1.html", "/2.html", following="/same2"),
            "/same2": listing("/3.html", following="/same3"),
            "/same3": listing("/1.html", following="/same4"),
            "/same4": listing("/5.html"),
            "/ring": listing("/1.html", following="/ring2"),
            "/ring2": listing("/2.html", following="/ring"),
        }
        home.allow([site.place])
        home.declare("long", lists(site.url("/long"), max_pages=2), home=site.url())
        home.declare("same", lists(site.url("/same"), max_pages=9), home=site.url())
        home.declare("ring", lists(site.url("/ring"), max_pages=9), home=site.url())
        home.crawl()

        asked = [path for path in site.paths() if path in site.pages]

    assert sorted(asked) == ["/long", "/long2", "/ring", "/ring2", "/same", "/same2", "/same3"]


def test_a_page_is_asked_with_conditions_then_without_and_a_list_that_is_not_modified_is_still_turned(
    home: Home,
) -> None:
    def tagged(reply: Reply) -> object:
        def answer(asked: Asked) -> Reply:
            if asked.headers.get("if-none-match") == '"v1"':
                return Reply(status=304, headers={"ETag": '"v1"'})
            return Reply(reply.body, headers={"ETag": '"v1"'})

        return answer

    with Site() as site:
        site.pages = {
            "/list": tagged(listing("/1.html", following="/list2")),
            "/list2": tagged(listing("/2.html")),
            "/1.html": tagged(article("一")),
            "/2.html": tagged(article("二")),
        }
        home.allow([site.place])
        home.declare("ministry", lists(site.url("/list")), home=site.url())
        conditions = []
        for night in ("22", "23", "24"):
            site.asked.clear()
            home.crawl(now=f"2026-11-{night}T18:00:00+00:00")
            conditions.append(
                {asked.path: asked.headers.get("if-none-match") for asked in site.asked if asked.path != "/robots.txt"}
            )

    assert conditions == [dict.fromkeys(site.pages), dict.fromkeys(site.pages, '"v1"'), dict.fromkeys(site.pages)]
    assert home.rows("SELECT run_id, status, count(*) FROM captures GROUP BY 1, 2") == [
        (1, 200, 4),
        (2, 304, 4),
        (3, 200, 4),
    ]


def test_the_budget_counts_articles_but_lists_always_go_first_and_the_rest_waits(home: Home) -> None:
    with Site() as site:
        names = [f"/{number}.html" for number in range(7)]
        site.pages = {"/list": listing(*names), **{name: article(name) for name in names}}
        home.allow([site.place])
        home.declare("ministry", lists(site.url("/list")), home=site.url(), fetch="budget = 3")
        home.crawl()
        first = [path for path in site.paths() if path in names]
        home.crawl(now="2026-11-23T18:00:00+00:00")
        second = [path for path in site.paths() if path in names][len(first) :]

    assert site.paths()[1] == "/list"
    # Without a delay the requests of one batch may overtake each other.
    assert (sorted(first), sorted(second)) == (names[:3], names[3:6])
    assert home.rows("SELECT run_id, level, code, source_id FROM issues") == [
        (1, "note", "budget_spent", "ministry"),
        (2, "note", "budget_spent", "ministry"),
    ]


def test_a_trial_lowers_every_budget_and_turns_no_list(home: Home) -> None:
    with Site() as site:
        names = [f"/{number}.html" for number in range(6)]
        site.pages = {
            "/long": listing(*names[:3], following="/long2"),
            "/long2": listing("/x.html"),
            "/short": listing(*names[3:]),
            **{name: article(name) for name in names},
        }
        home.allow([site.place])
        home.declare("long", lists(site.url("/long")), home=site.url())
        home.declare("short", lists(site.url("/short")), home=site.url(), fetch="budget = 1")
        home.crawl(PLANWATCH_BUDGET=2)

        assert sorted(site.paths()) == sorted(["/robots.txt", "/long", "/short", *names[:2], names[3]])


def test_a_crawl_that_continues_a_run_asks_only_for_what_is_left(home: Home) -> None:
    with Site() as site:
        site.pages = {
            "/list": listing("/1.html", "/2.html", "/3.html"),
            **{f"/{n}.html": article(str(n)) for n in (1, 2, 3)},
        }
        home.allow([site.place])
        home.declare("ministry", lists(site.url("/list")), home=site.url(), fetch="budget = 2")
        home.crawl()
        site.asked.clear()
        home.declare("ministry", lists(site.url("/list")), home=site.url(), fetch="budget = 50")
        home.crawl(PLANWATCH_RUN=1)

        assert sorted(site.paths()) == ["/3.html", "/list", "/robots.txt"]


def test_scrapy_lists_the_spider_and_names_a_source_that_does_not_exist(home: Home) -> None:
    home.allow([])
    home.declare("ministry", lists("https://www.example.gov.cn/"), home="https://www.example.gov.cn/")

    assert home.scrapy("list").stdout == "watch\n"
    unknown = home.scrapy("crawl", "watch", "-a", "source=minister")
    assert unknown.returncode == 1
    assert "there is no source 'minister', expected ministry" in unknown.stderr
    assert not (home.folder / "kept").exists()
