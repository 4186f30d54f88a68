"""Datasette over the archive: everything described, every question answered, Chinese found, no script but its own."""

import asyncio
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette

from reports.datasette import application, command, metadata
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
}


@pytest.fixture
def pages(archive: Archive) -> Datasette:
    search.rebuild(archive)
    archive.db.execute("UPDATE articles SET document_number = 'javascript:alert(1)' WHERE id = 1")
    archive.db.execute("INSERT INTO plan_targets (plan_id, year, text, version_id) VALUES (2, 2030, '产值翻番', 5)")
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


@pytest.fixture
def served(archive: Archive) -> Iterator[str]:
    """Return the address of a real server process over the archive."""
    search.rebuild(archive)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    process = subprocess.Popen(command(archive.folder, port))
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

    assert "关于印发新材料规划的通知" in table
    assert "dropdown-menu-icon" in table, "the table page's own script has not run"
    assert "CodeMirror-lines" in editor, "the editor's script has not run"
    assert "Content Security Policy" not in log + editor_log
