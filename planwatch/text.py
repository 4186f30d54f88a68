"""Text as stored, as compared and as shown: three forms, each made in one place."""

import re
import unicodedata

# C0 and C1 controls but tab and newline, zero-width characters, soft hyphen, BOM, the bidi controls that can make a title
# read backwards (Unicode TR9), and lone surrogates, which JSON can hold and UTF-8 cannot.
_UNSEEN = dict.fromkeys(
    [
        *range(9),
        *range(11, 32),
        *range(127, 160),
        0xAD,
        0x200B,
        0x200C,
        0x200D,
        0x2060,
        0xFEFF,
        *range(0x200E, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
    ]
)
_SPACE = re.compile(r"[ \t\r\f\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"})
_NOT_WORD = re.compile(r"[\W_]+")
TITLE_LIMIT = 200


def clean(text: str) -> str:
    """Return text fit for storing: NFC, no control, zero-width or bidi characters, single blanks, no empty or padded lines."""
    text = unicodedata.normalize("NFC", text.translate(_LINE_ENDS).replace("\r\n", "\n").replace("\r", "\n")).translate(
        _UNSEEN
    )
    lines = (_SPACE.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def clean_line(text: str, limit: int | None = None) -> str:
    """Return text fit for a title or a header: one cleaned line, cut at ``limit`` characters with an ellipsis."""
    line = " ".join(clean(text).split("\n"))
    return line if limit is None or len(line) <= limit else line[: limit - 1] + "…"


def squash(text: str) -> str:
    """Return text without any white space, for finding a phrase across line breaks."""
    return "".join(text.split())


def comparable(text: str) -> str:
    """Return only the letters and digits, NFKC and lower case: equal for texts that differ in punctuation, width and spacing alone."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()
