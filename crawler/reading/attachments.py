"""Files linked from articles to their text: PDF, DOCX, XLSX, PPTX, OFD, DOC, XLS, WPS, RTF; a ZIP by the names in it."""

import codecs
from collections.abc import Callable
from typing import TYPE_CHECKING

from planwatch.records import AttachmentText
from planwatch.text import clean

from . import legacy, office, packed
from .charset import decode
from .page import Page

if TYPE_CHECKING:
    import pypdfium2

# A file read in full stays below these: plans of ministries have up to 300 pages and 2 MB of text (bombs: faults.md 7).
PAGES_MAX = 2000
TEXT_MAX = 8_000_000
# The first bytes of what a file is, whatever its name says.
PDF, ZIP, OLE = b"%PDF", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = (
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
)
HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script")
# What Word and Excel declare in a page that they save under the ending of a file.
OFFICE, OFFICE_WITHIN = b"urn:schemas-microsoft-com:office", 2000
# Some servers send a PDF with a few bytes before its mark.
PDF_MARK_WITHIN = 1024
# An ending longer than this is a part of an address, not a format.
ENDING_MAX = 5


def read_attachment(body: bytes, media_type: str | None, url: str) -> AttachmentText:
    """Return the text of a file, or the problem in one word: encrypted, broken, unsupported, too_large, html, empty, no text.

    The format is told by the bytes; ``media_type`` and the ending of ``url`` only name what cannot be read.
    """
    found = _format(body, media_type, url)
    reader = _READERS.get(found)
    if reader is None:
        problem = found if found in {"empty", packed.ENCRYPTED} else "unsupported"
        return AttachmentText(format=found, problem=problem)
    try:
        text, pages = reader(body)
    except packed.FileProblem as problem:
        return AttachmentText(format=found, problem=problem.word)
    except MemoryError:
        return AttachmentText(format=found, problem=packed.TOO_LARGE)
    except Exception:  # noqa: BLE001  # on a broken file the libraries raise whatever it leads them to, and the row says so
        return AttachmentText(format=found, problem=packed.BROKEN)
    text = clean(text[:TEXT_MAX])
    return AttachmentText(format=found, text=text, pages=pages, problem=None if text else "no text")


def _format(body: bytes, media_type: str | None, url: str) -> str:
    if not body.strip():
        return "empty"
    ending = url.split("?", maxsplit=1)[0].rpartition(".")[2].lower()
    if body.startswith(ZIP):
        return packed.zip_format(body, ending)
    if body.startswith(OLE):
        return legacy.ole_format(body, ending)
    if PDF in body[:PDF_MARK_WITHIN]:
        return "pdf"
    marked = next((word for mark, word in OTHERS if body.startswith(mark)), None)
    if marked:
        return marked
    # A comment or a byte-order mark may come first.
    head = body[:1000].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    is_html = head.startswith(HTML) or (head.startswith(b"<") and any(mark in head for mark in HTML))
    return "html" if is_html else _named(media_type, ending)


def _named(media_type: str | None, ending: str) -> str:
    """Return the format that a file's name promises; a file that is not what its name says is broken."""
    if ending.isalnum() and len(ending) <= ENDING_MAX:
        return ending
    return "pdf" if "pdf" in (media_type or "") else "unknown"


def _read_pdf(body: bytes) -> tuple[str, int]:
    import pypdfium2  # noqa: PLC0415 - a tenth of a second that only PDF files are worth
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - as above

    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as problem:
        word = packed.ENCRYPTED if problem.err_code == pdfium.FPDF_ERR_PASSWORD else packed.BROKEN
        raise packed.FileProblem(word) from problem
    with document:
        pages = len(document)
        return "\n".join(_pdf_pages(document, min(pages, PAGES_MAX))), pages


def _pdf_pages(document: "pypdfium2.PdfDocument", count: int) -> list[str]:
    texts: list[str] = []
    size = 0
    for number in range(count):
        page = document[number]
        try:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_bounded())
            textpage.close()
        finally:
            page.close()
        size += len(texts[-1])
        if size > TEXT_MAX:
            break
    return texts


def _read_html(body: bytes) -> tuple[str, None]:
    """Return the lines of a page that an office program wrote; FileProblem for any other page in place of a file."""
    if OFFICE not in body[:OFFICE_WITHIN]:
        msg = "html"
        raise packed.FileProblem(msg)
    return "\n".join(block.text for block in Page(decode(body).text).blocks), None


_READERS: dict[str, Callable[[bytes], tuple[str, int | None]]] = {
    "html": _read_html,
    "pdf": _read_pdf,
    "zip": packed.list_zip,
    "docx": office.read_docx,
    "xlsx": office.read_xlsx,
    "pptx": office.read_pptx,
    "ofd": office.read_ofd,
    "rtf": legacy.read_rtf,
    "doc": legacy.read_doc,
    "wps": legacy.read_doc,
    "wpt": legacy.read_doc,
    "xls": legacy.read_xls,
    "et": legacy.read_xls,
    "ett": legacy.read_xls,
}
