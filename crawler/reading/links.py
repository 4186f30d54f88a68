"""The files that an article's body links to."""

import re
from collections.abc import Iterable, Iterator, Sequence

from planwatch.records import ArticleRules, Attachment
from planwatch.text import TITLE_LIMIT, clean_line
from planwatch.urls import absolute

from .blocks import Block, cell_text
from .boilerplate import FILE_NAME, is_file
from .tree import Element, select

# A file's ending and what ends an address: a page without one links no file. Looked for first, at a fifth of the other's cost.
_FILE_ENDING = re.compile(r"""\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)["'?#\s>]""", re.IGNORECASE)
_LINKS_FILE = re.compile(
    r"""(?:href|src|data|file)\s*=\s*["']?[^"'>\s]{0,500}\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)["'?#\s>]""",
    re.IGNORECASE,
)
_VIEWED = re.compile(r"[?&#]file=([^?&#]+)", re.IGNORECASE)


def may_link_files(html: str, rules: ArticleRules | None) -> bool:
    """Return whether a page can have attachments at all; False spares the spider from reading it."""
    if rules and rules.attachments:
        return True
    return bool(_FILE_ENDING.search(html) and _LINKS_FILE.search(html))


def attachments(body: Sequence[Block], root: Element, url: str, rules: ArticleRules) -> tuple[Attachment, ...]:
    """Return the files that the blocks of a body link to and those that the declaration names, each once."""
    files = [*_declared(root, url, rules), *_linked(body, url), *_shown(root, url)]
    found = {attachment.url: attachment for attachment in reversed(files)}
    return tuple(reversed(found.values()))


def _declared(root: Element, url: str, rules: ArticleRules) -> Iterator[Attachment]:
    if rules.attachments:
        for element in select(root, rules.attachments):
            yield from _files(element.iter("a"), url)


def _linked(body: Sequence[Block], url: str) -> Iterator[Attachment]:
    return _files((link for block in body for link in block.links if is_file(link)), url)


def _shown(root: Element, url: str) -> Iterator[Attachment]:
    """Yield the files that a page shows in a frame of its own, or in that of a viewer: viewer.html?file=/a/1.pdf."""
    for frame in root.iter("iframe", "embed", "object"):
        source = (frame.get("src") or frame.get("data") or "").strip()
        href = viewed[1] if (viewed := _VIEWED.search(source)) else source
        if FILE_NAME.search(href) and (address := absolute(url, href)):
            yield Attachment(url=address, title=clean_line(href.rpartition("/")[2], TITLE_LIMIT), href=href)


def _files(links: Iterable[Element], url: str) -> Iterator[Attachment]:
    for link in links:
        href = link.get("href", "")
        address = absolute(url, href)
        if address:
            title = clean_line(cell_text(link) or link.get("title") or href.rpartition("/")[2], TITLE_LIMIT)
            yield Attachment(url=address, title=title, href=href)
