"""Files are read to text, or say in one word why not."""

import io
import zipfile
from datetime import datetime

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from crawler.reading.attachments import read_attachment

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
URL = "https://www.example.gov.cn/a/1."
PAGE = (
    '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>'
    '<ofd:TextObject Boundary="10 20 50 5"><ofd:TextCode>国家标准</ofd:TextCode></ofd:TextObject>'
    '<ofd:TextObject Boundary="60 20 50 5"><ofd:TextCode>第一页</ofd:TextCode></ofd:TextObject>'
    '<ofd:TextObject Boundary="10 40 50 5"><ofd:TextCode>第二行</ofd:TextCode></ofd:TextObject>'
    "</ofd:Layer></ofd:Content></ofd:Page>"
)
OFD = 'xmlns:o="http://www.ofdspec.org/2016"'
SLIDE = (
    '<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    "<a:p><a:r><a:t>规划</a:t></a:r><a:r><a:t>{}</a:t></a:r></a:p></p:sld>"
)


def packed(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def docx_body() -> bytes:
    document = docx.Document()
    document.add_paragraph("关于印发规划的通知")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "指标", "2025年"
    document.add_paragraph("正文在表后。")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def xlsx_body() -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["序号", "名称"])
    book.active.append([1, "规划"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def pdf_body(text: str, trailer: str = "") -> bytes:
    """Return a one-page PDF that shows ASCII text, or nothing."""
    shown = f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET" if text else ""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written = "".join(f"{number} 0 obj\n{content}\nendobj\n" for number, content in enumerate(objects, 1))
    return f"%PDF-1.4\n{written}trailer << /Root 1 0 R /Size 6 {trailer} >>\n%%EOF\n".encode()


ENCRYPTED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O ({'x' * 32}) /U ({'y' * 32}) /P -4 >> /ID [(a) (b)]"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512


@pytest.mark.parametrize(
    ("body", "name", "text", "pages"),
    [
        (pdf_body("Plan 2035"), "pdf", "Plan 2035", 1),
        (b"\r\n" + pdf_body("Plan 2035"), "pdf", "Plan 2035", 1),
        (docx_body(), "docx", "关于印发规划的通知\n指标 | 2025年\n正文在表后。", None),
        (xlsx_body(), "xlsx", "序号 | 名称\n1 | 规划", 1),
        (packed({"OFD.xml": "<x/>", "Doc_0/Pages/Page_0/Content.xml": PAGE}), "ofd", "国家标准第一页\n第二行", 1),
        (
            packed(
                {
                    "OFD.xml": f"<o:OFD {OFD}><o:DocBody><o:DocRoot>Doc_0/Document.xml</o:DocRoot></o:DocBody></o:OFD>",
                    "Doc_0/Document.xml": f"<o:Document {OFD}><o:Page BaseLoc='b/one.xml'/><o:Page BaseLoc='/Doc_0/a.xml'/></o:Document>",
                    "Doc_0/a.xml": PAGE.replace("一", "二"),
                    "Doc_0/b/one.xml": PAGE,
                }
            ),
            "ofd",
            "国家标准第一页\n第二行\n国家标准第二页\n第二行",
            2,
        ),
        (
            "<html xmlns:o='urn:schemas-microsoft-com:office:office'><meta charset=gb2312><table><tr><td>年份</td><td>目标</td></tr></table>".encode(
                "gb18030"
            ),
            "html",
            "年份 | 目标",
            None,
        ),
        (
            packed(
                {
                    "ppt/presentation.xml": "<x/>",
                    "ppt/slides/slide10.xml": SLIDE.format("十"),
                    "ppt/slides/slide2.xml": SLIDE.format("二"),
                }
            ),
            "pptx",
            "规划二\n规划十",
            2,
        ),
        (packed({"附件1.doc": "x", "../../etc/passwd": "y"}), "zip", "附件1.doc\n../../etc/passwd", 2),
    ],
)
def test_text_and_pages_are_read(body: bytes, name: str, text: str, pages: int | None) -> None:
    # The name promises something else: what counts is the bytes.
    read = read_attachment(body, "application/octet-stream", URL + "doc")

    assert (name, text, pages, None) == (read.format, read.text, read.pages, read.problem)


@pytest.mark.parametrize(
    ("body", "ending", "problem"),
    [
        (pdf_body("Plan", ENCRYPTED), "pdf", "encrypted"),
        (pdf_body(""), "pdf", "no text"),
        (b"%PDF-1.7 nothing of it", "pdf", "broken"),
        (docx_body()[:900], "docx", "broken"),
        (b"no archive at all", "xlsx", "broken"),
        (OLE, "docx", "broken"),
        (OLE + "WordDocument".encode("utf-16-le"), "wps", "broken"),
        (OLE, "dps", "unsupported"),
        (b"Rar!\x1a\x07", "rar", "unsupported"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "pdf", "html"),
        (b"", "pdf", "empty"),
        (packed({"word/document.xml": b" " * 70_000_000}), "docx", "too_large"),
        (
            packed({"word/document.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}),
            "docx",
            "broken",
        ),
        (
            packed({"xl/workbook.xml": f"<!--{'<a>' * 30_000}--><!DOCTYPE a [<!ENTITY x 'y'>]><a/>"}),
            "xlsx",
            "broken",
        ),
        (packed({"ppt/presentation.xml": "<!DOCTYPE a><a/>".encode("utf-16")}), "pptx", "broken"),
        (packed({"OFD.xml": "<x/>", "Doc_0/Pages/Page_0/Content.xml": "<cut"}), "ofd", "broken"),
        (packed({f"{number}": "" for number in range(10_001)}), "zip", "too_large"),
        (b"PK\x01\x02" * 100_001, "zip", "too_large"),
    ],
)
def test_what_cannot_be_read_says_why(body: bytes, ending: str, problem: str) -> None:
    read = read_attachment(body, None, URL + ending)

    assert (read.problem, read.text) == (problem, "")


def test_a_packed_pdf_makes_no_pdf_of_its_zip() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        file.writestr("附件.pdf", pdf_body("Plan"))

    assert read_attachment(buffer.getvalue(), None, URL + "zip").text == "附件.pdf"


def test_each_word_of_tables_within_tables_is_read_once() -> None:
    document = docx.Document()
    table = document.add_table(1, 1)
    for number in range(8):
        table.cell(0, 0).text = f"第{number}层"
        table = table.cell(0, 0).add_table(1, 1)
    buffer = io.BytesIO()
    document.save(buffer)

    assert read_attachment(buffer.getvalue(), None, URL + "docx").text == "".join(
        f"第{number}层" for number in range(8)
    )


def test_forms_and_text_boxes_of_a_docx_are_read_once() -> None:
    buffer = io.BytesIO(docx_body())
    with zipfile.ZipFile(buffer) as file:
        members = {name: file.read(name) for name in file.namelist()}
    box = "<w:p><w:r><w:t>框中</w:t></w:r></w:p>"
    twins = f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    form = f"<w:sdt><w:sdtContent>{box}<w:p><mc:AlternateContent xmlns:mc='{MC}'>{twins}</mc:AlternateContent></w:p></w:sdtContent></w:sdt>"
    members["word/document.xml"] = members["word/document.xml"].replace(b"<w:tbl>", f"{form}<w:tbl>".encode())

    text = read_attachment(packed(members), None, URL + "docx").text

    assert text.split("\n")[:3] == ["关于印发规划的通知", "框中", "框中"]
    assert text.count("框中") == 2


def test_a_sheet_that_claims_a_million_rows_is_read_to_its_words() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"], book.active["XFD1048576"] = "头", "尾"
    for _ in range(20):
        book.copy_worksheet(book.active)
    buffer = io.BytesIO()
    book.save(buffer)

    assert read_attachment(buffer.getvalue(), None, URL + "xlsx").text.count("头") >= 1


def test_a_docx_has_its_hyphens_and_none_of_what_was_moved_away() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    line = f"<w:r><w:t>2026</w:t><w:noBreakHyphen/><w:t>2030年</w:t></w:r><w:moveFrom>{run.format('旧处')}</w:moveFrom>"
    buffer = io.BytesIO()
    document = docx.Document(io.BytesIO(docx_body()))
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{line}{run.format('新处')}</w:p>"))
    document.save(buffer)

    assert read_attachment(buffer.getvalue(), None, URL + "docx").text.startswith("2026-2030年新处\n")


@pytest.mark.parametrize("before", ["\ufeff", "<!-- x -->", "\r\n"])
def test_a_page_in_place_of_a_file_is_known_whatever_stands_before_it(before: str) -> None:
    read = read_attachment(f"{before}<!DOCTYPE html><html><body>404</body></html>".encode(), None, URL + "pdf")

    assert (read.format, read.problem, read.text) == ("html", "html", "")


def test_a_day_of_a_sheet_is_shown_without_its_midnight() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append([datetime(2026, 9, 8), datetime(2026, 9, 8, 10, 30)])  # noqa: DTZ001 - a sheet knows no zones
    buffer = io.BytesIO()
    book.save(buffer)

    assert read_attachment(buffer.getvalue(), None, URL + "xlsx").text == "2026-09-08 | 2026-09-08 10:30:00"
