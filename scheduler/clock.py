"""The daemon: APScheduler starts each night as a child process at the hour that planwatch.toml names."""

import logging
import signal
import subprocess
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from scheduler.child import command
from scheduler.config import Config
from scheduler.cron import trigger
from scheduler.exits import DONE, HELD

JOB = "nightly"
MAIL_JOB = "mail"
MAIL_HOURS = (
    "7-59/15 * * * *"  # as often as the shortest wait between two tries, and not at the full hour, when nights begin
)
STORE = "schedule.db"
LOOK_SECONDS = 60.0  # how soon a clock that went back is noticed
# A host that slept through the hour runs the night when it wakes, once, if it wakes within half a day.
MISFIRE_GRACE_SECONDS = 12 * 3600

log = logging.getLogger("planwatch.schedule")
# Both jobs hold the archive: a night waits for the mail under way, mail leaves a night alone.
_turn = threading.Lock()
_running: set["subprocess.Popen[bytes]"] = set()


def run_clock(config: Config) -> None:
    """Stay running until SIGTERM or SIGINT, and start a night whenever the cron expression says so."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    scheduler = make_scheduler(config)
    scheduler.start(paused=True)
    plan(scheduler, config)
    scheduler.resume()
    log.info("next night at %s", scheduler.get_job(JOB).next_run_time.isoformat())
    while not stop.wait(LOOK_SECONDS):
        plan(scheduler, config)
    for child in list(_running):
        child.terminate()
    scheduler.shutdown(wait=True)
    log.info("stopped")


def make_scheduler(config: Config) -> BackgroundScheduler:
    """Return a scheduler whose jobs outlive it, in schedule.db beside the archive."""
    config.archive.mkdir(parents=True, exist_ok=True)
    scheduler = BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(url=f"sqlite:///{config.archive / STORE}")},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": MISFIRE_GRACE_SECONDS},
        timezone=ZoneInfo(config.timezone),
    )
    scheduler.add_listener(_tell, EVENT_JOB_MISSED | EVENT_JOB_ERROR)
    return scheduler


def plan(scheduler: BackgroundScheduler, config: Config) -> None:
    """Put the jobs into the store; one that is there with the same hours stays, so that a missed night is caught up.

    Unless it waits for an hour after the next but one: the clock went back since, and that hour may be years away.
    """
    for name, start, hours in ((JOB, start_night, config.nightly), (MAIL_JOB, start_mail, MAIL_HOURS)):
        wanted = trigger(hours, config.timezone)
        present = scheduler.get_job(name)
        stays = present is not None and repr(present.trigger) == repr(wanted) and present.args == (str(config.home),)
        if stays and present.next_run_time > _next_but_one(wanted):
            log.warning("the clock went back: %s waited for %s", name, present.next_run_time.isoformat())
            stays = False
        if not stays:
            scheduler.add_job(start, wanted, args=(str(config.home),), id=name, replace_existing=True)


def _next_but_one(hours: CronTrigger) -> datetime:
    """Return the second hour from now on; the first alone may be one that just fired, where a clock is set back in autumn."""
    first = hours.get_next_fire_time(None, datetime.now(UTC))
    second: datetime = hours.get_next_fire_time(first, first + timedelta(seconds=1))
    return second


def start_night(home: str) -> int:
    """Run one night in a child process and return its exit code; the child's own output says what it did."""
    with _turn:
        code = _run(home, "nightly")
    log.log(logging.INFO if code == DONE else logging.WARNING, "the night ended with exit code %d", code)
    return code


def start_mail(home: str) -> int:
    """Try the mail that waits in a child process and return its exit code; while a night runs, that one sends it."""
    if not _turn.acquire(blocking=False):
        return HELD
    try:
        return _run(home, "outbox", "--send", "--due")
    finally:
        _turn.release()


def _run(home: str, *arguments: str) -> int:
    with subprocess.Popen(command(Path(home), *arguments)) as child:  # noqa: S603 - our own command line
        _running.add(child)
        try:
            return child.wait()
        finally:
            _running.discard(child)


def _tell(event: JobExecutionEvent) -> None:
    """Say that a night was missed or could not be started."""
    if event.exception:
        log.error("the night could not be started: %s", event.exception)
    else:
        log.warning("the night of %s was missed by more than %d s", event.scheduled_run_time, MISFIRE_GRACE_SECONDS)
