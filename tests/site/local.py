"""A local site that a test programs: its routes answer, stream, cut off, hang or break off, over real sockets."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from scheduler.demo.loopback import Handler, Loopback, Request, Response

Route = Response | Callable[[Request], Response]
HTML = {"Content-Type": "text/html; charset=utf-8"}
NOT_FOUND = Response(404, HTML, b"<title>404</title>")


@dataclass(frozen=True, slots=True)
class Streamed(Response):
    """An answer without Content-Length: its parts are sent one by one as they come, then the connection closes."""

    parts: Iterable[bytes] = ()


def html(text: str, status: int = 200, **headers: str) -> Response:
    """Return a UTF-8 page."""
    return Response(status, {**HTML, **headers}, text.encode())


def cut(whole: bytes, sent: int) -> Response:
    """Return an answer that promises the whole body and closes after ``sent`` bytes of it."""
    return Response(200, {**HTML, "Content-Length": str(len(whole)), "Connection": "close"}, whole[:sent])


def drop(_: Request) -> Response:
    """Close the connection before the status line: a route."""
    raise ConnectionAbortedError


class LocalSite(Loopback):
    """Serves ``routes``: a path with its query → an answer, or a function of the request; other paths are 404. Routes may change at any time."""

    def __init__(self, routes: Mapping[str, Route] | None = None) -> None:
        super().__init__(self._route, _StreamingHandler)
        self.routes: dict[str, Route] = dict(routes or {})
        self._closing = threading.Event()

    def paths(self) -> list[str]:
        """Return the paths asked for so far, in order."""
        return [request.path for request in self.requests]

    def hang(self, _: Request) -> Response:
        """Answer nothing until the site closes: a route."""
        self._closing.wait()
        raise ConnectionAbortedError

    def __exit__(self, *problem: object) -> None:
        self._closing.set()
        super().__exit__(*problem)

    def _route(self, request: Request) -> Response:
        route = self.routes.get(request.path, NOT_FOUND)
        return route if isinstance(route, Response) else route(request)


class _StreamingHandler(Handler):
    def send(self, response: Response) -> None:
        if not isinstance(response, Streamed):
            super().send(response)
            return
        self.send_head(response.status, {**response.headers, "Connection": "close"})
        for part in response.parts:
            self.wfile.write(part)
