"""A dry run of a rebuild after a declaration was edited: what past nights would have told, on an archive that stays as it is."""

from pathlib import Path

import pytest

from tests.crawler.site import Asked, Reply, Site
from tests.scheduler.homes import declaration, night, planwatch, rows, write_home
from tests.scheduler.test_fates import TOPICS, made

COUNT = 6
TABLES = (
    "articles",
    "versions",
    "readings",
    "changes",
    "page_notes",
    "listed",
    "issues",
    "source_nights",
    "pages",
    "captures",
)


def state(home: Path) -> dict[str, list[tuple[object, ...]]]:
    return {table: rows(home, f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES}


def dry_run(home: Path, text: str) -> list[str]:
    """Return what a dry run says after the declaration was given this text, and put nothing back."""
    (home / "sources" / "kjt.toml").write_text(text, encoding="utf-8")
    done = planwatch(home, "rebuild", "--dry-run")
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home after four nights: a counter inside the text counts from the second one on."""
    asked = {"nights": 0}

    def article(request: Asked) -> Reply:
        page = made(TOPICS[int(request.path[1])], int(request.path[1]))
        count = (
            f"<p class='hits'>本文已被{asked['nights'] * 100 + 7}名读者收藏，感谢各位的关注与支持。</p>"
            if asked["nights"]
            else ""
        )
        lines = "".join(f"<p>{line}</p>" for line in page.lines)
        return Reply(
            f"<html><head><title>{page.title}</title></head><body><h1>{page.title}</h1><div>发布时间：2026-10-20</div>"
            f"<div class='c'>{lines}{count}</div></body></html>"
        )

    with Site("127.0.0.34") as site:
        paths = [f"/{number}.html" for number in range(COUNT)]
        items = "".join(f'<li><a href="{path}">{made(TOPICS[n], n).title}</a></li>' for n, path in enumerate(paths))
        site.pages = {"/list": Reply(f"<html><body><ul>{items}</ul></body></html>"), **dict.fromkeys(paths, article)}
        home = write_home(
            tmp_path_factory.mktemp("backtest"),
            [site.url("")],
            {"kjt": declaration(site.url(""), ["/list"])},
        )
        for number in range(4):
            asked["nights"] = number
            night(home, f"2026-11-{number + 1:02}T18:00:00Z")
    return home


def test_it_says_which_changes_and_alerts_would_vanish_or_appear(home: Path) -> None:
    before, text = state(home), (home / "sources" / "kjt.toml").read_text(encoding="utf-8")

    assert dry_run(home, text) == ["4 runs derived: 0 rows would appear, 0 vanish"]

    quiet = dry_run(home, f'{text}\n[article]\nremove = [".hits"]\n')
    assert "- run 2: alert mass_change kjt" in quiet
    assert "- run 3: alert mass_change kjt" in quiet
    assert sum(line.startswith("- run 3: edited ") for line in quiet) == COUNT
    assert not [line for line in quiet if line.startswith("+")]

    strict = dry_run(home, f"{text}\n[expect]\nlisting_links_min = 20\n")
    assert "+ run 1: alert drifted kjt" in strict
    assert [line for line in strict if line.startswith("-")] == []

    assert state(home) == before
    (home / "sources" / "kjt.toml").write_text(text, encoding="utf-8")


def test_a_rebuild_for_good_takes_the_changes_back_and_leaves_the_alerts_as_they_were_given(home: Path) -> None:
    path = home / "sources" / "kjt.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\n[article]\nremove = [".hits"]\n', encoding="utf-8")
    given = rows(home, "SELECT * FROM issues")
    done = planwatch(home, "rebuild")

    assert "alert" not in done.stdout
    assert rows(home, "SELECT kind, count(*) FROM changes GROUP BY kind") == [("new", COUNT)]
    assert rows(home, "SELECT * FROM issues") == given
