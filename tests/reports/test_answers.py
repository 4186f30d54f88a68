"""Answers that are given again: the same while nobody writes, renewed after a commit, and never one that is not for all."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from reports.datasette import answers, application
from reports.datasette.answers import FEW_SECONDS, LONGEST_SECONDS, Answers, Scope, Send
from storage.archive import Archive
from storage.commits import Commits

PAGES = (
    "/",
    "/planwatch",
    "/planwatch/articles",
    "/planwatch/articles.json",
    "/planwatch/plans/1",
    "/planwatch/source_states",
)


class Server:
    """An application that answers with a number, another one each time, unless its archive's title says otherwise."""

    def __init__(self, mark: Callable[[], int | None], status: int = 200) -> None:
        self.asked = 0
        self.now = 0.0
        self._status = status
        self._app = Answers(self._answer, mark, lambda: self.now)

    async def _answer(self, _scope: Scope, _receive: Any, send: Send) -> None:
        self.asked += 1
        body = str(self.asked).encode()
        await asyncio.sleep(0)
        await send(
            {"type": "http.response.start", "status": self._status, "headers": [(b"cache-control", b"max-age=5")]}
        )
        await send({"type": "http.response.body", "body": body[:1], "more_body": True})
        await send({"type": "http.response.body", "body": body[1:]})

    async def get(
        self, path: str = "/", *headers: tuple[bytes, bytes], query: bytes = b""
    ) -> tuple[int, dict[bytes, bytes], bytes]:
        events: list[dict[str, Any]] = []
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": list(headers)}

        async def send(event: dict[str, Any]) -> None:
            events.append(event)

        await self._app(scope, None, send)
        return events[0]["status"], dict(events[0]["headers"]), b"".join(event.get("body", b"") for event in events[1:])

    def body(self, path: str = "/", *headers: tuple[bytes, bytes], query: bytes = b"") -> bytes:
        return asyncio.run(self.get(path, *headers, query=query))[2]


def test_an_answer_is_given_again_until_the_archive_is_written_or_a_minute_is_over(archive: Archive) -> None:
    server = Server(Commits(archive.folder / "planwatch.db").mark)

    assert [server.body(), server.body()] == [b"1", b"1"]
    assert server.body("/other") == b"2"
    server.now = FEW_SECONDS + 1
    assert server.body() == b"1", "nobody has written"
    archive.db.execute("UPDATE articles SET title = '改' WHERE id = 1")
    assert server.body() == b"3"
    archive.db.execute("UPDATE articles SET title = '再改' WHERE id = 1")
    assert server.body() == b"3", "a night commits many times a second; for a few seconds the answer stands"
    server.now += FEW_SECONDS
    assert server.body() == b"4"
    server.now += LONGEST_SECONDS
    assert server.body() == b"5", "a page may say what holds today"


def test_where_commits_cannot_be_told_an_answer_stands_a_few_seconds() -> None:
    server = Server(lambda: None)

    assert [server.body(), server.body()] == [b"1", b"1"]
    server.now = FEW_SECONDS
    assert server.body() == b"2"


def test_equal_questions_at_once_share_an_answer_and_a_browsers_own_copy_is_confirmed() -> None:
    server = Server(lambda: 1)

    async def ask() -> list[Any]:
        return await asyncio.gather(*(server.get() for _ in range(5)))

    (status, headers, body), *_ = found = asyncio.run(ask())
    assert server.asked == 1
    assert found == [found[0]] * 5
    assert (status, body, headers[b"cache-control"], headers[b"content-length"]) == (200, b"1", b"no-cache", b"1")
    again, _, nothing = asyncio.run(server.get("/", (b"if-none-match", headers[b"etag"])))
    assert (again, nothing) == (304, b"")


@pytest.mark.parametrize(
    ("path", "header", "query"),
    [
        ("/-/static/app.css", (b"host", b"a"), b""),
        ("/", (b"cookie", b"ds_actor=somebody"), b""),
        ("/", (b"authorization", b"Bearer x"), b""),
        ("/planwatch/articles.csv", (b"host", b"a"), b"_stream=on"),
    ],
)
def test_what_is_not_for_all_or_not_whole_goes_through(path: str, header: tuple[bytes, bytes], query: bytes) -> None:
    server = Server(lambda: 1)

    assert [server.body(path, header, query=query) for _ in range(2)] == [b"1", b"2"]


def test_an_answer_is_anothers_for_another_host_or_query_and_an_error_is_no_answer_to_keep() -> None:
    server, broken = Server(lambda: 1), Server(lambda: 1, status=500)

    assert [server.body("/", (b"host", host)) for host in (b"a", b"b", b"a")] == [b"1", b"2", b"1"]
    assert server.body("/", (b"host", b"a"), query=b"q=1") == b"3"
    assert [broken.body(), broken.body()] == [b"1", b"2"]


def test_answers_not_asked_for_the_longest_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_BYTES", 3)
    server = Server(lambda: 1)

    assert [server.body(path) for path in ("/a", "/b", "/c", "/a", "/d", "/a", "/b")] == [
        b"1",
        b"2",
        b"3",
        b"1",
        b"4",
        b"1",
        b"5",
    ]


def test_pages_are_served_while_a_night_writes_and_show_what_it_wrote(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "FEW_SECONDS", 0.0)
    pages, over = application(archive.folder), threading.Event()
    begun = threading.Event()

    def write() -> None:
        with Archive.open(archive.folder) as night:
            for number in range(100_000):
                if over.is_set():
                    return
                night.db.execute("UPDATE articles SET title = ? WHERE id = 1", [f"标题{number}"])
                begun.set()

    async def look() -> list[int]:
        return [(await pages.client.get(path)).status_code for _ in range(3) for path in PAGES]

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert begun.wait(30)
        assert asyncio.run(look()) == [200] * 3 * len(PAGES)
    finally:
        over.set()
        writer.join()
    archive.db.execute("UPDATE articles SET title = '最后的标题' WHERE id = 1")
    for path in ("/planwatch/articles", "/planwatch/articles/1"):
        assert "最后的标题" in asyncio.run(_text(pages, path))
    archive.db.execute("UPDATE articles SET title = '又一个标题' WHERE id = 1")
    assert "又一个标题" in asyncio.run(_text(pages, "/planwatch/articles"))


async def _text(pages: Any, path: str) -> str:
    return str((await pages.client.get(path)).text)
