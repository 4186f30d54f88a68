"""The same document at another address: by its text, or by its number and a text or title that is much the same."""

from dataclasses import dataclass

from planwatch.diff import compare
from planwatch.records import ChangeKind, Significance
from planwatch.significance import significance
from planwatch.spelling import letters, one_script, titles_agree
from storage.archive import Archive
from storage.facts import ChangeRow, difference_hash, record_change

# An explanation or a correction bears the number of the document it is about, but says less than half of the same.
SAME_DOCUMENT = 0.5

_SHOWN = """
SELECT articles.id, versions.id, versions.text_hash, articles.title, articles.document_number, articles.text,
    (SELECT id FROM changes WHERE article_id = articles.id AND kind = 'new' AND run_id = :run AND NOT is_technical) AS new_id
FROM articles JOIN versions ON versions.article_id = articles.id AND versions.number = articles.version_count
"""
_SELF = f"{_SHOWN} WHERE articles.id = :article"
_ALIKE = (
    "versions.text <> '' AND (versions.text_hash = old.text_hash OR articles.document_number = own.document_number)"
)
_OF = """
JOIN articles AS own ON own.id = :article
JOIN versions AS old ON old.article_id = own.id AND old.number = own.version_count
WHERE articles.source_id = own.source_id AND articles.id <> own.id
"""
# Where an article that is gone may stand now; one that is new tonight before one that stood there already.
_NOW = f"{_SHOWN} {_OF} AND articles.gone_at IS NULL AND {_ALIKE} ORDER BY new_id IS NULL, new_id, articles.id"
# Where an article that is new tonight may have stood until an earlier night.
_ONCE = (
    f"{_SHOWN} {_OF} AND articles.gone_at IS NOT NULL AND {_ALIKE} AND NOT EXISTS ("
    "SELECT 1 FROM changes WHERE previous_article_id = articles.id) ORDER BY articles.gone_at DESC, articles.id"
)
_NEW = """
SELECT articles.id FROM changes JOIN articles ON articles.id = changes.article_id
WHERE changes.run_id = ? AND changes.kind = 'new' AND NOT changes.is_technical
    AND articles.source_id IN (SELECT value FROM json_each(?))
    AND articles.source_id IN (SELECT source_id FROM articles WHERE gone_at IS NOT NULL)
ORDER BY changes.id
"""


@dataclass(frozen=True, slots=True)
class _Shown:
    """An article with its latest version; ``new_id`` is the change that tells it as new tonight."""

    article_id: int
    version_id: int
    text_hash: str
    title: str
    document_number: str | None
    text: str
    new_id: int | None


def move(archive: Archive, run_id: int, article_id: int, when: str, *, to_new: bool) -> bool:
    """Tell where an article that is gone, or leads elsewhere, stands now, if it does; return whether it does.

    An article that is new tonight is told as moved instead of new. With ``to_new`` no other is looked for: one that stood
    there before is a second address, which proves a move only when the first one is known to be lost.
    """
    (gone,) = _shown(archive, _SELF, run_id, article_id)
    others = (other for other in _shown(archive, _NOW, run_id, article_id) if other.new_id or not to_new)
    found = next((other for other in others if _is_same(gone, other)), None)
    if found:
        _tell(archive, run_id, gone, found, when)
    return found is not None


def find_late(archive: Archive, run_id: int, source_ids: str) -> None:
    """Tell which of a run's new articles (of sources, a JSON array) stood elsewhere until they were gone in an earlier run."""
    for (article_id,) in archive.db.execute(_NEW, [run_id, source_ids]).fetchall():
        (now,) = _shown(archive, _SELF, run_id, article_id)
        once = next((other for other in _shown(archive, _ONCE, run_id, article_id) if _is_same(other, now)), None)
        if once and now.new_id:
            _tell(archive, run_id, once, now, "")


def _shown(archive: Archive, query: str, run_id: int, article_id: int) -> list[_Shown]:
    return [_Shown(*row) for row in archive.db.execute(query, {"run": run_id, "article": article_id}).fetchall()]


def _is_same(old: _Shown, new: _Shown) -> bool:
    if old.text_hash == new.text_hash:
        return new.new_id is not None or letters(old.title) == letters(new.title)
    return titles_agree(old.title, new.title) or compare(*one_script(old.text, new.text)).similarity >= SAME_DOCUMENT


def _tell(archive: Archive, run_id: int, old: _Shown, new: _Shown, when: str) -> None:
    difference = compare(*one_script(old.text, new.text))
    row = ChangeRow(
        new.article_id,
        ChangeKind.MOVED,
        run_id,
        when,
        significance(difference) if difference.hunks else Significance.SUBSTANCE,
        before_version_id=old.version_id,
        after_version_id=new.version_id,
        previous_article_id=old.article_id,
        chars_added=difference.chars_added,
        chars_removed=difference.chars_removed,
        similarity=difference.similarity if difference.hunks else None,
        difference_hash=difference_hash(difference, {}) if difference.hunks else None,
    )
    if new.new_id is None:
        record_change(archive, row)
        return
    names = (
        "kind", "significance", "before_version_id", "previous_article_id", "chars_added", "chars_removed", "similarity",
        "difference_hash",
    )  # fmt: skip
    settings = ", ".join(f"{name} = ?" for name in names)
    archive.db.execute(
        f"UPDATE changes SET {settings} WHERE id = ?", [*(getattr(row, name) for name in names), new.new_id]
    )
