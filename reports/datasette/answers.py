"""Answers that are given again: while nobody writes to the archive, and for a few seconds while a night does."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hashlib import sha256
from time import monotonic
from typing import Any

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Any, Send], Awaitable[None]]
Headers = tuple[tuple[bytes, bytes], ...]

OK, NOT_MODIFIED = 200, 304
# No answer is older than this once something was committed: a night commits many times a second, and a reader who looks
# again after a few seconds sees what it has stored. docs/running.md promises it.
FEW_SECONDS = 5.0
# Nor older than this in any case: some pages say what holds today.
LONGEST_SECONDS = 60.0
# Bytes of all answers together, and of one: a page of fifty rows has 150 kB, so some hundred pages are kept.
MOST_BYTES = 64 << 20
LARGEST_BYTES = 2 << 20


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, with the mark by which a browser asks whether it is still the same."""

    status: int
    headers: Headers
    body: bytes
    etag: bytes


@dataclass(slots=True)
class Entry:
    """An answer that is made or being made: since when (monotonic seconds), from which state of the archive, and its bytes."""

    task: "asyncio.Task[Answer]"
    begun: float
    mark: int | None
    size: int = field(default=0)


class Answers:
    """An ASGI application that asks another one only for what it has not just answered; equal questions at once share an answer.

    ``mark`` returns what changes whenever the archive does, None where that is not known.
    """

    def __init__(self, app: App, mark: Callable[[], int | None], clock: Callable[[], float] = monotonic) -> None:
        """Stand before an application."""
        self._app, self._mark, self._clock = app, mark, clock
        self._entries: OrderedDict[object, Entry] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        """Answer one request."""
        key = _key(scope)
        if key is None:
            await self._app(scope, receive, send)
            return
        mark, now = self._mark(), self._clock()
        entry = self._entries.get(key)
        if entry is None or not _is_fresh(entry, mark, now):
            self._drop(key)
            entry = Entry(asyncio.ensure_future(self._make(scope, key)), now, mark)
            self._entries[key] = entry
        else:
            self._entries.move_to_end(key)
        # Shielded: a reader who leaves takes nothing from the others who wait.
        await _give(await asyncio.shield(entry.task), scope, send)

    async def _make(self, scope: Scope, key: object) -> Answer:
        try:
            answer = await _ask(self._app, scope)
        except BaseException:
            self._drop(key, asyncio.current_task())
            raise
        self._settle(key, answer)
        return answer

    def _settle(self, key: object, answer: Answer) -> None:
        """Keep an answer that may be given again, and drop those not asked for the longest until all have room."""
        entry = self._entries.get(key)
        if entry is None or entry.task is not asyncio.current_task():
            return
        names = {name.lower() for name, _ in answer.headers}
        if answer.status != OK or b"set-cookie" in names or len(answer.body) > LARGEST_BYTES:
            self._drop(key)
            return
        entry.size = len(answer.body)
        self._bytes += entry.size
        while self._bytes > MOST_BYTES:
            self._drop(next(iter(self._entries)))

    def _drop(self, key: object, task: "asyncio.Task[Any] | None" = None) -> None:
        """Forget an entry; with a task only where the entry is still that task's."""
        entry = self._entries.get(key)
        if entry is not None and (task is None or entry.task is task):
            self._bytes -= self._entries.pop(key).size


def _is_fresh(entry: Entry, mark: int | None, now: float) -> bool:
    """Return whether an entry may be given to a request that comes now."""
    if entry.task.done() and (entry.task.cancelled() or entry.task.exception() is not None):
        return False
    unchanged = mark is not None and mark == entry.mark
    return now - entry.begun < (LONGEST_SECONDS if unchanged else FEW_SECONDS)


def _key(scope: Scope) -> object | None:
    """Return what tells a request from others; None for one that goes through: files, streams, and whoever has logged in."""
    path, query = scope.get("path", ""), scope.get("query_string", b"")
    if scope["type"] != "http" or scope["method"] != "GET" or path.startswith("/-/") or b"_stream" in query:
        return None
    headers = dict(scope["headers"])
    if b"authorization" in headers or b"ds_" in headers.get(b"cookie", b""):
        return None
    # Datasette writes whole addresses by the host it was asked as.
    return (scope.get("scheme"), headers.get(b"host"), scope.get("raw_path") or path, query)


async def _ask(app: App, scope: Scope) -> Answer:
    """Return what an application answers to a request without a body."""
    start: dict[str, Any] = {}
    parts: list[bytes] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def collect(event: dict[str, Any]) -> None:
        if event["type"] == "http.response.start":
            start.update(event)
        else:
            parts.append(event.get("body", b""))

    await app(dict(scope), receive, collect)
    body = b"".join(parts)
    dropped = {b"etag", b"content-length"} | ({b"cache-control"} if start["status"] == OK else set())
    headers = tuple((name, value) for name, value in start.get("headers", ()) if name.lower() not in dropped)
    return Answer(start["status"], headers, body, b'"' + sha256(body).hexdigest()[:32].encode() + b'"')


async def _give(answer: Answer, scope: Scope, send: Send) -> None:
    """Send an answer, or the word that the reader's own copy is still right; a browser is to ask each time."""
    status, body, headers = answer.status, answer.body, answer.headers
    if status == OK:
        headers = (*headers, (b"etag", answer.etag), (b"cache-control", b"no-cache"))
        if answer.etag in dict(scope["headers"]).get(b"if-none-match", b""):
            status, body = NOT_MODIFIED, b""
    if status != NOT_MODIFIED:
        headers = (*headers, (b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})
