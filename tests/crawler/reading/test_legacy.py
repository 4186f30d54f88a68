"""Word, Excel and RTF files of the time before XML; those in files/ were written by LibreOffice, one by msoffcrypto."""

import struct
from pathlib import Path

import pytest

from crawler.reading.attachments import read_attachment

FILES = Path(__file__).parent / "files"
URL = "https://www.example.gov.cn/a/1."
HEAD = "示例市新型工业化行动方案\n为加快推进新型工业化，制定本方案。到2027年取得明显成效。\nPlain English line, with “quotes”.\n"
OLE_HEADER, SECTOR = 512, 512
WORD_MARK = struct.pack("<H", 0xA5EC)


def body(name: str) -> bytes:
    return (FILES / name).read_bytes()


def with_flag(flag: int) -> bytes:
    """Return the Word file with a flag set in its FIB."""
    word = bytearray(body("plan.doc"))
    at = word.index(WORD_MARK) + 10
    struct.pack_into("<H", word, at, struct.unpack_from("<H", word, at)[0] | flag)
    return bytes(word)


def of_version(number: int) -> bytes:
    """Return the Word file as one of another Word; 104 is Word 95."""
    word = body("plan.doc")
    at = word.index(WORD_MARK) + 2
    return word[:at] + struct.pack("<H", number) + word[at + 2 :]


@pytest.mark.parametrize("ending", ["doc", "wps", "docx", "pdf"])
def test_a_word_file_is_read_whatever_its_name_says(ending: str) -> None:
    read = read_attachment(body("plan.doc"), "application/pdf", URL + ending)

    table = "指标 | 2025年\n研发投入 | 3.2%\n表后的链接文字一段。\n"
    assert (read.problem, read.format) == (None, "wps" if ending == "wps" else "doc")
    assert read.text == HEAD + table + "脚注：口径见统计局说明。\n文本框里的字。"


def test_an_rtf_is_read_in_its_own_code_page() -> None:
    read = read_attachment(body("plan.rtf"), None, URL + "doc")

    assert (read.format, read.text) == ("rtf", HEAD + "指标|2025年\n研发投入|3.2%\n表后的链接文字一段。")


def test_an_excel_file_gives_years_and_days_as_such() -> None:
    read = read_attachment(body("figures.xls"), None, URL + "et")

    assert (read.format, read.pages) == ("et", 2)
    assert read.text == "年份 | 研发投入\n2025 | 3.2\n2026-09-08"


@pytest.mark.parametrize(
    ("file", "ending", "problem"),
    [
        (body("locked.docx"), "docx", "encrypted"),
        (with_flag(0x0100), "doc", "encrypted"),
        (of_version(104), "doc", "unsupported"),
        (body("plan.doc")[:5000], "doc", "broken"),
        (body("figures.xls")[:3000], "xls", "broken"),
        (b"no Word at all", "doc", "broken"),
        (b"no Excel at all", "xls", "broken"),
        (b"7z\xbc\xaf\x27\x1c", "doc", "unsupported"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(file: bytes, ending: str, problem: str) -> None:
    read = read_attachment(file, None, URL + ending)

    assert (read.problem, read.text) == (problem, "")


def test_an_archive_under_another_name_is_called_what_it_is() -> None:
    assert read_attachment(b"Rar!\x1a\x07\x01\x00", None, URL + "doc").format == "rar"


def first_fat_sector(file: bytes) -> int:
    return OLE_HEADER + SECTOR * int(struct.unpack_from("<I", file, 76)[0])


def test_sectors_that_lead_in_a_circle_end() -> None:
    file = bytearray(body("plan.doc"))
    place = first_fat_sector(bytes(file))
    for number in range(len(file) // SECTOR - 1):
        struct.pack_into("<I", file, place + 4 * number, number)

    assert read_attachment(bytes(file), None, URL + "doc").problem == "broken"


@pytest.mark.parametrize("place", [44, 64, 72])
def test_tables_larger_than_the_file_are_not_believed(place: int) -> None:
    file = bytearray(body("plan.doc"))
    struct.pack_into("<I", file, place, 0x7FFFFFFF)

    assert read_attachment(bytes(file), None, URL + "doc").problem == "broken"


def test_directory_entries_that_lead_in_a_circle_end() -> None:
    file = bytearray(body("plan.doc"))
    directory = OLE_HEADER + SECTOR * struct.unpack_from("<I", file, 48)[0]
    for entry in range(4):
        struct.pack_into("<III", file, directory + 128 * entry + 68, entry, entry, entry)

    assert read_attachment(bytes(file), None, URL + "doc").problem == "broken"
