"""Trees of pages that lxml cuts short: who reads them again, and who is spared."""

import pytest

from crawler.reading import tree

CUT = "<html><body><div><p>第一段。</p></div></body></html>" + "</div>" * 40
# Names that no element has stay open, each within the one before.
DEEP = "<html><body><div>" + "<p。第一段</p></div></body></html>" * 3000


@pytest.mark.parametrize(("page", "asked"), [(CUT, True), (DEEP, False)])
def test_the_forgiving_parser_gets_no_page_that_it_would_not_come_to_the_end_of(
    monkeypatch: pytest.MonkeyPatch, page: str, asked: bool
) -> None:
    given: list[str] = []
    forgiving = tree._forgiving  # noqa: SLF001 - what it is handed is not seen from outside
    monkeypatch.setattr(tree, "_forgiving", lambda source: given.append(source) or forgiving(source))

    root = tree.parse(page)

    assert bool(given) is asked
    assert root.tag == "html"


def test_a_page_whose_script_writes_the_end_of_a_page_is_read_whole() -> None:
    script = "var s='<center><script>x()</script></body></html>';\ndocument.write(s);\n</script>"
    body = "".join(f"<div><p>第{number}段说的是河堤。</p></div>" for number in range(20))
    root = tree.parse(f"<html><head><script>{script}</head><body>{body}</body></html>")

    assert tree.text_of(root).count("段说的是河堤。") == 20


@pytest.mark.parametrize("levels", [2100, 10_000])
@pytest.mark.parametrize("opened", ["<div>", "<span>", "<font>", "<blockquote>", "<ul><li>", "<table><tr><td>"])
@pytest.mark.parametrize("closed", [True, False])
def test_a_page_nested_deeper_than_lxml_goes_is_read_whole(opened: str, levels: int, closed: bool) -> None:
    ends = "".join(f"</{name}" for name in reversed(opened.split("<")[1:])) if closed else ""
    root = tree.parse(f"<html><body>{opened * levels}<p>第一段。</p>{ends * levels}<p>最后一段。</p></body></html>")

    assert tree.text_of(root) == "第一段。最后一段。"
