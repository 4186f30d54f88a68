"""Text as stored, as compared and as shown: three forms, each made in one place."""

import re
import unicodedata

# C0 and C1 controls but tab and newline, zero-width characters, soft hyphen, BOM, the bidi controls that can make a title
# read backwards (Unicode TR9), and lone surrogates, which JSON can hold and UTF-8 cannot.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]+"
)
_SPACE = re.compile(r"[ \t\r\f\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_NOT_WORD = re.compile(r"[\W_]+")
TITLE_LIMIT = 200


def clean(text: str) -> str:
    """Return text fit for storing: NFC, no control, zero-width or bidi characters, single blanks, no empty or padded lines."""
    text = unicodedata.normalize("NFC", text)
    lines = text.split("\n")
    # Of all that is cleaned away, only blanks are printable: so for most titles and stored texts.
    if all(map(str.isprintable, lines)):
        return "\n".join(filter(None, [" ".join(line.split()) for line in lines]))
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    return "\n".join(filter(None, map(str.strip, _SPACE.sub(" ", text).split("\n"))))


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
