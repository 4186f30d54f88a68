"""A source whose pages no longer show their day is told once, and one whose pages never did is not."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.crawler.site import Reply, Site
from tests.scheduler.homes import declaration, night, rows, write_home

BODY = (
    "<p>为贯彻落实清川省科技创新规划，现将第{}批项目有关事项通知如下，请结合实际认真组织实施，并于月底前报送材料。</p>"
    * 2
)
DAY = "<div class='info'>发布时间：2026-11-{:02} 来源：清川省科技厅</div>"


@pytest.fixture
def sites() -> Iterator[dict[str, Site]]:
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(Site(f"127.0.0.{number}"))
            for number, name in enumerate(("never", "redesigned", "two"), 91)
        }


def put(site: Site, path: str, first: int, last: int, day: int | None) -> None:
    """Show the pages from ``first`` on, newest first, on the list at ``path``; those of older nights stay as they are."""
    for number in range(first, last):
        head = f"<h1>关于开展第{number}批项目申报工作的通知</h1>" + (DAY.format(day) if day else "")
        page = f"<html><body>{head}<div>{BODY.format(number, number)}</div></body></html>"
        site.pages[f"{path}/{number}.html"] = Reply(page)
    entries = (
        f'<li><a href="{path}/{n}.html">关于开展第{n}批项目申报工作的通知</a></li>' for n in reversed(range(last))
    )
    site.pages[path] = Reply(f"<html><body><ul>{''.join(entries)}</ul></body></html>")


def test_pages_that_lose_their_day_make_their_source_drifted_until_one_has_it_again(
    tmp_path: Path, sites: dict[str, Site]
) -> None:
    urls = {name: site.url("") for name, site in sites.items()}
    lists = {"never": ["/a"], "redesigned": ["/a"], "two": ["/a", "/b"]}
    home = write_home(tmp_path, list(urls.values()), {name: declaration(urls[name], lists[name]) for name in sites})
    exits = []
    # First and last page of the list /a, and whether the pages of the night bear a day; the last night's bear one again.
    for day, (first, last, dated) in enumerate(
        ((0, 6, True), (6, 8, True), (8, 11, False), (11, 12, False), (12, 12, False), (12, 13, True), (13, 15, True)),
        1,
    ):
        put(sites["redesigned"], "/a", first, last, day if dated else None)
        put(sites["never"], "/a", first, last, None)
        # Its other column, whose pages never show a day, has news alone in the third night.
        put(sites["two"], "/a", 0 if day == 1 else 6, 6 if day == 1 else 30, 1)
        put(sites["two"], "/b", 0 if day == 1 else 5, 5 if day < 3 else 9, None)
        exits.append(night(home, f"2026-11-{day:02}T18:00:00Z").returncode)

    states = rows(home, "SELECT run_id, source_id, state FROM source_nights ORDER BY run_id")
    assert [state for _, name, state in states if name == "redesigned"] == [
        "ok", "ok", "drifted", "drifted", "drifted", "ok", "ok",
    ]  # fmt: skip
    assert {state for _, name, state in states if name != "redesigned"} <= {"ok", "quiet"}
    told = "SELECT run_id, source_id, code FROM issues WHERE level <> 'note' ORDER BY run_id"
    assert rows(home, told) == [(3, "redesigned", "drifted"), (6, "redesigned", "recovered")]
    assert exits == [0, 0, 1, 0, 0, 1, 0]
