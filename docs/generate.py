"""Write the pages of docs/ that can be generated, or with --check tell which are out of date (exit code 1)."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import yaml

from crawler.declarations import CATALOGUE, load_catalogue
from scheduler.cli import planwatch

DOCS = Path(__file__).resolve().parent
METADATA = DOCS.parent / "reports" / "datasette" / "metadata.yaml"


def cli_page() -> str:
    """Return the page of every command's own help."""
    context = click.Context(planwatch, info_name="planwatch", terminal_width=100, max_content_width=100)
    parts = [
        "# The command",
        "",
        "Generated from the commands themselves.",
        "",
        "```text",
        planwatch.get_help(context),
        "```",
        "",
    ]
    for name, command in commands(planwatch, ""):
        help_text = command.get_help(click.Context(command, info_name=f"planwatch {name}", terminal_width=100))
        parts += [f"## planwatch {name}", "", "```text", help_text, "```", ""]
    return "\n".join(parts)


def commands(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every command below a group with its whole name, in the order of the alphabet."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        yield f"{prefix}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")


def tables_page() -> str:
    """Return the page of every table, view and column, from the descriptions that Datasette shows."""
    tables = yaml.safe_load(METADATA.read_text(encoding="utf-8"))["databases"]["planwatch"]["tables"]
    parts = ["# The archive's tables", "", "Generated from reports/datasette/metadata.yaml.", ""]
    for name, table in tables.items():
        parts += [f"## {name}", "", " ".join(str(table.get("description", "")).split()), ""]
        columns = table.get("columns") or {}
        parts += [
            "| column | |",
            "|---|---|",
            *(f"| {column} | {' '.join(str(text).split())} |" for column, text in columns.items()),
            "",
        ]
    return "\n".join(parts)


def sources_page() -> str:
    """Return the page of the bundled sources."""
    rows = [
        f"| {source.id} | {source.name} | {source.kind} | {'yes' if source.enabled else 'no'} | {source.evidence or ''} |"
        for source in load_catalogue([CATALOGUE])
    ]
    note = (
        "Generated from crawler/catalogue/. A source that was never tried on the live site starts disabled:"
        " run `planwatch sources check ID`, then copy its file into your own sources/ folder with the day as `last_verified`."
    )
    return "\n".join(
        [
            "# The bundled sources",
            "",
            note,
            "",
            "| id | name | kind | enabled | evidence |",
            "|---|---|---|---|---|",
            *rows,
            "",
            KINDS,
        ]
    )


KINDS = """## Kinds of lists

| `kind` of a `[[listings]]` | what its `url` answers with |
|---|---|
| `html` (or left out) | a page with links; JSON, a feed or a sitemap is recognised at such an address too |
| `json` | what a page's script asks for: every object in it that has a title and an address |
| `feed` | RSS or Atom |
| `sitemap` | a sitemap, or an index of sitemaps, plain or as a `.gz` file of up to 8 MiB unpacked |

Of a sitemap index (sitemaps.org) the newest sitemaps are looked at, each as a list of its own; the index itself counts for none of
them. `max_pages` says how many, 3 if left out: with 1, where each month has its sitemap, the first night
of a month sees nearly nothing and takes it for a list that shrank. Newest is the one
with the latest day of `lastmod`; among those of one day, and where `lastmod` is left out, the one with the latest year, month or day
in its address; then the latest hour of `lastmod`. What has no time at all comes last, the first and the last of the file in turn,
since sites add new sitemaps at either end. A sitemap on a host that is neither that of `home_url` or of a list nor in
`[fetch] also_allow` is left out. An index in an index, which the protocol forbids, is told as a problem and not followed.
`planwatch sources check ID` and `probe URL` show each list page with what it holds.
"""


PAGES = {"cli.md": cli_page, "tables.md": tables_page, "sources.md": sources_page}


def main() -> int:
    """Write the pages, or check them; return the exit code."""
    stale = []
    for name, page in PAGES.items():
        path, text = DOCS / name, page()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    if stale:
        sys.stderr.write(
            f"docs: {', '.join(stale)} {'out of date: run make docs' if '--check' in sys.argv else 'written'}\n"
        )
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
