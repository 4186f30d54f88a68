"""Dropping what was derived, so that it can be derived again from the captures. What was seen and what was told stays."""

import json
from collections.abc import Collection

from storage.archive import Archive
from storage.copies_index import Index

# Children before their parents, so that no foreign key is left hanging.
DERIVED = (
    "plan_links", "plan_deadlines", "plan_targets", "plan_events", "plan_keys", "plans", "copy_features", "copy_sketches",
    "copy_changes", "copies", "changed_fields", "changes", "page_notes", "listed", "attachment_versions", "attachments", "readings",
    "versions", "articles",
)  # fmt: skip

_ARTICLES = "(SELECT id FROM articles WHERE source_id IN (SELECT value FROM json_each(?1)))"
_VERSIONS = f"(SELECT id FROM versions WHERE article_id IN {_ARTICLES})"
_CHANGES = f"(SELECT id FROM changes WHERE article_id IN {_ARTICLES})"
_PAGES = "(SELECT id FROM pages WHERE source_id IN (SELECT value FROM json_each(?1)))"
_CAPTURES = """(SELECT captures.id FROM captures JOIN pages ON pages.id = captures.page_id
    WHERE pages.source_id IN (SELECT value FROM json_each(?1)))"""
# What cannot be read again keeps what it was read as; the version that this confirmed is found anew.
_PRUNED = "(SELECT id FROM captures WHERE pruned_at IS NOT NULL)"
_SKETCHED = f"SELECT article_id FROM copy_sketches WHERE article_id IN {_ARTICLES}"
_EMPTY_PLANS = "(SELECT id FROM plans WHERE NOT EXISTS (SELECT 1 FROM plan_events WHERE plan_id = plans.id))"
# A plan lives on while a text of another source tells of it.
_OF_SOURCES = (
    f"DELETE FROM plan_deadlines WHERE version_id IN {_VERSIONS}",
    f"DELETE FROM plan_targets WHERE version_id IN {_VERSIONS}",
    f"DELETE FROM plan_events WHERE version_id IN {_VERSIONS}",
    f"UPDATE plans SET original_article_id = NULL, own_article_rank = 0 WHERE original_article_id IN {_ARTICLES}",
    f"DELETE FROM plan_links WHERE plan_id IN {_EMPTY_PLANS} OR other_plan_id IN {_EMPTY_PLANS}",
    f"DELETE FROM plan_deadlines WHERE plan_id IN {_EMPTY_PLANS}",
    f"DELETE FROM plan_targets WHERE plan_id IN {_EMPTY_PLANS}",
    f"DELETE FROM plan_keys WHERE plan_id IN {_EMPTY_PLANS}",
    f"DELETE FROM plans WHERE id IN {_EMPTY_PLANS}",
    f"DELETE FROM copies WHERE article_id IN {_ARTICLES} OR original_id IN {_ARTICLES}",
    f"DELETE FROM changed_fields WHERE change_id IN {_CHANGES}",
    f"DELETE FROM changes WHERE article_id IN {_ARTICLES}",
    f"DELETE FROM page_notes WHERE page_id IN {_PAGES}",
    f"DELETE FROM listed WHERE page_id IN {_PAGES}",
    f"DELETE FROM attachment_versions WHERE attachment_id IN (SELECT id FROM attachments WHERE article_id IN {_ARTICLES})",
    f"DELETE FROM attachments WHERE article_id IN {_ARTICLES}",
    f"DELETE FROM readings WHERE capture_id IN {_CAPTURES} AND capture_id NOT IN {_PRUNED}",
    f"UPDATE readings SET version_id = NULL WHERE capture_id IN {_CAPTURES}",
    f"DELETE FROM versions WHERE article_id IN {_ARTICLES}",
    "DELETE FROM articles WHERE source_id IN (SELECT value FROM json_each(?1))",
)


def pruned(archive: Archive, source_ids: Collection[str] | None = None) -> int:
    """Return how many captures, of all or of the given sources, have no body any more to be read again."""
    chosen = None if source_ids is None else json.dumps(list(source_ids))
    query = (
        "SELECT count(*) FROM captures JOIN pages ON pages.id = captures.page_id WHERE pruned_at IS NOT NULL"
        " AND (?1 IS NULL OR pages.source_id IN (SELECT value FROM json_each(?1)))"
    )
    return int(archive.db.execute(query, [chosen]).fetchone()[0])


def drop_derived(archive: Archive, source_ids: Collection[str] | None = None) -> None:
    """Delete everything that was derived, or what was derived from the given sources alone, in one transaction.

    Readings of pruned captures stay: there is no body to read them from again.

    The search indexes are emptied either way: replaying all runs fills it again. After a whole drop, rows come back with the
    ids they had, because ids are given in order and an article has its page's.
    """
    with archive.atomic():
        if source_ids is None:
            for table in DERIVED:
                kept = f" WHERE capture_id NOT IN {_PRUNED}" if table == "readings" else ""
                archive.db.execute(f"DELETE FROM {table}{kept}")
                if kept:
                    archive.db.execute("UPDATE readings SET version_id = NULL")
        else:
            chosen = json.dumps(list(source_ids))
            sketches = Index(archive.db)
            for (number,) in archive.db.execute(_SKETCHED, [chosen]).fetchall():
                sketches.drop(number)
            for statement in _OF_SOURCES:
                archive.db.execute(statement, [chosen] if "?1" in statement else [])
        for index in ("articles_fts", "attachments_fts"):
            archive.db.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
