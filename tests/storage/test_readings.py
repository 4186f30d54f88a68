from collections.abc import Iterator
from pathlib import Path

import pytest

from planwatch.records import PageKind, Significance
from storage import captures, readings
from storage.archive import Archive, begin_run
from tests.storage.nights import (
    BETTER_READER,
    READER,
    SOURCES,
    TEXT,
    at,
    gone,
    new_archive,
    night,
    page,
    read,
    rows,
    seen,
    told,
)

READERS = {source.id: READER for source in SOURCES}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with new_archive(tmp_path) as archive:
        yield archive


def verdicts(archive: Archive) -> list[str]:
    return [verdict for (verdict,) in rows(archive, "SELECT verdict FROM readings ORDER BY capture_id")]


def confirmed(archive: Archive) -> set[str]:
    """Return the pages that the second night saw again, by their article's row and by their version's alike."""
    query = """SELECT url FROM articles JOIN versions ON article_id = articles.id AND number = version_count
        WHERE seen_until = ?1 AND last_seen_at = ?1"""
    return {address.rpartition("/")[2] for (address,) in rows(archive, query, "2026-11-02T17:59:00Z")}


def test_a_first_reading_is_new_and_an_edit_makes_a_version(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知"))])
    edited = TEXT.replace("12月31日", "11月30日")
    run = night(archive, 1, [seen("a", 1, page("通知", edited))])

    assert told(archive) == [("new", "a"), ("edited", "a")]
    assert rows(archive, "SELECT number, text, run_id FROM versions") == [(1, TEXT, 1), (2, edited, run)]
    assert rows(archive, "SELECT version_count, text FROM articles") == [(2, edited)]
    assert rows(
        archive, "SELECT significance, before_version_id, after_version_id FROM changes WHERE kind = 'edited'"
    ) == [(Significance.SUBSTANCE, 1, 2)]


def test_a_text_that_goes_back_is_a_third_version(archive: Archive) -> None:
    for number, word in enumerate(("执行", "落实", "执行")):
        night(archive, number, [seen("a", number, page("通知", TEXT.replace("执行", word)))])

    assert told(archive) == [("new", "a"), ("edited", "a"), ("edited", "a")]
    assert len({text_hash for (text_hash,) in rows(archive, "SELECT text_hash FROM versions")}) == 2


def test_white_space_alone_makes_no_version_but_moves_seen_until_on(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知"))])
    night(archive, 1, [seen("a", 1, page("通 知", TEXT.replace("。", "。\n")))])

    assert told(archive) == [("new", "a")]
    assert rows(archive, "SELECT seen_until = ? FROM versions", "2026-11-02T17:59:00Z") == [(1,)]


def test_a_changed_title_or_day_is_a_change_of_substance_and_names_the_field(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知", f"日期 2026-11-01\n{TEXT}"))])
    night(archive, 1, [seen("a", 1, page("公告", f"日期 2026-11-02\n{TEXT}"))])

    assert rows(archive, "SELECT significance, chars_added FROM changes WHERE kind = 'edited'") == [("substance", 0)]
    assert rows(archive, "SELECT field, before, after FROM changed_fields ORDER BY field") == [
        ("published_on", "2026-11-01", "2026-11-02"),
        ("title", "通知", "公告"),
    ]


def test_a_day_that_a_new_template_hides_or_gives_more_exactly_is_no_change(archive: Archive) -> None:
    for number, line in enumerate(("日期 2026-11-01\n", "", "日期 2026-11-01T09:30\n")):
        night(archive, number, [seen("a", number, page("通知", f"{line}{TEXT}"))])

    assert told(archive) == [("new", "a")]
    assert rows(archive, "SELECT published_on FROM articles") == [("2026-11-01T09:30",)]


def test_not_modified_and_equal_bytes_are_unchanged_without_reading(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知"), etag='"1"')])
    night(archive, 1, [seen("a", 1, status=304)])
    night(archive, 2, [seen("a", 2, page("通知"))])

    assert verdicts(archive) == ["ok", "unchanged", "unchanged"]
    assert rows(archive, "SELECT DISTINCT version_id FROM readings") == [(1,)]
    assert rows(archive, "SELECT seen_until FROM versions") == rows(archive, "SELECT last_seen_at FROM articles")


def test_answers_that_come_while_a_run_goes_on_are_told_apart_once_and_each_confirms_its_page(archive: Archive) -> None:
    names = [f"p{number}" for number in range(6)]
    night(archive, 0, [seen(name, 0, page(f"通知 {name}"), etag='"1"') for name in names])
    run = begin_run(archive, "nightly", at(1))
    reached = 0
    for come in (names[:2], names[2:4]):
        captures.store(archive, run, [seen(name, 1, status=304) for name in come])
        readings.mark_unchanged(archive, run, READERS, reached)
        reached = rows(archive, "SELECT max(id) FROM captures")[0][0]
    captures.store(archive, run, [seen("p4", 1, page("公告")), seen("p5", 1, status=304)])
    readings.mark_unchanged(archive, run, READERS, reached + 1)

    assert readings.waiting(archive, run, 0) == (1, reached + 1)
    assert readings.waiting(archive, run, reached + 1) == (0, 0)
    assert verdicts(archive)[6:] == ["unchanged"] * 5
    assert confirmed(archive) == {"p0", "p1", "p2", "p3", "p5"}


def test_a_run_that_was_broken_off_is_told_apart_whole_by_whoever_takes_it_up(archive: Archive) -> None:
    night(archive, 0, [seen(name, 0, page(f"通知 {name}"), etag='"1"') for name in ("a", "b", "c")])
    run = begin_run(archive, "nightly", at(1))
    captures.store(archive, run, [seen(name, 1, status=304) for name in ("a", "b", "c")])
    first, second, third = (
        number for (number,) in rows(archive, "SELECT id FROM captures WHERE run_id = ? ORDER BY id", run)
    )
    readings.mark_unchanged(archive, run, READERS, second)
    assert confirmed(archive) == {"c"}

    readings.mark_unchanged(archive, run, READERS)

    assert confirmed(archive) == {"a", "b", "c"}
    assert rows(archive, "SELECT capture_id, verdict FROM readings WHERE capture_id >= ? ORDER BY 1", first) == [
        (first, "unchanged"),
        (second, "unchanged"),
        (third, "unchanged"),
    ]


def test_a_text_that_lost_its_half_waits_for_a_second_night(archive: Archive) -> None:
    short = page("通知", "页面维护中。")
    night(archive, 0, [seen("a", 0, page("通知")), seen("b", 0, page("公告"))])
    night(archive, 1, [seen("a", 1, short), seen("b", 1, short)])
    assert verdicts(archive)[2:] == ["suspicious_shrink"] * 2
    night(archive, 2, [seen("a", 2, status=304), seen("b", 2, page("公告"))])

    assert verdicts(archive)[4:] == ["ok", "unchanged"]
    assert told(archive) == [("new", "a"), ("new", "b"), ("edited", "a")]


def test_a_failure_makes_no_version_and_a_later_success_no_change(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知"))])
    night(archive, 1, [seen("a", 1, status=None, network_error="timeout")])
    night(archive, 2, [seen("a", 2, b"busy", status=503)])
    night(archive, 3, [seen("a", 3, page("通知"))])

    assert verdicts(archive) == ["ok", "timeout", "server_error", "unchanged"]
    assert told(archive) == [("new", "a")]


def test_what_another_reader_makes_of_stored_captures_is_technical(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知", f"{TEXT}\n分享到微信")), gone("b", 0)])
    night(archive, 1, [seen("a", 1, status=304)])
    newer = dict.fromkeys(READERS, BETTER_READER)
    assert readings.stale(archive, READERS, 10, 0) == []
    (stale,) = readings.stale(archive, newer, 10, 0)
    assert (stale.run_id, stale.status) == (2, 200)

    readings.store(archive, 2, [read(stale, BETTER_READER)], technical=True)

    assert told(archive) == [("new", "a")]
    assert rows(archive, "SELECT kind, is_technical FROM changes ORDER BY id") == [("new", 0), ("edited", 1)]
    assert rows(archive, "SELECT text FROM articles") == [(TEXT,)]
    assert readings.stale(archive, newer, 10, 0) == []
    night(archive, 2, [seen("a", 2, status=304)], reader=BETTER_READER)
    assert rows(archive, "SELECT verdict, version_id FROM readings ORDER BY capture_id DESC LIMIT 1") == [
        ("unchanged", 2)
    ]


def test_the_same_bytes_read_otherwise_in_a_night_are_technical_too(archive: Archive) -> None:
    body = page("通知", f"{TEXT}\n分享到微信")
    night(archive, 0, [seen("a", 0, body)])
    night(archive, 1, [seen("a", 1, body)], reader=BETTER_READER)

    assert verdicts(archive) == ["ok", "ok"]
    assert rows(archive, "SELECT kind, is_technical FROM changes ORDER BY id") == [("new", 0), ("edited", 1)]


def test_an_attachment_is_read_after_its_article_whatever_came_first(archive: Archive) -> None:
    file = {"kind": PageKind.ATTACHMENT}
    for number, text in enumerate(("附件一", "附件一", "附件二，共3条")):
        answers = [seen("x.txt", number, text.encode(), **file), seen("a", number, page("通知", f"{TEXT}\n附件 x.txt"))]
        night(archive, number, answers)

    assert told(archive) == [("new", "a"), ("attachment", "a")]
    assert rows(archive, "SELECT number, text, seen_from, seen_until FROM attachment_versions") == [
        (1, "附件一", "2026-11-01T18:00:00Z", "2026-11-02T17:59:00Z"),
        (2, "附件二，共3条", "2026-11-03T17:58:00Z", "2026-11-03T17:58:00Z"),
    ]
    assert rows(archive, "SELECT after_version_id, attachment_version_id FROM changes WHERE kind = 'attachment'") == [
        (1, 2)
    ]


def test_new_bytes_with_the_same_text_are_a_version_but_a_change_only_without_text(archive: Archive) -> None:
    file = {"kind": PageKind.ATTACHMENT}
    named = page("通知", f"{TEXT}\n附件 x.txt\n附件 y.txt")
    night(archive, 0, [seen("a", 0, named), seen("x.txt", 0, b"text", **file), seen("y.txt", 0, b"scan:", **file)])
    night(archive, 1, [seen("x.txt", 1, b"text ", **file), seen("y.txt", 1, b"scan: ", **file)])

    assert rows(archive, "SELECT version_count FROM attachments") == [(2,), (2,)]
    query = """SELECT url FROM changes JOIN attachment_versions AS file ON file.id = attachment_version_id
        JOIN attachments ON attachments.id = file.attachment_id"""
    assert rows(archive, query) == [("https://www.example.gov.cn/y.txt",)]


def test_a_file_known_from_another_article_or_named_only_later_has_its_text(archive: Archive) -> None:
    file = {"kind": PageKind.ATTACHMENT}
    named = page("通知", f"{TEXT}\n附件 x.txt")
    night(archive, 0, [seen("a", 0, named), seen("x.txt", 0, b"one", **file), seen("y.txt", 0, b"two", **file)])
    night(archive, 1, [seen("b", 1, page("公告", f"{TEXT}\n附件 x.txt\n附件 y.txt"))])
    night(archive, 2, [seen("y.txt", 2, status=304, **file)])

    query = "SELECT article_id, text FROM attachment_versions JOIN attachments ON attachments.id = attachment_id ORDER BY 1, 2"
    assert rows(archive, query) == [(1, "one"), (4, "one"), (4, "two")]
    assert told(archive) == [("new", "a"), ("new", "b")]
