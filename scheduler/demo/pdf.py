"""One page of Chinese text as a PDF, without a font file: every viewer brings its own for the Adobe-GB1 collection."""

import re

PAGE_WIDTH, PAGE_HEIGHT = 595, 842  # A4 in points
MARGIN = 70
FONT_SIZE = 12
LEADING = 20
PAGE_LINES = (PAGE_HEIGHT - 2 * MARGIN) // LEADING + 1

# 36 characters fill 432 of the 455 points between the margins; a number, or a mark that must not begin a line, may stand out.
_LINE = re.compile(r".{1,36}[\d.%，。、；：）》”]*")

# STSong-Light with UniGB-UCS2-H is a pair that every viewer knows for simplified Chinese (ISO 32000-1, 9.7.5.2); its text is UTF-16BE.
# Characters 1 to 95 of Adobe-GB1 are the ASCII ones, half as wide as the others.
_FONT = b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>"
_CID_FONT = (
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R /DW 1000 /W [1 95 500] "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
)
_DESCRIPTOR = (
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
    b"/Ascent 880 /Descent -120 /CapHeight 737 /StemV 93 >>"
)


def one_page(text: str) -> bytes:
    """Return a PDF of one A4 page with the text, its lines wrapped; the same bytes for the same text. ValueError if it does not fit."""
    lines = [part for line in text.splitlines() for part in _LINE.findall(line)]
    if len(lines) > PAGE_LINES:
        message = f"a text of {len(lines)} lines does not fit on one page, expected at most {PAGE_LINES}"
        raise ValueError(message)
    drawing = _drawing(lines)
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            % (PAGE_WIDTH, PAGE_HEIGHT),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
            _FONT,
            _CID_FONT,
            _DESCRIPTOR,
        ]
    )


def _drawing(lines: list[str]) -> bytes:
    start = f"BT /F1 {FONT_SIZE} Tf {LEADING} TL {MARGIN} {PAGE_HEIGHT - MARGIN} Td"
    shown = [f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines]
    return "\n".join([start, *shown, "ET"]).encode("ascii")


def _file(objects: list[bytes]) -> bytes:
    """Return the objects, numbered from 1, with the cross-reference table that says where each begins."""
    written = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, entries)
    return written + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(written))
