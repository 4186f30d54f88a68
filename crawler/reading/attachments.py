"""Files linked from articles to their text: PDF, DOCX, XLSX, OFD; a ZIP by the names in it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from planwatch.records import AttachmentText
from planwatch.text import clean

from . import office

if TYPE_CHECKING:
    import pypdfium2

# A file read in full stays below these: plans of ministries have up to 300 pages and 2 MB of text (bombs: faults.md 7).
PAGES_MAX = 2000
TEXT_MAX = 8_000_000
ZIP_NAMES_MAX = 2000
# The first bytes of what a file is, whatever its name says.
PDF, ZIP, OLE = b"%PDF", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script")
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
        problem = {"html": "html", "empty": "empty"}.get(found, "unsupported")
        return AttachmentText(format=found, problem=problem)
    try:
        text, pages = reader(body)
    except office.FileProblem as problem:
        return AttachmentText(format=found, problem=problem.word)
    text = clean(text[:TEXT_MAX])
    return AttachmentText(format=found, text=text, pages=pages, problem=None if text else "no text")


def _format(body: bytes, media_type: str | None, url: str) -> str:
    if not body.strip():
        return "empty"
    ending = url.split("?", maxsplit=1)[0].rpartition(".")[2].lower()
    if PDF in body[:PDF_MARK_WITHIN]:
        return "pdf"
    if body.startswith(ZIP):
        return office.zip_format(body, ending)
    if body.startswith(OLE):
        return office.ole_format(body, ending)
    return "html" if body[:1000].lstrip().lower().startswith(HTML) else _named(media_type, ending)


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
        word = office.ENCRYPTED if problem.err_code == pdfium.FPDF_ERR_PASSWORD else office.BROKEN
        raise office.FileProblem(word) from problem
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


def _read_zip(body: bytes) -> tuple[str, int]:
    with office.open_zip(body) as file:
        names = [office.member_name(member) for member in file.infolist() if not member.is_dir()]
    return "\n".join(names[:ZIP_NAMES_MAX]), len(names)


_READERS: dict[str, Callable[[bytes], tuple[str, int | None]]] = {
    "pdf": _read_pdf,
    "zip": _read_zip,
    "docx": office.read_docx,
    "xlsx": office.read_xlsx,
    "ofd": office.read_ofd,
}
