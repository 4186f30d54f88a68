"""Files that are a ZIP of XML (DOCX, XLSX, PPTX, OFD) to text; what a broken one raises is for the caller to name."""

import datetime as dt
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from .packed import open_xml

# Sheets of ministries have some thousand rows; a sheet that claims a million empty ones is not walked to its end.
ROWS_MAX = 50_000
COLUMNS_MAX = 200
CELL_GAP = " | "
# The names of WordprocessingML (ECMA-376) that hold a document's words.
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TABLE, _ROW, _CELL, _LINE, _TEXT, _TAB, _BREAK, _HYPHEN = (
    _W + name for name in ("tbl", "tr", "tc", "p", "t", "tab", "br", "noBreakHyphen")
)
# What stands between words without being a text: 2026-2030 is often joined by such a hyphen.
_SIGNS = {_TAB: " ", _BREAK: " ", _HYPHEN: "-"}
# What was moved away with the changes kept in the file; what was deleted is no text there.
_MOVED = _W + "moveFrom"
# A text box stands in the file twice: as new programs show it and, in this element, as old ones do.
_TWIN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml$")
_OFD_PAGE = re.compile(r"Pages/Page_?(\d+)/Content\.xml$", re.IGNORECASE)


def read_docx(body: bytes) -> tuple[str, None]:
    """Return the paragraphs and table rows of a DOCX in their order, one a line."""
    import docx  # noqa: PLC0415 - a fifth of a second that only DOCX files are worth

    open_xml(body).close()
    root = docx.Document(io.BytesIO(body)).element.body
    for twin in list(root.iter(_TWIN, _MOVED)):
        twin.getparent().remove(twin)
    return "\n".join(_docx_lines(root)), None


def _docx_lines(root: etree._Element) -> Iterator[str]:
    """Yield the lines of a part: forms stand in elements of their own, and their paragraphs within."""
    for element in root.iterchildren():
        if element.tag == _TABLE:
            yield from _docx_rows(element)
        elif element.tag == _LINE:
            yield _words(element)
        else:
            yield from _docx_lines(element)


def _docx_rows(table: etree._Element) -> Iterator[str]:
    """Yield a table's rows; a table within a cell is that cell's text and stands nowhere else."""
    for row in table.iter(_ROW):
        if next(row.iterancestors(_TABLE)) is table:
            cells = (cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row)
            yield CELL_GAP.join(filter(None, map(_words, cells)))


def _words(element: etree._Element) -> str:
    texts = (_SIGNS.get(node.tag) or node.text or "" for node in element.iter(_TEXT, *_SIGNS))
    return "".join(texts).strip()


def read_xlsx(body: bytes) -> tuple[str, int]:
    """Return the filled cells of every sheet, a row a line, and the number of sheets."""
    import openpyxl  # noqa: PLC0415 - a fifth of a second that only XLSX files are worth

    open_xml(body).close()
    book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    lines: list[str] = []
    left = ROWS_MAX
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True, max_row=max(left, 1), max_col=COLUMNS_MAX):
            lines.append(row_text(row))
            left -= 1
    count = len(book.sheetnames)
    book.close()
    return "\n".join(filter(None, lines)), count


def row_text(cells: tuple[object, ...] | list[object]) -> str:
    """Return a row's filled cells in one line; a day is one without its midnight."""
    return CELL_GAP.join(filter(None, (str(_shown(cell)).strip() for cell in cells if cell is not None)))


def _shown(cell: object) -> object:
    return cell.date() if isinstance(cell, dt.datetime) and cell.time() == dt.time() else cell


def read_pptx(body: bytes) -> tuple[str, int]:
    """Return the paragraphs of a PPTX slide by slide, and the number of slides."""
    with open_xml(body) as file:
        slides = sorted((int(found[1]), name) for name in file.namelist() if (found := _SLIDE.search(name)))
        roots = [_parse(file.read(name)) for _, name in slides]
    lines = ("".join(run.text or "" for run in line.iter(_A + "t")) for root in roots for line in root.iter(_A + "p"))
    return "\n".join(lines), len(slides)


def read_ofd(body: bytes) -> tuple[str, int]:
    """Return the text codes of an OFD (GB/T 33190) page by page in their order, and the number of pages."""
    with open_xml(body) as file:
        pages = list(_ofd_pages(file)) or _ofd_pages_by_name(file)
        return "\n".join(_ofd_page(file.read(name)) for name in pages), len(pages)


def _ofd_pages(file: zipfile.ZipFile) -> Iterator[str]:
    """Yield the parts of a file's pages in the order in which its documents name them (GB/T 33190 7.4, 7.5); the file must hold them."""
    names = {name.lower(): name for name in file.namelist()}
    for root in _parse(file.read("OFD.xml")).iter("{*}DocRoot"):
        document = posixpath.normpath((root.text or "").strip().lstrip("/"))
        if (found := names.get(document.lower())) is None:
            continue
        for page in _parse(file.read(found)).iter("{*}Page"):
            place = (page.get("BaseLoc") or "").strip()
            inside = place.lstrip("/") if place.startswith("/") else posixpath.join(posixpath.dirname(document), place)
            if (name := names.get(posixpath.normpath(inside).lower())) is not None:
                yield name


def _ofd_pages_by_name(file: zipfile.ZipFile) -> list[str]:
    """Return the parts of the pages of a file without a list of them, by the numbers in their names."""
    numbered = ((int(found[1]), name) for name in file.namelist() if (found := _OFD_PAGE.search(name)))
    return [name for _, name in sorted(numbered)]


def _ofd_page(xml: bytes) -> str:
    """Return a page's text: codes at one height stand on one line."""
    lines: list[str] = []
    height: str | None = None
    for element in _parse(xml).iter("{*}TextObject"):
        words = "".join((code.text or "") for code in element.iter("{*}TextCode")).strip()
        at = (element.get("Boundary") or "").split()[1:2]
        if lines and at and at[0] == height:
            lines[-1] += words
        elif words:
            lines.append(words)
        height = at[0] if at else None
    return "\n".join(lines)


def _parse(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
