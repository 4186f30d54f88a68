"""A real web server on a loopback address that answers, and misbehaves, as a test tells it to."""

import ssl
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import Any, Self


@dataclass(frozen=True)
class Reply:
    """One answer; ``raw`` or ``stream`` is sent as it stands and ends the connection, ``silent`` never answers."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    silent: bool = False
    stream: Callable[[], Iterable[bytes]] | None = None


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    headers: Mapping[str, str]
    at: float


Answer = Reply | Callable[[Asked], Reply]


class Site:
    """A site: ``pages`` by path with its query; everything else is a 404. ``asked`` holds what was asked for."""

    def __init__(self, host: str = "127.0.0.1", pages: Mapping[str, Answer] | None = None) -> None:
        self.pages: dict[str, Answer] = dict(pages or {})
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        handler = type("Handler", (_Handler,), {"site": self})
        self._server = ThreadingHTTPServer((host, 0), handler)
        self._server.daemon_threads = True
        self.place = f"{host}:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def encrypt(self, certificate: Path) -> None:
        """Speak TLS from now on, with the key and certificate of a file."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def url(self, path: str = "/") -> str:
        return f"http://{self.place}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]


class _Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for the header's acknowledgement

    def do_GET(self) -> None:
        asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, monotonic())
        self.site.asked.append(asked)
        page = self.site.pages.get(self.path, Reply("no such page", 404))
        reply = page if isinstance(page, Reply) else page(asked)
        if reply.silent:
            self.site.closing.wait()
        if reply.stream is not None:
            self._flow(reply.stream())
            return
        if reply.raw is not None or reply.silent:
            self.wfile.write(reply.raw or b"")
            self.close_connection = True
            return
        self._send(reply)

    def _flow(self, parts: Iterable[bytes]) -> None:
        """Send the parts until the client has enough of them or the site closes."""
        self.close_connection = True
        with suppress(OSError):
            for part in parts:
                if self.site.closing.is_set():
                    return
                self.wfile.write(part)

    def _send(self, reply: Reply) -> None:
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        self.send_response(reply.status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **reply.headers}.items():
            self.send_header(name, value.encode().decode("latin-1"))
        if reply.status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if reply.status != 304:
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing: tests look at ``asked``."""


def listing(*links: str, following: str | None = None) -> Reply:
    """Return a list page with one entry a link, and a link to the next page."""
    entries = "".join(
        f'<li><a href="{link}">关于印发第{number}号规划的通知</a><span>2026-09-08</span></li>'
        for number, link in enumerate(links)
    )
    turn = f'<div class="page"><a href="{following}">下一页</a></div>' if following else ""
    return Reply(f"<html><body><ul class='list'>{entries}</ul>{turn}</body></html>")


def article(title: str, tail: str = "") -> Reply:
    """Return an article page."""
    text = "为贯彻落实国家科技创新规划，现将有关事项通知如下，请结合实际认真组织实施。" * 5
    return Reply(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div><p>{text}</p><p>{tail}</p></div></body></html>"
    )
