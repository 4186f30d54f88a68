"""serve: the archive in a browser."""

import subprocess
from pathlib import Path

import click

from reports.datasette import HOST
from reports.datasette import command as datasette_command
from scheduler.commands.home import config_of
from scheduler.exits import HELD, WRONG_USE
from storage.archive import Archive


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True)
@click.option(
    "--host", default=HOST, show_default=True, help="The address to listen on; put a log-in before any other."
)
@click.pass_obj
def serve(home: Path, port: int, host: str) -> int:
    """Open the archive in Datasette, read only."""
    config = config_of(home)
    with Archive.open(config.archive, read_only=True):
        pass
    code = subprocess.run(datasette_command(config.archive, port, host), check=False).returncode  # noqa: S603 - our own command line
    # uvicorn leaves with 3 where it cannot listen, which here says that the archive is held.
    return WRONG_USE if code == HELD else code
