"""A small HTTP server on 127.0.0.1: one function answers, every request is logged, conditional requests are honoured."""

import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import Any, Self

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: the path with its query, and the headers by lower-case name."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def conditional(self) -> bool:
        """Return whether the client already holds a version and asks only for a newer one."""
        return not self.headers.keys().isdisjoint({"if-none-match", "if-modified-since"})


@dataclass(frozen=True, slots=True)
class Response:
    """What is answered; the server adds Content-Length."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def revalidated(request: Request, response: Response) -> Response:
    """Return the response, or a 304 in its place where the client's validators still hold (RFC 9110, section 13.2.2)."""
    asked, held = request.headers, response.headers
    if "if-none-match" in asked:
        holds = held.get("ETag") in asked["if-none-match"].split(", ")
    else:
        holds = held.get("Last-Modified", "") == asked.get("if-modified-since")
    if response.status != 200 or not holds:
        return response
    return Response(304, {name: held[name] for name in ("ETag", "Last-Modified") if name in held})


class Loopback(ThreadingTCPServer):
    """Serves ``answer`` on a free port of 127.0.0.1 from ``with`` to its end, when every thread and connection is gone.

    The port is taken when the server is made, so ``url`` is known before it serves; ``requests`` holds all that was asked.
    """

    request_queue_size = 128

    def __init__(self, answer: Callable[[Request], Response], handler: "type[Handler] | None" = None) -> None:
        super().__init__((HOST, 0), handler or Handler)
        self.answer = answer
        self.requests: list[Request] = []
        self._connections: set[socket.socket] = set()
        # The poll interval is how long the end of ``with`` may wait for the accepting loop.
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def url(self) -> str:
        """Return the origin, ``http://127.0.0.1:PORT`` without a slash at its end."""
        return f"http://{HOST}:{self.server_address[1]}"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, so that one which a client keeps open can be closed at the end."""
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection that is over."""
        self._connections.discard(request)
        super().shutdown_request(request)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self._thread.join()
        for connection in list(self._connections):
            with suppress(OSError):  # the client may have closed it in this very moment
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """Answers one connection's GET requests, one after the other."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # a head and a short body in two writes would else wait 40 ms for the client's ACK
    server: Loopback

    def do_GET(self) -> None:
        """Log the request and send what the server's ``answer`` gives, or a 304."""
        request = Request(self.command, self.path, {name.lower(): value for name, value in self.headers.items()})
        self.server.requests.append(request)
        try:
            self.send(revalidated(request, self.server.answer(request)))
        except ConnectionError:  # the client hung up, or the answer was to break off
            self.close_connection = True

    def send(self, response: Response) -> None:
        """Write one response to the connection; a 304 has no Content-Length."""
        length = {} if response.status == 304 else {"Content-Length": str(len(response.body))}
        self.send_head(response.status, {**length, **response.headers})
        self.wfile.write(response.body)

    def send_head(self, status: int, headers: Mapping[str, str]) -> None:
        """Write the status line and the headers."""
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
