"""Mail over real SMTP servers, and as files where there is none."""

import datetime as dt
import email
import email.policy
import socket
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from planwatch.records import DeliveryState, MailRules
from reports.mail import deliver, file_name, message
from storage.told import Delivery

SECRET = "geheim-7"  # noqa: S105  made for these tests


def delivery(subject: str = "规划日报 2026-11-22：新规划1", recipient: str = "analyst@example.org") -> Delivery:
    return Delivery(
        id=1,
        digest_id=1,
        run_id=3,
        recipient=recipient,
        message_id="<3.abc@planwatch.example>",
        state=DeliveryState.PENDING,
        attempts=0,
        last_error=None,
        language="zh",
        subject=subject,
        text="新规划\n" + "很长的一行" * 400,
        html="<p>新规划</p>",
        created_at=dt.datetime(2026, 11, 21, 18, tzinfo=dt.UTC),
        updated_at=dt.datetime(2026, 11, 21, 18, tzinfo=dt.UTC),
    )


class Mailbox:
    """Keeps what arrives; refuses who is called refused, puts off who is called later."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    async def handle_RCPT(self, *said: Any) -> str:  # noqa: N802  aiosmtpd's name
        _, _, envelope, address, _ = said
        if address.startswith("refused"):
            return "550 no such user"
        if address.startswith("later"):
            return "451 greylisted"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, *said: Any) -> str:  # noqa: N802  aiosmtpd's name
        self.envelopes.append(said[2])
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, MailRules]]:
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield box, MailRules(smtp=f"smtp://127.0.0.1:{port}", starttls=False, sender="规划 <planwatch@example.org>")
    finally:
        server.stop()


def sent(mail: EmailMessage, rules: MailRules, password: str | None = None) -> tuple[DeliveryState, str | None]:
    outcome = deliver(mail, rules, Path("/nowhere"), password)
    return outcome.state, outcome.error


def test_a_message_arrives_once_with_its_text_first(mailbox: tuple[Mailbox, MailRules]) -> None:
    box, rules = mailbox

    assert sent(message(delivery(), rules.sender), rules) == (DeliveryState.SENT, None)

    (envelope,) = box.envelopes
    content = envelope.content
    assert isinstance(content, bytes)
    arrived = email.message_from_bytes(content, policy=email.policy.default)
    assert [part.get_content_type() for part in arrived.iter_parts()] == ["text/plain", "text/html"]
    assert arrived["Subject"] == "规划日报 2026-11-22：新规划1"
    assert arrived["Date"] == "Sat, 21 Nov 2026 18:00:00 +0000"
    assert arrived["Message-ID"] == "<3.abc@planwatch.example>"
    assert arrived["List-Id"]
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["Content-Language"] == "zh-Hans"
    assert max(map(len, content.splitlines())) < 200


def test_a_refused_recipient_is_failed_and_a_greylisted_one_is_tried_again(mailbox: tuple[Mailbox, MailRules]) -> None:
    box, rules = mailbox
    refused = message(delivery(recipient="refused@example.org"), rules.sender)
    later = message(delivery(recipient="later@example.org"), rules.sender)

    assert sent(refused, rules) == (DeliveryState.FAILED, "the mail server refused the recipient: 550 no such user")
    assert sent(later, rules)[0] is DeliveryState.PENDING
    assert not box.envelopes


def test_a_server_without_starttls_gets_nothing_where_the_rules_want_it(mailbox: tuple[Mailbox, MailRules]) -> None:
    box, rules = mailbox
    strict = MailRules(smtp=rules.smtp, starttls=True)
    state, error = sent(message(delivery(), rules.sender), strict)

    assert state is DeliveryState.PENDING
    assert error is not None
    assert "STARTTLS" in error
    assert not box.envelopes


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (["220 hello", "250 hello", "250 OK", "250 OK", "354 go on"], DeliveryState.UNCERTAIN),
        (["220 hello", "250 hello", "250 OK", "250 OK", "354 go on", "554 spam"], DeliveryState.FAILED),
        (["220 hello", "250 hello", "250 OK", "250 OK", "452 full"], DeliveryState.PENDING),
        (["220 hello", "250 hello", "250 OK"], DeliveryState.PENDING),
        (["220 hello", "250 hello", "553 bad sender"], DeliveryState.FAILED),
        (["220 hello", "250-hello\r\n250 AUTH PLAIN", f"535 {SECRET}"], DeliveryState.PENDING),
    ],
)
def test_a_server_that_stops_half_way(answers: list[str], state: DeliveryState) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=answer, args=(listener, answers))
        server.start()
        user = "user@" if SECRET in answers[-1] else ""
        rules = MailRules(smtp=f"smtp://{user}127.0.0.1:{listener.getsockname()[1]}", starttls=False)
        found, error = sent(message(delivery(), "planwatch@example.org"), rules, SECRET)
        server.join()

    assert found is state
    assert error is not None
    assert SECRET not in error


def answer(listener: socket.socket, answers: list[str]) -> None:
    """Give each answer after one line of the client (after the whole text, where the last one was 354), then hang up."""
    connection, _ = listener.accept()
    with connection, connection.makefile("rb") as lines:
        for number, words in enumerate(answers):
            if number:
                ends = b".\r\n" if answers[number - 1].startswith("354") else b""
                while (line := lines.readline()) and ends and line != ends:
                    pass
            connection.sendall(f"{words}\r\n".encode())
        connection.shutdown(socket.SHUT_WR)
        lines.read()


def test_a_server_that_is_not_there_and_a_missing_password_are_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    mail = message(delivery(), "planwatch@example.org")

    assert sent(mail, MailRules(smtp=f"smtp://127.0.0.1:{port}"))[0] is DeliveryState.PENDING
    assert "PLANWATCH_SMTP_PASSWORD" in str(sent(mail, MailRules(smtp=f"smtp://me@127.0.0.1:{port}"))[1])


@pytest.mark.parametrize("rules", [None, MailRules()])
def test_without_a_server_each_message_is_one_file(tmp_path: Path, rules: MailRules | None) -> None:
    mail = message(delivery(recipient="a+b@example.org"), "planwatch@example.org")
    outbox = tmp_path / "outbox"

    assert deliver(mail, rules, outbox).state is DeliveryState.SENT
    assert deliver(mail, rules, outbox).state is DeliveryState.SENT

    (file,) = outbox.iterdir()
    assert file.name.startswith("2026-11-21-a_b@example.org-")
    assert file.suffix == ".eml"
    read = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert read["To"] == "a+b@example.org"


def test_what_a_killed_try_left_of_a_file_is_replaced(tmp_path: Path) -> None:
    mail = message(delivery(), "planwatch@example.org")
    left = tmp_path / f"{file_name(mail)}.part"
    left.write_bytes(b"half a mess")

    assert deliver(mail, None, tmp_path).state is DeliveryState.SENT

    (file,) = tmp_path.iterdir()
    assert file.read_bytes() == mail.as_bytes(policy=SMTP)


def test_an_outbox_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file, no folder")

    assert deliver(message(delivery(), "p@example.org"), None, tmp_path / "outbox").state is DeliveryState.PENDING


def test_a_hostile_subject_adds_no_header() -> None:
    mail = message(delivery(subject="规划\r\nBcc: evil@example.org\u2028X: 1\u202e" + "长" * 500), "p@example.org")

    assert mail["Bcc"] is None
    assert mail["X"] is None
    assert "\n" not in mail["Subject"]
    assert len(mail["Subject"]) <= 200
    assert "\nBcc:" not in mail.as_string()


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b@c", "a b@c.example", "a@b.example\r\nBcc: c@d.example", "规划@例.example"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="is no mail address"):
        message(delivery(recipient=address), "p@example.org")
