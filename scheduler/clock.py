"""The daemon: APScheduler starts each night as a child process at the hour that planwatch.toml names."""

import logging
import signal
import subprocess
import sys
import threading
from pathlib import Path
from zoneinfo import ZoneInfo

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from scheduler.config import Config
from scheduler.cron import trigger

JOB = "nightly"
STORE = "schedule.db"
# A host that slept through the hour runs the night when it wakes, once, if it wakes within half a day.
MISFIRE_GRACE_SECONDS = 12 * 3600

log = logging.getLogger("planwatch.schedule")
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
    stop.wait()
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
    """Put the nightly job into the store; one that is there with the same hours stays, so that a missed night is caught up."""
    wanted = trigger(config.nightly, config.timezone)
    present = scheduler.get_job(JOB)
    if present is None or repr(present.trigger) != repr(wanted) or present.args != (str(config.home),):
        scheduler.add_job(start_night, wanted, args=(str(config.home),), id=JOB, replace_existing=True)


def start_night(home: str) -> int:
    """Run one night in a child process and return its exit code; the child's own output says what it did."""
    command = [sys.executable, "-m", "scheduler.cli", "--home", str(Path(home)), "nightly"]
    with subprocess.Popen(command) as child:  # noqa: S603 - our own command line
        _running.add(child)
        try:
            code = child.wait()
        finally:
            _running.discard(child)
    log.log(logging.INFO if code == 0 else logging.WARNING, "the night ended with exit code %d", code)
    return code


def _tell(event: JobExecutionEvent) -> None:
    """Say that a night was missed or could not be started."""
    if event.exception:
        log.error("the night could not be started: %s", event.exception)
    else:
        log.warning("the night of %s was missed by more than %d s", event.scheduled_run_time, MISFIRE_GRACE_SECONDS)
