"""sources list, check, probe, add: the catalogue and how it is learned."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from crawler.declarations import load_source
from crawler.reading import read, read_file
from crawler.reading.charset import decode
from crawler.reading.witness import witness
from planwatch.records import Article, Source, Verdict
from planwatch.text import clean_line
from planwatch.urls import canonical, origin
from scheduler.commands.home import choose, config_of, load_home
from scheduler.commands.nightly import show
from scheduler.config import SOURCES_FOLDER, Config
from scheduler.exits import CARE, DONE
from scheduler.noise import Proposal, propose
from scheduler.progress import progress
from scheduler.trial import Trial, trial
from storage import queries
from storage.archive import Archive
from storage.captures import last_answer, listings

SHOWN = 60  # characters of a value or of a body's two ends, enough to see whether furniture stuck to it
FIELDS = ("title", "published_on", "adopted_on", "credited_source", "document_number")


@click.group()
def sources() -> None:
    """Show, try and add the declared columns."""


@sources.command("list")
@click.pass_obj
def list_sources(home: Path) -> None:
    """Show every declared source."""
    _, declared = load_home(home)
    table = Table()
    for heading in ("id", "name", "kind", "enabled", "lists", "pages", "last verified"):
        table.add_column(heading, overflow="fold")
    for source in declared:
        enabled = "yes" if source.enabled else "no"
        verified = source.last_verified.isoformat() if source.last_verified else "never"
        table.add_row(
            source.id, source.name, source.kind, enabled, str(len(source.listings)), str(len(source.pages)), verified
        )
    Console(highlight=False).print(table)


@sources.command()
@click.argument("ids", nargs=-1)
@click.pass_obj
def check(home: Path, ids: tuple[str, ...]) -> int:
    """Fetch a few pages of each source and show what would be read; store nothing."""
    config, declared = load_home(home)
    with progress() as tick, trial(config, declared, choose(declared, ids), tick) as seen:
        return tell(seen, declared)


@sources.command()
@click.argument("url")
@click.pass_obj
def probe(home: Path, url: str) -> int:
    """Fetch a list page that nobody has declared, and show what would be read; store nothing."""
    with TemporaryDirectory(prefix="planwatch-") as folder:
        path = Path(folder) / SOURCES_FOLDER / "probe.toml"
        write_declaration(path, url, "probe")
        return check_file(config_of(home), path, url)


@sources.command()
@click.argument("url")
@click.option("--id", "source_id", help="The new source's id (default: from its host name).")
@click.pass_obj
def add(home: Path, url: str, source_id: str | None) -> int:
    """Learn a new column from the address of its list page, and write its declaration into sources/."""
    config, declared = load_home(home)
    name = source_id or re.sub(r"[^\w]+", "-", origin(canonical_or_fail(url)).split("://")[1].rsplit(":", 1)[0])
    path = config.sources / f"{name}.toml"
    if path.exists() or name in {source.id for source in declared}:
        message = f"{name}: there is a source of this id already, expected another --id"
        raise click.UsageError(message)
    write_declaration(path, url, name)
    code = check_file(config, path)
    if code == DONE:
        click.echo(f"wrote {path}")
        return DONE
    path.unlink()
    click.echo("nothing was written, because the column did not read well", err=True)
    return code


@sources.command()
@click.argument("source_id", metavar="ID")
@click.pass_obj
def noise(home: Path, source_id: str) -> int:
    """Propose what to leave out of a source's pages, because it keeps changing from night to night; nothing is fetched."""
    config, declared = load_home(home)
    (name,) = choose(declared, [source_id])
    source = next(source for source in declared if source.id == name)
    with Archive.open(config.archive, read_only=True) as archive, progress() as tick:
        proposal = propose(archive, source, tick)
    for line in rules_to_paste(source.article.remove, proposal):
        click.echo(line)
    return DONE


def rules_to_paste(declared: Sequence[str], proposal: Proposal) -> Iterator[str]:
    """Yield the lines of a declaration's [article] with the rules in it, each with its share of the past changes."""
    yield f"# {proposal.changes} past changes of {proposal.pages} pages read again"
    if not proposal.rules:
        yield "# none of them keeps coming from the same element: no rule to propose"
        return
    yield "[article]"
    yield "remove = ["
    yield from (f"    {json.dumps(selector, ensure_ascii=False)}," for selector in declared)
    for rule in proposal.rules:
        share, example = rule.changes / proposal.changes, clean_line(rule.example, SHOWN)
        selector = json.dumps(rule.selector, ensure_ascii=False)
        yield f"    {selector},  # {rule.changes} of {proposal.changes} changes ({share:.0%}); takes: {example}"
    yield "]"
    yield f"# together {proposal.kept_away} of {proposal.changes} changes; `planwatch rebuild --dry-run` then says which"


def check_file(config: Config, path: Path, url: str | None = None) -> int:
    """Try one declaration, wherever its file lies, and show what would be read; of ``url`` also where that is an article's."""
    source = replace(load_source(path), enabled=True)
    here = replace(config, home=path.parent.parent)
    with progress() as tick, trial(here, [source], [source.id], tick) as seen:
        code = tell(seen, [source])
        if url and not queries.articles(seen.archive):
            tell_article(seen.archive, url)
        return code


def tell_article(archive: Archive, url: str) -> None:
    """Print what would be read of a page that is no list, where it is an article."""
    answer = last_answer(archive, canonical(url))
    body = answer.body if answer else None
    if body and (read := read_file(body, url).article):
        click.echo("this page is an article and no list:")
        show_read(url, read, decode(body).text)


def write_declaration(path: Path, url: str, name: str) -> None:
    """Write the smallest declaration of a column: its address alone."""
    home_url = origin(canonical_or_fail(url)) + "/"
    host = home_url.split("://")[1].split(":")[0]
    kind = "ministry" if ".gov." in f"{host}." else "news"
    lines = [
        f"name = {json.dumps(name, ensure_ascii=False)}",
        f'kind = "{kind}"',
        f"home_url = {json.dumps(home_url)}",
        'evidence = "learned from its list page"',
        "enabled = true",
        "",
        "[[listings]]",
        f"title = {json.dumps(name, ensure_ascii=False)}",
        f"url = {json.dumps(url)}",
        "",
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")


def canonical_or_fail(url: str) -> str:
    """Return the address, or raise a click.UsageError for what is none."""
    try:
        origin(url)
    except ValueError as error:
        message = f"{error}, expected the address of a list page"
        raise click.UsageError(message) from error
    return url


def tell(seen: Trial, declared: Sequence[Source]) -> int:
    """Print what a trial night read, beside the page's own words; return 1 where something of it needs care."""
    show(seen.result)
    show_lists(seen, {source.id: source for source in declared})
    for article in queries.articles(seen.archive):
        answer = last_answer(seen.archive, article.url)
        page = decode(answer.body, answer.charset).text if answer and answer.body else ""
        show_read(article.url, queries.versions(seen.archive, article.id)[-1], page)
    return CARE if seen.result.needs_care else DONE


def show_lists(seen: Trial, declared: Mapping[str, Source]) -> None:
    """Print a line for each list page that was looked at: what it holds, or why nothing was read in it."""
    for capture in listings(seen.archive, seen.result.run_id, list(declared)):
        reading = read(capture, declared[capture.source_id])
        if reading.verdict is not Verdict.OK or reading.listing is None:
            held = f"{reading.verdict} {reading.note}"
        elif reading.listing.sitemaps:
            first, count = reading.listing.sitemaps[0], len(reading.listing.sitemaps)
            held = f"index of {count} sitemaps, the first to look at is {first}"
        else:
            held = f"{len(reading.listing.items)} entries"
        click.echo(clean_line(f"{capture.url}: {held}"))


def show_read(url: str, read: Article | queries.Version, page: str) -> None:
    """Print what was read of an article, beside the words of its page."""
    said = {name: getattr(read, name) for name in FIELDS}
    words = witness(page, said) if page else {}
    table = Table("field", "read as", "the page says", title=f"\n{clean_line(url)}", title_justify="left")
    for name, value in said.items():
        table.add_row(name, escape(clean_line(value or "-", SHOWN)), escape(words.get(name, "-" if value else "")))
    text = clean_line(read.text)
    table.add_row("text", f"{len(read.text)} characters", escape(f"{text[:SHOWN]} … {text[-SHOWN:]}"))
    Console(highlight=False).print(table)
