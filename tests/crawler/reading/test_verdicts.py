"""Every wall is known by its status and body, and no article is taken for one."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crawler.reading import read_file
from crawler.reading.charset import decode
from crawler.reading.quality import Answer, judge
from planwatch.records import Verdict

from .notices import ARTICLES, LAYOUTS
from .pages import paragraphs
from .walls import HOLLOW, LONG_FOOTER, WALLS, framed

URL = "https://www.example.gov.cn/art/2026/9/8/art_1.html"
SHAPES_MIN, ARTICLES_MIN = 30, 200


def verdict(text: str, status: int = 200) -> Verdict:
    return judge(Answer(URL, status, media_type="text/html", text=text))


@pytest.mark.parametrize(("status", "wanted", "text"), [wall[1:] for wall in WALLS], ids=[wall[0] for wall in WALLS])
def test_a_wall_is_known_by_its_status_and_body(status: int, wanted: str, text: str) -> None:
    assert verdict(text, status) == wanted


def test_walls_of_thirty_shapes_and_more_are_judged() -> None:
    assert len({text for *_, text in WALLS}) >= SHAPES_MIN


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("title", "lines"), ARTICLES, ids=[title for title, _ in ARTICLES])
def test_an_article_about_walls_is_none(layout: Callable[[str, list[str]], str], title: str, lines: list[str]) -> None:
    assert verdict(layout(title, lines)) is Verdict.OK


@pytest.mark.parametrize(("title", "lines"), ARTICLES, ids=[title for title, _ in ARTICLES])
def test_an_article_beside_forms_and_a_long_footer_is_none(title: str, lines: list[str]) -> None:
    forms = "<form>用户名<input>密码<input type='password'><input placeholder='请输入验证码'></form>"

    assert verdict(framed(f"{forms}<h3>{title}</h3>{paragraphs(lines)}{LONG_FOOTER}", title)) is Verdict.OK


def test_none_of_over_two_hundred_real_articles_is_misjudged(shared: Path) -> None:
    pages = {
        f"{name} {layout.__name__}": layout(title, lines) for name, title, lines in texts(shared) for layout in LAYOUTS
    }
    real = {path.name: decode(path.read_bytes()).text for path in (shared / "corpus" / "pages").iterdir()}

    assert len(pages) // len(LAYOUTS) + len(real) >= ARTICLES_MIN
    assert [name for name, text in (pages | real).items() if verdict(text) is not Verdict.OK] == []


def texts(shared: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Yield a name, a title and the lines of every text of the labelled sets."""
    for file in ("gold/plans.jsonl", "copies/records.jsonl"):
        for line in (shared / file).read_text("utf-8").splitlines():
            record = json.loads(line)
            first, *rest = record["text"].split("\n")
            yield record["id"], record.get("title") or first[:60], rest or [first]
    for path in sorted((shared / "articles").glob("*.txt")):
        first, *rest = filter(None, path.read_text("utf-8").split("\n"))
        yield path.name, first[:60], rest or [first]


@pytest.mark.parametrize(("status", "text"), [shape[1:] for shape in HOLLOW], ids=[shape[0] for shape in HOLLOW])
def test_a_hollow_template_makes_no_version(status: int, text: str) -> None:
    reading = read_file(text.encode())

    assert (reading.article, reading.listing) == (None, None)


@pytest.mark.parametrize(
    "body",
    [
        "<h1></h1><div>发布时间： 来源： 浏览次数：</div><div id='zoom'></div>",
        "<div class='con'><h1></h1><div class='TRS_UEDITOR'>&nbsp;</div></div>",
        "<h1>关于印发某某方案的通知</h1><div>发布时间：2026-09-08 来源：某某局</div><div id='zoom'></div>",
    ],
)
@pytest.mark.parametrize("footer", ["", LONG_FOOTER])
def test_a_frame_around_nothing_makes_no_version(body: str, footer: str) -> None:
    assert read_file(framed(body + footer).encode()).article is None
