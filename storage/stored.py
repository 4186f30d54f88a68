"""Captures as the archive gives them back for reading, with their bodies."""

from collections.abc import Sequence
from typing import Any

from planwatch.records import PageKind, StoredCapture
from storage.archive import Archive
from storage.times import moment

# Bodies held at once; 64 MiB is one attachment of the largest size that is kept, or a batch of 400 pages of 160 KB.
BATCH_BYTES = 64 << 20
NOT_MODIFIED, WHOLE = 304, 200

_SELECT = """
SELECT captures.id, captures.page_id, captures.run_id, pages.source_id, pages.url, pages.kind, captures.captured_at,
    captures.status, captures.network_error, captures.media_type, captures.charset, captures.redirected_to,
    captures.body_hash, captures.pruned_at, pages.link_text
FROM captures JOIN pages ON pages.id = captures.page_id
"""


def load(archive: Archive, condition: str, parameters: Sequence[Any], limit: int) -> list[StoredCapture]:
    """Return the captures that meet a condition (SQL after WHERE, with its order), at most ``limit`` and about 64 MiB of them.

    A 304 comes as the whole answer it stands for: it says the same.
    """
    found: list[StoredCapture] = []
    held = 0
    for row in archive.db.execute(f"{_SELECT} WHERE {condition} LIMIT ?", [*parameters, limit]).fetchall():
        found.append(_stored(archive, row))
        held += len(found[-1].body or b"")
        if held > BATCH_BYTES:
            break
    return found


def _stored(archive: Archive, row: tuple[Any, ...]) -> StoredCapture:
    (capture_id, page_id, run_id, source_id, url, kind, captured_at, status, network_error, *rest) = row
    media_type, charset, redirected_to, body_hash, pruned_at, link_text = rest
    body = archive.bodies.read(body_hash) if body_hash and not pruned_at else None
    return StoredCapture(
        id=capture_id,
        page_id=page_id,
        run_id=run_id,
        source_id=source_id,
        url=url,
        kind=PageKind(kind),
        captured_at=moment(captured_at),
        status=WHOLE if status == NOT_MODIFIED and body is not None else status,
        network_error=network_error,
        media_type=media_type,
        charset=charset,
        redirected_to=redirected_to,
        body_hash=body_hash,
        body=body,
        link_text=link_text,
    )
