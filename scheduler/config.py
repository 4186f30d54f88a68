"""planwatch.toml: the one file in which a user says where, when and to whom."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crawler.tomlfile import Problem, leaves, load
from planwatch.records import CLOSED, MailRules, NetworkRules, Subscription
from reports.html import link
from reports.mail import address
from reports.webhooks import KINDS, Post, Webhook
from scheduler.cron import trigger

FILE_NAME = "planwatch.toml"
SOURCES_FOLDER = "sources"
OUTBOX_FOLDER = "outbox"
PASSWORD_VARIABLE = "PLANWATCH_SMTP_PASSWORD"  # noqa: S105 - the variable's name, not a password
PASSWORD_FILE_VARIABLE = "PLANWATCH_SMTP_PASSWORD_FILE"  # noqa: S105 - as systemd and Docker hand secrets over
# PLANWATCH_WEBHOOK_<NAME>_URL and _SECRET, the name in capitals.
HOOK_VARIABLE = "PLANWATCH_WEBHOOK"
LANGUAGES = ("zh", "en")
HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class ArchiveTable:
    """The [archive] table: the folder of the two databases, from planwatch.toml's own folder; the megabytes that must be free."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    path: str = "."
    min_free_mb: int = 1000


@dataclass(frozen=True, slots=True)
class ScheduleTable:
    """The [schedule] table: a five-field cron expression and the zone it is meant in."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    nightly: str = "0 2 * * *"
    timezone: str = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class ReportsTable:
    """The [reports] table: where the archive is served, for what a mail has no room for, and where its feed is published."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    url: str | None = None
    feed_url: str | None = None


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """The whole of planwatch.toml, as written."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    archive: ArchiveTable = field(default_factory=ArchiveTable)
    network: NetworkRules = field(default_factory=NetworkRules)
    schedule: ScheduleTable = field(default_factory=ScheduleTable)
    mail: MailRules | None = None
    reports: ReportsTable = field(default_factory=ReportsTable)
    subscriptions: tuple[Subscription, ...] = ()
    webhooks: tuple[Webhook, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one home folder, checked; paths are absolute."""

    home: Path
    archive: Path
    min_free_mb: int
    network: NetworkRules
    nightly: str
    timezone: str
    mail: MailRules | None
    subscriptions: tuple[Subscription, ...]
    webhooks: tuple[Webhook, ...] = ()
    reports: ReportsTable = field(default_factory=ReportsTable)

    @property
    def readers(self) -> tuple[Subscription, ...]:
        """Return everybody who is told: the mail addresses, and each webhook under its name."""
        return (*self.subscriptions, *(hook.subscription for hook in self.webhooks))

    def post(self, recipient: str) -> Post:
        """Return where a webhook's digest goes; LookupError for one that is declared no more or has no address."""
        hook = next((hook for hook in self.webhooks if hook.subscription.email == recipient), None)
        if hook is None:
            message = f"there is no {recipient} in {FILE_NAME} any more"
            raise LookupError(message)
        variable = f"{HOOK_VARIABLE}_{re.sub(r'[^A-Z0-9]+', '_', hook.name.upper())}"
        url = hook.url or os.environ.get(f"{variable}_URL", "")
        if not url or webhook_problem(url):
            message = f"{recipient} has no address; expected it as url in {FILE_NAME}, or in the environment as {variable}_URL"
            raise LookupError(message)
        return Post(hook.kind, url, os.environ.get(f"{variable}_SECRET"))

    @property
    def sources(self) -> Path:
        """Return the folder of the user's own declarations."""
        return self.home / SOURCES_FOLDER

    @property
    def outbox(self) -> Path:
        """Return the folder that takes messages as files where no [mail] is configured."""
        return self.home / OUTBOX_FOLDER

    @property
    def smtp_password(self) -> str | None:
        """Return the password of the mail server, from the environment or the file that it names; OSError where that cannot be read."""
        file = os.environ.get(PASSWORD_FILE_VARIABLE)
        if file and not os.environ.get(PASSWORD_VARIABLE):
            return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
        return os.environ.get(PASSWORD_VARIABLE)


def load_config(home: Path) -> Config:
    """Return the settings of a home folder; TomlErrors names every fault with file, line and key."""
    written = load(home / FILE_NAME, ConfigFile, faults)
    return Config(
        home=home,
        archive=(home / written.archive.path).resolve(),
        min_free_mb=written.archive.min_free_mb,
        network=written.network,
        nightly=written.schedule.nightly,
        timezone=written.schedule.timezone,
        mail=written.mail,
        subscriptions=written.subscriptions,
        webhooks=written.webhooks,
        reports=written.reports,
    )


def faults(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield (key, what is wrong and what was expected) of each value that has the right type and makes no sense."""
    for key, value in leaves(data):
        check = CHECKS.get(tuple(part for part in key if isinstance(part, str)))
        problem = check(value) if check else None
        if problem:
            yield key, problem
    yield from _twice(data, "subscriptions", "email")
    yield from _twice(data, "webhooks", "name")


def _twice(data: Mapping[str, Any], table: str, name: str) -> Iterator[Problem]:
    """Yield each reader that is named twice: a run has one digest for each, and the second would never be told."""
    seen: set[str] = set()
    entries = data.get(table)
    for place, entry in enumerate(entries if isinstance(entries, list) else ()):
        value = entry.get(name) if isinstance(entry, dict) else None
        if isinstance(value, str):
            if value in seen:
                yield (table, place, name), f"{value!r} is there twice, expected one [[{table}]] for each"
            seen.add(value)


def _cron(value: Any) -> str | None:
    try:
        trigger(str(value))
    except ValueError as error:
        return f"{value!r} is no cron expression ({error}), expected five fields like '0 2 * * *'"
    return None


def _zone(value: Any) -> str | None:
    try:
        ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f"{value!r} is no time zone, expected a name like 'Asia/Shanghai'"
    return None


def _origin(value: Any) -> str | None:
    host, _, port = str(value).rpartition(":")
    if host and port.isdecimal() and 0 < int(port) <= HIGHEST_PORT:
        return None
    return f"{value!r} is no origin, expected host:port like '127.0.0.1:8899'"


def _positive(value: Any) -> str | None:
    return f"{value!r} is too little, expected more than 0" if isinstance(value, int | float) and value <= 0 else None


def _not_negative(value: Any) -> str | None:
    return f"{value!r} is too little, expected 0 or more" if isinstance(value, int) and value < 0 else None


def _smtp(value: Any) -> str | None:
    try:
        parts = urlsplit(str(value))
        password = parts.password
    except ValueError:
        return "no mail server's address, expected smtp://user@host:587 or smtps://user@host"
    if password is not None:
        return f"holds a password, expected it in the environment as {PASSWORD_VARIABLE}"
    if parts.scheme in {"smtp", "smtps"} and parts.hostname:
        return None
    return f"{value!r} is no mail server's address, expected smtp://user@host:587 or smtps://user@host"


def _address(value: Any) -> str | None:
    try:
        address(str(value))
    except ValueError as error:
        return f"{error}, expected name@host"
    return None


def webhook_problem(value: Any) -> str | None:
    """Return what is wrong with a webhook's address, without quoting it: it is a secret."""
    try:
        parts = urlsplit(str(value))
        named = parts.scheme == "https" or parts.hostname in {"127.0.0.1", "localhost", "::1"}
    except ValueError:
        named = False
    return (
        None
        if named and parts.hostname and parts.scheme in {"http", "https"}
        else "is no address of a webhook, expected https://…"
    )


def _web(value: Any) -> str | None:
    return None if link(str(value)) == value else f"{value!r} is no web address, expected https://…"


def _kind(value: Any) -> str | None:
    return None if value in KINDS else f"{value!r} is unknown, expected one of {', '.join(KINDS)}"


def _language(value: Any) -> str | None:
    return None if value in LANGUAGES else f"{value!r} is unknown, expected 'zh' or 'en'"


CHECKS: dict[tuple[str, ...], Callable[[Any], str | None]] = {
    ("archive", "min_free_mb"): _not_negative,
    ("schedule", "nightly"): _cron,
    ("schedule", "timezone"): _zone,
    ("network", "allow_private"): _origin,
    ("network", "requests_per_host"): _positive,
    ("network", "timeout_seconds"): _positive,
    ("mail", "smtp"): _smtp,
    ("mail", "sender"): _address,
    ("reports", "url"): _web,
    ("reports", "feed_url"): _web,
    ("subscriptions", "email"): _address,
    ("subscriptions", "language"): _language,
    ("webhooks", "kind"): _kind,
    ("webhooks", "language"): _language,
    ("webhooks", "url"): webhook_problem,
}
