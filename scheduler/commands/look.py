"""report, digest, diff: what tells."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from planwatch.records import Subscription
from reports import changes, digest, feed, html, life_render, markdown, text, versions
from reports.page import Page
from reports.speaker import page
from reports.words import words
from scheduler.commands.home import config_of
from scheduler.config import Config
from scheduler.exits import CARE, DONE
from scheduler.lock import hold
from scheduler.post import compose, deliver
from storage.archive import Archive
from storage.ledger import read_sources
from storage.queries_life import plan_life

DAY = click.DateTime(["%Y-%m-%d"])
LANGUAGE = click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)


@click.command()
@click.option("--run", "run_id", type=int, help="This run (default: the latest finished one).")
@click.option("--since", type=DAY, help="All runs that began on this day or later.")
@click.option("--until", type=DAY, help="With --since: those that began on this day or earlier.")
@click.option("--plan", "plan_id", type=int, help="The whole life of this plan (its id in the archive), by today.")
@click.option(
    "--source", "sources", multiple=True, metavar="ID", help="Only this source (may be given more than once)."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "json", "atom", "markdown"]),
    default="text",
    show_default=True,
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@LANGUAGE
@click.pass_obj
def report(
    home: Path,
    run_id: int | None,
    since: datetime | None,
    until: datetime | None,
    sources: tuple[str, ...],
    plan_id: int | None,
    form: str,
    output: Path | None,
    language: str,
) -> None:
    """Tell what a run, or the runs of some days, found new, changed or withdrawn; or the whole life of one plan."""
    if sum(given is not None for given in (run_id, since, plan_id)) > 1:
        message = "--run, --since and --plan exclude each other"
        raise click.UsageError(message)
    if until is not None and since is None:
        message = "--until goes with --since"
        raise click.UsageError(message)
    days = (since.date(), until.date() if until else None) if since else None
    config = config_of(home)
    with Archive.open(config.archive, read_only=True) as archive:
        if plan_id is not None:
            rendered = rendered_life(archive, plan_id, form, language, config.timezone)
        else:
            told = told_report(archive, run_id, days, config.timezone, known(archive, sources))
            rendered = render(told, form, language, config.reports.feed_url)
    if output:
        output.write_text(rendered, encoding="utf-8")
        click.echo(f"wrote {output}", err=True)
    else:
        click.echo(rendered, nl=False)


def known(archive: Archive, sources: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of sources; a click.UsageError names one that the archive does not hold."""
    ids = {source.id for source in read_sources(archive)}
    unknown = [source for source in sources if source not in ids]
    if unknown:
        message = f"--source {unknown[0]}: the archive holds no such source, expected one of {', '.join(sorted(ids))}"
        raise click.UsageError(message)
    return sources


def told_report(
    archive: Archive,
    run_id: int | None,
    days: tuple[date, date | None] | None,
    timezone: str,
    sources: tuple[str, ...] = (),
) -> changes.Report:
    """Return the report of a run or of a time (its first day and its last, if it has one); a click.UsageError where there is no such run."""
    try:
        if days:
            return changes.since(archive, days[0], timezone, sources, days[1])
        return changes.for_run(archive, run_id, timezone, sources)
    except changes.NoRunError as error:
        raise click.UsageError(str(error)) from error


def rendered_life(archive: Archive, plan_id: int, form: str, language: str, timezone: str) -> str:
    """Return a plan's life in one of its forms; a click.UsageError where there is no such plan, or no such form of it."""
    life = plan_life(archive, plan_id)
    if life is None:
        message = f"--plan: the archive holds no plan {plan_id}, expected an id of its table plans"
        raise click.UsageError(message)
    if form in {"atom", "markdown"}:
        message = f"--format: a plan has no {form}, expected text, html or json"
        raise click.UsageError(message)
    day = datetime.now(ZoneInfo(timezone)).date()
    if form == "json":
        return json.dumps(life_render.as_data(life, day), ensure_ascii=False, indent=2) + "\n"
    return life_render.as_html(life, day, language) if form == "html" else life_render.as_text(life, day, language)


def render(told: changes.Report, form: str, language: str, feed_url: str | None = None) -> str:
    """Return a report in one of its forms; ``feed_url`` is where a feed will be published."""
    if form == "json":
        return json.dumps(changes.as_data(told), ensure_ascii=False, indent=2) + "\n"
    shown: Page = page(told, language)
    days = f"{told.since} – {told.day}" if told.since and told.since != told.day else f"{told.day}"
    heading = f"planwatch {words(language)['report']} {days}"
    return {
        "text": lambda: text.render(shown, heading),
        "html": lambda: html.render(shown, heading),
        "markdown": lambda: markdown.render(shown, heading),
        "atom": lambda: feed.render(shown, feed_url),
    }[form]()


@click.command("digest")
@click.option("--run", "run_id", type=int, help="This run (default: the latest finished one).")
@click.option("--print/--send", "printed", default=True, help="Show the mails, or send what has not arrived yet.")
@click.option("--format", "form", type=click.Choice(["text", "html", "json"]), default="text", show_default=True)
@click.pass_obj
def digest_command(home: Path, run_id: int | None, printed: bool, form: str) -> int:
    """Show or send the e-mail of a run, one for each subscription."""
    config = config_of(home)
    if not printed:
        return send(config, run_id)
    with Archive.open(config.archive, read_only=True) as archive:
        run = told_report(archive, run_id, None, config.timezone).last_run.id
        for subscription in config.readers or (Subscription(email="nobody@localhost"),):
            made = digest.build(archive, run, subscription, config.timezone, config.reports.url)
            click.echo(shown(subscription, made, form))
    return DONE


def shown(subscription: Subscription, made: digest.Digest, form: str) -> str:
    """Return one digest as it is printed: its text under its headers, its HTML, or all of it as one JSON line."""
    if form == "json":
        told = {"to": subscription.email, **asdict(made)}
        return json.dumps(told, ensure_ascii=False)
    if form == "html":
        return made.html
    return f"To: {subscription.email}\nSubject: {made.subject}\n\n{made.text}"


def send(config: Config, run_id: int | None) -> int:
    """Compose a run's mails where they are missing, deliver what has not arrived, and say what still has not."""
    now = datetime.now(UTC)
    with hold(config.archive, "digest"), Archive.open(config.archive) as archive:
        run = told_report(archive, run_id, None, config.timezone).last_run.id
        compose(archive, config, run, now)
        missing = deliver(archive, config, now)
    click.echo(f"{missing} messages undelivered")
    return CARE if missing else DONE


@click.command()
@click.argument("article")
@click.option("--from", "older", type=int, help="The older version's number (default: the one before the newer).")
@click.option("--to", "newer", type=int, help="The newer version's number (default: the last).")
@click.option("--format", "form", type=click.Choice(["text", "html", "json"]), default="text", show_default=True)
@LANGUAGE
@click.pass_obj
def diff(home: Path, article: str, older: int | None, newer: int | None, form: str, language: str) -> None:
    """Set two versions of an ARTICLE (its id, its address, or that of a file attached to one) side by side."""
    with Archive.open(config_of(home).archive, read_only=True) as archive:
        try:
            compared = versions.compare(archive, article, older, newer)
        except versions.NoVersionError as error:
            raise click.UsageError(str(error)) from error
        if form == "json":
            click.echo(json.dumps(versions.as_data(compared), ensure_ascii=False, indent=2))
        else:
            renderer = html.render_comparison if form == "html" else text.render_comparison
            click.echo(renderer(compared, language), nl=False)
