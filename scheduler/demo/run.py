"""The demo: four nights over the made-up sites, by the same command line that a user's cron would start."""

import subprocess
import sys
from pathlib import Path
from shutil import rmtree

import click
from rich.console import Console
from rich.table import Table

from planwatch.records import ChangeKind
from scheduler.child import command
from scheduler.config import FILE_NAME, OUTBOX_FOLDER, SOURCES_FOLDER
from scheduler.demo.declared import declarations, planwatch_toml
from scheduler.demo.expected import EXPECTED, ExpectedNight
from scheduler.demo.server import DemoWorld, serve
from scheduler.exits import CARE, DONE
from storage import ledger, queries
from storage.archive import Archive
from storage.queries_changes import changes
from storage.queries_plans import plan_news

MARK = ".planwatch-demo"
REPORT = "report.html"


def run_demo(folder: Path) -> None:
    """Run the four nights in a folder and print what each brought and where to look; a click.ClickException where one failed."""
    console = Console(highlight=False)
    make_room(folder)
    with serve() as world:
        write_home(folder, world)
        for expected in EXPECTED.values():
            world.night = expected.number
            console.print(f"\n[bold]{expected.story}[/bold]")
            call(folder, "nightly", "--now", expected.clock.isoformat())
    call(
        folder,
        "report",
        "--since",
        min(night.clock for night in EXPECTED.values()).date().isoformat(),
        "--format",
        "html",
        "-o",
        str(folder / REPORT),
    )
    console.print(summary(folder))
    console.print(where(folder), soft_wrap=True)


def make_room(folder: Path) -> None:
    """Make an empty folder, in the place of an earlier demo but of nothing else."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).is_file():
            message = f"{folder}: is not empty and holds no earlier demo, expected a new folder"
            raise click.UsageError(message)
        rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()


def write_home(folder: Path, world: DemoWorld) -> None:
    """Write the settings and the declarations of the made-up sites."""
    (folder / FILE_NAME).write_text(planwatch_toml(world.base_urls), encoding="utf-8")
    (folder / SOURCES_FOLDER).mkdir()
    for source_id, text in declarations(world.base_urls).items():
        (folder / SOURCES_FOLDER / f"{source_id}.toml").write_text(text, encoding="utf-8")


def call(folder: Path, *arguments: str) -> None:
    """Run one planwatch command in the demo's home, its output where ours goes."""
    code = subprocess.run(command(folder, *arguments), check=False).returncode  # noqa: S603 - our own command line
    # Withdrawn pages may well need care.
    if code not in {DONE, CARE}:
        message = f"planwatch {' '.join(arguments)} left with code {code}"
        raise click.ClickException(message)


def summary(folder: Path) -> Table:
    """Return a table of what each night brought, from the archive."""
    table = Table(title="\nwhat the four nights brought", title_justify="left", show_lines=True)
    for heading in ("night", "articles", "plans", "changed", "withdrawn", "copies"):
        table.add_column(heading, justify="right" if heading in {"articles", "copies"} else "left", overflow="fold")
    with Archive.open(folder, read_only=True) as archive:
        runs = queries.runs_since(archive, EXPECTED[1].clock)
        for run, expected in zip(runs, EXPECTED.values(), strict=True):
            table.add_row(*brought(archive, run.id, expected))
    return table


def brought(archive: Archive, run_id: int, expected: ExpectedNight) -> tuple[str, ...]:
    """Return a night's row: counts of new articles and copies, the plans with their step, what changed, what was withdrawn."""
    seen = changes(archive, run_id, run_id)
    kinds = {kind: [change.title for change in seen if change.kind is kind] for kind in ChangeKind}
    plans = [f"{news.title}: {news.event}" for news in plan_news(archive, run_id, run_id)]
    night = sum(night.new_articles for night in queries.nights(archive, run_id, run_id))
    return (
        f"{expected.clock:%Y-%m-%d}",
        str(night),
        "\n".join(plans),
        "\n".join(kinds[ChangeKind.EDITED] + kinds[ChangeKind.ATTACHMENT]),
        "\n".join(kinds[ChangeKind.WITHDRAWN]),
        str(ledger.copies_found(archive, run_id)),
    )


def where(folder: Path) -> str:
    """Return where everything lies, and the one command that opens it."""
    mails = sorted((folder / OUTBOX_FOLDER).glob("*.eml"))
    lines = [
        f"mails    {folder / OUTBOX_FOLDER} ({len(mails)} messages)",
        f"report   {folder / REPORT}",
        f"archive  {folder / 'planwatch.db'}",
        "",
        f"open it: {Path(sys.argv[0]).parent / 'planwatch'} --home {folder} serve",
    ]
    return "\n" + "\n".join(lines)
