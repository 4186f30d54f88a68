"""Files and pages that were cut, mixed up or overwritten at random: each is read or says why not, none breaks the reader."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.reading import read_file
from crawler.reading.attachments import read_attachment
from planwatch.records import Verdict

from .pages import article, page, paragraphs
from .test_attachments import PAGE, SLIDE, docx_body, packed, pdf_body, xlsx_body
from .test_legacy import body

PROBLEMS = {None, "encrypted", "broken", "unsupported", "too_large", "html", "empty", "no text"}
FILES = {
    "doc": body("plan.doc"),
    "xls": body("figures.xls"),
    "rtf": body("plan.rtf"),
    "locked": body("locked.docx"),
    "docx": docx_body(),
    "xlsx": xlsx_body(),
    "pdf": pdf_body("Plan 2035"),
    "ofd": packed({"OFD.xml": "<x/>", "Doc_0/Pages/Page_0/Content.xml": PAGE}),
    "pptx": packed({"ppt/presentation.xml": "<x/>", "ppt/slides/slide1.xml": SLIDE}),
}
LISTED = "".join(
    f"<li><a href='./t20260908_{number}.html'>关于第{number}件事项的通知</a><span>2026-09-08</span></li>"
    for number in range(20)
)
PAGES = {
    "article": article(paragraphs()).encode(),
    "gb18030": article(paragraphs()).encode("gb18030"),
    "list": page(f"<ul>{LISTED}</ul>").encode(),
}  # fmt: skip
# A mutation is where it happens (a share of the file), what comes there, and how many bytes it replaces.
MUTATIONS = st.lists(
    st.tuples(st.floats(0, 1), st.binary(max_size=8) | st.sampled_from([b"<", b"</div>", b"\xff" * 4, b"\0" * 64]), st.integers(0, 200)),
    min_size=1,
    max_size=6,
)  # fmt: skip
# No example may take so long (milliseconds): the slowest of thousands took a twentieth of it.
LIMITED = settings(max_examples=60, deadline=10_000, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def mutated(file: bytes, mutations: list[tuple[float, bytes, int]]) -> bytes:
    for share, put, length in mutations:
        at = int(share * len(file))
        file = file[:at] + put + file[at + length :]
    return file


@pytest.mark.parametrize("name", FILES)
@LIMITED
@given(mutations=MUTATIONS)
def test_a_mutated_file_is_read_or_says_why_not(name: str, mutations: list[tuple[float, bytes, int]]) -> None:
    file = mutated(FILES[name], mutations)

    assert read_attachment(file, None, f"https://www.example.gov.cn/a.{name}").problem in PROBLEMS


@pytest.mark.parametrize("name", PAGES)
@LIMITED
@given(mutations=MUTATIONS)
def test_a_mutated_page_never_breaks_the_reader(name: str, mutations: list[tuple[float, bytes, int]]) -> None:
    reading = read_file(mutated(PAGES[name], mutations), "https://www.example.gov.cn/a.html")

    # A page without a text is told without an exception's name.
    assert reading.verdict is not Verdict.EXTRACT_FAILED or reading.note == "neither a title nor a text was found"
