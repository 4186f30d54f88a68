"""export: what is in the archive, in the field's formats."""

from pathlib import Path

import click

from reports.ics import calendar
from scheduler.commands.home import config_of
from storage.archive import Archive, last_run
from storage.ledger import started_at
from storage.queries_plans import deadlines


@click.group()
def export() -> None:
    """Write what is in the archive in the field's formats."""


@export.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def ics(home: Path, folder: Path) -> None:
    """Write every known deadline as a calendar, DIR/planwatch.ics."""
    config = config_of(home)
    with Archive.open(config.archive, read_only=True) as archive:
        run_id = last_run(archive)
        if run_id is None:
            message = f"{config.archive}: no run yet, so no deadline is known; run planwatch nightly first"
            raise click.ClickException(message)
        due = deadlines(archive, "0001-01-01", "9999-12-31", run_id)
        text = calendar(due, started_at(archive, run_id))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "planwatch.ics"
    file.write_bytes(text.encode())
    click.echo(f"wrote {file} ({len(due)} deadlines)")
