"""The mail of a run: composed once for each subscription, then delivered until it has arrived."""

import hashlib
from datetime import datetime

from planwatch.records import DeliveryState, MailRules, Subscription
from reports import digest, mail
from scheduler.config import Config
from storage import told
from storage.archive import Archive

ID_DIGITS = 24  # hex digits of a hash: enough that no two messages of an archive ever share an id


def compose(archive: Archive, config: Config, run_id: int, now: datetime) -> None:
    """Keep the run's digest for each subscription, with its delivery pending; one that is there already stays."""
    for subscription in config.subscriptions:
        made = digest.build(archive, run_id, subscription, config.timezone)
        told.create_digest(
            archive,
            run_id,
            recipient=subscription.email,
            language=subscription.language,
            subject=made.subject,
            text=made.text,
            html=made.html,
            items=made.items,
            message_id=message_id(config, run_id, subscription, now),
            created_at=now,
        )


def message_id(config: Config, run_id: int, subscription: Subscription, now: datetime) -> str:
    """Return the Message-ID that a digest keeps for ever."""
    words = f"{run_id} {subscription.email} {now.isoformat()}"
    host = mail.address(sender(config)).domain
    return f"<planwatch.run{run_id}.{hashlib.sha256(words.encode()).hexdigest()[:ID_DIGITS]}@{host}>"


def sender(config: Config) -> str:
    """Return the address that mail comes from."""
    return (config.mail or MailRules()).sender


def deliver(archive: Archive, config: Config, now: datetime) -> int:
    """Send what has not arrived yet, of this run and of earlier ones; return how many messages still have not."""
    missing, waiting = 0, told.pending(archive)
    try:
        password = config.smtp_password
    except OSError as error:
        for delivery in waiting:
            told.mark(archive, delivery.id, delivery.state, f"the password's file cannot be read ({error})", now)
        return len(waiting)
    for delivery in waiting:
        told.mark(archive, delivery.id, DeliveryState.SENDING, None, now)
        message = mail.message(delivery, sender(config), config.timezone)
        outcome = mail.deliver(message, config.mail, config.outbox, password)
        told.mark(archive, delivery.id, outcome.state, outcome.error, now)
        missing += outcome.state is not DeliveryState.SENT
    return missing
