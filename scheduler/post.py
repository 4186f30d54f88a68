"""The mail of a run: composed once for each subscription, then delivered until it has arrived."""

import hashlib
from datetime import datetime, timedelta

from planwatch.records import DeliveryState, Issue, Level, MailRules, Subscription
from reports import digest, mail, webhooks
from scheduler.config import Config
from storage import told
from storage.archive import Archive
from storage.told import Delivery

ID_DIGITS = 24  # hex digits of a hash: enough that no two messages of an archive ever share an id
# What a message waits after its tries: a grey-listing server wants minutes, one that is down is up again in hours (RFC 5321,
# 4.5.4.1: half an hour, then longer).
WAITS = (timedelta(0), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(hours=12))
PATIENCE = timedelta(days=7)  # RFC 5321 gives up after 4 to 5 days; a week holds a long weekend


def compose(archive: Archive, config: Config, run_id: int, now: datetime) -> None:
    """Keep the run's digest for each subscription, with its delivery pending; one that is there already stays."""
    for subscription in config.readers:
        made = digest.build(archive, run_id, subscription, config.timezone, config.reports.url)
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


def deliver(archive: Archive, config: Config, now: datetime, *, only_due: bool = False) -> int:
    """Send what has not arrived yet, of this run and of earlier ones; return how many messages still have not.

    With ``only_due`` a message is left alone until its wait is over: each failed try makes that longer.
    """
    missing, waiting = 0, told.pending(archive)
    try:
        password = config.smtp_password
    except OSError as error:
        for delivery in waiting:
            told.mark(archive, delivery.id, delivery.state, f"the password's file cannot be read ({error})", now)
        return len(waiting)
    for delivery in waiting:
        if only_due and not is_due(delivery, now):
            missing += 1
            continue
        told.mark(archive, delivery.id, DeliveryState.SENDING, None, now)
        outcome = _hand_over(delivery, config, password)
        if outcome.state is DeliveryState.PENDING and now - delivery.created_at > PATIENCE:
            outcome = mail.Outcome(DeliveryState.FAILED, f"given up after {PATIENCE.days} days: {outcome.error}")
        told.mark(archive, delivery.id, outcome.state, outcome.error, now)
        missing += outcome.state is not DeliveryState.SENT
    return missing


def _hand_over(delivery: Delivery, config: Config, password: str | None) -> mail.Outcome:
    """Send one message, by mail or to its webhook."""
    if delivery.recipient.startswith(webhooks.PREFIX):
        try:
            post = config.post(delivery.recipient)
        except LookupError as error:
            return mail.Outcome(DeliveryState.PENDING, str(error.args[0]))
        return webhooks.deliver(delivery, post)
    message = mail.message(delivery, sender(config), config.timezone)
    return mail.deliver(message, config.mail, config.outbox, password)


def is_due(delivery: Delivery, now: datetime) -> bool:
    """Return whether a message is tried now: never tried, its wait over, or the clock gone back behind its last try."""
    wait = WAITS[min(delivery.attempts, len(WAITS) - 1)]
    return now - delivery.updated_at >= wait or now < delivery.updated_at


def undelivered(archive: Archive, run_id: int, since: datetime) -> Issue | None:
    """Return the problem that mail of runs before this one has not arrived, or was given up since a moment; None where all is well."""
    late = [delivery for delivery in told.pending(archive) if delivery.run_id < run_id]
    failed = [
        delivery
        for delivery in told.pending(archive, [DeliveryState.FAILED])
        if since <= delivery.updated_at and delivery.run_id < run_id
    ]
    if not late and not failed:
        return None
    reason = (late + failed)[-1].last_error or "the last try was interrupted"
    message = f"{len(late)} messages of earlier runs have not arrived yet, {len(failed)} were refused for good; for example: {reason}"
    # What waits is tried again tonight, and counts then if it does not leave.
    return Issue(Level.WARNING if failed else Level.NOTE, "mail_undelivered", message)
