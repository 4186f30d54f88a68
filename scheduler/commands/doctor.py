"""doctor: what could keep tonight's run from working."""

from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from planwatch.text import clean_line
from scheduler.commands.home import load_home
from scheduler.doctor import Mark, examine
from scheduler.exits import CARE, DONE

COLOURS = {Mark.OK: "green", Mark.WARNING: "yellow", Mark.ERROR: "red"}


@click.command()
@click.option("--offline", is_flag=True, help="Look at this machine only: log in to no mail server, ask no site.")
@click.pass_obj
def doctor(home: Path, offline: bool) -> int:
    """Look for what could keep tonight's run from working: files, disk, clock, mail log-in, robots.txt, certificates, lists."""
    config, sources = load_home(home)
    table = Table("", "what", "how it stands", show_header=False, box=None)
    marks = []
    for finding in examine(config, sources, datetime.now(UTC), network=not offline):
        marks.append(finding.mark)
        colour = COLOURS[finding.mark]
        table.add_row(f"[{colour}]{finding.mark}[/]", escape(finding.what), escape(clean_line(finding.words)))
    Console(highlight=False).print(table)
    return CARE if any(mark is not Mark.OK for mark in marks) else DONE
