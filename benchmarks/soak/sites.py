"""The made-up sites on loopback, each on an address of its own, as they are on one night and with what is wrong that night."""

import itertools
import random
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from world import SOURCES, Story

OK = 200
HTML = "text/html; charset=utf-8"
WALL = "<html><head><script>location.href='/?jschl='+Math.random()</script></head><body></body></html>"
MAINTENANCE = "<html><head><title>系统维护</title></head><body><h1>系统维护中</h1><p>网站正在升级维护，请稍后再访问。</p></body></html>"
NOT_THERE = (
    "<html><head><title>页面不存在</title></head><body><p>您访问的页面不存在或已删除，3秒后返回首页。</p></body></html>"
)
UNFILLED = "<html><body><div class='top'>政务公开</div><ul><li>$pageHelpBean.title</li></ul></body></html>"
TEMPLATES = (
    (
        "<html><head><title>{title}</title></head><body><div class='nav'>首页 政务公开</div><h1>{title}</h1>"
        "<p class='info'>来源：{source} 2026-11-01 浏览：{count}次</p><div class='TRS_Editor'>{text}</div><p>{clock}</p></body></html>"
    ),
    (
        "<html><head><title>{title}-{source}</title><meta name='ArticleTitle' content='{title}'></head><body><table><tr><td>{clock}</td></tr>"
        "<tr><td><h2 class='t'>{title}</h2>发布时间：2026-11-01　阅读量：{count}<div id='zoom'>{text}</div></td></tr></table></body></html>"
    ),
    (
        "<!doctype html><html><head><title>{title}</title></head><body><header>{source}</header><main><h1>{title}</h1><time>2026-11-01</time>"
        "<article>{text}</article></main><footer nonce='{count}'>{clock} 共{count}人访问</footer></body></html>"
    ),
)
# What can be wrong with a whole site; each holds for every page but robots.txt.
WHOLE: Mapping[str, tuple[int, str]] = {
    "blocked": (412, WALL),
    "down": (503, ""),
    "challenge": (200, WALL),
    "maintenance": (200, MAINTENANCE),
    "unfilled": (200, UNFILLED),
    "soft404": (200, NOT_THERE),
}
PARTIAL = ("some_503", "some_cut", "some_silent", "some_soft404")
OTHER = ("cut", "silent", "429", "list_empty", "list_503", "redesign", "robots_500")
FAULTS = (*WHOLE, *OTHER, *PARTIAL)


class Sites:
    """All sites; ``night`` and ``faults`` (by source) say what they show, ``asked`` counts requests, ``had`` holds the texts that were sent whole."""

    def __init__(self, stories: list[Story], seed: int) -> None:
        self.stories = stories
        self.night = 1
        self.faults: dict[str, str] = {}
        self.templates = dict.fromkeys(SOURCES, 0)
        self.count = itertools.count(1)
        self.had: set[tuple[str, str]] = set()
        self.asked = 0
        self.enough = threading.Event()
        self.enough_at = 0
        self.closing = threading.Event()
        self.urls: dict[str, str] = {}
        self._seed = seed

    def begin(self, night: int, faults: Mapping[str, str]) -> None:
        """Show a night; a redesign stays."""
        self.night, self.faults = night, dict(faults)
        for source, fault in faults.items():
            self.templates[source] += fault == "redesign"

    def met(self) -> None:
        """Count a request."""
        self.asked += 1
        if self.enough_at and self.asked >= self.enough_at:
            self.enough.set()

    def sent(self, source: str, path: str, status: int, body: str) -> None:
        """Remember the text of an article that is sent whole."""
        story = next(
            (s for s in self.stories if s.source == source and s.online(self.night) and s.path(self.night) == path),
            None,
        )
        if story and status == OK and story.paragraphs(self.night)[0] in body:
            self.had.add((self.urls[source] + path, "\n".join(story.paragraphs(self.night))))

    def answer(self, source: str, path: str) -> tuple[int, str, str]:
        """Return status, body and how it is sent: whole, cut or silent."""
        fault = self.faults.get(source, "")
        if path == "/robots.txt":
            return (500, "", "whole") if fault == "robots_500" else (404, "", "whole")
        if fault in WHOLE:
            return (*WHOLE[fault], "whole")
        if fault == "429":
            return 429, "", "whole"
        status, body = self._page(source, path)
        if fault in {"cut", "silent"}:
            return status, body, fault
        if path == "/zwgk/":
            empty = TEMPLATES[0].format(title="通知", source="", count=1, text="<ul></ul>", clock="")
            return {"list_empty": (200, empty, "whole"), "list_503": (503, "", "whole")}.get(
                fault, (status, body, "whole")
            )
        hit = fault in PARTIAL and random.Random(f"{self._seed} {self.night} {path}").random() < 1 / 3  # noqa: S311
        return self._partly(fault, status, body) if hit else (status, body, "whole")

    @staticmethod
    def _partly(fault: str, status: int, body: str) -> tuple[int, str, str]:
        if fault == "some_503":
            return 503, "", "whole"
        return (200, NOT_THERE, "whole") if fault == "some_soft404" else (status, body, fault.removeprefix("some_"))

    def _page(self, source: str, path: str) -> tuple[int, str]:
        shown = [story for story in self.stories if story.source == source and story.online(self.night)]
        if path == "/zwgk/":
            rows = "".join(
                f"<li><a href='{s.path(self.night)}'>{s.title}</a><span>2026-11-01</span></li>" for s in reversed(shown)
            )
            return (
                200,
                f"<html><body><div class='nav'>首页</div><ul class='list'>{rows}</ul><p>{next(self.count)}</p></body></html>",
            )
        for story in shown:
            if story.path(self.night) == path:
                text = "".join(f"<p>{line}</p>" for line in story.paragraphs(self.night))
                template = TEMPLATES[self.templates[source] % len(TEMPLATES)]
                count = next(self.count)
                return 200, template.format(
                    title=story.title, source=source, count=count, text=text, clock=f"{count}毫秒"
                )
        return 404, ""


@contextmanager
def serve(sites: Sites) -> Iterator[None]:
    """Serve the sites while the block runs; ``sites.urls`` gives their origins."""
    with ExitStack() as stack:
        for number, source in enumerate(SOURCES, 1):
            handler = type("Handler", (_Handler,), {"sites": sites, "source": source})
            server = _Server((f"127.0.2.{number}", 0), handler)
            sites.urls[source] = f"http://127.0.2.{number}:{server.server_address[1]}"
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
            thread.start()
            stack.callback(server.server_close)
            stack.callback(thread.join)
            stack.callback(server.shutdown)
        stack.callback(sites.closing.set)
        yield


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of a crawl that was killed."""


class _Handler(BaseHTTPRequestHandler):
    sites: Sites
    source: str
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self.sites.met()
        status, body, manner = self.sites.answer(self.source, self.path)
        sent = body.encode()
        self.sites.sent(self.source, self.path, status, body if manner == "whole" else "")
        with suppress(OSError):
            if manner == "silent":
                self.sites.closing.wait(30)
                self.close_connection = True
                return
            self.send_response_only(status)
            headers = {"Content-Type": HTML, "Content-Length": str(len(sent) + 500 * (manner == "cut"))}
            for name, value in headers.items() | ({("Retry-After", "3600")} if status == 429 else set()):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(sent)
            self.close_connection = manner == "cut"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""
