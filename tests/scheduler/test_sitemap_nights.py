"""Real nights over an index of sitemaps: followed within max_pages, read as lists, asked again with conditions."""

import gzip
import json
from pathlib import Path

import pytest

from scheduler.demo.loopback import Request, Response, revalidated
from tests.crawler.site import article
from tests.scheduler.homes import night, planwatch, rows, write_home
from tests.site.local import LocalSite, Route

XML = {"Content-Type": "application/xml"}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
FIRST, SECOND, THIRD = (f"2026-11-2{day}T18:00:00Z" for day in (0, 1, 2))


def index(*sitemaps: tuple[str, str]) -> Response:
    entries = "".join(f"<sitemap><loc>{loc}</loc><lastmod>{day}</lastmod></sitemap>" for loc, day in sitemaps)
    return Response(200, XML, f"{HEAD}<sitemapindex {SPACE}>{entries}</sitemapindex>".encode())


def sitemap(*paths: str) -> bytes:
    return f"{HEAD}<urlset {SPACE}>{''.join(f'<url><loc>{path}</loc></url>' for path in paths)}</urlset>".encode()


def page(title: str) -> Route:
    body = article(title).body
    assert isinstance(body, str)
    return Response(200, {"Content-Type": "text/html; charset=utf-8"}, body.encode())


def tagged(response: Response) -> Route:
    """Return a route that answers 304 to who has the page already."""
    whole = Response(response.status, {**response.headers, "ETag": '"v1"'}, response.body)

    def answer(request: Request) -> Response:
        return revalidated(request, whole)

    return answer


def site_of(*months: str) -> LocalSite:
    """Return a site with a sitemap of two articles for each month, the second packed, and an index of them, oldest first."""
    site = LocalSite()
    for month in months:
        site.routes |= {f"/{month}-{number}.html": page(f"{month}第{number}号规划") for number in (1, 2)}
        body = sitemap(*(f"{site.url}/{month}-{number}.html" for number in (1, 2)))
        site.routes[f"/{month}.xml"] = tagged(Response(200, XML, body))
        site.routes[f"/{month}.xml.gz"] = tagged(
            Response(200, {"Content-Type": "application/x-gzip"}, gzip.compress(body, mtime=0))
        )
    return site


def declared(site: LocalSite, max_pages: int = 2, kind: str = "sitemap") -> str:
    return (
        f'name = "made-up"\nkind = "news"\nhome_url = "{site.url}/"\nenabled = true\n[fetch]\ndelay_seconds = 0\n'
        f'[[listings]]\ntitle = "全部"\nurl = "{site.url}/index.xml"\nkind = "{kind}"\nmax_pages = {max_pages}\n'
    )


def lists_asked(site: LocalSite) -> list[str]:
    found = [request.path + " again" * request.conditional for request in site.requests if ".xml" in request.path]
    site.requests.clear()
    return found


@pytest.mark.parametrize("kind", ["sitemap", "html"])
def test_the_newest_sitemaps_of_an_index_are_read_as_lists_night_after_night(tmp_path: Path, kind: str) -> None:
    with site_of("2026-09", "2026-10", "2026-11", "2026-12") as site:
        old, mid = (f"{site.url}/2026-09.xml", "2026-09-30"), (f"{site.url}/2026-10.xml.gz", "2026-10-31")
        new = f"{site.url}/2026-11.xml"
        site.routes["/index.xml"] = tagged(index(old, mid, (new, "2026-11-20")))
        home = write_home(tmp_path, [site.url], {"news": declared(site, kind=kind)})
        exits = [night(home, FIRST).returncode]
        first = lists_asked(site)
        exits.append(night(home, SECOND).returncode)
        second = lists_asked(site)
        site.routes["/index.xml"] = index(old, mid, (new, "2026-11-21"), (f"{site.url}/2026-12.xml", "2026-12-01"))
        exits.append(night(home, THIRD).returncode)
        third = lists_asked(site)

    assert (first[0], sorted(first[1:])) == ("/index.xml", ["/2026-10.xml.gz", "/2026-11.xml"])
    assert second[0] == "/index.xml again"
    assert sorted(second[1:]) == ["/2026-10.xml.gz again", "/2026-11.xml again"]
    assert {one.removesuffix(" again") for one in third} == {"/index.xml", "/2026-11.xml", "/2026-12.xml"}
    assert exits == [0, 0, 0]
    assert rows(home, "SELECT state, listings, links, new_articles FROM source_nights ORDER BY run_id") == [
        ("ok", 2, 4, 4),
        ("quiet", 2, 4, 0),
        ("ok", 2, 4, 2),
    ]
    assert rows(home, "SELECT code FROM issues") == []
    columns = rows(home, "SELECT DISTINCT replace(listing_url, ?, '') FROM listed ORDER BY 1", site.url)
    assert columns == [("/2026-10.xml.gz",), ("/2026-11.xml",), ("/2026-12.xml",)]


def test_what_is_no_sitemap_of_the_index_is_told_by_name(tmp_path: Path) -> None:
    with site_of("2026-11") as site:
        site.routes |= {
            "/inner.xml": index((f"{site.url}/2026-11.xml.gz", "2026-11-20")),
            "/bomb.xml.gz": Response(200, XML, gzip.compress(bytes(9 << 20))),
            "/index.xml": index(
                ("https://elsewhere.example/1.xml", "2026-12-31"),
                (f"{site.url}/inner.xml", "2026-12-30"),
                (f"{site.url}/bomb.xml.gz", "2026-12-29"),
                (f"{site.url}/2026-11.xml", "2026-11-20"),
            ),
        }
        home = write_home(tmp_path, [site.url], {"news": declared(site, max_pages=3)})
        done = night(home, FIRST)
        asked = lists_asked(site)

    assert sorted(asked) == ["/2026-11.xml", "/bomb.xml.gz", "/index.xml", "/inner.xml"]
    assert "sitemap_index_nested" in done.stderr
    assert done.returncode == 1
    notes = dict(
        rows(
            home,
            "SELECT replace(url, ?, ''), note FROM readings JOIN captures ON captures.id = capture_id"
            " JOIN pages ON pages.id = page_id WHERE verdict = 'extract_failed'",
            site.url,
        )
    )
    assert notes == {
        "/inner.xml": "a sitemap index inside a sitemap index",
        "/bomb.xml.gz": "ValueError: a gzip stream that inflates to more than 8 MiB",
    }
    assert rows(home, "SELECT listings, links FROM source_nights") == [(2, 2)]


def test_an_index_of_other_hosts_is_told_with_what_to_declare_and_an_empty_sitemap_as_an_empty_list(
    tmp_path: Path,
) -> None:
    with site_of("2026-11") as site:
        site.routes["/index.xml"] = index(("https://elsewhere.example/1.xml", "2026-11-20"))
        home = write_home(tmp_path, [site.url], {"news": declared(site)})
        elsewhere = night(home, FIRST).stderr
        site.routes["/empty.xml"] = Response(200, XML, sitemap())
        site.routes["/index.xml"] = index((f"{site.url}/empty.xml", "2026-11-21"), (f"{site.url}/2026-11.xml", ""))
        empty = night(home, SECOND).stderr

    assert "sitemaps_elsewhere" in elsewhere
    assert "also_allow" in elsewhere
    assert "source_empty; 2 entries on 2 list pages" in empty
    assert rows(home, "SELECT state FROM source_nights") == [("drifted",), ("drifted",)]


def test_check_probe_and_read_show_an_index(tmp_path: Path) -> None:
    with site_of("2026-10", "2026-11") as site:
        site.routes["/index.xml"] = index((f"{site.url}/2026-10.xml", ""), (f"{site.url}/2026-11.xml.gz", ""))
        home = write_home(tmp_path, [site.url], {"news": declared(site)})
        checked = planwatch(home, "sources", "check", "news")
        (home / "index.xml").write_bytes(site.routes["/index.xml"].body)  # type: ignore[union-attr]
        (home / "pages.jsonl").write_text(
            json.dumps({"file": "index.xml", "url": f"{site.url}/index.xml"}) + "\n", encoding="utf-8"
        )
        told = json.loads(planwatch(home, "read", "--manifest", str(home / "pages.jsonl")).stdout)
        site.routes["/2026-11.xml.gz"] = site.routes["/2026-11.xml"]
        probed = planwatch(home, "sources", "probe", f"{site.url}/index.xml")

    for shown in (checked, probed):
        assert shown.returncode == 0, shown.stderr
        assert (
            f"{site.url}/index.xml: index of 2 sitemaps, the first to look at is {site.url}/2026-11.xml.gz"
            in shown.stdout
        )
        assert f"{site.url}/2026-11.xml.gz: 2 entries" in shown.stdout
        assert "2026-11第1号规划" in shown.stdout
    assert (told["kind"], told["sitemaps"]) == ("list", [f"{site.url}/2026-11.xml.gz", f"{site.url}/2026-10.xml"])
