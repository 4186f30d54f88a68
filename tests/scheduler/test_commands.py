"""The command line on a new home and on wrong use, as its user meets it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler.child import command
from scheduler.cli import COMMANDS
from scheduler.cli import planwatch as cli
from scheduler.demo.loopback import Loopback, Request, Response
from scheduler.lock import hold
from tests.scheduler.homes import declaration, planwatch, rows, write_home

DONE, CARE, WRONG, HELD = 0, 1, 2, 3
TEXT = "为加快海洋装备中试基地建设，省科技厅印发《澄岭省中试基地行动方案（2026—2028年）》，明确三年目标和任务，到2028年建成基地12个。"


def site(request: Request) -> Response:
    if request.path == "/tztg/":
        items = "".join(
            f'<li><a href="/t20261120_{n}.html">关于第{n}批中试基地建设的通知</a><span>2026-11-20</span></li>'
            for n in range(5)
        )
        body = f"<html><head><meta charset='utf-8'></head><body><ul>{items}</ul></body></html>"
    elif request.path.endswith(".html"):
        body = f"<html><head><meta charset='utf-8'></head><body><h1>关于中试基地建设的通知{request.path}</h1><p>发布时间：2026-11-20</p><p>{TEXT}</p><p>{TEXT[::-1]}</p></body></html>"
    else:
        return Response(404, {}, b"")
    return Response(200, {"Content-Type": "text/html"}, body.encode())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    assert planwatch(tmp_path, "init", str(tmp_path / "watch")).returncode == DONE
    return tmp_path / "watch"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help(name: str) -> None:
    done = CliRunner().invoke(cli, [name, "--help"])

    assert done.exit_code == DONE
    assert len(done.output.splitlines()) > 3


def test_init_writes_a_home_that_works_and_never_twice(home: Path) -> None:
    assert sorted(path.name for path in home.iterdir()) == [
        "bodies.db",
        "planwatch.db",
        "planwatch.toml",
        "scrapy.cfg",
        "sources",
    ]
    assert planwatch(home, "verify").returncode == DONE
    again = planwatch(home, "init")
    assert again.returncode == WRONG
    assert "exists already" in again.stderr


@pytest.mark.parametrize("arguments", [("nightly",), ("report",), ("serve",), ("sources", "list"), ("verify",)])
def test_a_folder_without_settings_is_wrong_use_without_a_traceback(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = planwatch(tmp_path, *arguments)

    assert done.returncode == WRONG
    assert f"{tmp_path / 'planwatch.toml'}: no such file" in done.stderr
    assert "Traceback" not in done.stderr


def test_mistakes_of_settings_and_declarations_are_told_together_and_nothing_is_fetched(home: Path) -> None:
    (home / "planwatch.toml").write_text('[schedule]\nnightly = "never"\n', encoding="utf-8")
    (home / "sources" / "kjt.toml").write_text(
        'name = "x"\nkind = "minstry"\nhome_url = "http://127.0.0.1:9/"\n[article]\nallow = "("\n', encoding="utf-8"
    )
    done = planwatch(home, "nightly")

    assert done.returncode == WRONG
    told = done.stderr
    assert all(
        place in told
        for place in ("planwatch.toml:2: schedule.nightly", "kjt.toml:2: kind", "kjt.toml:5: article.allow", "listings")
    )
    assert "Traceback" not in told
    assert rows(home, "SELECT count(*) FROM runs") == [(0,)]


def test_an_unknown_source_and_a_wrong_moment_are_wrong_use(home: Path) -> None:
    assert "no source nobody" in planwatch(home, "nightly", "--source", "nobody").stderr
    assert planwatch(home, "nightly", "--source", "nobody").returncode == WRONG
    wrong = planwatch(home, "nightly", "--now", "yesterday")
    assert (wrong.returncode, "expected ISO 8601" in wrong.stderr) == (WRONG, True)


def test_a_second_run_leaves_with_code_3_and_says_who_holds_the_archive(home: Path) -> None:
    (home / "sources" / "kjt.toml").write_text(declaration("http://127.0.0.1:9", ["/"]), encoding="utf-8")
    with hold(home, "nightly"):
        done = planwatch(home, "nightly")

    assert done.returncode == HELD
    assert "held by planwatch nightly, process" in done.stderr


def test_the_archive_is_served_at_an_address_that_is_said(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = planwatch(home, "serve", "--port", str(port))
    assert (done.returncode, "address already in use" in done.stderr) == (WRONG, True)

    started = command(home, "serve", "--port", str(port))
    with subprocess.Popen(started, stderr=subprocess.PIPE, text=True, start_new_session=True) as served:
        said = next((line for line in served.stderr or () if f"http://127.0.0.1:{port} " in line), None)
        os.killpg(served.pid, signal.SIGTERM)
    assert said


def test_a_file_that_is_no_archive_is_refused(home: Path) -> None:
    (home / "planwatch.db").write_bytes(b"not a database at all" * 100)
    done = planwatch(home, "report")

    assert done.returncode == WRONG
    assert "planwatch.db" in done.stderr


def test_a_column_is_learned_from_its_address_and_read_the_same_night(home: Path) -> None:
    def short(request: Request) -> Response:
        """The site with a list of two: three seconds lie between any two requests until the declaration says otherwise."""
        answer = site(request)
        assert isinstance(answer.body, bytes)
        return replace(answer, body=answer.body.partition(b'<li><a href="/t20261120_2')[0])

    with Loopback(short) as server:
        write_home(home, [server.url], {})
        probed = planwatch(home, "sources", "probe", f"{server.url}/tztg/")
        kept_by_probe = list((home / "sources").iterdir())
        article = planwatch(home, "sources", "probe", f"{server.url}/t20261120_1.html")
        added = planwatch(home, "sources", "add", f"{server.url}/tztg/", "--id", "kjt")
        with (home / "sources" / "kjt.toml").open("a", encoding="utf-8") as written:
            written.write("[fetch]\ndelay_seconds = 0\n")
        checked = planwatch(home, "sources", "check", "kjt")
        run = planwatch(home, "nightly", "--now", "2026-11-21T18:00:00Z")

    assert (probed.returncode, kept_by_probe) == (DONE, []), probed.stderr
    assert "关于中试基地建设的通知" in probed.stdout
    assert "发布时间：2026-11-20" in probed.stdout
    assert "this page is an article" in article.stdout
    assert "发布时间：2026-11-20" in article.stdout
    assert added.returncode == DONE, added.stderr
    assert "关于中试基地建设的通知" in checked.stdout
    assert run.returncode == DONE, run.stderr
    assert rows(home, "SELECT count(*) FROM articles") == [(2,)]
    assert "kjt" in planwatch(home, "sources", "list").stdout


def test_an_unreachable_source_is_told_and_leaves_code_1(home: Path) -> None:
    with Loopback(site) as server:
        gone = server.url
    write_home(home, [gone], {"kjt": declaration(gone, ["/tztg/"])})
    done = planwatch(home, "nightly", "--now", "2026-11-21T18:00:00Z")

    assert done.returncode == CARE
    assert rows(home, "SELECT state FROM source_nights") == [("unreachable",)]
    assert "unreachable" in done.stderr


def test_backup_and_restore_bring_an_archive_back(home: Path, tmp_path: Path) -> None:
    with Loopback(site) as server:
        write_home(home, [server.url], {"kjt": declaration(server.url, ["/tztg/"])})
        planwatch(home, "nightly", "--now", "2026-11-21T18:00:00Z")
    before = rows(home, "SELECT * FROM versions ORDER BY id")
    assert planwatch(home, "backup", str(tmp_path / "archive.zip")).returncode == DONE
    for name in ("planwatch.db", "planwatch.db-wal", "planwatch.db-shm", "bodies.db"):
        (home / name).unlink(missing_ok=True)

    assert planwatch(home, "restore", str(tmp_path / "archive.zip")).returncode == DONE
    assert rows(home, "SELECT * FROM versions ORDER BY id") == before
    assert planwatch(home, "verify").returncode == DONE


def test_scrapy_itself_lists_and_crawls_and_the_next_night_reads_what_it_brought(home: Path) -> None:
    scrapy = [sys.executable, "-m", "scrapy"]
    with Loopback(site) as server:
        write_home(home, [server.url], {"kjt": declaration(server.url, ["/tztg/"])})
        listed = subprocess.run([*scrapy, "list"], cwd=home, capture_output=True, text=True, check=False)
        crawl = subprocess.run(
            [*scrapy, "crawl", "watch", "-a", "source=kjt"], cwd=home, capture_output=True, check=False
        )
        assert rows(home, "SELECT count(*) FROM articles") == [(0,)]
        planwatch(home, "nightly")

    assert listed.stdout.split() == ["watch"]
    assert crawl.returncode == DONE
    assert rows(home, "SELECT count(*), min(first_run_id) FROM articles") == [(5, 1)]


def test_the_daemon_says_when_the_next_night_is_and_ends_on_sigterm(home: Path) -> None:
    with subprocess.Popen(command(home, "schedule"), stderr=subprocess.PIPE, text=True) as daemon:
        assert daemon.stderr is not None
        said = daemon.stderr.readline()
        daemon.send_signal(signal.SIGTERM)
        _, rest = daemon.communicate(timeout=60)

    assert "next night at" in said
    assert "stopped" in rest
    assert daemon.returncode == DONE


def test_files_are_read_as_the_night_reads_them(tmp_path: Path) -> None:
    page = site(Request("GET", "/t20261120_1.html")).body
    assert isinstance(page, bytes)
    (tmp_path / "a.html").write_bytes(page)
    (tmp_path / "pages.jsonl").write_text(
        json.dumps({"file": "a.html", "url": "http://kjt.example/t20261120_1.html"}) + "\n", encoding="utf-8"
    )
    told = json.loads(planwatch(tmp_path, "read", "--manifest", str(tmp_path / "pages.jsonl")).stdout)
    lines = tmp_path / "texts.jsonl"
    lines.write_text(
        json.dumps({"id": "1", "title": told["title"], "published": told["published"], "text": told["text"]}) + "\n",
        encoding="utf-8",
    )
    (plan,) = json.loads(planwatch(tmp_path, "plans", str(lines)).stdout)["plans"]
    copies = planwatch(tmp_path, "copies", str(lines))

    assert (told["kind"], told["published"]) == ("article", "2026-11-20")
    assert (plan["title"], plan["event"]) == ("澄岭省中试基地行动方案（2026—2028年）", "issued")
    assert (json.loads(copies.stdout)["id"], json.loads(copies.stdout)["original"]) == ("1", None)


def test_a_goal_is_told_with_its_number_where_it_has_one(tmp_path: Path) -> None:
    text = (
        "省科技厅印发《澄岭省中试基地行动方案》。方案提出，到2028年，研发投入强度达到2.8%。到2030年，基本建成区域中心。"
    )
    lines = tmp_path / "texts.jsonl"
    lines.write_text(
        json.dumps({"id": "1", "title": "", "published": "2026-11-20", "text": text}) + "\n", encoding="utf-8"
    )
    (plan,) = json.loads(planwatch(tmp_path, "plans", str(lines)).stdout)["plans"]

    assert [goal["year"] for goal in plan["targets"]] == [2028, 2030]
    assert plan["targets"][0]["value"] == 2.8
    assert plan["targets"][0]["unit"] == "%"
    assert plan["targets"][1].keys() == {"year", "text"}


def test_copies_are_told_with_what_they_changed_if_that_is_asked_for(tmp_path: Path) -> None:
    text = (
        "省科技厅印发行动方案，提出到2028年建成中试基地十二个，服务企业600家。\n各地要结合实际制定实施细则，加强统筹协调，确保落到实处，取得实效。"
        * 2
    )
    lines = tmp_path / "texts.jsonl"
    records = [
        {"id": 7, "text": text, "published": "2026-11-01"},
        {
            "id": 8,
            "text": text.replace("600家", "六百家").replace("2028年建成", "２０２８年內建成"),
            "published": "2026-11-02",
        },
    ]
    lines.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    plain, more = (
        planwatch(tmp_path, "copies", *options, str(lines)).stdout.splitlines() for options in ((), ("--changes",))
    )

    assert [json.loads(line).keys() for line in plain] == [{"id", "original", "kind", "similarity"}] * 2
    assert [json.loads(line)["original"] for line in more] == [None, 7]
    assert "changes" not in json.loads(more[0])
    assert {change["kind"] for change in json.loads(more[1])["changes"]} == {"changed"}


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "1", "text": "x"}\nnot json\n', encoding="utf-8")
    done = planwatch(tmp_path, "plans", str(tmp_path / "bad.jsonl"))

    assert done.returncode == WRONG
    assert "bad.jsonl:2: no JSON" in done.stderr


def test_the_demo_refuses_a_folder_that_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    done = planwatch(tmp_path, "demo", str(tmp_path))

    assert done.returncode == WRONG
    assert (tmp_path / "mine.txt").exists()
    shutil.rmtree(tmp_path)
