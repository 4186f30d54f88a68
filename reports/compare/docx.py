"""A table of clauses as a Word document, the 对照表 that is handed round: landscape, two columns and what changed."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from reports.compare.cells import Cell
from reports.compare.table import ClauseTable, Row
from reports.compare.words import KINDS, name_of, phrases
from reports.passages import Part, Piece
from reports.words import word

# A4 on its side, margins and type of an ordinary office document (小四 for headings, 五号 in tables).
_PAGE = (Mm(297), Mm(210))
_MARGIN = Mm(18)
_KIND_WIDTH = Mm(21)
_HEADING, _TABLE = Pt(14), Pt(10.5)
_LATIN, _CHINESE = "Times New Roman", "宋体"
_REMOVED, _ADDED, _SHADE = RGBColor(0x9C, 0x1C, 0x13), RGBColor(0x0D, 0x55, 0x27), "EEF3F9"
# What XML 1.0 cannot hold and stored texts may: two code points that are no characters.
_NO_XML = re.compile("[\ufffe\uffff]")


def render(table: ClauseTable, language: str = "zh") -> bytes:
    """Return the table as a DOCX file; words taken out are struck through, words put in are underlined."""
    said = phrases(language)
    file = docx.Document()
    _set_page(file)
    _set_type(file)
    title = f"{table.older.title} → {table.newer.title}"
    file.core_properties.title = _fit(title)[:255]
    heading = file.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = heading.add_run(_fit(title))
    run.bold, run.font.size = True, _HEADING
    file.add_paragraph(_counts(table, language))
    grid = file.add_table(rows=1, cols=3)
    grid.style, grid.autofit = "Table Grid", False
    _head(grid, said)
    for row in table.rows:
        _add(grid, row, language)
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def _set_page(file: Any) -> None:
    section = file.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN


def _set_type(file: Any) -> None:
    style = file.styles["Normal"]
    style.font.name, style.font.size = _LATIN, _TABLE
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _CHINESE)
    style.paragraph_format.space_after = Pt(0)


def _counts(table: ClauseTable, language: str) -> str:
    said = phrases(language)
    counts = [f"{word(KINDS, kind, language)} {count}" for kind, count in table.counts.items()]
    counts += [f"{said['renumbered']} {table.renumbered}"] if table.renumbered else []
    return f"{said['separator'].join(counts)}\n{said['same'] if table.is_same else said['marks']}"


def _head(grid: Any, said: Any) -> None:
    """Fill the first row, which comes again on every page."""
    row = grid.rows[0]
    for cell, width, name in zip(row.cells, _widths(), ("older", "newer", "kind"), strict=True):
        cell.width = width
        cell.paragraphs[0].add_run(said[name]).bold = True
        _shade(cell)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  # python-docx has no name for it


def _widths() -> tuple[int, int, int]:
    half = (_PAGE[0] - 2 * _MARGIN - _KIND_WIDTH) // 2
    return half, half, _KIND_WIDTH


def _add(grid: Any, row: Row, language: str) -> None:
    """Append a row, under the headings above it where they change."""
    if row.band:
        left, right, last = _cells(grid)
        for cell, text in ((left, row.band[0]), (right, row.band[1]), (last, "")):
            cell.paragraphs[0].add_run(_fit(text)).bold = True
            _shade(cell)
    left, right, last = _cells(grid)
    _fill(left, row.older, language)
    _fill(right, row.newer, language)
    kind = word(KINDS, row.kind, language)
    last.paragraphs[0].add_run(f"{kind}\n{phrases(language)['renumbered']}" if row.renumbered else kind)


def _cells(grid: Any) -> Sequence[Any]:
    cells: Sequence[Any] = grid.add_row().cells
    for cell, width in zip(cells, _widths(), strict=True):
        cell.width = width
    return cells


def _fill(cell: Any, clauses: Sequence[Cell], language: str) -> None:
    """Write clauses into a cell of the table: the number of each in bold, then its paragraphs."""
    for number, clause in enumerate(clauses):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        more = phrases(language)["continued"] if clause.continued else ""
        paragraph.add_run(f"{name_of(clause.unit, language)}{more} ").bold = True
        _write(cell, paragraph, clause.pieces)


def _write(cell: Any, paragraph: Any, pieces: Iterable[Piece]) -> None:
    for piece in pieces:
        for number, line in enumerate(_fit(piece.text).split("\n")):
            paragraph = cell.add_paragraph() if number else paragraph
            if not line:
                continue
            run = paragraph.add_run(line)
            if piece.part is Part.REMOVED:
                run.font.strike, run.font.color.rgb = True, _REMOVED
            elif piece.part is Part.ADDED:
                run.font.underline, run.font.color.rgb = True, _ADDED


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001  # python-docx has no name for it


def _fit(text: str) -> str:
    return _NO_XML.sub("", text)
