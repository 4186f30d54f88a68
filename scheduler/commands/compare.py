"""compare: two documents set side by side by clause."""

import json
from pathlib import Path
from typing import IO

import click

from planwatch.clause_pairs import TooManyClausesError
from reports import compare as clauses
from reports.compare import ClauseTable
from reports.compare.data import as_data, pair
from scheduler.commands.documents import document
from scheduler.commands.look import LANGUAGE
from scheduler.commands.texts import echo, lines_of, wanted

FORMATS = ("text", "html", "docx", "json")


@click.command()
@click.argument("documents", nargs=-1, metavar="[A B]")
@click.option(
    "--pairs",
    type=click.File(encoding="utf-8"),
    help='JSON lines of {"id", "a", "b"}, two texts each, instead of A and B.',
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Default: what the ending of the -o FILE says, else text."
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file; DOCX needs one."
)
@LANGUAGE
@click.pass_obj
def compare(
    home: Path, documents: tuple[str, ...], pairs: IO[str] | None, form: str | None, output: Path | None, language: str
) -> None:
    """Set document B beside A by clause: a draft beside the text as issued, a plan beside its successor.

    A and B are files (text, a page, PDF, DOCX), or articles of the archive by id or address, in their last version.
    """
    if pairs is not None:
        _tell_pairs(pairs, documents, form, output)
        return
    if len(documents) != 2:
        message = f"{len(documents)} documents given, expected A and B, or --pairs FILE"
        raise click.UsageError(message)
    form = form or _named(output)
    if form == "docx" and output is None:
        message = "--format docx: a Word file is no text for a terminal, expected -o FILE"
        raise click.UsageError(message)
    older, newer = (document(home, name) for name in documents)
    try:
        rendered = render(clauses.table(older, newer), form, language)
    except TooManyClausesError as error:
        message = f"{documents[0]}, {documents[1]}: {error}"
        raise click.ClickException(message) from error
    if output is None:
        click.echo(rendered, nl=False)
        return
    try:
        output.write_bytes(rendered)
    except OSError as error:
        message = f"{output}: cannot be written ({error.strerror})"
        raise click.ClickException(message) from error
    click.echo(f"wrote {output}", err=True)


def render(table: ClauseTable, form: str, language: str) -> bytes:
    """Return a table in one of its forms, as bytes of UTF-8 or of a Word file."""
    if form == "docx":
        from reports.compare import docx  # noqa: PLC0415 - a fifth of a second that only Word files are worth

        return docx.render(table, language)
    if form == "html":
        from reports.compare import html  # noqa: PLC0415 - as above, for templates

        return html.render(table, language).encode()
    if form == "json":
        return (json.dumps(as_data(table), ensure_ascii=False, indent=2) + "\n").encode()
    from reports.compare import text  # noqa: PLC0415 - as above

    return text.render(table, language).encode()


def _named(output: Path | None) -> str:
    """Return the format that a file's ending names, text where it names none."""
    ending = output.suffix.lower().lstrip(".") if output else ""
    return {"htm": "html"}.get(ending, ending) if ending in {*FORMATS, "htm"} else "text"


def _tell_pairs(pairs: IO[str], documents: tuple[str, ...], form: str | None, output: Path | None) -> None:
    if documents or form or output:
        message = "--pairs prints JSON lines: no A, B, --format or -o beside it"
        raise click.UsageError(message)
    for record in lines_of(pairs):
        older, newer = (wanted(record, side, pairs.name) for side in ("a", "b"))
        try:
            echo({"id": record.get("id"), "clauses": pair(older, newer)})
        except TooManyClausesError as error:
            message = f"{pairs.name}: {record.get('id')}: {error}"
            raise click.ClickException(message) from error
