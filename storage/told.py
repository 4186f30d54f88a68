"""What was told, to whom, and whether it arrived. Kept through a rebuild, so that nothing is mailed twice."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planwatch.records import DeliveryState
from storage.archive import Archive
from storage.facts import insert
from storage.times import moment, stamp

_DELIVERIES = """
SELECT deliveries.id, digests.id, digests.run_id, deliveries.recipient, deliveries.message_id, deliveries.state,
    deliveries.attempts, deliveries.last_error, digests.language, digests.subject, digests.text, digests.html, digests.created_at,
    deliveries.updated_at
FROM deliveries JOIN digests ON digests.id = deliveries.digest_id
WHERE deliveries.state IN (SELECT value FROM json_each(?)) ORDER BY deliveries.id
"""
_WAITING = (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.UNCERTAIN)


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One thing that a digest tells. Its key stays the same through a rebuild, so it holds no row id, but the recipient."""

    key: str
    section: str
    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that has not surely arrived. ``sending`` means that the last sender died half-way.

    ``message_id`` never changes, so that a mailbox can tell a second copy of the same message.
    """

    id: int
    digest_id: int
    run_id: int
    recipient: str
    message_id: str
    state: DeliveryState
    attempts: int
    last_error: str | None
    language: str
    subject: str
    text: str
    html: str
    created_at: dt.datetime
    updated_at: dt.datetime


def create_digest(
    archive: Archive,
    run_id: int,
    *,
    recipient: str,
    language: str,
    subject: str,
    text: str,
    html: str,
    items: Sequence[DigestItem],
    message_id: str,
    created_at: dt.datetime,
) -> int:
    """Keep a digest, what it tells and its pending delivery in one transaction; return the digest's id.

    A run has one digest for a recipient: a second one is not kept, the first one's id is returned.
    """
    digest: dict[str, object] = {"run_id": run_id, "recipient": recipient, "language": language, "subject": subject}
    digest |= {"text": text, "html": html, "created_at": stamp(created_at)}
    digest |= {"content_hash": content_hash(subject.encode(), text.encode(), html.encode())}
    delivery: dict[str, object] = {"recipient": recipient, "message_id": message_id, "state": DeliveryState.PENDING}
    delivery |= {"attempts": 0, "updated_at": stamp(created_at)}
    with archive.atomic():
        query = "SELECT id FROM digests WHERE run_id = ? AND recipient = ?"
        known = archive.db.execute(query, [run_id, recipient]).fetchone()
        if known:
            return int(known[0])
        digest_id = insert(archive, "digests", digest)
        insert(archive, "deliveries", delivery | {"digest_id": digest_id})
        archive.db.conn.executemany(
            "INSERT OR IGNORE INTO digest_items (item_key, digest_id, section, title, url) VALUES (?, ?, ?, ?, ?)",
            [(item.key, digest_id, item.section, item.title, item.url) for item in items],
        )
    return digest_id


def content_hash(subject: bytes, text: bytes, html: bytes) -> str:
    """Return the sha-256 of a digest's subject, text and HTML (UTF-8), parted by NUL, in hex."""
    return hashlib.sha256(b"\0".join((subject, text, html))).hexdigest()


def pending(archive: Archive, states: Sequence[DeliveryState] = _WAITING) -> list[Delivery]:
    """Return the deliveries in some states, the oldest first: by default what has not surely arrived and did not fail for good."""
    return [_delivery(row) for row in archive.db.execute(_DELIVERIES, [json.dumps(states)]).fetchall()]


def counts(archive: Archive) -> dict[DeliveryState, int]:
    """Return how many deliveries of all runs stand in each state."""
    query = "SELECT state, count(*) FROM deliveries GROUP BY state"
    counted = {DeliveryState(state): count for state, count in archive.db.execute(query)}
    return {state: counted.get(state, 0) for state in DeliveryState}


def mark(archive: Archive, delivery_id: int, state: DeliveryState, error: str | None, updated_at: dt.datetime) -> None:
    """Write how a delivery stands; going over to SENDING counts as an attempt."""
    archive.db.execute(
        "UPDATE deliveries SET state = ?1, last_error = ?2, updated_at = ?3, attempts = attempts + (?1 = 'sending') WHERE id = ?4",
        [state, error, stamp(updated_at), delivery_id],
    )


def _delivery(row: tuple[Any, ...]) -> Delivery:
    *envelope, state, attempts, last_error, language, subject, text, html, created_at, updated_at = row
    delivery_id, digest_id, run_id, recipient, message_id = envelope
    return Delivery(
        id=delivery_id,
        digest_id=digest_id,
        run_id=run_id,
        recipient=recipient,
        message_id=message_id,
        state=DeliveryState(state),
        attempts=attempts,
        last_error=last_error,
        language=language,
        subject=subject,
        text=text,
        html=html,
        created_at=moment(created_at),
        updated_at=moment(updated_at),
    )
