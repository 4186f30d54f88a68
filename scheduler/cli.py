"""planwatch, the command: exit code 0 done, 1 something needs care, 2 wrong use, 3 another run holds the archive.

Each reader that is started imports this module again, as the main one of its parent (multiprocessing's way to spawn), so its
head names little.
"""

import os
import signal
import sys
from pathlib import Path

import click

from planwatch import __version__
from scheduler.exits import CARE, HELD, WRONG_USE
from scheduler.lazy import LazyGroup

COMMANDS = {
    "init": "scheduler.commands.start:init",
    "demo": "scheduler.commands.start:demo",
    "nightly": "scheduler.commands.nightly:nightly",
    "schedule": "scheduler.commands.schedule:schedule",
    "sources": "scheduler.commands.sources:sources",
    "report": "scheduler.commands.look:report",
    "digest": "scheduler.commands.look:digest_command",
    "outbox": "scheduler.commands.outbox:outbox",
    "diff": "scheduler.commands.look:diff",
    "compare": "scheduler.commands.compare:compare",
    "serve": "scheduler.commands.serve:serve",
    "rebuild": "scheduler.commands.keep:rebuild",
    "verify": "scheduler.commands.keep:verify",
    "prune": "scheduler.commands.keep:prune",
    "backup": "scheduler.commands.keep:backup",
    "restore": "scheduler.commands.keep:restore",
    "doctor": "scheduler.commands.doctor:doctor",
    "export": "scheduler.commands.export:export",
    "read": "scheduler.commands.texts:read",
    "plans": "scheduler.commands.texts:plans",
    "copies": "scheduler.commands.texts:copies",
}


@click.group(cls=LazyGroup, places=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds planwatch.toml (default: this one).",
)
@click.version_option(__version__)
@click.pass_context
def planwatch(context: click.Context, home: Path) -> None:
    """Watch the pages of ministries and news media, keep every version, and mail what is new in policy plans."""
    context.obj = home.resolve()


def main() -> None:
    """Run the command line; every error that has a name becomes a line and an exit code, never a traceback."""
    # 17 MB and a third of a second in every reader, were they at the head.
    from crawler.tomlfile import TomlErrors  # noqa: PLC0415
    from scheduler.lock import ArchiveHeldError  # noqa: PLC0415
    from scheduler.room import NoRoomError  # noqa: PLC0415
    from storage.archive import ArchiveError  # noqa: PLC0415

    # Asked to stop, a command ends as by Ctrl-C: what is under way is rolled back, and the next run goes on from there.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(planwatch(standalone_mode=False))
    except TomlErrors as errors:
        for problem in errors.errors:
            click.echo(problem, err=True)
        sys.exit(WRONG_USE)
    except ArchiveHeldError as error:
        click.echo(f"planwatch: {error}", err=True)
        sys.exit(HELD)
    except (ArchiveError, NoRoomError) as error:
        click.echo(f"planwatch: {error}", err=True)
        sys.exit(WRONG_USE)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USE)
    except BrokenPipeError:
        # The reader of our output has left (`| head`); what is still in the buffer must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CARE)
    except OSError as error:
        # A full disk, a folder that may not be written, a port that is taken: the system says which.
        click.echo(f"planwatch: {error}", err=True)
        sys.exit(WRONG_USE)
    except click.Abort:
        click.echo("planwatch: stopped", err=True)
        sys.exit(CARE)


if __name__ == "__main__":
    main()
