"""report, digest, diff: what tells."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from planwatch.records import Subscription
from reports import changes, digest, feed, html, life_render, text, versions
from reports.page import Page, page
from reports.words import words
from scheduler.commands.home import config_of
from scheduler.config import Config
from scheduler.lock import hold
from scheduler.post import compose, deliver
from storage.archive import Archive
from storage.queries_life import plan_life

DONE, CARE = 0, 1
LANGUAGE = click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)


@click.command()
@click.option("--run", "run_id", type=int, help="This run (default: the latest finished one).")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="All runs that began on this day or later.")
@click.option("--plan", "plan_id", type=int, help="The whole life of this plan (its id in the archive), by today.")
@click.option(
    "--format", "form", type=click.Choice(["text", "html", "json", "atom"]), default="text", show_default=True
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@LANGUAGE
@click.pass_obj
def report(
    home: Path,
    run_id: int | None,
    since: datetime | None,
    plan_id: int | None,
    form: str,
    output: Path | None,
    language: str,
) -> None:
    """Tell what a run, or the runs since a day, found new, changed or withdrawn; or the whole life of one plan."""
    if sum(given is not None for given in (run_id, since, plan_id)) > 1:
        message = "--run, --since and --plan exclude each other"
        raise click.UsageError(message)
    config = config_of(home)
    with Archive.open(config.archive, read_only=True) as archive:
        if plan_id is not None:
            rendered = rendered_life(archive, plan_id, form, language, config.timezone)
        else:
            told = told_report(archive, run_id, since.date() if since else None, config.timezone)
            rendered = render(told, form, language)
    if output:
        output.write_text(rendered, encoding="utf-8")
        click.echo(f"wrote {output}", err=True)
    else:
        click.echo(rendered, nl=False)


def told_report(archive: Archive, run_id: int | None, since: date | None, timezone: str) -> changes.Report:
    """Return the report of a run or of a time; a click.UsageError where there is no such run."""
    try:
        return changes.since(archive, since, timezone) if since else changes.for_run(archive, run_id, timezone)
    except changes.NoRunError as error:
        raise click.UsageError(str(error)) from error


def rendered_life(archive: Archive, plan_id: int, form: str, language: str, timezone: str) -> str:
    """Return a plan's life in one of its forms; a click.UsageError where there is no such plan, or no such form of it."""
    life = plan_life(archive, plan_id)
    if life is None:
        message = f"--plan: the archive holds no plan {plan_id}, expected an id of its table plans"
        raise click.UsageError(message)
    if form == "atom":
        message = "--format: a plan has no atom feed, expected text, html or json"
        raise click.UsageError(message)
    day = datetime.now(ZoneInfo(timezone)).date()
    if form == "json":
        return json.dumps(life_render.as_data(life, day), ensure_ascii=False, indent=2) + "\n"
    return life_render.as_html(life, day, language) if form == "html" else life_render.as_text(life, day, language)


def render(told: changes.Report, form: str, language: str) -> str:
    """Return a report in one of its forms."""
    if form == "json":
        return json.dumps(changes.as_data(told), ensure_ascii=False, indent=2) + "\n"
    shown: Page = page(told, language)
    heading = f"planwatch {words(language)['report']} {told.day}"
    return {
        "text": lambda: text.render(shown, heading),
        "html": lambda: html.render(shown, heading),
        "atom": lambda: feed.render(shown),
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
            made = digest.build(archive, run, subscription, config.timezone)
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
    """Set two versions of an ARTICLE (its id or its address) side by side."""
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
