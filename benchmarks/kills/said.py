"""What an archive says, in words that do not depend on row ids, on seconds, or on how often a list was asked."""

import email
import email.policy
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from storage.copies_index import unpacked

# Times are told to the hour: a run that is taken up again begins at the same moment as the killed one and takes seconds.
# A list is asked again by the run that goes on, and a page whose answer was still held back, so captures are told once.
SEEN = {
    "sources": "SELECT id, name, name_en, kind, home_url, enabled, declaration_hash FROM sources",
    "pages": """SELECT pages.source_id, pages.url, pages.kind, found_on.url, pages.link_text{substr(pages.found_at, 1, 13)}
        {substr(pages.next_due_at, 1, 13)} FROM pages LEFT JOIN pages AS found_on ON found_on.id = pages.found_on_page_id""",
    "captures": """SELECT DISTINCT url, CASE kind WHEN 'listing' THEN 200 ELSE status END, network_error, media_type, charset,
        redirected_to, body_hash IS NULL{captures.run_id} FROM captures JOIN pages ON pages.id = page_id""",
}
DERIVED = {
    "articles": """SELECT url, title, source_id, published_on, adopted_on, issuers, document_number, index_number, credited_source,
        text, version_count, gone_at IS NULL{substr(first_seen_at, 1, 13)}{substr(last_seen_at, 1, 13)}{substr(gone_at, 1, 13)}
        {first_run_id} FROM articles""",
    "versions": """SELECT url, number, versions.title, versions.published_on, versions.adopted_on, versions.issuers,
        versions.document_number, versions.index_number, versions.credited_source, versions.text, text_hash, repeated_chars, reader
        {substr(seen_from, 1, 13)}{substr(seen_until, 1, 13)}{versions.run_id}
        FROM versions JOIN articles ON articles.id = article_id""",
    "readings": """SELECT DISTINCT url, replace(verdict, 'unchanged', 'ok'), versions.number, readings.reader, note, held_hash
        FROM readings JOIN captures ON captures.id = readings.capture_id JOIN pages ON pages.id = page_id
        LEFT JOIN versions ON versions.id = version_id""",
    "attachments": """SELECT articles.url, attachments.url, attachments.title, attachments.version_count, attachments.page_id IS NULL
        FROM attachments JOIN articles ON articles.id = article_id""",
    "attachment_versions": """SELECT attachments.url, number, body_hash, format, text, text_hash, pages, problem, reader
        {substr(seen_from, 1, 13)}{substr(seen_until, 1, 13)}{run_id}
        FROM attachment_versions JOIN attachments ON attachments.id = attachment_id""",
    "changes": """SELECT articles.url, changes.kind, old.number, new.number, attachment_versions.number, previous.url, chars_added,
        chars_removed, similarity, significance, is_technical, difference_hash{changes.run_id}
        FROM changes JOIN articles ON articles.id = changes.article_id
        LEFT JOIN versions AS old ON old.id = before_version_id LEFT JOIN versions AS new ON new.id = after_version_id
        LEFT JOIN attachment_versions ON attachment_versions.id = attachment_version_id
        LEFT JOIN articles AS previous ON previous.id = previous_article_id""",
    "changed_fields": """SELECT url, field, before, after FROM changed_fields JOIN changes ON changes.id = change_id
        JOIN articles ON articles.id = article_id""",
    "copies": """SELECT copy.url, original.url, kind, similarity, decided_by, chars_cut, copies.chars_added FROM copies
        JOIN articles AS copy ON copy.id = article_id JOIN articles AS original ON original.id = original_id""",
    "copy_changes": """SELECT url, number, kind, before, after, is_whole, swaps FROM copy_changes
        JOIN articles ON articles.id = article_id""",
    "copy_features": """SELECT feature, url FROM copy_features, json_each(numbers(copy_features.articles)) AS one
        LEFT JOIN articles ON articles.id = one.value""",
    "copy_sketches": "SELECT size, features, url FROM copy_sketches LEFT JOIN articles ON articles.id = article_id",
    "plans": """SELECT plans.title, kind, stage, plans.document_number, plans.issuers, period, period_start, period_end, regions, url,
        own_article_rank{first_seen_run_id} FROM plans LEFT JOIN articles ON articles.id = original_article_id""",
    "plan_keys": "SELECT key, title FROM plan_keys JOIN plans ON plans.id = plan_id",
    "plan_events": """SELECT plans.title, plan_events.kind, happened_on, url, number, evidence, rule{plan_events.run_id}
        FROM plan_events JOIN plans ON plans.id = plan_id JOIN versions ON versions.id = version_id
        JOIN articles ON articles.id = article_id""",
    "plan_targets": """SELECT plans.title, year, plan_targets.text, url FROM plan_targets JOIN plans ON plans.id = plan_id
        JOIN versions ON versions.id = version_id JOIN articles ON articles.id = article_id""",
    "plan_deadlines": """SELECT plans.title, plan_deadlines.kind, due_on, evidence, url FROM plan_deadlines
        JOIN plans ON plans.id = plan_id JOIN versions ON versions.id = version_id JOIN articles ON articles.id = article_id""",
    "plan_links": """SELECT one.title, other.title, plan_links.kind FROM plan_links JOIN plans AS one ON one.id = plan_id
        JOIN plans AS other ON other.id = other_plan_id""",
    "searched": "SELECT url FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid",
    "found": "SELECT url FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid WHERE articles_fts MATCH '方案'",
}
# By night, so only of a run that was finished as itself.
TOLD = {
    "runs": "SELECT id, kind, status FROM runs",
    "source_nights": "SELECT run_id, source_id, state, links, new_articles FROM source_nights",
    "issues": "SELECT run_id, source_id, level, code, url FROM issues WHERE code <> 'crawl_resumed'",
    "digests": "SELECT run_id, recipient, language, subject FROM digests",
    "digest_items": "SELECT item_key, section, title, url FROM digest_items",
    "deliveries": """SELECT run_id, deliveries.recipient, state FROM deliveries JOIN digests ON digests.id = digest_id""",
}


def said(home: Path, *, by_run: bool = True) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of an archive and every message beside it, sorted.

    ``by_run`` tells also which run saw what and what was mailed, which only a run that was taken up again has in common with an
    undisturbed one.
    """
    queries = SEEN | DERIVED | (TOLD if by_run else {})
    with closing(sqlite3.connect(home / "planwatch.db")) as connection:
        connection.create_function("numbers", 1, lambda packed: json.dumps(unpacked(packed)))
        found = {
            table: sorted(connection.execute(with_runs(query, by_run=by_run)).fetchall(), key=repr)
            for table, query in queries.items()
        }
    return found | ({"outbox": outbox(home)} if by_run else {})


def with_runs(query: str, *, by_run: bool) -> str:
    """Return a query with or without its columns in braces."""
    return re.sub(r"\{([^}]*)\}", r", \1" if by_run else "", query)


def plain(text: str) -> list[str]:
    """Return a digest's lines without their numbers, sorted: two plans of one night stand in the order in which their pages came.

    How many answers there were counts the lists of the killed run too.
    """
    return sorted(re.sub(r"^\d+\. |[\d,]+ (?=个页面|pages)", "", line) for line in text.splitlines())


def outbox(home: Path) -> list[tuple[Any, ...]]:
    """Return each message's recipient, subject and lines."""
    mails = []
    for file in sorted((home / "outbox").glob("*")):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        mails.append(
            (file.suffix, str(mail["To"]), str(mail["Subject"]), plain(mail.get_body(("plain",)).get_content()))
        )
    return sorted(mails)


SHOWN = 200  # characters of a row in a complaint
# The parts of a state that belong together: each query returns what would have been half-written or doubled.
HALVES = {
    "a version without its change": """SELECT id FROM versions WHERE NOT EXISTS (
        SELECT 1 FROM changes WHERE after_version_id = versions.id AND kind IN ('new', 'edited', 'moved'))""",
    "a version without its reading": """SELECT id FROM versions WHERE NOT EXISTS (
        SELECT 1 FROM readings WHERE version_id = versions.id)""",
    "a good reading without its version": """SELECT capture_id FROM readings JOIN captures ON captures.id = capture_id
        JOIN pages ON pages.id = page_id WHERE verdict = 'ok' AND kind = 'article' AND version_id IS NULL""",
    "an article that miscounts its versions": """SELECT id FROM articles WHERE version_count <> (
        SELECT count(*) FROM versions WHERE article_id = articles.id)""",
    "a file that miscounts its versions": """SELECT id FROM attachments WHERE version_count <> (
        SELECT count(*) FROM attachment_versions WHERE attachment_id = attachments.id)""",
    "a version that says what the one before says": """SELECT versions.id FROM versions JOIN versions AS before
        ON before.article_id = versions.article_id AND before.number = versions.number - 1
        WHERE before.text_hash = versions.text_hash AND before.title = versions.title AND before.published_on IS versions.published_on
            AND before.issuers = versions.issuers AND before.document_number IS versions.document_number""",
    "a page that one run asked twice": """SELECT page_id FROM captures JOIN pages ON pages.id = page_id
        WHERE kind <> 'listing' GROUP BY page_id, run_id HAVING count(*) > 1""",
    "a plan without an event": "SELECT id FROM plans WHERE NOT EXISTS (SELECT 1 FROM plan_events WHERE plan_id = plans.id)",
    "a digest without its delivery": """SELECT id FROM digests WHERE NOT EXISTS (
        SELECT 1 FROM deliveries WHERE digest_id = digests.id)""",
}


def halves(home: Path) -> list[str]:
    """Return what an archive holds half or twice; it must hold nothing so at any moment."""
    with closing(sqlite3.connect(f"file:{home / 'planwatch.db'}?mode=ro", uri=True)) as connection:
        if not connection.execute("PRAGMA user_version").fetchone()[0]:
            return []
        return [what for what, query in HALVES.items() if connection.execute(query).fetchone()]


def differences(expected: dict[str, list[Any]], found: dict[str, list[Any]]) -> list[str]:
    """Return a line for each table that says something else, with the first row that is missing and the first too much."""
    lines = []
    for table, rows in expected.items():
        if rows != found[table]:
            missing = [row for row in rows if row not in found[table]]
            extra = [row for row in found[table] if row not in rows]
            shown = " ".join(
                f"{what} {str(one[0])[:SHOWN]}" for what, one in (("lost", missing), ("extra", extra)) if one
            )
            lines.append(f"{table}: {len(rows)} rows expected, {len(found[table])} found; {shown}")
    return lines
