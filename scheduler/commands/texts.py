"""read, plans, copies: the night's own reading, on files and without an archive."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import click

from crawler.reading import read_file
from plans.detect import find_plans
from planwatch.clusters import CopyRecord, cluster
from planwatch.copy_changes import differences
from planwatch.records import Article, FoundPlan, Listing, PlanTarget, Reading


def lines_of(stream: IO[str]) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON lines; a click.ClickException names the line that holds none."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            message = f"{stream.name}:{number}: no JSON ({error}), expected one object a line"
            raise click.ClickException(message) from error
        if not isinstance(value, dict):
            message = f"{stream.name}:{number}: a {type(value).__name__}, expected an object"
            raise click.ClickException(message)
        yield value


def wanted(record: dict[str, Any], key: str, name: str) -> str:
    """Return a text that a record must hold; a click.ClickException says where it is missing."""
    if not isinstance(record.get(key), str):
        message = f"{name}: {key}: missing in {json.dumps(record, ensure_ascii=False)[:80]}, expected a text"
        raise click.ClickException(message)
    return str(record[key])


def echo(value: dict[str, Any]) -> None:
    """Print one object as a JSON line."""
    click.echo(json.dumps(value, ensure_ascii=False))


@click.command()
@click.argument("pages", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--manifest", type=click.File(encoding="utf-8"), help='JSON lines of {"file", "url"}, paths from its own folder.'
)
def read(pages: tuple[Path, ...], manifest: IO[str] | None) -> None:
    """Read pages on disk as the night would, and print articles and lists as JSON lines."""
    for name, path, url in (*_listed(manifest), *((str(page), page, None) for page in pages)):
        try:
            body = path.read_bytes()
        except OSError as error:
            message = f"{path}: cannot be read ({error.strerror})"
            raise click.ClickException(message) from error
        echo({"file": name, **said(read_file(body, url))})


def _listed(manifest: IO[str] | None) -> Iterator[tuple[str, Path, str | None]]:
    if manifest is None:
        return
    folder = Path(manifest.name).resolve().parent
    for record in lines_of(manifest):
        name = wanted(record, "file", manifest.name)
        yield name, folder / name, record.get("url")


def said(reading: Reading) -> dict[str, Any]:
    """Return a reading as the contract's JSON object; one that is neither article nor list tells its verdict."""
    if reading.article:
        return article_said(reading.article)
    if reading.listing:
        return listing_said(reading.listing)
    return {"kind": None, "verdict": reading.verdict, "note": reading.note}


def article_said(article: Article) -> dict[str, Any]:
    """Return an article as the contract's JSON object."""
    return {
        "kind": "article",
        "title": article.title,
        "published": article.published_on,
        "source": article.credited_source,
        "doc_number": article.document_number,
        "text": article.text,
        "attachments": [attachment.href or attachment.url for attachment in article.attachments],
        "repeated_chars": article.repeated_chars,
    }


def listing_said(listing: Listing) -> dict[str, Any]:
    """Return a list as the contract's JSON object, links as the page writes them; of a sitemap index its sitemaps, newest first."""
    items = [{"title": item.title, "href": item.href or item.url, "date": item.date} for item in listing.items]
    said = {"kind": "list", "items": items, "next": listing.next_href or listing.next_url}
    return said | ({"sitemaps": list(listing.sitemaps)} if listing.sitemaps else {})


@click.command()
@click.argument("file", type=click.File(encoding="utf-8"), default="-")
def plans(file: IO[str]) -> None:
    """Find the plans that texts name: JSON lines of {"id", "title", "published", "text"} in, {"id", "plans"} out."""
    for record in lines_of(file):
        found = find_plans(wanted(record, "text", file.name), record.get("title"), record.get("published"))
        echo({"id": record.get("id"), "plans": [plan_said(plan) for plan in found]})


def plan_said(plan: FoundPlan) -> dict[str, Any]:
    """Return a plan as the contract's JSON object; the event is the step that the text reports."""
    return {
        "title": plan.title,
        "event": plan.events[0].kind,
        "issuers": list(plan.issuers),
        "event_date": plan.events[0].happened_on,
        "doc_number": plan.document_number,
        "period": plan.period,
        "targets": [_target_said(target) for target in plan.targets],
        "main": plan.main,
        "aliases": list(plan.aliases),
    }


def _target_said(target: PlanTarget) -> dict[str, Any]:
    """Return a goal with its number, where it has one."""
    told: dict[str, Any] = {"year": target.year, "text": target.text}
    if target.value is None:
        return told
    return told | {"quantity": target.quantity, "value": target.value, "unit": target.unit}


@click.command()
@click.argument("file", type=click.File(encoding="utf-8"), default="-")
@click.option("--changes", is_flag=True, help="Tell with each copy what it cut, added and changed.")
def copies(file: IO[str], changes: bool) -> None:
    """Tell copies from originals: JSON lines of {"id", "text"} in, {"id", "original", "kind", "similarity"} out."""
    given = list(lines_of(file))
    placed = cluster(_record(record, file.name) for record in given)
    known = {str(record["id"]): record for record in given}
    for record, decided in zip(given, placed, strict=True):
        original = None if decided.original is None else known[decided.original]
        told = {"id": record["id"], "original": original["id"] if original else None}
        told |= {"kind": decided.kind, "similarity": decided.similarity}
        if changes and original:
            told["changes"] = [asdict(change) for change in differences(record["text"], original["text"])]
        echo(told)


def _record(record: dict[str, Any], name: str) -> CopyRecord:
    identity = wanted({**record, "id": str(record["id"])} if "id" in record else record, "id", name)
    return CopyRecord(
        identity, wanted(record, "text", name), record.get("url"), record.get("source"), record.get("published")
    )
