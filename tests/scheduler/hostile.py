"""Pages that want a crawler's memory, time or requests: one list each, beside a page that is as it should be."""

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import sleep

from tests.crawler.site import Answer, Asked, Reply, Site, article, listing

MIB = 1 << 20
GOOD = 30
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
LIES = "国家技术转移体系建设方案的任务分工已经确定，各地应当于每年年底前报送进展。" * 4


@dataclass(frozen=True, slots=True)
class Trap:
    """One hostile page: what ``/bad.html`` answers, the word its night has for it, and how often it may be asked for at most."""

    reply: Answer
    word: str
    asked_at_most: int = 2


def endless(head: bytes, part: bytes, pause: float = 0.0) -> Callable[[], Iterator[bytes]]:
    """Return a stream that begins with ``head`` and goes on with ``part`` for ever."""

    def parts() -> Iterator[bytes]:
        yield head
        while True:
            sleep(pause)
            yield part

    return parts


def numbered_headers() -> Iterator[bytes]:
    """Yield headers for ever, each with another name."""
    yield HTML
    for number in count():
        yield b"".join(b"X-%d-%d: %s\r\n" % (number, place, b"y" * 1000) for place in range(64))


def bomb(mebibytes: int) -> bytes:
    """Return gzip that inflates to so many MiB of one letter."""
    held = io.BytesIO()
    with gzip.GzipFile(fileobj=held, mode="wb") as packed:
        for _ in range(mebibytes):
            packed.write(b"x" * MIB)
    return held.getvalue()


def document_bomb() -> bytes:
    """Return a Word file of some hundred kilobytes whose text would take 600 MB."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        with packed.open("word/document.xml", "w") as body:
            space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            body.write(f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>'.encode())
            for _ in range(600):
                body.write(b"a" * MIB)
            body.write(b"</w:t></w:r></w:p></w:body></w:document>")
    return held.getvalue()


def nested(depth: int) -> Reply:
    """Return a page whose text stands ``depth`` boxes deep."""
    return Reply(f"<html><body>{'<div>' * depth}<h1>深处</h1><p>{LIES}</p>{'</div>' * depth}</body></html>")


def ping_pong(asked: Asked) -> Reply:
    """Send every request to the same page under another query."""
    number = int(asked.path.partition("=")[2] or 0)
    return Reply(status=302, headers={"Location": f"/bad.html?n={number + 1}"})


TRAPS: dict[str, Trap] = {
    "endless": Trap(Reply(stream=endless(HTML + b"\r\n<html>", b"x" * 65536)), "too_large"),
    "trickle": Trap(Reply(stream=endless(HTML + b"\r\n<html>", b"x", 0.2)), "timeout"),
    "headers": Trap(Reply(stream=numbered_headers), "server_error"),
    "interim": Trap(Reply(stream=endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 400)), "server_error"),
    "long-header": Trap(Reply(raw=HTML + b"X-Long: " + b"y" * 300_000 + b"\r\n\r\n<html>"), "refused"),
    "fifty-mib": Trap(Reply(stream=lambda: iter([HTML + b"\r\n", *[b"x" * MIB] * 50])), "too_large"),
    "announced": Trap(Reply(raw=HTML + b"Content-Length: 2147483648\r\n\r\n<html>"), "too_large"),
    "bomb": Trap(Reply(bomb(300), headers={"Content-Encoding": "gzip"}), "too_large"),
    "bomb-in-bomb": Trap(Reply(gzip.compress(bomb(1000)), headers={"Content-Encoding": "gzip, gzip"}), "too_large"),
    "cut": Trap(Reply(raw=HTML + b"Content-Length: 5000\r\n\r\n<html>half"), "truncated"),
    "cut-chunk": Trap(Reply(raw=HTML + b"Transfer-Encoding: chunked\r\n\r\n20\r\n<html>half"), "truncated"),
    "cut-gzip": Trap(Reply(gzip.compress(b"x" * 9999)[:-12], headers={"Content-Encoding": "gzip"}), "truncated"),
    "ping-pong": Trap(ping_pong, "redirect_loop", 21),
    "silent": Trap(Reply(silent=True), "timeout"),
    "leaves": Trap(Reply(status=302, headers={"Location": "http://127.0.1.250:9/inside"}), "redirect_out", 1),
}
HARMLESS = {
    "deep": nested(10_000),
    "one-line": Reply(f"<html><body><h1>一行</h1><p>{LIES * 7000}</p></body></html>"),
    "lying-charset": Reply(
        f"<html><head><meta charset='big5'></head><body><h1>编码</h1><p>{LIES}</p></body></html>".encode("gb18030"),
        headers={"Content-Type": "text/html; charset=utf-8"},
    ),
}


def behind_a_list(site: Site, bad: Answer) -> None:
    """Let a site show a page as it should be, and a bad one."""
    site.pages = {"/list": listing("/good.html", "/bad.html"), "/good.html": article(site.place), "/bad.html": bad}


class Calendar(dict[str, Answer]):
    """A site without end: every address is a list of three more, each with a session of its own and a day later."""

    def get(self, path: str, default: Answer | None = None) -> Answer | None:  # type: ignore[override]
        """Return the page of a day, of which there is always another."""
        if path == "/robots.txt":
            return default
        return self._day

    @staticmethod
    def _day(asked: Asked) -> Reply:
        day = int("0" + "".join(filter(str.isdecimal, asked.path.partition("day=")[2][:6])))
        links = [f"/calendar/e.html?day={day * 3 + k}&jsessionid={id(asked):x}{k}" for k in range(1, 4)]
        page = listing(*links, following=f"/calendar/?day={day + 1}&PHPSESSID={id(asked):x}")
        return Reply(str(page.body).replace("</body>", f"<p>{LIES}</p></body>"))


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it, as far as they still live (Linux)."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has just ended
            continue
    found = [pid]
    for parent in found:
        found += [child for child, its_parent in parents.items() if its_parent == parent]
    return found


def memory(pids: list[int]) -> tuple[int, int]:
    """Return the largest resident size of one process, and the sum of their proportional ones, in bytes."""
    sizes = []
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
        except OSError:
            continue
        kib = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
        sizes.append((kib["Rss"] << 10, kib["Pss"] << 10))
    return max((rss for rss, _ in sizes), default=0), sum(pss for _, pss in sizes)
