"""nightly: one whole night."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from scheduler.commands.home import choose, load_home
from scheduler.exits import CARE, DONE
from scheduler.nightly import NightResult
from scheduler.nightly import nightly as run_nightly
from scheduler.progress import progress

# As much as `nice` gives by itself: who reads the archive gets nine tenths of a core that a night wants too, and a night that
# has the cores for itself goes as fast as ever.
NICE = 10


class Moment(click.ParamType[datetime]):
    """An ISO 8601 moment; one without a zone is UTC."""

    name = "ISO8601"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the moment in UTC, or fail with what was expected."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no moment, expected ISO 8601 like 2026-11-22T02:00:00+08:00", param, ctx)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


@click.command()
@click.option("--source", "ids", multiple=True, metavar="ID", help="Look at this source only; may be repeated.")
@click.option("--no-mail", is_flag=True, help="Write the digest, but do not send it.")
@click.option("--now", type=Moment(), default=None, help="The moment that the run's clock starts at (default: now).")
@click.pass_obj
def nightly(home: Path, ids: tuple[str, ...], no_mail: bool, now: datetime | None) -> int:
    """Run one whole night: crawl, read, compare, and send the digest."""
    config, sources = load_home(home)
    chosen = choose(sources, ids)
    _yield_to_readers()
    with progress() as tick:
        result = run_nightly(config, sources, chosen, now or datetime.now(UTC), tick, mail=not no_mail)
    show(result)
    return CARE if result.needs_care else DONE


def _yield_to_readers() -> None:
    """Lower the priority of this process and of all that it starts, the crawl and the readers of pages.

    Here and not in a unit's ``Nice=``, because cron, containers and ``planwatch schedule`` start nights by this command too.
    """
    if os.getpriority(os.PRIO_PROCESS, 0) < NICE:
        os.setpriority(os.PRIO_PROCESS, 0, NICE)


def show(result: NightResult) -> None:
    """Print one line for each source of a run, then what needs care."""
    table = Table(title=f"run {result.run_id}", title_justify="left")
    for heading in ("source", "state", "lists", "links", "fetched", "not modified", "new"):
        table.add_column(heading, justify="left" if heading in {"source", "state"} else "right")
    for night in result.nights:
        counts = (night.listings, night.links, night.fetched, night.not_modified, night.new_articles)
        table.add_row(night.source_id, night.state, *(str(count) for count in counts))
    Console(highlight=False).print(table)
    for issue in result.issues:
        click.echo(f"{issue.level}: {issue.source_id or 'run'}: {issue.code}: {issue.message}", err=True)
    if result.undelivered:
        click.echo(
            f"error: {result.undelivered} messages could not be delivered; they are tried again next time", err=True
        )
