"""The made-up sites on real sockets: what changes at each fetch, what a conditional request gets, what is left behind."""

import re
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest

from scheduler.demo.expected import EXPECTED
from scheduler.demo.server import DemoWorld, serve
from scheduler.demo.site import stories


@pytest.fixture
def world() -> Iterator[DemoWorld]:
    with serve() as served:
        yield served


def get(world: DemoWorld, site_id: str, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    client = HTTPConnection(urlsplit(world.base_urls[site_id]).netloc, timeout=10)
    try:
        client.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = client.getresponse()
        return answer, answer.read()
    finally:
        client.close()


def test_counters_and_clock_differ_at_each_fetch_and_related_links_each_night(world: DemoWorld) -> None:
    path = stories()["marine-seminar"].path
    first, second = (get(world, "chengling_kjt", path)[1].decode() for _ in range(2))
    assert first != second
    assert re.findall(r'<li><a href="(.*?)"', first) == re.findall(r'<li><a href="(.*?)"', second)
    world.night = 2
    third = get(world, "chengling_kjt", path)[1].decode()
    assert re.findall(r'<li><a href="(.*?)"', first) != re.findall(r'<li><a href="(.*?)"', third)
    assert not [mark for mark in ("%%VISITS%%", "%%CLOCK%%") if mark in first]


def test_an_unchanged_page_with_an_etag_gives_304_until_the_redesign(world: DemoWorld) -> None:
    path = stories()["peer-review"].path
    etag = get(world, "kechuang_morning", path)[0].headers["ETag"]
    statuses = []
    for number in EXPECTED:
        world.night = number
        statuses.append(get(world, "kechuang_morning", path, If_None_Match=etag)[0].status)
    assert statuses == [304, 304, 200, 200]


def test_a_changed_file_has_new_validators_under_its_old_address(world: DemoWorld) -> None:
    attached = stories()["five-year-plan-notice"].attachment
    assert attached is not None
    world.night = 2
    held = get(world, "chengling_kjt", attached.path)[0].headers
    asked = {"If_Modified_Since": held["Last-Modified"]}
    assert get(world, "chengling_kjt", attached.path, **asked)[0].status == 304
    world.night = 3
    answer = get(world, "chengling_kjt", attached.path, **asked)[0]
    assert (answer.status, answer.headers["ETag"] == held["ETag"]) == (200, False)


def test_a_withdrawn_notice_is_404_and_robots_allows(world: DemoWorld) -> None:
    (key,) = EXPECTED[3].withdrawn
    assert get(world, "chengling_kjt", stories()[key].path)[0].status == 200
    world.night = 3
    assert get(world, "chengling_kjt", stories()[key].path)[0].status == 404
    assert b"Disallow: /admin/" in get(world, "chengling_kjt", "/robots.txt")[1]


def test_every_request_is_logged_with_its_validators(world: DemoWorld) -> None:
    get(world, "chengling_daily", "/kj/")
    get(world, "kechuang_morning", "/zhengce/", If_None_Match='"x"')
    logged = [(site_id, request.method, request.path, request.conditional) for site_id, request in world.requests()]
    assert logged == [("chengling_daily", "GET", "/kj/", False), ("kechuang_morning", "GET", "/zhengce/", True)]


def test_no_thread_outlives_the_world() -> None:
    before = threading.active_count()
    with serve(2) as world:
        client = HTTPConnection(urlsplit(world.base_urls["chengling_kjt"]).netloc, timeout=10)
        client.request("GET", "/tztg/")
        assert client.getresponse().status == 200
    client.close()
    assert threading.active_count() == before
