"""rebuild, verify, prune, backup, restore: what keeps the archive right."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from scheduler.commands.home import choose, config_of, load_home
from scheduler.exits import CARE, DONE
from scheduler.lock import hold
from scheduler.progress import progress
from scheduler.rebuild import rebuild as run_rebuild
from storage.archive import Archive
from storage.backup import backup as write_backup
from storage.backup import restore as put_back
from storage.prune import prune as let_go
from storage.verify import verify as find_damage


@click.command()
@click.option("--source", "ids", multiple=True, metavar="ID", help="Derive this source only; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and leave the archive as it is.")
@click.pass_obj
def rebuild(home: Path, ids: tuple[str, ...], dry_run: bool) -> None:
    """Derive everything again from the stored captures, with today's readers and declarations."""
    config, sources = load_home(home)
    chosen = choose(sources, ids) if ids else []
    with progress() as tick:
        outcome = run_rebuild(config, sources, chosen, dry_run=dry_run, tick=tick)
    for line in outcome.appeared:
        click.echo(f"+ {line}")
    for line in outcome.vanished:
        click.echo(f"- {line}")
    if outcome.pruned:
        click.echo(f"{outcome.pruned} captures were pruned and keep what they were read as")
    verb = "would appear" if dry_run else "appeared"
    click.echo(
        f"{outcome.runs} runs derived: {len(outcome.appeared)} rows {verb}, {len(outcome.vanished)} vanish{'' if dry_run else 'ed'}"
    )


@click.command()
@click.pass_obj
def verify(home: Path) -> int:
    """Check every stored text and body against its hash."""
    config = config_of(home)
    with Archive.open(config.archive, read_only=True) as archive:
        damage = list(find_damage(archive))
    for item in damage:
        click.echo(f"error: {item}", err=True)
    click.echo(f"{len(damage)} damaged texts or bodies")
    return CARE if damage else DONE


@click.command()
@click.option(
    "--older-than",
    "days",
    type=click.IntRange(1),
    default=90,
    show_default=True,
    metavar="DAYS",
    help="Spare what is younger.",
)
@click.option("--dry-run", is_flag=True, help="Say what would go, and leave the archive as it is.")
@click.option("--vacuum", is_flag=True, help="Give the room back to the disk; needs as much again while it works.")
@click.pass_obj
def prune(home: Path, days: int, dry_run: bool, vacuum: bool) -> None:
    """Let the bodies of old answers go that no version needs. Versions, changes and readings all stay."""
    config, now = config_of(home), datetime.now(UTC)
    with hold(config.archive, "prune"), Archive.open(config.archive) as archive, progress() as tick:
        pruning = let_go(archive, now - timedelta(days=days), now, tick, dry_run=dry_run)
        if vacuum and not dry_run:
            archive.bodies.vacuum()
    verb = "would go" if dry_run else "went"
    click.echo(f"{pruning.bodies} bodies of {pruning.captures} answers {verb}: {pruning.bytes:,} bytes")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def backup(home: Path, file: Path) -> None:
    """Write a copy of the archive to FILE, also while a night runs."""
    config = config_of(home)
    with Archive.open(config.archive, read_only=True) as archive:
        write_backup(archive, file)
    click.echo(f"wrote {file} ({file.stat().st_size:,} bytes)")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of the archive that is there.")
@click.pass_obj
def restore(home: Path, file: Path, replace: bool) -> None:
    """Put the archive of a backup FILE back."""
    config = config_of(home)
    with hold(config.archive, "restore"):
        put_back(file, config.archive, replace=replace)
    click.echo(f"restored {config.archive} from {file}")
