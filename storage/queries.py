"""What reports read of runs, nights, problems and articles, as small frozen records. Plans and changes have files of their own."""

import datetime as dt
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from planwatch.records import Level, RunStatus, SourceState
from storage.archive import Archive
from storage.times import moment, stamp

# States in which a source's lists could not be looked at.
UNSEEN = (SourceState.BLOCKED, SourceState.UNREACHABLE, SourceState.DISALLOWED)

_RUNS = "SELECT id, kind, started_at, finished_at, status FROM runs"
_NIGHTS = """
SELECT source_nights.run_id, source_id, coalesce(sources.name, source_id) AS source, sources.name_en AS source_en,
    sources.home_url, state, listings, links, fetched, not_modified, new_articles, bytes, seconds
FROM source_nights JOIN sources ON sources.id = source_nights.source_id
WHERE source_nights.run_id BETWEEN ? AND ? ORDER BY source_nights.run_id, source_id
"""
_ISSUES = """
SELECT issues.id, issues.run_id, issues.source_id, sources.name AS source, sources.name_en AS source_en, level, code, message, url
FROM issues LEFT JOIN sources ON sources.id = issues.source_id WHERE issues.run_id BETWEEN ? AND ? ORDER BY issues.id
"""
# All that a source's first night finds is new to us, not to the world.
_FIRST_NIGHTS = """
SELECT sources.id AS source_id, sources.name AS source, sources.name_en AS source_en, count(*) AS articles
FROM articles JOIN sources ON sources.id = articles.source_id
WHERE articles.first_run_id BETWEEN ? AND ?
    AND articles.first_run_id = (SELECT min(first_run_id) FROM articles AS own WHERE own.source_id = sources.id)
GROUP BY sources.id ORDER BY sources.id
"""
_ARTICLES = """
SELECT articles.id, articles.title, articles.url, articles.source_id, sources.name AS source, sources.name_en AS source_en,
    articles.published_on, articles.version_count, articles.gone_at
FROM articles JOIN sources ON sources.id = articles.source_id
"""
_VERSIONS = """
SELECT id, article_id, number, run_id, title, published_on, adopted_on, issuers, document_number, credited_source, text,
    text_hash, seen_from, seen_until
FROM versions WHERE article_id = ? ORDER BY number
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One run; times are UTC, ``finished_at`` is None while it goes on."""

    id: int
    kind: str
    started_at: dt.datetime
    finished_at: dt.datetime | None
    status: RunStatus


@dataclass(frozen=True, slots=True)
class Night:
    """One source in one run, with its names; bytes received, seconds from its first request to its last answer."""

    run_id: int
    source_id: str
    source: str
    source_en: str | None
    home_url: str
    state: SourceState
    listings: int
    links: int
    fetched: int
    not_modified: int
    new_articles: int
    bytes: int
    seconds: float

    @property
    def seen(self) -> bool:
        """Return whether the source could be looked at."""
        return self.state not in UNSEEN


@dataclass(frozen=True, slots=True)
class FirstNight:
    """A source in the run that gave it its first articles, and how many those were."""

    source_id: str
    source: str
    source_en: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Problem:
    """An issue of a run; ``source_id`` and the names are None where it is the run's own."""

    id: int
    run_id: int
    source_id: str | None
    source: str | None
    source_en: str | None
    level: Level
    code: str
    message: str
    url: str | None


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """An article without its text."""

    id: int
    title: str
    url: str
    source_id: str
    source: str
    source_en: str | None
    published_on: str | None
    version_count: int
    gone_at: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article with its text; ``seen_from`` and ``seen_until`` are UTC."""

    id: int
    article_id: int
    number: int
    run_id: int
    title: str
    published_on: str | None
    adopted_on: str | None
    issuers: tuple[str, ...]
    document_number: str | None
    credited_source: str | None
    text: str
    text_hash: str
    seen_from: dt.datetime
    seen_until: dt.datetime


def rows(archive: Archive, sql: str, parameters: Sequence[Any] = ()) -> Iterator[dict[str, Any]]:
    """Yield the rows of a query as dictionaries by column name."""
    cursor = archive.db.execute(sql, list(parameters))
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def names_in(array: str) -> tuple[str, ...]:
    """Return the strings of a JSON array as the archive keeps them."""
    return tuple(json.loads(array))


def run(archive: Archive, run_id: int | None = None) -> Run | None:
    """Return a run, or the latest finished one; None where there is none."""
    if run_id is None:
        found = rows(archive, f"{_RUNS} WHERE status <> 'running' ORDER BY id DESC LIMIT 1")
    else:
        found = rows(archive, f"{_RUNS} WHERE id = ?", [run_id])
    return next(map(_run, found), None)


def runs_since(archive: Archive, start: dt.datetime) -> list[Run]:
    """Return the finished runs that began at ``start`` or later, the oldest first."""
    sql = f"{_RUNS} WHERE status <> 'running' AND started_at >= ? ORDER BY id"
    return [_run(row) for row in rows(archive, sql, [stamp(start)])]


def _run(row: dict[str, Any]) -> Run:
    finished = row["finished_at"]
    return Run(
        id=row["id"],
        kind=row["kind"],
        started_at=moment(row["started_at"]),
        finished_at=moment(finished) if finished else None,
        status=RunStatus(row["status"]),
    )


def nights(archive: Archive, first_run: int, last_run: int) -> list[Night]:
    """Return the sources' nights of the runs from ``first_run`` to ``last_run``."""
    found = rows(archive, _NIGHTS, [first_run, last_run])
    return [Night(**{**row, "state": SourceState(row["state"])}) for row in found]


def first_nights(archive: Archive, first_run: int, last_run: int) -> list[FirstNight]:
    """Return the sources whose first night was one of these runs, in the order of ids."""
    return [FirstNight(**row) for row in rows(archive, _FIRST_NIGHTS, [first_run, last_run])]


def problems(archive: Archive, first_run: int, last_run: int) -> list[Problem]:
    """Return the issues of the runs from ``first_run`` to ``last_run``."""
    found = rows(archive, _ISSUES, [first_run, last_run])
    return [Problem(**{**row, "level": Level(row["level"])}) for row in found]


def article(archive: Archive, name: str) -> ArticleHead | None:
    """Return the article with this id (digits) or this address, as it was kept; None where there is none."""
    condition, value = ("articles.id = ?", int(name)) if name.isdecimal() else ("articles.url = ?", name)
    return next((ArticleHead(**row) for row in rows(archive, f"{_ARTICLES} WHERE {condition}", [value])), None)


def versions(archive: Archive, article_id: int) -> list[Version]:
    """Return an article's versions, the oldest first."""
    return [_version(row) for row in rows(archive, _VERSIONS, [article_id])]


def _version(row: dict[str, Any]) -> Version:
    times = {name: moment(row[name]) for name in ("seen_from", "seen_until")}
    return Version(**{**row, **times, "issuers": names_in(row["issuers"])})


def told_before(archive: Archive, keys: Collection[str], run_id: int) -> set[str]:
    """Return those of the item keys that a digest of an earlier run holds, so that a run's own digest can be made twice."""
    sql = """SELECT item_key FROM digest_items JOIN digests ON digests.id = digest_items.digest_id
        WHERE digests.run_id < ? AND item_key IN (SELECT value FROM json_each(?))"""
    return {row["item_key"] for row in rows(archive, sql, [run_id, json.dumps(list(keys))])}


def articles(archive: Archive) -> list[ArticleHead]:
    """Return every article without its text, in the order of ids."""
    return [ArticleHead(**row) for row in rows(archive, f"{_ARTICLES} ORDER BY articles.id")]
