"""init, demo: the first things to do."""

from pathlib import Path

import click

from scheduler.demo.run import run_demo
from scheduler.home_folder import create


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.pass_obj
def init(home: Path, folder: Path | None) -> None:
    """Write a commented planwatch.toml, sources/ and an empty archive into FOLDER."""
    target = (folder or home).resolve()
    for made in create(target):
        click.echo(f"wrote {made}")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"))
def demo(folder: Path) -> None:
    """Run four nights over a small made-up site in FOLDER, then say how to look at what came of it."""
    run_demo(folder.resolve())
