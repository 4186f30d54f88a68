from pathlib import Path

import pytest

from crawler.tomlfile import TomlErrors
from planwatch.records import EventKind
from scheduler.config import FILE_NAME, load_config

WRONG = """[netwrk]
contact = "me"
[schedule]
nightly = "61 2 * * *"
timezone = "Mars/Base"
[network]
allow_private = ["127.0.0.1"]
requests_per_host = "one"
timeout_seconds = 0
[mail]
smtp = "smtp://user:secret@host"
sender = "nobody"
[[subscriptions]]
email = "x@@y"
language = "fr"
events = ["issued", "bogus"]
[archive]
paht = "data"
[[webhooks]]
name = "desk"
kind = "icq"
url = "ftp://hooks.example.org/token-7"
[[webhooks]]
name = "desk"
kind = "slack"
[[subscriptions]]
email = "x@@y"
[reports]
url = "javascript:alert(1)"
feed_url = "https://watch.example.org/a b"
"""


def test_every_mistake_is_told_at_once_with_its_line_and_key(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(WRONG, encoding="utf-8")

    with pytest.raises(TomlErrors) as raised:
        load_config(tmp_path)

    places = [error.removeprefix(f"{tmp_path / FILE_NAME}:").split(": ")[:2] for error in raised.value.errors]
    assert places == [
        ["1", "netwrk"],
        ["4", "schedule.nightly"],
        ["5", "schedule.timezone"],
        ["7", "network.allow_private[0]"],
        ["8", "network.requests_per_host"],
        ["9", "network.timeout_seconds"],
        ["11", "mail.smtp"],
        ["12", "mail.sender"],
        ["14", "subscriptions[0].email"],
        ["15", "subscriptions[0].language"],
        ["16", "subscriptions[0].events[1]"],
        ["18", "archive.paht"],
        ["21", "webhooks[0].kind"],
        ["22", "webhooks[0].url"],
        ["24", "webhooks[1].name"],
        ["27", "subscriptions[1].email"],
        ["27", "subscriptions[1].email"],
        ["29", "reports.url"],
        ["30", "reports.feed_url"],
    ]
    assert all("expected" in error for error in raised.value.errors)
    assert "secret" not in str(raised.value)
    assert "token-7" not in str(raised.value)


def test_the_template_of_init_holds_the_defaults(tmp_path: Path) -> None:
    template = Path(__file__).parents[2] / "scheduler" / "templates" / FILE_NAME
    (tmp_path / FILE_NAME).write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
    written = load_config(tmp_path)
    (tmp_path / FILE_NAME).write_text("", encoding="utf-8")

    assert written == load_config(tmp_path)


def test_the_archive_lies_beside_the_file_and_a_subscription_is_read(tmp_path: Path) -> None:
    text = '[archive]\npath = "data"\n[[subscriptions]]\nemail = "a@b"\nevents = ["issued"]\n'
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")

    config = load_config(tmp_path)

    assert config.archive == tmp_path / "data"
    assert config.subscriptions[0].events == (EventKind.ISSUED,)
    assert config.mail is None
