"""What could keep tonight's run from working, looked for by day: each check yields findings, and none changes anything."""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from planwatch.records import DeliveryState, PageKind, RunStatus, Source
from reports.mail import try_login
from scheduler.config import PASSWORD_FILE_VARIABLE, Config
from scheduler.cron import trigger
from scheduler.health import READABLE
from scheduler.lock import holder
from scheduler.room import free, lacking
from scheduler.trial import trial
from storage import queries, told
from storage.archive import MAIN_FILE, Archive, ArchiveError, exists
from storage.tally import tally

# A host that was just switched on may be seconds behind what a network clock said before; more is a clock that went back.
CLOCK_SLACK = timedelta(minutes=1)
# One night that did not run may be a reboot; two in a row are a schedule that nobody starts.
MISSED_NIGHTS = 2


class Mark(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what, how it stands, and in words what is wrong and what to do."""

    mark: Mark
    what: str
    words: str


def examine(config: Config, sources: Sequence[Source], now: datetime, *, network: bool = True) -> Iterator[Finding]:
    """Yield what stands well and what does not: files, disk, clock, the last night, mail, and each enabled source's lists."""
    yield from _files(config)
    yield from _archive(config, now)
    yield from _mail(config, network=network)
    enabled = [source.id for source in sources if source.enabled]
    if not enabled:
        yield Finding(Mark.WARNING, "sources", "no source is enabled, so a night has nothing to look at")
    elif network:
        yield from _lists(config, sources, enabled)


def _files(config: Config) -> Iterator[Finding]:
    for folder in dict.fromkeys((config.home, config.archive)):
        if folder.is_dir() and os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            yield Finding(Mark.OK, "permissions", f"{folder} can be written")
        else:
            yield Finding(Mark.ERROR, "permissions", f"{folder} cannot be written by user {os.getuid()}")
    open_to_all = [path for path in _guarded(config) if path.is_file() and path.stat().st_mode & stat.S_IWOTH]
    for path in open_to_all:
        yield Finding(Mark.WARNING, "permissions", f"{path} can be written by every user of this machine")
    secret = os.environ.get(PASSWORD_FILE_VARIABLE)
    if secret and Path(secret).is_file() and Path(secret).stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        yield Finding(Mark.WARNING, "permissions", f"{secret} holds the password and can be read by every user")


def _guarded(config: Config) -> list[Path]:
    files = [config.home / "planwatch.toml", *config.archive.glob("*.db")]
    return files + sorted(config.sources.glob("*.toml")) if config.sources.is_dir() else files


def _disk(config: Config) -> Finding:
    left = free(config.archive)
    if problem := lacking(config.archive, config.min_free_mb, left):
        return Finding(Mark.ERROR, "disk", problem)
    return Finding(Mark.OK, "disk", f"{left / 1e9:,.1f} GB are free")


def _archive(config: Config, now: datetime) -> Iterator[Finding]:
    try:
        yield _disk(config)
        if not exists(config.archive):
            yield Finding(Mark.OK, "archive", f"no night has run yet: the first one makes {config.archive / MAIN_FILE}")
        elif who := holder(config.archive):
            yield Finding(Mark.OK, "archive", f"a run is under way ({who})")
        else:
            with Archive.open(config.archive, read_only=True) as archive:
                yield from _last_night(config, queries.run(archive), now)
                yield from _outbox(told.counts(archive))
    except ArchiveError as error:
        yield Finding(Mark.ERROR, "archive", str(error))


def _outbox(stuck: Mapping[DeliveryState, int]) -> Iterator[Finding]:
    failed = stuck[DeliveryState.FAILED]
    late = stuck[DeliveryState.PENDING] + stuck[DeliveryState.SENDING] + stuck[DeliveryState.UNCERTAIN]
    if failed or late:
        yield Finding(Mark.WARNING, "outbox", f"{late} messages wait to be sent, {failed} were refused for good")


def _last_night(config: Config, run: queries.Run | None, now: datetime) -> Iterator[Finding]:
    if run is None:
        return
    last = run.finished_at or run.started_at
    if now < last - CLOCK_SLACK:
        yield Finding(
            Mark.ERROR,
            "clock",
            f"it is {now:%Y-%m-%d %H:%M} UTC here, before the last night ended ({last:%Y-%m-%d %H:%M} UTC)",
        )
    else:
        yield Finding(Mark.OK, "clock", f"{now:%Y-%m-%d %H:%M} UTC, after the last night")
    mark = Mark.OK if run.status is RunStatus.DONE else Mark.WARNING
    if missed := _missed(config, last, now):
        yield Finding(
            Mark.ERROR, "last night", f"{missed} nights should have run since {last:%Y-%m-%d %H:%M} UTC, and none did"
        )
    else:
        yield Finding(mark, "last night", f"run {run.id} of {run.started_at:%Y-%m-%d %H:%M} UTC: {run.status}")


def _missed(config: Config, last: datetime, now: datetime) -> int:
    """Return how many nights the cron expression asked for since the last one, 0 below what a reboot explains."""
    rule, count, moment = trigger(config.nightly, config.timezone), 0, last
    while (due := rule.get_next_fire_time(None, moment + timedelta(seconds=1))) and due < now and count < 1000:
        count, moment = count + 1, due.astimezone(UTC)
    return count if count >= MISSED_NIGHTS else 0


def _mail(config: Config, *, network: bool) -> Iterator[Finding]:
    if not config.readers:
        yield Finding(Mark.WARNING, "mail", "nobody is subscribed, so no digest leaves")
    if config.mail is None or config.mail.smtp is None:
        yield Finding(Mark.OK, "mail", f"no mail server is named: messages become files in {config.outbox}")
        return
    try:
        problem = try_login(config.mail, config.smtp_password) if network else None
    except OSError as error:
        problem = f"the password's file cannot be read ({error})"
    if problem:
        yield Finding(Mark.ERROR, "mail", problem)
    elif network:
        yield Finding(Mark.OK, "mail", "the mail server lets us in")


def _lists(config: Config, sources: Sequence[Source], enabled: Sequence[str]) -> Iterator[Finding]:
    """Yield how the lists of each source answer: robots.txt, certificates, addresses and layouts, as a night would see them."""
    with trial(config, sources, enabled, lambda *_: None, budget=0) as seen:
        counted = tally(seen.archive, seen.result.run_id)
        for night in seen.result.nights:
            verdicts = counted[night.source_id].verdicts if night.source_id in counted else {}
            odd = sorted({verdict for (_, verdict) in verdicts if verdict not in READABLE})
            asked = sum(count for (kind, _), count in verdicts.items() if kind is PageKind.LISTING)
            words = f"{night.state}, {night.links} entries on {asked} list pages"
            if odd:
                yield Finding(Mark.ERROR, night.source_id, f"{words}; answers: {', '.join(odd)}")
            else:
                yield Finding(Mark.OK, night.source_id, words)
