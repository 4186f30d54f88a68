"""Datasette over the archive: everything described, every question answered, Chinese found, no script but its own."""

import asyncio
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette

from reports.datasette import application, command, metadata
from reports.datasette.open import OpenDatasette
from storage import search
from storage.archive import Archive, ArchiveError

CHROMIUM = shutil.which("chromium")
TABLES = metadata()["databases"]["planwatch"]["tables"]
QUERIES = metadata()["databases"]["planwatch"]["queries"]
ANSWERS = {
    "q": "规划",
    "since": "2026-11-01",
    "title": "新材料",
    "article": "5",
    "issuer": "科技部",
    "days": "30",
    "year": "2030",
    "day": "2026-11-25",
    "plan": "新材料",
}


@pytest.fixture
def pages(archive: Archive) -> Datasette:
    search.rebuild(archive)
    archive.db.execute("UPDATE articles SET document_number = 'javascript:alert(1)' WHERE id = 1")
    archive.db.execute(
        "INSERT INTO plan_targets (plan_id, year, text, quantity, value, unit, version_id) VALUES (2, 2030, '产值翻番', '产值', 2, '倍', 5)"
    )
    archive.db.execute("INSERT INTO plan_links (plan_id, other_plan_id, kind) VALUES (2, 1, 'implements')")
    return application(archive.folder)


def get(pages: Datasette, path: str) -> Any:
    """Return the answer to a request made inside this process."""
    return asyncio.run(pages.client.get(path))


def test_every_table_view_and_column_is_described(archive: Archive) -> None:
    names = [
        name
        for (name,) in archive.db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        if not name.startswith(("articles_fts_", "attachments_fts_", "sqlite_"))
    ]
    columns = {
        name: [row[0] for row in archive.db.execute("SELECT name FROM pragma_table_info(?)", [name])] for name in names
    }

    assert {name: list(table["columns"]) for name, table in TABLES.items()} == {name: columns[name] for name in TABLES}
    assert set(TABLES) == set(names)
    assert all(table["title"] and table["description"] for table in TABLES.values())
    assert all(text for table in TABLES.values() for text in table["columns"].values())


@pytest.mark.parametrize("name", QUERIES)
def test_every_question_has_an_answer(pages: Datasette, name: str) -> None:
    asked = re.findall(r":([a-z]+)", QUERIES[name]["sql"])
    full, empty = ({key: ANSWERS[key] if given else "" for key in asked} for given in (True, False))

    for parameters, least in ((full, 1), (empty, 0)):
        found = get(
            pages,
            f"/planwatch/{name}.json?_shape=objects&" + "&".join(f"{k}={quote(v)}" for k, v in parameters.items()),
        )
        assert found.status_code == 200, found.text
        assert len(found.json()["rows"]) >= least
    assert get(pages, f"/planwatch/{name}").status_code == 200
    assert QUERIES[name]["title"]
    assert QUERIES[name]["description"]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/planwatch/articles.json?_search=规划", {5, 7}),
        ("/planwatch/articles.json?_search=科技", {8}),
        ("/planwatch/articles.json?_search=规划 通知", {5}),
        ("/planwatch/articles.json?_search=划规", set()),
        ('/planwatch/articles.json?_search="规划', {5, 7}),
        ("/planwatch/articles.json?_search=NEAR(规划", set()),
        ("/planwatch/articles.json?_search=*", set()),
    ],
)
def test_the_search_box_finds_chinese_words(pages: Datasette, path: str, found: set[int]) -> None:
    answer = get(pages, f"{path}&_shape=objects")

    assert answer.status_code == 200
    assert {row["id"] for row in answer.json()["rows"]} == found


def test_a_view_can_be_searched_and_a_wrong_expression_is_told(pages: Datasette) -> None:
    assert [row["title"] for row in get(pages, "/planwatch/new_plans.json?_search=新材料&_shape=array").json()] == [
        "新材料产业发展规划"
    ]
    assert get(pages, '/planwatch/articles?_searchmode=raw&_search="').status_code == 400


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_opens_with_its_facets(pages: Datasette, name: str) -> None:
    page = get(pages, f"/planwatch/{name}")
    facets = get(pages, f"/planwatch/{name}.json").json()["facet_results"]
    wanted = {
        facet if isinstance(facet, str) else next(iter(facet.values())) for facet in TABLES[name].get("facets", ())
    }

    assert page.status_code == 200
    assert {facet["name"].split(" ")[0] for facet in facets.values()} >= wanted - {"problem"}


def test_technical_tables_are_hidden(pages: Datasette) -> None:
    tables = get(pages, "/planwatch.json").json()["tables"]
    hidden = {table["name"] for table in tables if table["hidden"]}

    assert {"plan_keys", "copy_features", "articles_fts", "_sqlite_migrations"} <= hidden
    assert not hidden & {"articles", "plans", "changes"}


def test_only_web_addresses_are_links_and_every_page_carries_the_policy(pages: Datasette) -> None:
    answer = get(pages, "/planwatch/articles")

    assert 'href="https://most.example/a/1.html"' in answer.text
    assert 'href="javascript' not in answer.text
    assert "javascript:alert(1)" in answer.text
    for path in ("/", "/planwatch", "/nothing", "/planwatch/articles.json"):
        policy = get(pages, path).headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
        assert "unsafe-inline" not in policy.partition("style-src")[0]


def test_the_archive_is_read_while_it_is_written_and_never_written(pages: Datasette, archive: Archive) -> None:
    archive.db.execute("UPDATE articles SET title = '刚刚改过' WHERE id = 1")

    assert get(pages, "/planwatch/articles/1.json?_shape=array").json()[0]["title"] == "刚刚改过"
    assert get(pages, "/planwatch.json?sql=delete+from+articles").status_code == 400


def test_a_folder_without_an_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive"):
        application(tmp_path)


def test_a_plan_has_a_page_of_its_whole_life_and_nothing_of_it_is_a_script(pages: Datasette) -> None:
    page = get(pages, "/planwatch/plans/2").text
    other = get(pages, "/planwatch/plans/1?language=en").text

    assert "<h1>新材料产业发展规划</h1>" in page
    for heading in ("历程", "相关规划", "期限", "目标", "文章与转载"):
        assert f"<h2>{heading}</h2>" in page
    assert 'href="https://most.example/a/5.html"' in page
    assert '<a href="/planwatch/plans/1">长江经济带发展方案</a>' in page
    assert "implemented by" in other
    assert "Stage today" in other
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert get(pages, "/planwatch/plans/99").status_code == 404
    assert get(pages, "/planwatch/plans/2.json?_shape=array").json()[0]["title"] == "新材料产业发展规划"


@pytest.mark.parametrize(
    "path", ["plans", "new_plans", "plans_since?since=2026-11-01", "plans_in_force?day=2026-11-25"]
)
def test_a_plan_is_one_click_away(pages: Datasette, path: str) -> None:
    assert '<a href="/planwatch/plans/2">新材料产业发展规划</a>' in get(pages, f"/planwatch/{path}").text


def test_the_hostile_title_of_a_plan_is_escaped_in_every_link(pages: Datasette, archive: Archive) -> None:
    archive.db.execute("UPDATE plans SET title = '<img src=x onerror=alert(1)>' WHERE id = 2")

    for path in ("plans", "plans/2", "plans/1", "new_plans", "plans_since?since=2026-11-01"):
        text = get(pages, f"/planwatch/{path}").text
        assert "<img src=x" not in text
        assert "&lt;img src=x" in text


def asked(pages: Datasette, name: str, day: str) -> dict[str, str]:
    found = get(pages, f"/planwatch/{name}.json?_shape=objects&day={day}").json()["rows"]
    return {row["title"]: row.get("stage_on_day") or row["stage_known"] for row in found}


def test_what_was_in_force_and_what_was_known_on_a_day(pages: Datasette, archive: Archive) -> None:
    archive.db.execute(
        "INSERT INTO plan_deadlines (plan_id, kind, due_on, evidence, version_id) VALUES (1, 'expires', '2027-06-30', '有效期至', 6)"
    )

    assert asked(pages, "plans_in_force", "2026-11-21") == {}
    assert asked(pages, "plans_in_force", "2026-11-22") == {
        "新材料产业发展规划": "issued",
        "长江经济带发展方案": "issued",
    }
    assert asked(pages, "plans_in_force", "2027-07-01") == {"新材料产业发展规划": "issued"}
    assert asked(pages, "plans_in_force", "2031-01-01") == {}, "a plan without a stated end ends with its period"
    assert asked(pages, "plans_known", "2026-11-19") == {}
    assert asked(pages, "plans_known", "2026-11-21") == {"长江经济带发展方案": "consultation"}
    assert asked(pages, "plans_known", "2026-11-22")["长江经济带发展方案"] == "issued"


def test_a_repeal_without_a_day_and_a_vague_month_count_from_when_they_were_told(
    pages: Datasette, archive: Archive
) -> None:
    archive.db.execute("UPDATE plans SET period_end = NULL")
    archive.db.execute("UPDATE plan_events SET happened_on = '2026-11' WHERE plan_id = 1 AND kind = 'issued'")
    archive.db.execute(
        "INSERT INTO plan_events (plan_id, kind, version_id, run_id, evidence, rule) VALUES (2, 'repealed', 6, 3, '', '')"
    )

    assert asked(pages, "plans_in_force", "2026-11-21") == {}
    assert asked(pages, "plans_in_force", "2026-12-01") == {"长江经济带发展方案": "issued"}
    known = asked(pages, "plans_known", "2026-11-22")
    assert (known["长江经济带发展方案"], known["新材料产业发展规划"]) == ("issued", "repealed")
    archive.db.execute(
        "INSERT INTO plan_deadlines (plan_id, kind, due_on, evidence, version_id) VALUES (1, 'effective', '2026-12-15', '', 6)"
    )
    assert asked(pages, "plans_in_force", "2026-12-14") == {"新材料产业发展规划": "issued"}
    assert asked(pages, "plans_in_force", "2026-12-15") == {"长江经济带发展方案": "issued"}


def test_a_day_that_was_put_off_is_no_deadline_ahead(pages: Datasette, archive: Archive) -> None:
    archive.db.execute(
        "INSERT INTO plan_deadlines (plan_id, kind, due_on, rule, evidence, version_id) VALUES (2, 'comments', '2026-12-05', 'extended-to', '', 6)"
    )
    found = get(pages, "/planwatch/deadlines_ahead.json?_shape=objects&days=30").json()["rows"]

    assert [row["due_on"] for row in found] == ["2026-12-05"]


def test_the_goals_of_a_draft_the_plan_and_its_successor_stand_side_by_side(pages: Datasette, archive: Archive) -> None:
    archive.db.execute("UPDATE plans SET lineage = 'x', period_start = 2021, period = '2021-2025' WHERE id = 1")
    archive.db.execute("UPDATE plans SET lineage = 'x' WHERE id = 2")
    archive.db.execute("DELETE FROM plan_targets")
    goals = [(1, 2025, "投资3%", 3.0, 3), (1, 2025, "投资2.8%", 2.8, 6), (2, 2030, "投资3.5%", 3.5, 5)]
    archive.db.conn.executemany(
        "INSERT INTO plan_targets (plan_id, year, text, quantity, value, unit, version_id) VALUES (?, ?, ?, '投资', ?, '%', ?)",
        goals,
    )
    found = get(pages, "/planwatch/targets_compared.json?_shape=objects&plan=2").json()["rows"]
    page = get(pages, "/planwatch/plans/1").text

    assert [(row["year"], row["value"], row["unit"], row["period"], row["version"][:2]) for row in found] == [
        (2025, 3, "%", "2021-2025", "征求"),
        (2025, 2.8, "%", "2021-2025", "规划"),
        (2030, 3.5, "%", "2026-2030", "规划"),
    ]
    assert "<th>本规划（征求意见稿）</th>" in page
    assert "<td>3%</td><td>2.8%</td>" in page


@pytest.fixture
def served(archive: Archive) -> Iterator[str]:
    search.rebuild(archive)
    with serving(archive.folder) as url:
        yield url


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve an archive by a real server process while the block runs; give its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    process = subprocess.Popen(command(folder, port))
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Return when the server takes a connection."""
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not answer")


def browse(url: str, profile: Path) -> tuple[str, str]:
    """Return a page's document after its scripts have run, and what Chromium logged."""
    assert CHROMIUM
    flags = [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--enable-logging=stderr", f"--user-data-dir={profile}", "--dump-dom",
    ]  # fmt: skip
    environment = {**os.environ, "HOME": str(profile)}
    shown = subprocess.run(
        [CHROMIUM, *flags, url], capture_output=True, timeout=90, check=True, text=True, env=environment
    )
    return shown.stdout, shown.stderr


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not here")
def test_a_browser_runs_the_pages_under_the_policy(served: str, tmp_path: Path) -> None:
    table, log = browse(f"{served}/planwatch/articles?_search={quote('规划')}", tmp_path / "1")
    editor, editor_log = browse(f"{served}/planwatch?sql=select+1", tmp_path / "2")
    plan, plan_log = browse(f"{served}/planwatch/plans/2", tmp_path / "3")

    assert "关于印发新材料规划的通知" in table
    assert "dropdown-menu-icon" in table, "the table page's own script has not run"
    assert "CodeMirror-lines" in editor, "the editor's script has not run"
    assert "关于印发新材料规划的通知" in plan
    assert "Content Security Policy" not in log + editor_log + plan_log


def test_nothing_in_our_metadata_denies_and_a_denial_would_be_obeyed(archive: Archive) -> None:
    denying = OpenDatasette(
        files=[str(archive.folder / "planwatch.db")],
        metadata={"databases": {"planwatch": {"tables": {"articles": {"allow": False}}}}},
    )

    assert get(denying, "/planwatch/articles").status_code == 403
    assert get(application(archive.folder), "/planwatch/articles").status_code == 200
