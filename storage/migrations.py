"""The archive's schema, as migrations of sqlite-utils: what was seen, what it says, what was told (design, section 6).

Times are UTC ISO-8601 text; dates that a document states are text in its own calendar. JSON arrays are text. Statements run
one by one, because a migration runs inside a transaction, where ``executescript`` fails.
"""

from sqlite_utils import Database, Migrations

migrations = Migrations("planwatch")
# Each migration raises user_version to its own number; an archive with a higher one than this comes from a newer planwatch.
SCHEMA = 1

SEEN = """
CREATE TABLE sources (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, name_en TEXT, kind TEXT NOT NULL CHECK (kind IN ('ministry', 'news')),
    home_url TEXT NOT NULL, enabled INTEGER NOT NULL, declaration_hash TEXT NOT NULL
) STRICT;
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT,
    status TEXT NOT NULL CHECK (status IN ('running', 'done', 'partial', 'failed')), planwatch_version TEXT NOT NULL
) STRICT;
CREATE TABLE pages (
    id INTEGER PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources(id), url TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('listing', 'article', 'attachment')),
    found_on_page_id INTEGER REFERENCES pages(id), link_text TEXT NOT NULL, found_at TEXT NOT NULL, next_due_at TEXT NOT NULL,
    last_run_id INTEGER REFERENCES runs(id)
) STRICT;
CREATE INDEX pages_due ON pages(source_id, next_due_at);
CREATE INDEX pages_new ON pages(source_id, id) WHERE last_run_id IS NULL;
CREATE TABLE captures (
    id INTEGER PRIMARY KEY, page_id INTEGER NOT NULL REFERENCES pages(id), run_id INTEGER NOT NULL REFERENCES runs(id),
    captured_at TEXT NOT NULL, status INTEGER, network_error TEXT, media_type TEXT, charset TEXT, etag TEXT,
    last_modified TEXT, redirected_to TEXT, body_hash TEXT, size INTEGER NOT NULL, pruned_at TEXT,
    CHECK ((status IS NULL) <> (network_error IS NULL)), CHECK (network_error IS NULL OR body_hash IS NULL)
) STRICT;
CREATE INDEX captures_page ON captures(page_id, id);
CREATE INDEX captures_run ON captures(run_id);
CREATE INDEX captures_pruned ON captures(run_id) WHERE pruned_at IS NOT NULL;
CREATE TABLE source_nights (
    run_id INTEGER NOT NULL REFERENCES runs(id), source_id TEXT NOT NULL REFERENCES sources(id),
    state TEXT NOT NULL CHECK (state IN ('ok', 'quiet', 'blocked', 'drifted', 'frozen', 'unreachable', 'disallowed')),
    listings INTEGER NOT NULL, links INTEGER NOT NULL, fetched INTEGER NOT NULL, not_modified INTEGER NOT NULL,
    new_articles INTEGER NOT NULL, bytes INTEGER NOT NULL, seconds REAL NOT NULL,
    declaration_hash TEXT NOT NULL DEFAULT '', PRIMARY KEY (run_id, source_id)
) STRICT;
CREATE TABLE issues (
    id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs(id), source_id TEXT REFERENCES sources(id),
    level TEXT NOT NULL CHECK (level IN ('error', 'warning', 'note')), code TEXT NOT NULL, message TEXT NOT NULL, url TEXT,
    opened_at TEXT NOT NULL, closed_at TEXT
) STRICT;
CREATE INDEX issues_run ON issues(run_id);
CREATE TABLE robots (
    origin TEXT PRIMARY KEY, rules TEXT NOT NULL, seen_at TEXT NOT NULL
) STRICT;
"""

# A row of copy_features packs the ids of the newest articles that have the feature, so that one look finds them all; what an article
# has there is found by its row in copy_sketches.
DERIVED = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, source_id TEXT NOT NULL REFERENCES sources(id),
    page_id INTEGER NOT NULL UNIQUE REFERENCES pages(id), url TEXT NOT NULL, published_on TEXT, adopted_on TEXT,
    issuers TEXT NOT NULL, document_number TEXT, index_number TEXT, credited_source TEXT, text TEXT NOT NULL,
    version_count INTEGER NOT NULL, first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL, gone_at TEXT,
    first_run_id INTEGER NOT NULL REFERENCES runs(id)
) STRICT;
CREATE INDEX articles_source ON articles(source_id);
CREATE TABLE versions (
    id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles(id), number INTEGER NOT NULL,
    capture_id INTEGER NOT NULL REFERENCES captures(id), run_id INTEGER NOT NULL REFERENCES runs(id), title TEXT NOT NULL,
    published_on TEXT, adopted_on TEXT, issuers TEXT NOT NULL, document_number TEXT, index_number TEXT,
    credited_source TEXT, text TEXT NOT NULL, text_hash TEXT NOT NULL, repeated_chars INTEGER NOT NULL,
    reader TEXT NOT NULL, seen_from TEXT NOT NULL, seen_until TEXT NOT NULL, UNIQUE (article_id, number)
) STRICT;
CREATE INDEX versions_run ON versions(run_id);
CREATE INDEX versions_text_hash ON versions(text_hash);
CREATE TABLE readings (
    capture_id INTEGER PRIMARY KEY REFERENCES captures(id), verdict TEXT NOT NULL,
    version_id INTEGER REFERENCES versions(id), reader TEXT NOT NULL, note TEXT NOT NULL, held_hash TEXT
) STRICT;
CREATE INDEX readings_version ON readings(version_id);
CREATE TABLE attachments (
    id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles(id), page_id INTEGER REFERENCES pages(id),
    url TEXT NOT NULL, title TEXT NOT NULL, version_count INTEGER NOT NULL, UNIQUE (article_id, url)
) STRICT;
CREATE INDEX attachments_page ON attachments(page_id);
CREATE TABLE attachment_versions (
    id INTEGER PRIMARY KEY, attachment_id INTEGER NOT NULL REFERENCES attachments(id), number INTEGER NOT NULL,
    capture_id INTEGER NOT NULL REFERENCES captures(id), run_id INTEGER NOT NULL REFERENCES runs(id),
    body_hash TEXT NOT NULL, format TEXT NOT NULL, text TEXT NOT NULL, text_hash TEXT NOT NULL, pages INTEGER, problem TEXT,
    reader TEXT NOT NULL, seen_from TEXT NOT NULL, seen_until TEXT NOT NULL, UNIQUE (attachment_id, number)
) STRICT;
CREATE INDEX attachment_versions_run ON attachment_versions(run_id);
CREATE TABLE changes (
    id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles(id),
    kind TEXT NOT NULL CHECK (kind IN ('new', 'edited', 'attachment', 'moved', 'withdrawn', 'returned')),
    before_version_id INTEGER REFERENCES versions(id), after_version_id INTEGER REFERENCES versions(id),
    attachment_version_id INTEGER REFERENCES attachment_versions(id), previous_article_id INTEGER REFERENCES articles(id),
    run_id INTEGER NOT NULL REFERENCES runs(id), detected_at TEXT NOT NULL, chars_added INTEGER NOT NULL,
    chars_removed INTEGER NOT NULL, similarity REAL,
    significance TEXT NOT NULL CHECK (significance IN ('substance', 'wording', 'cosmetic')), is_technical INTEGER NOT NULL,
    difference_hash TEXT, held INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX changes_run ON changes(run_id);
CREATE INDEX changes_article ON changes(article_id);
CREATE INDEX changes_before ON changes(before_version_id);
CREATE INDEX changes_after ON changes(after_version_id);
CREATE INDEX changes_attachment ON changes(attachment_version_id);
CREATE INDEX changes_previous ON changes(previous_article_id);
CREATE TABLE changed_fields (
    change_id INTEGER NOT NULL REFERENCES changes(id), field TEXT NOT NULL, before TEXT, after TEXT, PRIMARY KEY (change_id, field)
) STRICT;
CREATE TABLE listed (
    page_id INTEGER PRIMARY KEY REFERENCES pages(id), source_id TEXT NOT NULL REFERENCES sources(id), listing_url TEXT NOT NULL,
    place INTEGER NOT NULL, title TEXT NOT NULL, day TEXT, run_id INTEGER NOT NULL REFERENCES runs(id), missing_run_id INTEGER REFERENCES runs(id)
) STRICT;
CREATE INDEX listed_source ON listed(source_id, run_id);
CREATE INDEX listed_missing ON listed(missing_run_id) WHERE missing_run_id IS NOT NULL;
CREATE TABLE page_notes (
    page_id INTEGER NOT NULL REFERENCES pages(id), run_id INTEGER NOT NULL REFERENCES runs(id),
    kind TEXT NOT NULL CHECK (kind IN ('text_without_date', 'date_without_text', 'replaced', 'title_differs', 'redirected',
        'delisted', 'listed_dead')),
    detected_at TEXT NOT NULL, detail TEXT NOT NULL, PRIMARY KEY (page_id, run_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_notes_run ON page_notes(run_id);
CREATE TABLE copies (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id), original_id INTEGER NOT NULL REFERENCES articles(id),
    kind TEXT NOT NULL CHECK (kind IN ('exact', 'near', 'excerpt')), similarity REAL NOT NULL, decided_by TEXT NOT NULL,
    chars_cut INTEGER, chars_added INTEGER
) STRICT;
CREATE INDEX copies_original ON copies(original_id);
CREATE TABLE copy_changes (
    article_id INTEGER NOT NULL REFERENCES copies(article_id) ON DELETE CASCADE, number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('changed', 'cut', 'added', 'credit')), before TEXT NOT NULL, after TEXT NOT NULL,
    is_whole INTEGER NOT NULL, swaps TEXT NOT NULL, PRIMARY KEY (article_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE copy_features (
    feature INTEGER PRIMARY KEY, articles BLOB NOT NULL
) STRICT;
CREATE TABLE copy_sketches (
    article_id INTEGER PRIMARY KEY, size INTEGER NOT NULL, features BLOB NOT NULL
) STRICT;
CREATE TABLE plans (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, kind TEXT NOT NULL, stage TEXT NOT NULL, document_number TEXT,
    issuers TEXT NOT NULL, period TEXT, period_start INTEGER, period_end INTEGER, regions TEXT NOT NULL,
    subjects TEXT NOT NULL DEFAULT '[]', lineage TEXT NOT NULL DEFAULT '', scope TEXT NOT NULL DEFAULT '',
    seat TEXT NOT NULL DEFAULT '', is_practice INTEGER NOT NULL DEFAULT 0,
    original_article_id INTEGER REFERENCES articles(id), own_article_rank INTEGER NOT NULL,
    first_seen_run_id INTEGER NOT NULL REFERENCES runs(id)
) STRICT;
CREATE INDEX plans_original ON plans(original_article_id);
CREATE INDEX plans_lineage ON plans(lineage, period_start) WHERE lineage <> '';
CREATE INDEX plans_scope ON plans(scope, seat) WHERE scope <> '';
CREATE TABLE plan_keys (key TEXT PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plans(id)) STRICT, WITHOUT ROWID;
CREATE INDEX plan_keys_plan ON plan_keys(plan_id);
CREATE TABLE plan_events (
    id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plans(id), kind TEXT NOT NULL, happened_on TEXT,
    version_id INTEGER NOT NULL REFERENCES versions(id), run_id INTEGER NOT NULL REFERENCES runs(id),
    evidence TEXT NOT NULL, rule TEXT NOT NULL, UNIQUE (plan_id, kind, version_id)
) STRICT;
CREATE INDEX plan_events_run ON plan_events(run_id);
CREATE INDEX plan_events_version ON plan_events(version_id);
CREATE TABLE plan_targets (
    id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plans(id), year INTEGER NOT NULL, text TEXT NOT NULL,
    quantity TEXT NOT NULL DEFAULT '', value REAL, unit TEXT NOT NULL DEFAULT '', evidence TEXT NOT NULL DEFAULT '',
    rule TEXT NOT NULL DEFAULT '', version_id INTEGER NOT NULL REFERENCES versions(id), UNIQUE (plan_id, year, text, version_id)
) STRICT;
CREATE INDEX plan_targets_version ON plan_targets(version_id);
CREATE TABLE plan_deadlines (
    id INTEGER PRIMARY KEY, plan_id INTEGER NOT NULL REFERENCES plans(id), kind TEXT NOT NULL, due_on TEXT NOT NULL,
    evidence TEXT NOT NULL, rule TEXT NOT NULL DEFAULT '', version_id INTEGER NOT NULL REFERENCES versions(id),
    UNIQUE (plan_id, kind, due_on)
) STRICT;
CREATE INDEX plan_deadlines_version ON plan_deadlines(version_id);
CREATE TABLE plan_links (
    plan_id INTEGER NOT NULL REFERENCES plans(id), other_plan_id INTEGER NOT NULL REFERENCES plans(id),
    kind TEXT NOT NULL CHECK (kind IN ('succeeds', 'implements', 'repeals', 'amends', 'drafts')),
    PRIMARY KEY (plan_id, other_plan_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_links_other ON plan_links(other_plan_id);
CREATE VIRTUAL TABLE articles_fts USING fts5(title, text, content='', tokenize='unicode61');
CREATE VIRTUAL TABLE attachments_fts USING fts5(text, content='', tokenize='unicode61');
"""

TOLD = """
CREATE TABLE digests (
    id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs(id), recipient TEXT NOT NULL, language TEXT NOT NULL,
    subject TEXT NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL, created_at TEXT NOT NULL, content_hash TEXT NOT NULL,
    UNIQUE (run_id, recipient)
) STRICT;
CREATE TABLE digest_items (
    item_key TEXT PRIMARY KEY, digest_id INTEGER NOT NULL REFERENCES digests(id), section TEXT NOT NULL, title TEXT NOT NULL,
    url TEXT
) STRICT;
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY, digest_id INTEGER NOT NULL REFERENCES digests(id), recipient TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE, state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'uncertain', 'failed')),
    attempts INTEGER NOT NULL, last_error TEXT, updated_at TEXT NOT NULL, UNIQUE (digest_id, recipient)
) STRICT;
"""

VIEWS = """
CREATE VIEW recent_changes AS
SELECT changes.id AS change_id, changes.run_id, changes.detected_at, changes.kind, articles.source_id, sources.name AS source,
    changes.article_id, articles.title, articles.url, previous.url AS previous_url, changes.significance, changes.chars_added,
    changes.chars_removed,
    coalesce((SELECT json_group_array(field) FROM (SELECT field FROM changed_fields WHERE change_id = changes.id ORDER BY field)), '[]') AS fields,
    coalesce((SELECT json_group_array(kind) FROM (SELECT kind FROM page_notes WHERE page_id = articles.page_id
        AND page_notes.run_id = changes.run_id AND changes.kind <> 'attachment' ORDER BY kind)), '[]') AS notes
FROM changes
JOIN articles ON articles.id = changes.article_id
JOIN sources ON sources.id = articles.source_id
LEFT JOIN articles AS previous ON previous.id = changes.previous_article_id
WHERE NOT changes.is_technical AND NOT changes.held AND NOT EXISTS (
    SELECT 1 FROM copies JOIN changes AS same ON same.article_id = copies.original_id
    WHERE copies.article_id = changes.article_id AND same.kind = changes.kind AND same.run_id = changes.run_id AND NOT same.is_technical AND NOT same.held
        AND same.difference_hash IS changes.difference_hash);
CREATE VIEW copies_shown AS
SELECT copies.article_id, copy.title, copy_source.name AS source, copy.published_on,
    CASE WHEN length(copy.published_on) > 10 AND length(original.published_on) > 10
        THEN round(julianday(substr(copy.published_on, 1, 16)) - julianday(substr(original.published_on, 1, 16)), 2)
        WHEN length(copy.published_on) >= 10 AND length(original.published_on) >= 10
        THEN julianday(substr(copy.published_on, 1, 10)) - julianday(substr(original.published_on, 1, 10)) END AS delay_days,
    copies.kind, copies.similarity,
    (SELECT count(*) FROM copy_changes WHERE article_id = copies.article_id AND kind = 'changed') AS changed,
    (SELECT count(*) FROM copy_changes WHERE article_id = copies.article_id AND kind = 'cut') AS cut,
    (SELECT count(*) FROM copy_changes WHERE article_id = copies.article_id AND kind = 'added') AS added,
    (SELECT json_group_array(swap.value) FROM copy_changes, json_each(copy_changes.swaps) AS swap
        WHERE article_id = copies.article_id) AS swaps,
    copies.chars_cut, copies.chars_added, copy.url, copies.original_id, original.title AS original_title,
    original_source.name AS original_source, original.published_on AS original_published_on, original.url AS original_url
FROM copies
JOIN articles AS copy ON copy.id = copies.article_id
JOIN sources AS copy_source ON copy_source.id = copy.source_id
JOIN articles AS original ON original.id = copies.original_id
JOIN sources AS original_source ON original_source.id = original.source_id;
CREATE VIEW new_plans AS
SELECT first.run_id, plans.id AS plan_id, plans.title, event.kind AS event, plans.kind, plans.stage, plans.document_number,
    plans.issuers, plans.period, event.happened_on, versions.article_id, articles.url, event.evidence
FROM (SELECT plan_id, kind, min(run_id) AS run_id FROM plan_events WHERE kind <> 'mentioned' GROUP BY plan_id, kind) AS first
JOIN plan_events AS event ON event.id = (
    SELECT told.id FROM plan_events AS told
    JOIN versions AS teller ON teller.id = told.version_id
    JOIN articles AS place ON place.id = teller.article_id
    JOIN sources ON sources.id = place.source_id
    WHERE told.plan_id = first.plan_id AND told.kind = first.kind AND told.run_id = first.run_id
    ORDER BY sources.kind <> 'ministry', EXISTS (SELECT 1 FROM copies WHERE copies.article_id = place.id), told.id LIMIT 1)
JOIN plans ON plans.id = first.plan_id
JOIN versions ON versions.id = event.version_id
JOIN articles ON articles.id = versions.article_id;
"""


def statements(script: str) -> list[str]:
    """Return the statements of a script without their closing semicolons; the schema holds none inside a statement."""
    return [statement.strip() for statement in script.split(";") if statement.strip()]


@migrations()
def first_schema(db: Database) -> None:
    """Create every table and view."""
    for script in (SEEN, DERIVED, TOLD, VIEWS):
        for statement in statements(script):
            db.execute(statement)
    db.execute("PRAGMA user_version = 1")
