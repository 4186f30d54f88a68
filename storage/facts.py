"""What the writers of versions and changes share: the capture a reading is of, the hash of a text, and a change's row."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from planwatch import fold
from planwatch.diff import Difference
from planwatch.records import ChangeKind, Significance
from planwatch.text import comparable
from storage.archive import Archive

NO_DIFFERENCE = Difference((), 0, 0, 1.0)


@dataclass(frozen=True, slots=True)
class CaptureFacts:
    """The capture that a reading is of, as far as versions and changes need it; ``captured_at`` as the archive writes it."""

    id: int
    page_id: int
    run_id: int
    captured_at: str
    body_hash: str | None
    source_id: str
    url: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row of ``changes``; the fields are its columns."""

    article_id: int
    kind: ChangeKind
    run_id: int
    detected_at: str
    significance: Significance = Significance.SUBSTANCE
    before_version_id: int | None = None
    after_version_id: int | None = None
    attachment_version_id: int | None = None
    previous_article_id: int | None = None
    chars_added: int = 0
    chars_removed: int = 0
    similarity: float | None = None
    is_technical: bool = False
    difference_hash: str | None = None
    held: bool = False


def text_hash(text: str) -> str:
    """Return the sha-256 of a text's UTF-8 in hex; every stored text has its own beside it."""
    return hashlib.sha256(text.encode()).hexdigest()


def difference_hash(difference: Difference, fields: Mapping[str, tuple[str, str]]) -> str:
    """Return what is the same for two edits that change the same words and facts, in whichever spelling, and for no others."""
    hunks = [[comparable(fold.plain(text)) for text in (hunk.before, hunk.after)] for hunk in difference.hunks]
    return text_hash(json.dumps([hunks, sorted(fields.items())]))


def record_change(archive: Archive, change: ChangeRow) -> int:
    """Write a change and return its id."""
    return insert(archive, "changes", asdict(change))


def insert(archive: Archive, table: str, values: dict[str, object]) -> int:
    """Insert one row, given by column, and return its id."""
    columns = ", ".join(values)
    places = ", ".join(f":{column}" for column in values)
    return int(archive.db.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", values).lastrowid or 0)
