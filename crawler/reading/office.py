"""Files that are a ZIP of XML (DOCX, XLSX, OFD) to text, within limits on what they may inflate to."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

# What a file may inflate to in all (faults.md 7: 64 MiB an attachment), and how often smaller it may have been packed:
# XML of real tables packs to a fortieth at most; a bomb to a thousandth.
INFLATED_MAX = 64 * 1024 * 1024
RATIO_MAX = 200
SMALL = 1024 * 1024
MEMBERS_MAX = 10_000
ROWS_MAX = 50_000
COLUMNS_MAX = 200
CELL_GAP = " | "
BROKEN, ENCRYPTED, TOO_LARGE = "broken", "encrypted", "too_large"
# Streams in an OLE file, in UTF-16, that say what it is (MS-OFFCRYPTO, MS-DOC, MS-XLS).
OLE_MARKS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
)
# The names of WordprocessingML (ECMA-376) that hold a document's words.
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TABLE, _ROW, _CELL, _TEXT, _TAB, _BREAK = (_W + name for name in ("tbl", "tr", "tc", "t", "tab", "br"))
_OFD_PAGE = re.compile(r"Pages/Page_?(\d+)/Content\.xml$", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


class FileProblem(Exception):  # noqa: N818  # it says what the file is, not what went wrong here
    """Why a file cannot be read, in one word."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def zip_format(body: bytes, ending: str) -> str:
    """Return docx, xlsx, ofd or zip, by the members that the packed file names; its name's ending where it is broken."""
    try:
        with open_zip(body) as file:
            names = set(file.namelist())
    except FileProblem:
        return ending if ending in {"docx", "xlsx", "ofd"} else "zip"
    marks = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("OFD.xml", "ofd"))
    return next((found for mark, found in marks if mark in names), "zip")


def ole_format(body: bytes, ending: str) -> str:
    """Return what an OLE file is by its streams, or by its name's ending where they do not say."""
    found = next((word for mark, word in OLE_MARKS if mark.encode("utf-16-le") in body), ending)
    return "wps" if ending == "wps" and found == "doc" else found


def member_name(member: zipfile.ZipInfo) -> str:
    """Return the name of a packed file; names without the UTF-8 flag are GB18030 on Chinese machines."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def open_zip(body: bytes) -> zipfile.ZipFile:
    """Return the opened file; FileProblem for one that is broken."""
    try:
        return zipfile.ZipFile(io.BytesIO(body))
    except (zipfile.BadZipFile, ValueError) as problem:
        raise FileProblem(BROKEN) from problem


def check(body: bytes) -> zipfile.ZipFile:
    """Return the opened file; FileProblem for one that is broken, encrypted, or inflates beyond the limits."""
    file = open_zip(body)
    members = file.infolist()
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MEMBERS_MAX or size > INFLATED_MAX or (size > SMALL and size > RATIO_MAX * max(packed, 1)):
        raise FileProblem(TOO_LARGE)
    if any(member.flag_bits & 1 for member in members):
        raise FileProblem(ENCRYPTED)
    return file


def read_docx(body: bytes) -> tuple[str, None]:
    """Return the paragraphs and table rows of a DOCX in their order, one a line."""
    import docx  # noqa: PLC0415 - a fifth of a second that only DOCX files are worth
    from docx.opc.exceptions import OpcError  # noqa: PLC0415 - as above

    _check_xml(body)
    try:
        document = docx.Document(io.BytesIO(body))
    except (OpcError, KeyError, ValueError, etree.XMLSyntaxError, zipfile.BadZipFile) as problem:
        raise FileProblem(BROKEN) from problem
    return "\n".join(_docx_lines(document.element.body)), None


def _docx_lines(body: etree._Element) -> Iterator[str]:
    for element in body.iterchildren():
        if element.tag == _TABLE:
            for row in element.iter(_ROW):
                yield CELL_GAP.join(filter(None, (_words(cell) for cell in row.iter(_CELL))))
        else:
            yield _words(element)


def _words(element: etree._Element) -> str:
    texts = (node.text or "" if node.tag == _TEXT else " " for node in element.iter(_TEXT, _TAB, _BREAK))
    return "".join(texts).strip()


def read_xlsx(body: bytes) -> tuple[str, int]:
    """Return the filled cells of every sheet, a row a line, and the number of sheets."""
    import openpyxl  # noqa: PLC0415 - a fifth of a second that only XLSX files are worth
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - as above

    _check_xml(body)
    try:
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        SyntaxError,
    ) as problem:
        raise FileProblem(BROKEN) from problem
    lines: list[str] = []
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True, max_row=ROWS_MAX, max_col=COLUMNS_MAX):
            cells = [str(cell).strip() for cell in row if cell is not None and str(cell).strip()]
            if cells:
                lines.append(CELL_GAP.join(cells))
    count = len(book.sheetnames)
    book.close()
    return "\n".join(lines), count


def read_ofd(body: bytes) -> tuple[str, int]:
    """Return the text codes of an OFD (GB/T 33190) page by page in their order, and the number of pages."""
    file = _check_xml(body)
    pages = sorted((int(found[1]), name) for name in file.namelist() if (found := _OFD_PAGE.search(name)))
    try:
        texts = [_ofd_page(file.read(name)) for _, name in pages]
    except (zipfile.BadZipFile, etree.XMLSyntaxError) as problem:
        raise FileProblem(BROKEN) from problem
    return "\n".join(texts), len(pages)


def _ofd_page(xml: bytes) -> str:
    """Return a page's text: codes at one height stand on one line."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    lines: list[str] = []
    height: str | None = None
    for element in root.iter("{*}TextObject"):
        words = "".join((code.text or "") for code in element.iter("{*}TextCode")).strip()
        at = (element.get("Boundary") or "").split()[1:2]
        if lines and at and at[0] == height:
            lines[-1] += words
        elif words:
            lines.append(words)
        height = at[0] if at else None
    return "\n".join(lines)


def _check_xml(body: bytes) -> zipfile.ZipFile:
    """Return the opened file; FileProblem too where a part declares entities, which no office program writes."""
    file = check(body)
    for member in file.infolist():
        if member.filename.endswith((".xml", ".rels")):
            try:
                with file.open(member) as part:
                    head = part.read(4096)
            except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as problem:
                raise FileProblem(BROKEN) from problem
            if _DOCTYPE.search(head):
                raise FileProblem(BROKEN)
    return file
