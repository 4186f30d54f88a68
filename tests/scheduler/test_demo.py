"""The four nights of the demo, by the command line, against what a careful reader expects of them; then what can be asked of the archive."""

import email
import email.policy
import json
import sqlite3
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from planwatch.text import clean_line
from scheduler.demo.expected import EXPECTED, ExpectedNight
from scheduler.demo.run import make_room, write_home
from scheduler.demo.server import DemoWorld, serve
from scheduler.demo.site import stories
from storage import search
from storage.rebuild import DERIVED
from tests.scheduler.homes import night, planwatch, rows

NIGHTS = pytest.mark.parametrize("expected", EXPECTED.values(), ids=lambda expected: f"night {expected.number}")


@pytest.fixture(scope="module")
def world() -> Iterator[DemoWorld]:
    with serve() as served:
        yield served


@pytest.fixture(scope="module")
def home(world: DemoWorld, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    make_room(folder)
    write_home(folder, world)
    for expected in EXPECTED.values():
        world.night = expected.number
        night(folder, expected.clock.isoformat())
    return folder


def titles(keys: tuple[str, ...]) -> set[str]:
    return {clean_line(stories()[key].title) for key in keys}


def changed(home: Path, kind: str, run_id: int) -> set[str]:
    return {
        title for (title,) in rows(home, "SELECT title FROM recent_changes WHERE kind = ? AND run_id = ?", kind, run_id)
    }


def mails(home: Path) -> list[EmailMessage]:
    paths = sorted((home / "outbox").glob("*.eml"))
    return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]  # type: ignore[misc]


@NIGHTS
def test_a_night_finds_its_articles(home: Path, expected: ExpectedNight) -> None:
    found = {title for (title,) in rows(home, "SELECT title FROM articles WHERE first_run_id = ?", expected.number)}

    assert found == titles(expected.new)


@NIGHTS
def test_a_night_finds_its_plans_and_invents_none(home: Path, expected: ExpectedNight) -> None:
    found = set(rows(home, "SELECT title, event FROM new_plans WHERE run_id = ?", expected.number))

    assert found == {(plan.title, plan.event) for plan in expected.plans}


@NIGHTS
def test_a_night_tells_what_was_changed_and_withdrawn_and_nothing_else(home: Path, expected: ExpectedNight) -> None:
    kinds = {"edited": expected.edited, "attachment": expected.attachments, "withdrawn": expected.withdrawn}

    assert {kind: changed(home, kind, expected.number) for kind in kinds} == {
        k: titles(keys) for k, keys in kinds.items()
    }


def test_what_stands_in_a_file_alone_is_found_and_its_change_is_told(home: Path) -> None:
    words = "高新技术企业数量突破9000家"
    query = (
        "SELECT attachments.title FROM attachments_fts JOIN attachment_versions ON attachment_versions.id = attachments_fts.rowid"
        " JOIN attachments ON attachments.id = attachment_id WHERE attachments_fts MATCH ? AND number = 1"
    )

    assert rows(home, "SELECT * FROM articles WHERE text LIKE ?", f"%{words}%") == []
    assert [title for (title,) in rows(home, query, search.query(words))] == ["附件：澄岭省“十五五”科技创新规划.pdf"]
    assert "[3.2% → 3.5%]" in planwatch(home, "report", "--run", "3").stdout


def test_what_is_quoted_stands_in_the_page_or_in_its_file(home: Path) -> None:
    done = planwatch(home, "verify")

    assert (done.returncode, rows(home, "SELECT count(*) > 0 FROM plan_targets")) == (0, [(1,)]), done.stderr


def test_one_story_on_three_sites_is_one_original_with_its_copies(home: Path) -> None:
    found = set(
        rows(
            home,
            "SELECT copy.title, original.title FROM copies JOIN articles AS copy ON copy.id = article_id"
            " JOIN articles AS original ON original.id = original_id",
        )
    )

    expected = {
        (stories()[c.copy].title, stories()[c.original].title) for night in EXPECTED.values() for c in night.copies
    }
    assert found == expected


def test_an_article_pasted_twice_is_kept_once(home: Path) -> None:
    repeated = {title for (title,) in rows(home, "SELECT title FROM versions WHERE repeated_chars > 0")}

    assert repeated == {title for expected in EXPECTED.values() for title in titles(expected.repeated)}


def test_a_changed_number_is_told_in_words(home: Path) -> None:
    mail = next(
        m for m in mails(home) if m["Date"].datetime.date() == EXPECTED[3].clock.date() and "变更" in m["Subject"]
    )
    body = mail.get_body(("plain",))

    assert body is not None
    assert "单个项目资助额度不超过[300 → 200]万元" in body.get_content()


def test_every_night_mails_each_subscriber_text_first_then_html(home: Path) -> None:
    sent = mails(home)

    assert len(sent) == len(EXPECTED) * 2
    assert len({mail["Message-ID"] for mail in sent}) == len(sent)
    assert all([part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"] for mail in sent)


def test_the_first_night_is_catalogued_and_the_second_announces_its_new_plans(home: Path) -> None:
    subjects = sorted(mail["Subject"] for mail in mails(home) if mail["Subject"].startswith("规划日报"))

    assert subjects[0] == "规划日报 2026-11-03：首次收录3个来源"
    assert subjects[1].startswith("规划日报 2026-11-04：新规划3")
    assert "撤下1" in subjects[2]


def test_the_ledger_holds_every_source_of_every_night(home: Path) -> None:
    counted = rows(home, "SELECT run_id, count(*), min(links > 0) FROM source_nights GROUP BY run_id ORDER BY run_id")

    assert counted == [(expected.number, 3, 1) for expected in EXPECTED.values()]


def derived(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    return {table: sorted(rows(home, f"SELECT * FROM {table}"), key=repr) for table in DERIVED}


def test_a_rebuild_from_the_captures_gives_every_row_again(home: Path) -> None:
    before = derived(home)
    done = planwatch(home, "rebuild")

    assert done.returncode == 0, done.stderr
    assert "0 rows appeared, 0 vanished" in done.stdout
    assert derived(home) == before
    assert all(before[table] for table in ("articles", "versions", "changes", "copies", "plans", "plan_events"))


def test_a_night_without_changes_adds_no_version_and_few_bytes(home: Path, world: DemoWorld) -> None:
    night(home, "2026-11-21T02:00:00+08:00")  # every page is asked for without conditions at one of these two nights
    before = rows(home, "SELECT count(*), max(id) FROM versions"), bodies_size(home)
    night(home, "2026-11-22T02:00:00+08:00")

    assert (rows(home, "SELECT count(*), max(id) FROM versions")) == before[0]
    pages = rows(home, "SELECT count(*) FROM captures WHERE run_id = 6 AND status = 200")[0][0]
    assert bodies_size(home) - before[1] <= 400 * pages
    quiet = max(mail["Subject"] for mail in mails(home) if mail["Subject"].startswith("规划日报"))
    assert quiet == "规划日报 2026-11-22：无新内容"


def bodies_size(home: Path) -> int:
    connection = sqlite3.connect(home / "bodies.db")
    try:
        return int(connection.execute("SELECT coalesce(sum(length(data)), 0) FROM bodies").fetchone()[0])
    finally:
        connection.close()


def test_a_changed_declaration_is_read_again_in_silence(home: Path) -> None:
    path = home / "sources" / "chengling_daily.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\n[article]\nremove = ["p:first-of-type"]\n', encoding="utf-8")
    night(home, "2026-11-23T02:00:00+08:00")
    run_id = rows(home, "SELECT max(id) FROM runs")[0][0]

    technical = rows(home, "SELECT count(*) FROM changes WHERE run_id = ? AND is_technical", run_id)[0][0]
    assert technical > 0
    assert rows(home, "SELECT * FROM recent_changes WHERE run_id = ?", run_id) == []


def test_report_and_diff_tell_the_same_in_every_form(home: Path) -> None:
    (article_id,) = rows(home, "SELECT article_id FROM recent_changes WHERE kind = 'edited' AND run_id = 3")[0]
    told = json.loads(planwatch(home, "report", "--run", "3", "--format", "json").stdout)
    difference = planwatch(home, "diff", str(article_id), "--from", "1", "--to", "2")

    assert [entry["change"]["article_id"] for entry in told["changed"]][:1] == [article_id]
    assert "[300 → 200]万元" in difference.stdout
    assert "<script" not in planwatch(home, "report", "--run", "3", "--format", "html").stdout
    assert planwatch(home, "report", "--run", "3", "--format", "atom").stdout.startswith("<?xml")
    assert r"\[3.2% → 3.5%\]以上" in planwatch(home, "report", "--run", "3", "--format", "markdown").stdout


def test_a_report_is_of_chosen_days_and_sources(home: Path) -> None:
    (day,) = rows(home, "SELECT date(started_at, '+8 hours') FROM runs WHERE id = 3")[0]
    told = json.loads(planwatch(home, "report", "--since", day, "--until", day, "--format", "json").stdout)
    news = json.loads(planwatch(home, "report", "--run", "3", "--source", "chengling_daily", "--format", "json").stdout)

    assert (told["first_run"]["id"], told["last_run"]["id"]) == (3, 3)
    assert told["changed"]
    assert news["looked"]["sources"] == 1
    assert news["changed"] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--source", "nobody"), "expected one of chengling_daily"),
        (("--until", "2026-11-05"), "--until goes with --since"),
        (("--run", "1", "--since", "2026-11-05"), "exclude each other"),
        (("--since", "2026-11-05", "--until", "2026-11-01"), "no finished run since 2026-11-05 until 2026-11-01"),
    ],
)
def test_a_report_that_cannot_be_is_wrong_use(home: Path, arguments: tuple[str, ...], words: str) -> None:
    done = planwatch(home, "report", *arguments)

    assert done.returncode == 2
    assert words in done.stderr
