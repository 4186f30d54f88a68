import datetime as dt
import threading
from pathlib import Path

import pytest
from apscheduler.events import EVENT_JOB_EXECUTED, JobExecutionEvent
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from scheduler.clock import JOB, STORE, make_scheduler, plan, start_night
from scheduler.config import FILE_NAME, Config, load_config

NO_HOME = 2  # the exit code of a night in a folder without planwatch.toml


@pytest.fixture
def config(tmp_path: Path) -> Config:
    (tmp_path / FILE_NAME).write_text('[schedule]\nnightly = "0 2 * * 0"\n', encoding="utf-8")
    config = load_config(tmp_path)
    (tmp_path / FILE_NAME).unlink()
    return config


def planned(config: Config) -> BackgroundScheduler:
    scheduler = make_scheduler(config)
    scheduler.start(paused=True)
    plan(scheduler, config)
    return scheduler


def let_the_hour_pass(config: Config, missed: dt.datetime) -> None:
    store = SQLAlchemyJobStore(url=f"sqlite:///{config.archive / STORE}")
    store.start(make_scheduler(config), "default")
    job = store.lookup_job(JOB)
    job._modify(next_run_time=missed)  # noqa: SLF001 - what the scheduler itself does to a stored job
    store.update_job(job)
    store.shutdown()


def test_a_night_that_was_slept_through_runs_once_when_the_daemon_is_back(config: Config) -> None:
    planned(config).shutdown()
    missed = dt.datetime.now(dt.UTC) - dt.timedelta(hours=3)
    let_the_hour_pass(config, missed)
    ended: list[JobExecutionEvent] = []
    fired = threading.Event()

    second = planned(config)
    second.add_listener(lambda event: (ended.append(event), fired.set()), EVENT_JOB_EXECUTED)
    second.resume()
    assert fired.wait(60)
    second.shutdown(wait=True)

    assert [event.retval for event in ended] == [NO_HOME]
    assert ended[0].scheduled_run_time == missed


def test_a_clock_that_was_years_ahead_keeps_no_night_waiting(config: Config) -> None:
    planned(config).shutdown()
    now = dt.datetime.now(dt.UTC)
    let_the_hour_pass(config, now + dt.timedelta(days=1500))

    scheduler = planned(config)
    moment = scheduler.get_job(JOB).next_run_time
    plan(scheduler, config)
    again = scheduler.get_job(JOB).next_run_time
    scheduler.shutdown()

    assert now < moment <= now + dt.timedelta(days=7, hours=1)
    assert again == moment


def test_new_hours_in_the_settings_replace_the_stored_ones(config: Config, tmp_path: Path) -> None:
    planned(config).shutdown()
    (tmp_path / FILE_NAME).write_text('[schedule]\nnightly = "30 4 * * *"\ntimezone = "UTC"\n', encoding="utf-8")

    scheduler = planned(load_config(tmp_path))
    moment = scheduler.get_job(JOB).next_run_time
    scheduler.shutdown()

    assert (moment.hour, moment.minute, moment.utcoffset()) == (4, 30, dt.timedelta())


def test_a_night_is_a_child_process_whose_exit_code_is_kept(tmp_path: Path) -> None:
    assert start_night(str(tmp_path)) == NO_HOME
