"""Mail: one message of a digest, and its delivery by SMTP or as a file; the only place that knows smtplib."""

import hashlib
import os
import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr, parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from planwatch.records import DeliveryState, MailRules
from planwatch.text import TITLE_LIMIT, clean_line
from reports.words import words
from storage.told import Delivery

# A server that does not answer within a minute will not within the night's mail; the next run tries again.
TIMEOUT_SECONDS = 60.0
PORTS = {"smtp": 587, "smtps": 465}
ACCEPTED = (250, 251)  # RFC 5321, 4.2.3: done; done, and will be forwarded
PERMANENT = 500
NAME_LIMIT = 80  # characters of a recipient in a file's name; file systems take 255 bytes
ERROR_LIMIT = 300  # a server's answer is kept as a line, not as a page
_UNSAFE = re.compile(r"[^A-Za-z0-9.@_-]+")
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f-\U0010ffff]+@[A-Za-z0-9.-]+")
LIST_ID = "planwatch digest <digest.planwatch.invalid>"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a delivery ended, and why where it did not arrive.

    SENT; PENDING: surely not delivered, worth another try; FAILED: refused for good; UNCERTAIN: may have arrived.
    """

    state: DeliveryState
    error: str | None = None


def address(text: str) -> Address:
    """Return an address, with or without a name, as a header holds it; ValueError for what is none or not ASCII."""
    cleaned = clean_line(text)
    name, spec = parseaddr(cleaned)
    if not _ADDRESS.fullmatch(spec) or not (name or cleaned in {spec, f"<{spec}>"}):
        message = f"{text!r} is no mail address, expected name@host"
        raise ValueError(message)
    return Address(display_name=name, addr_spec=spec)


def message(delivery: Delivery, sender: str, timezone: str = "UTC") -> EmailMessage:
    """Return the message of a digest to one recipient: text first, then HTML; its date is the digest's, not that of the sending.

    Headers are cleaned of line ends and unseen characters. ValueError for an address that is none.
    """
    mail = EmailMessage()
    mail["From"] = address(sender)
    mail["To"] = address(delivery.recipient)
    mail["Subject"] = clean_line(delivery.subject, TITLE_LIMIT)
    mail["Date"] = format_datetime(delivery.created_at.astimezone(ZoneInfo(timezone)))
    mail["Message-ID"] = clean_line(delivery.message_id)
    mail["List-Id"] = LIST_ID
    mail["Auto-Submitted"] = "auto-generated"
    # Exchange knows its own header alone: no notes of absence in answer to a digest.
    mail["X-Auto-Response-Suppress"] = "All"
    # base64 passes every server, also one without 8BITMIME, and has no line above 998 bytes.
    mail.set_content(delivery.text, cte="base64")
    mail.add_alternative(delivery.html, subtype="html", cte="base64")
    # Set last: setting the content takes the headers of an earlier content away.
    mail["Content-Language"] = words(delivery.language)["lang"]
    return mail


def deliver(mail: EmailMessage, rules: MailRules | None, outbox: Path, password: str | None = None) -> Outcome:
    """Send a message by the rules' server, or write it into ``outbox`` where they name none; a fault is told, not raised."""
    if rules is None or rules.smtp is None:
        return _write(mail, outbox)
    try:
        server = _connect(rules, rules.smtp, password)
    except (OSError, smtplib.SMTPException) as error:
        return Outcome(DeliveryState.PENDING, _not_let_in(error))
    try:
        return _send(server, mail)
    finally:
        _leave(server)


def try_login(rules: MailRules, password: str | None = None) -> str | None:
    """Return why no mail could be handed to the rules' server now, None where it could; nothing is sent."""
    if rules.smtp is None:
        return None
    try:
        _leave(_connect(rules, rules.smtp, password))
    except (OSError, smtplib.SMTPException) as error:
        return _not_let_in(error)
    return None


def _connect(rules: MailRules, server_url: str, password: str | None) -> smtplib.SMTP:
    """Return an open, encrypted (where the rules ask for it) and logged-in connection."""
    parts = urlsplit(server_url)
    if parts.scheme not in PORTS or not parts.hostname:
        message = "the mail server's address is wrong, expected smtp://user@host:587 or smtps://user@host:465"
        raise smtplib.SMTPException(message)
    if parts.username and password is None:
        message = "the mail server's user needs a password in the environment, PLANWATCH_SMTP_PASSWORD"
        raise smtplib.SMTPException(message)
    port = parts.port or PORTS[parts.scheme]
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            parts.hostname, port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(parts.hostname, port, timeout=TIMEOUT_SECONDS)
    try:
        if rules.starttls and parts.scheme == "smtp":
            server.starttls(context=ssl.create_default_context())
        if parts.username and password is not None:
            server.login(unquote(parts.username), password)
    except BaseException:
        server.close()
        raise
    return server


def _not_let_in(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        # The server's words are left out: some echo what they were sent.
        return f"the mail server refused the log-in (answer {error.smtp_code})"
    return _said("no connection to the mail server", error)


def _leave(server: smtplib.SMTP) -> None:
    """End a connection; what was to be done is decided by now, so how the server takes it changes nothing."""
    with suppress(OSError, smtplib.SMTPException):
        server.quit()
    server.close()


def _send(server: smtplib.SMTP, mail: EmailMessage) -> Outcome:
    """Hand a message over; only a loss between its text and the server's answer leaves it uncertain."""
    sender, recipient = (parseaddr(str(mail[name]))[1] for name in ("From", "To"))
    try:
        server.ehlo_or_helo_if_needed()
        for step, command in (("sender", server.mail), ("recipient", server.rcpt)):
            code, answer = command(sender if step == "sender" else recipient)
            if code not in ACCEPTED:
                return _refused(step, code, answer)
    except (OSError, smtplib.SMTPException) as error:
        return Outcome(DeliveryState.PENDING, _said("the mail server left", error))
    try:
        code, answer = server.data(mail.as_bytes(policy=SMTP))
    except smtplib.SMTPDataError as error:
        return _refused("text", error.smtp_code, error.smtp_error)
    except (OSError, smtplib.SMTPException) as error:
        return Outcome(DeliveryState.UNCERTAIN, _said("the mail server left before it answered to the text", error))
    return Outcome(DeliveryState.SENT) if code in ACCEPTED else _refused("text", code, answer)


def _refused(step: str, code: int, answer: bytes | str) -> Outcome:
    """Return a refusal: an answer below 500 asks to be tried again (RFC 5321, 4.2.1)."""
    state = DeliveryState.FAILED if code >= PERMANENT else DeliveryState.PENDING
    return Outcome(state, _said(f"the mail server refused the {step}", code, answer))


def _write(mail: EmailMessage, outbox: Path) -> Outcome:
    """Write a message as a whole file or not at all; the same message again replaces its file."""
    target = outbox / file_name(mail)
    begun = target.with_name(f"{target.name}.part")  # one name, so that the next try replaces what a killed one left
    try:
        outbox.mkdir(parents=True, exist_ok=True)
        with begun.open("wb") as part:
            part.write(mail.as_bytes(policy=SMTP))
            part.flush()
            os.fsync(part.fileno())
        begun.replace(target)
    except OSError as error:
        return Outcome(DeliveryState.PENDING, _said(f"{target} could not be written", error))
    return Outcome(DeliveryState.SENT)


def file_name(mail: EmailMessage) -> str:
    """Return the name of a message's file: its day and recipient in plain characters, and a part of its Message-ID's hash."""
    day = parsedate_to_datetime(str(mail["Date"])).date()
    recipient = _UNSAFE.sub("_", str(mail["To"]))[:NAME_LIMIT]
    return f"{day}-{recipient}-{hashlib.sha256(str(mail['Message-ID']).encode()).hexdigest()[:12]}.eml"


def _said(what: str, *why: object) -> str:
    """Return an error in one line; a server's answer is bytes from outside."""
    words = [part.decode("utf-8", "replace") if isinstance(part, bytes) else str(part) for part in why]
    return clean_line(f"{what}: {' '.join(words)}", ERROR_LIMIT)
