"""Files of the time before XML: Word 97-2003 and WPS (DOC, WPS), Excel 97-2003 and WPS (XLS, ET), RTF, to text."""

import io
import re
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .office import ROWS_MAX, row_text
from .packed import BROKEN, ENCRYPTED, FileProblem

if TYPE_CHECKING:
    import olefile

# Streams of an OLE file that say what it is (MS-OFFCRYPTO, MS-DOC, MS-XLS, MS-PPT); Excel 5 wrote "Book".
STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
# The endings of WPS's own names for files of the same inside.
WPS_NAMES = {"doc": ("wps", "wpt"), "xls": ("et", "ett"), "ppt": ("dps",)}
# Where an OLE file's header says how many sectors of its tables there are (MS-CFB 2.2): FAT, mini FAT, DIFAT.
_TABLES_AT = (44, 64, 72)
# MS-DOC 2.5: the mark and version of the FIB, its flags, the lengths of a document's parts in their order, and the piece table.
_WORD, _WORD_97 = 0xA5EC, 193
_IS_ENCRYPTED, _IN_TABLE_1 = 0x0100, 0x0200
_LENGTHS_AT, _PIECES_AT = 0x4C, 0x1A2
# The parts that a reader sees: the text, foot notes, end notes, text boxes; not page headers, macros, comments.
_SHOWN = (0, 1, 5, 6)
_PRC, _PCDT = 1, 2
_IS_BYTES = 0x40000000
# A field's instruction stands between 0x13 and 0x14, its result up to 0x15; innermost fields first.
_INSTRUCTION = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_DAY = 3  # xlrd.XL_CELL_DATE
FIELDS_DEEP = 8  # a list of contents has fields three deep
# Cells end with 0x07, and a row with one more (so an empty cell ends its line as a row does: telling them apart takes the
# paragraphs' properties, and no word is lost); lines and pages break with 0x0B, 0x0C and 0x0D.
_MARKS = {0x07: " | ", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x1E: "-", 0xA0: " "} | dict.fromkeys(
    (*range(7), 0x08, *range(0x0E, 0x1E), 0x1F), ""
)


def ole_format(body: bytes, ending: str) -> str:
    """Return doc, xls, ppt or encrypted by the file's streams, WPS's own ending for them, or ``ending`` where they do not say."""
    try:
        with _open(body) as file:
            found = next((word for name, word in STREAMS if file.exists(name)), ending)
    except Exception:  # noqa: BLE001  # olefile raises whatever a broken directory leads it to; reading says that it is broken
        return ending
    return ending if ending in WPS_NAMES.get(found, ()) else found


def read_doc(body: bytes) -> tuple[str, None]:
    """Return the text of a DOC or WPS as Word 97 and later write it, one paragraph or table row a line.

    FileProblem for one that is encrypted, or broken; "unsupported" for one of an earlier Word, which has no piece table.
    """
    with _open(body) as file:
        word = _stream(file, "WordDocument", len(body))
        mark, version = struct.unpack_from("<HH", word)
        flags = struct.unpack_from("<H", word, 10)[0]
        if mark != _WORD or version < _WORD_97:
            raise FileProblem(BROKEN if mark != _WORD else "unsupported")
        if flags & _IS_ENCRYPTED:
            raise FileProblem(ENCRYPTED)
        table = _stream(file, "1Table" if flags & _IN_TABLE_1 else "0Table", len(body))
    place, size = struct.unpack_from("<II", word, _PIECES_AT)
    return _plain(_shown("".join(_pieces(word, table[place : place + size])), word)), None


def _pieces(word: bytes, clx: bytes) -> Iterator[str]:
    """Yield the runs of a document in their order: MS-DOC 2.4.1, 2.9.38 (Clx), 2.8.35 (PlcPcd)."""
    at = 0
    while clx[at] == _PRC:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != _PCDT:
        raise FileProblem(BROKEN)
    count = (struct.unpack_from("<I", clx, at + 1)[0] - 4) // 12
    starts = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
    left = len(word)  # pieces of a real file do not overlap
    for number in range(count):
        place = struct.unpack_from("<I", clx, at + 5 + 4 * (count + 1) + 8 * number + 2)[0]
        is_bytes = bool(place & _IS_BYTES)
        size = (starts[number + 1] - starts[number]) * (1 if is_bytes else 2)
        place = (place & ~_IS_BYTES) // 2 if is_bytes else place
        left -= size
        if size < 0 or left < 0:
            raise FileProblem(BROKEN)
        yield word[place : place + size].decode("cp1252" if is_bytes else "utf-16-le", errors="replace")


def _shown(text: str, word: bytes) -> str:
    lengths = struct.unpack_from("<8I", word, _LENGTHS_AT)
    starts = [sum(lengths[:number]) for number in range(len(lengths))]
    return "\r".join(text[starts[number] : starts[number] + lengths[number]] for number in _SHOWN)


def _plain(text: str) -> str:
    for _ in range(FIELDS_DEEP):
        text, count = _INSTRUCTION.subn(lambda found: found[1] or "", text)
        if not count:
            break
    lines = text.replace("\x07\x07", "\n").translate(_MARKS).split("\n")
    return "\n".join(line.strip(" |") for line in lines)


def read_xls(body: bytes) -> tuple[str, int]:
    """Return the filled cells of every sheet, a row a line, and the number of sheets; FileProblem for an encrypted one."""
    import xlrd  # noqa: PLC0415 - only XLS files are worth it

    # xlrd follows sectors that lead in a circle for ever, so that it is given the one stream that it needs.
    with _open(body) as file:
        stream = _stream(file, "Workbook" if file.exists("Workbook") else "Book", len(body))
    try:
        book = xlrd.open_workbook(file_contents=stream, logfile=io.StringIO(), on_demand=True, ragged_rows=True)
    except xlrd.XLRDError as problem:
        raise FileProblem(ENCRYPTED if "encrypted" in str(problem) else BROKEN) from problem
    rows = (sheet.row(number) for sheet in book.sheets() for number in range(min(sheet.nrows, ROWS_MAX)))
    lines = (row_text([_value(cell, book.datemode) for cell in row]) for row in rows)
    return "\n".join(filter(None, lines)), book.nsheets


def _value(cell: Any, datemode: int) -> object:
    """Return a cell as Excel shows it: every number of an XLS is a float, also a year or a day."""
    from xlrd.xldate import xldate_as_datetime  # noqa: PLC0415 - as above

    if cell.ctype == _DAY:
        return xldate_as_datetime(cell.value, datemode)
    if isinstance(cell.value, float) and cell.value.is_integer():
        return int(cell.value)
    return cell.value


def read_rtf(body: bytes) -> tuple[str, None]:
    """Return the text of an RTF; its own code page decodes it."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - only RTF files are worth it

    text = rtf_to_text(body.decode("latin-1"), errors="replace")
    return "\n".join(line.rstrip("|") for line in text.split("\n")), None


def _open(body: bytes) -> "olefile.OleFileIO":
    """Return the opened file; FileProblem where its header claims more sectors of tables than there are bytes for."""
    import olefile  # noqa: PLC0415 - only OLE files are worth it

    sector = 1 << min(struct.unpack_from("<H", body, 30)[0], 16)
    if any(struct.unpack_from("<I", body, place)[0] > len(body) // sector + 1 for place in _TABLES_AT):
        raise FileProblem(BROKEN)
    return olefile.OleFileIO(body)


def _stream(file: "olefile.OleFileIO", name: str, most: int) -> bytes:
    """Return a stream's bytes; FileProblem where it is absent or claims more bytes than the whole file has."""
    if not file.exists(name) or file.get_size(name) > most:
        raise FileProblem(BROKEN)
    return bytes(file.openstream(name).read())
