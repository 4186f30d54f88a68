"""outbox: what has not arrived."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from planwatch.records import DeliveryState
from planwatch.text import clean_line
from scheduler.commands.home import config_of
from scheduler.exits import CARE, DONE
from scheduler.lock import hold
from scheduler.post import deliver
from storage import told
from storage.archive import Archive

SHOWN = [state for state in DeliveryState if state is not DeliveryState.SENT]


@click.command()
@click.option("--send", is_flag=True, help="Try to send what waits.")
@click.option("--due", is_flag=True, help="With --send: leave alone what was tried a short while ago.")
@click.option("--failed", is_flag=True, help="With --send: try again what was refused for good, too.")
@click.pass_obj
def outbox(home: Path, send: bool, due: bool, failed: bool) -> int:
    """Show the messages that have not arrived, and why; or try them again."""
    if (due or failed) and not send:
        message = "--due and --failed belong to --send"
        raise click.UsageError(message)
    config, now = config_of(home), datetime.now(UTC)
    if send:
        with hold(config.archive, "outbox"), Archive.open(config.archive) as archive:
            for delivery in told.pending(archive, [DeliveryState.FAILED]) if failed else ():
                told.mark(archive, delivery.id, DeliveryState.PENDING, delivery.last_error, now)
            deliver(archive, config, now, only_due=due)
    with Archive.open(config.archive, read_only=True) as archive:
        left = told.pending(archive, SHOWN)
    if not send:
        show(left)
    waiting = [delivery for delivery in left if delivery.state is not DeliveryState.FAILED]
    if waiting or not send:
        click.echo(f"{len(waiting)} messages wait, {len(left) - len(waiting)} were refused for good")
    return CARE if waiting or (left and not send) else DONE


def show(deliveries: Sequence[told.Delivery]) -> None:
    """Print one line for each message."""
    table = Table()
    for heading in ("run", "to", "subject", "state", "tries", "why"):
        table.add_column(heading, overflow="fold")
    for delivery in deliveries:
        words = (
            delivery.recipient,
            delivery.subject,
            delivery.state.value,
            str(delivery.attempts),
            delivery.last_error or "",
        )
        table.add_row(str(delivery.run_id), *(escape(clean_line(word)) for word in words))
    if deliveries:
        Console(highlight=False).print(table)
