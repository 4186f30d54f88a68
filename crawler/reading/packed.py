"""ZIP files, opened within limits on what they may hold and inflate to; and the one word why a file cannot be read."""

import io
import re
import zipfile

# What a file may inflate to in all (faults.md 7: 64 MiB an attachment), and how often smaller it may have been packed:
# XML of real tables packs to a fortieth at most; a bomb to a thousandth.
INFLATED_MAX = 64 * 1024 * 1024
RATIO_MAX = 200
SMALL = 1024 * 1024
MEMBERS_MAX = 10_000
BROKEN, ENCRYPTED, TOO_LARGE = "broken", "encrypted", "too_large"
# What each entry of a ZIP's directory begins with (APPNOTE 4.3.12); a directory is held in memory as a whole when it is opened,
# and a ZIP that is packed unpressed in another one counts too.
_ENTRY = b"PK\x01\x02"
ENTRIES_MAX = 10 * MEMBERS_MAX
# The part that tells what a ZIP of XML is (ECMA-376, GB/T 33190).
FORMATS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("OFD.xml", "ofd"),
)
# XML is ASCII here up to its byte order: a declaration in UTF-16 has a zero before or after each letter.
_DECLARES = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", re.IGNORECASE)


class FileProblem(Exception):  # noqa: N818  # it says what the file is, not what went wrong here
    """Why a file cannot be read, in one word."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def zip_format(body: bytes, ending: str) -> str:
    """Return docx, xlsx, pptx, ofd or zip, by the members that the file names; its name's ending where it cannot be opened."""
    try:
        with open_zip(body) as file:
            names = set(file.namelist())
    except (FileProblem, ValueError, NotImplementedError):
        return ending if ending in {word for _, word in FORMATS} else "zip"
    return next((found for mark, found in FORMATS if mark in names), "zip")


def member_name(member: zipfile.ZipInfo) -> str:
    """Return the name of a packed file; names without the UTF-8 flag are GB18030 on Chinese machines."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def open_zip(body: bytes) -> zipfile.ZipFile:
    """Return the opened file; FileProblem for one that is broken or names more members than any real one."""
    if body.count(_ENTRY) > ENTRIES_MAX:
        raise FileProblem(TOO_LARGE)
    try:
        return zipfile.ZipFile(io.BytesIO(body))
    except (zipfile.BadZipFile, ValueError) as problem:
        raise FileProblem(BROKEN) from problem


def open_xml(body: bytes) -> zipfile.ZipFile:
    """Return the opened ZIP of XML.

    FileProblem for one that is encrypted, inflates beyond the limits, or has a part that declares entities, which no office
    program writes.
    """
    file = open_zip(body)
    members = file.infolist()
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MEMBERS_MAX or size > INFLATED_MAX or (size > SMALL and size > RATIO_MAX * max(packed, 1)):
        raise FileProblem(TOO_LARGE)
    if any(member.flag_bits & 1 for member in members):
        raise FileProblem(ENCRYPTED)
    if any(_DECLARES.search(file.read(member)) for member in members if member.filename.endswith((".xml", ".rels"))):
        raise FileProblem(BROKEN)
    return file


def list_zip(body: bytes) -> tuple[str, int]:
    """Return the names of the packed files, one a line, and their number; FileProblem for more than MEMBERS_MAX."""
    with open_zip(body) as file:
        names = [member_name(member) for member in file.infolist() if not member.is_dir()]
    if len(names) > MEMBERS_MAX:
        raise FileProblem(TOO_LARGE)
    return "\n".join(names), len(names)
