"""The tests' own site does what it is told: else a test of a fault would pass for the wrong reason."""

import http.client
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from scheduler.demo.loopback import Response
from tests.site.local import LocalSite, Streamed, cut, drop, html


@pytest.fixture
def site() -> Iterator[LocalSite]:
    with LocalSite() as local:
        yield local


@pytest.fixture
def client(site: LocalSite) -> Iterator[HTTPConnection]:
    connection = HTTPConnection(*site.server_address, timeout=10)
    yield connection
    connection.close()


def body(client: HTTPConnection, path: str) -> bytes:
    client.request("GET", path)
    return client.getresponse().read()


def test_routes_answer_by_path_and_query_on_one_kept_connection(site: LocalSite, client: HTTPConnection) -> None:
    site.routes = {"/a": html("甲"), "/a?page=2": lambda request: html(request.path)}
    assert [body(client, "/a"), body(client, "/a?page=2")] == ["甲".encode(), b"/a?page=2"]
    assert body(client, "/none") == b"<title>404</title>"
    assert site.paths() == ["/a", "/a?page=2", "/none"]


def test_a_streamed_answer_arrives_whole_and_a_cut_one_shows_as_cut(site: LocalSite, client: HTTPConnection) -> None:
    site.routes = {"/s": Streamed(parts=(b"ab", b"cd")), "/c": cut(b"abcdef", 3)}
    assert body(client, "/s") == b"abcd"
    with pytest.raises(http.client.IncompleteRead) as caught:
        body(client, "/c")
    assert caught.value.partial == b"abc"


def test_a_dropped_connection_ends_before_its_status_line(site: LocalSite, client: HTTPConnection) -> None:
    site.routes = {"/d": drop}
    with pytest.raises(http.client.RemoteDisconnected):
        body(client, "/d")


def test_a_hanging_route_ends_with_the_site() -> None:
    site = LocalSite()
    site.routes = {"/h": site.hang}
    client = HTTPConnection(*site.server_address, timeout=10)
    with site:
        client.request("GET", "/h")
    with pytest.raises(ConnectionError):
        client.getresponse()
    client.close()


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"If-None-Match": '"1"'}, 304),
        ({"If-None-Match": '"0", "1"'}, 304),
        ({"If-None-Match": '"2"', "If-Modified-Since": "Mon, 02 Nov 2026 18:00:00 GMT"}, 200),
        ({"If-Modified-Since": "Mon, 02 Nov 2026 18:00:00 GMT"}, 304),
        ({"If-Modified-Since": "Sun, 01 Nov 2026 18:00:00 GMT"}, 200),
        ({}, 200),
    ],
)
def test_validators_that_hold_give_a_304_and_the_etag_comes_first(
    site: LocalSite, client: HTTPConnection, asked: dict[str, str], status: int
) -> None:
    validators = {"ETag": '"1"', "Last-Modified": "Mon, 02 Nov 2026 18:00:00 GMT"}
    site.routes = {"/v": Response(200, validators, b"text")}
    client.request("GET", "/v", headers=asked)
    answer = client.getresponse()
    assert (answer.status, answer.read()) == (status, b"" if status == 304 else b"text")
