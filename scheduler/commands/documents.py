"""A document that a command names: a file on disk, or an article of the archive."""

from pathlib import Path

import click

from crawler.reading import read_file
from crawler.reading.attachments import read_attachment
from crawler.reading.charset import decode
from planwatch.clauses import is_title
from planwatch.text import TITLE_LIMIT, clean, clean_line
from reports.compare import Document
from scheduler.commands.home import config_of
from storage import queries
from storage.archive import Archive

# What the readers of files say of a text file: they know its format by its ending at most.
_UNREAD = "unsupported"
# A text has no NUL; one in a file that is no known format means that it is none.
_NUL = "\x00"


def document(home: Path, name: str) -> Document:
    """Return the document that a name means: the file there, else the article of this id or address in its last version.

    A click.ClickException names what could not be found or read, and why.
    """
    path = Path(name)
    try:
        there = path.is_file()
    except (OSError, ValueError):
        there = False
    found = _file(path) if there else _article(home, name)
    if not found.text.strip():
        message = f"{name}: holds no text, expected a document"
        raise click.ClickException(message)
    return found


def _file(path: Path) -> Document:
    try:
        body = path.read_bytes()
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror})"
        raise click.ClickException(message) from error
    read = read_attachment(body, None, path.name)
    if read.text:
        return _of_text(path, read.text)
    if read.problem == "html":
        return _page(path, body)
    text = decode(body).text
    if read.problem != _UNREAD or _NUL in text:
        message = f"{path}: {read.format}: {read.problem or 'no text'}, expected a text, a page, a PDF or a DOCX file"
        raise click.ClickException(message)
    return _of_text(path, clean(text))


def _page(path: Path, body: bytes) -> Document:
    reading = read_file(body)
    if reading.article is None:
        message = f"{path}: no article ({reading.note or reading.verdict}), expected a page with a text"
        raise click.ClickException(message)
    return Document(clean_line(reading.article.title, TITLE_LIMIT) or path.stem, reading.article.text)


def _of_text(path: Path, text: str) -> Document:
    """Return a text under its first line, if that is a title, else under the file's name."""
    first = text.partition("\n")[0].lstrip("#* ").strip()
    return Document(first if is_title(first) else path.stem, text)


def _article(home: Path, name: str) -> Document:
    """Return an article's last version; without an archive only files can be named."""
    try:
        config = config_of(home)
    except click.UsageError as error:
        message = f"{name}: no such file, and no archive to look it up in ({error.message})"
        raise click.UsageError(message) from error
    with Archive.open(config.archive, read_only=True) as archive:
        head = queries.article(archive, name)
        if head is None:
            message = f"{name}: no such file, and the archive holds no such article, expected a file, an article's id or its address"
            raise click.UsageError(message)
        last = queries.versions(archive, head.id)[-1]
    return Document(clean_line(last.title, TITLE_LIMIT), last.text, head.url)
