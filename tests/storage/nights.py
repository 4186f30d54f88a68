"""Nights over a made-up site, read by a reader of a few lines: a page is its title, a blank line, its text."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from planwatch.records import (
    Article,
    Attachment,
    AttachmentText,
    Capture,
    PageKind,
    Reading,
    RunStatus,
    Source,
    StoredCapture,
    Verdict,
)
from storage import captures, changes, readings
from storage.archive import Archive, begin_run, finish_run, write_sources
from storage.ledger import started_at

SITE = "https://www.example.gov.cn"
SOURCES = (
    Source("ministry", "示例部", "ministry", f"{SITE}/"),
    Source("news", "示例报", "news", "https://news.example.cn/"),
)
READER = "test:1"
BETTER_READER = "test:2"  # knows that 分享 is no part of an article
TEXT = "为贯彻落实国家科技发展规划，现就有关事项通知如下。各单位应当在2026年12月31日前报送材料。请认真执行。"
FIRST = dt.datetime(2026, 11, 1, 18, tzinfo=dt.UTC)


def new_archive(folder: Path) -> Archive:
    archive = Archive.open(folder)
    write_sources(archive, SOURCES)
    return archive


def at(night: int) -> dt.datetime:
    """Return the start of a night, counted from 0; each starts a minute earlier than the one before would have it."""
    return FIRST + dt.timedelta(days=night) - dt.timedelta(minutes=night)


def url(name: str) -> str:
    return name if name.startswith("http") else f"{SITE}/{name}"


def page(title: str, text: str = TEXT) -> bytes:
    return f"{title}\n\n{text}".encode()


def seen(name: str, night: int, body: bytes | None = None, **fields: Any) -> Capture:
    fields = {"source_id": "ministry", "kind": PageKind.ARTICLE, "status": 200, "media_type": "text/html"} | fields
    return Capture(url=url(name), captured_at=at(night), body=body, **fields)


def gone(name: str, night: int) -> Capture:
    return seen(name, night, b"404 Not Found", status=404)


def read(capture: StoredCapture, reader: str = READER) -> Reading:
    """Read a page of this site; a line ``附件 NAME`` names a file, a line ``日期 DAY`` is the day of publication."""
    if capture.network_error:
        return Reading(capture.id, Verdict(capture.network_error), reader)
    if capture.status in (404, 410):
        return Reading(capture.id, Verdict.GONE, reader)
    if capture.body is None or capture.status != 200:
        return Reading(capture.id, Verdict.SERVER_ERROR, reader)
    text = capture.body.decode()
    if capture.kind is PageKind.ATTACHMENT:
        return Reading(capture.id, Verdict.OK, reader, attachment=AttachmentText("txt", text.removeprefix("scan:")))
    return Reading(capture.id, Verdict.OK, reader, article=article_in(text, reader))


def article_in(text: str, reader: str) -> Article:
    title, _, rest = text.partition("\n\n")
    lines = rest.split("\n")
    said = {line.partition(" ")[0]: line.partition(" ")[2] for line in lines}
    files = tuple(Attachment(url(line.partition(" ")[2]), "附件") for line in lines if line.startswith("附件 "))
    dropped = ("附件 ", "日期 ", "分享") if reader == BETTER_READER else ("附件 ", "日期 ")
    kept = "\n".join(line for line in lines if not line.startswith(dropped))
    return Article(title, kept, published_on=said.get("日期"), attachments=files)


def night(
    archive: Archive,
    number: int,
    answers: Sequence[Capture],
    listed: Collection[str] = (),
    reader: str = READER,
) -> int:
    """Run one night over the given answers, and return its run."""
    run_id = begin_run(archive, "nightly", at(number))
    captures.store(archive, run_id, answers)
    derive(archive, run_id, {"ministry": {url(name) for name in listed}, "news": ()}, reader)
    finish_run(archive, run_id, at(number), RunStatus.DONE)
    return run_id


def derive(archive: Archive, run_id: int, listed: Mapping[str, Collection[str]], reader: str = READER) -> None:
    readings.mark_unchanged(archive, run_id, {source.id: reader for source in SOURCES})
    while batch := readings.unread(archive, run_id, 3):
        readings.store(archive, run_id, [read(capture, reader) for capture in batch])
    changes.settle(archive, run_id, listed, started_at(archive, run_id))
    changes.schedule_visits(archive, run_id, started_at(archive, run_id))


def told(archive: Archive, run_id: int | None = None) -> list[tuple[str, str]]:
    """Return (kind, last part of the address) of the changes that may be told, in their order."""
    rows = archive.db.execute(
        "SELECT changes.kind, articles.url FROM changes JOIN articles ON articles.id = article_id"
        " WHERE NOT is_technical AND (?1 IS NULL OR run_id = ?1) ORDER BY changes.id",
        [run_id],
    )
    return [(kind, address.rpartition("/")[2]) for kind, address in rows]


def rows(archive: Archive, query: str, *parameters: object) -> list[tuple[Any, ...]]:
    return archive.db.execute(query, parameters).fetchall()


def tables(archive: Archive, names: Iterable[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of some tables."""
    return {name: sorted(rows(archive, f"SELECT * FROM {name}"), key=repr) for name in names}
