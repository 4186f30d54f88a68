"""The mail of a night over real SMTP: kept while the server is down, sent once when it is back."""

import socket
from email.message import EmailMessage, Message
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler

from scheduler.demo.server import serve
from tests.scheduler.homes import declaration, night, planwatch, rows, write_home

SUBSCRIBERS = (
    '[[subscriptions]]\nemail = "desk@example.org"\n[[subscriptions]]\nemail = "analyst@example.org"\nlanguage = "en"\n'
)


class Box(MessageHandler):
    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.mails: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.mails.append(message)


@pytest.fixture
def box() -> Box:
    return Box()


def test_mail_waits_for_its_server_and_is_sent_once(tmp_path: Path, box: Box) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    mail = (
        f'[mail]\nsmtp = "smtp://127.0.0.1:{port}"\nstarttls = false\nsender = "planwatch@example.org"\n{SUBSCRIBERS}'
    )
    with serve() as world:
        url = world.base_urls["chengling_daily"]
        write_home(tmp_path, [url], {"daily": declaration(url, ["/kj/"], "news")}, mail)
        down = night(tmp_path, "2026-11-03T02:00:00+08:00")
        waiting = rows(tmp_path, "SELECT state, attempts FROM deliveries")
        with_server = Controller(box, hostname="127.0.0.1", port=port)
        with_server.start()
        try:
            world.night = 2
            up = night(tmp_path, "2026-11-04T02:00:00+08:00")
            again = planwatch(tmp_path, "digest", "--send")
        finally:
            with_server.stop()

    assert (down.returncode, waiting) == (1, [("pending", 1), ("pending", 1)])
    assert "2 messages could not be delivered" in down.stderr
    assert (up.returncode, again.returncode) == (0, 0)
    assert rows(tmp_path, "SELECT DISTINCT state FROM deliveries") == [("sent",)]
    assert len(box.mails) == 4
    assert len({mail["Message-ID"] for mail in box.mails}) == 4
    assert {mail["To"] for mail in box.mails} == {"desk@example.org", "analyst@example.org"}
