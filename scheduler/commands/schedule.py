"""schedule: the daemon."""

from pathlib import Path

import click

from scheduler.clock import run_clock
from scheduler.commands.home import load_home


@click.command()
@click.pass_obj
def schedule(home: Path) -> None:
    """Stay running and start a night whenever planwatch.toml's cron expression says so."""
    config, _ = load_home(home)
    run_clock(config)
