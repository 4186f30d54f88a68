"""One reader in a process of its own: ``readers.py NAME MANIFEST``; it answers each line on stdin with one JSON line.

The first line out is the version, or null where the package is not here. A line ``N`` in has the first N pages read (0: all):
the answer holds the seconds of processor time and what was read. This file needs nothing but the standard library and the
reader, so that it runs in an environment that planwatch is not installed in.
"""

import importlib.metadata
import json
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

BLOCKS = {
    "address",
    "article",
    "blockquote",
    "br",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "p",
    "section",
    "tr",
}


class Page(NamedTuple):
    """A whole page: its bytes, its text in its true encoding (no reader but ours has to guess), its address."""

    body: bytes
    text: str
    url: str | None


Said = dict[str, Any]
Reader = Callable[[Page], Said]


def planwatch() -> Reader:
    """Return planwatch's own reading."""
    from crawler.reading import read_file  # noqa: PLC0415 - each process pays for its own reader alone

    def read(page: Page) -> Said:
        article = read_file(page.body, page.url).article
        return {"title": article.title, "published": article.published_on, "text": article.text} if article else {}

    return read


def trafilatura() -> Reader:
    """Return trafilatura with its defaults but for the comments, which are not the text."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    def read(page: Page) -> Said:
        found = bare_extraction(page.text, url=page.url, include_comments=False, with_metadata=True)
        return {"title": found.title, "published": found.date, "text": found.text} if found else {}

    return read


def gne() -> Reader:
    """Return GeneralNewsExtractor with its defaults."""
    from gne import GeneralNewsExtractor  # noqa: PLC0415

    def read(page: Page) -> Said:
        found = GeneralNewsExtractor().extract(page.text)
        return {"title": found["title"], "published": found["publish_time"], "text": found["content"]}

    return read


def readability() -> Reader:
    """Return readability-lxml; it knows no date, and its HTML becomes text one block a line."""
    from lxml import html  # noqa: PLC0415
    from readability import Document  # noqa: PLC0415

    def read(page: Page) -> Said:
        found = Document(page.text)
        root = html.fromstring(found.summary())
        for element in root.iter(*BLOCKS):
            element.tail = "\n" + (element.tail or "")
        return {"title": found.short_title(), "text": root.text_content()}

    return read


def newspaper() -> Reader:
    """Return newspaper4k with its Chinese word list (jieba), without which it finds no text; it never goes onto the network."""
    from newspaper import Article  # noqa: PLC0415

    def read(page: Page) -> Said:
        found = Article(page.url or "http://localhost/", language="zh", fetch_images=False)
        found.download(input_html=page.text)
        found.parse()
        when = found.publish_date
        return {"title": found.title, "published": when.isoformat() if when else None, "text": found.text}

    return read


READERS = {"planwatch": planwatch, "trafilatura": trafilatura, "gne": gne, "readability-lxml": readability}
READERS["newspaper4k"] = newspaper


def main(name: str, manifest: Path) -> None:
    """Answer until stdin ends."""
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        answer(None)
        return
    stay_on_one_core()
    read, pages = READERS[name](), load(manifest)
    answer(version)
    for line in sys.stdin:
        chosen = pages[: int(line) or None]
        start = time.process_time()
        said = [attempt(read, page) for page in chosen]
        answer({"seconds": time.process_time() - start, "said": said})


def load(manifest: Path) -> list[Page]:
    """Return the pages that a manifest names, loaded before any clock runs."""
    pages = []
    for line in manifest.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        body = (manifest.parent / label["file"]).read_bytes()
        # lxml refuses text that declares an encoding of its own.
        text = re.sub(r"^\s*<\?xml[^>]*>", "", body.decode(label["encoding"], "replace").lstrip("\ufeff"))
        pages.append(Page(body, text, label["url"]))
    return pages


def attempt(read: Reader, page: Page) -> Said:
    """Return what a reader says; a page that it breaks on is one it does not read, and the word for it."""
    try:
        return read(page)
    except Exception as error:  # noqa: BLE001 - a peer may raise anything, and its other pages still count
        return {"error": f"{type(error).__name__}: {error}"[:200]}


def stay_on_one_core() -> None:
    """Keep this process on one core where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def answer(value: object) -> None:
    """Write one JSON line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
