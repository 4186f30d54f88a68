"""What planwatch adds to Datasette: a search box that finds Chinese words, pages that run no script but Datasette's own, CSV without formulas."""  # noqa: INP001 - loaded by its path

import csv
import io
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from datasette import hookimpl  # type: ignore[import-untyped]
from datasette.utils import to_css_class  # type: ignore[import-untyped]
from markupsafe import Markup, escape

from reports.datasette.answers import Answers, App, Scope, Send
from storage.commits import Commits
from storage.search import query

OK = 200
# The default would refuse a text of more than 128 KiB.
csv.field_size_limit(1 << 30)

# The templates of Datasette 0.65 that hold a script of their own; the table page has one line more, in two forms.
_SCRIPTED = ("_close_open_menus.html", "_codemirror_foot.html")
_LINES = ("DATASETTE_ALLOW_FACET = true;", "DATASETTE_ALLOW_FACET = false;")
# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"); a number may begin with a sign all the same.
_FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d+(?:\.\d+)?$)")
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_css_class = lru_cache(maxsize=1000)(to_css_class)


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]
def prepare_connection(conn: Any) -> None:
    """Put our query language in the place of Datasette's, which finds no Chinese word; last, so that ours stays."""
    conn.create_function("escape_fts", 1, query)


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Return what adds our headers to every answer, and gives answers again while the archive stays as it is."""
    headers = [
        (b"content-security-policy", policy().encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
    ]

    def wrap(app: App) -> App:
        async def answer(scope: Scope, receive: Any, send: Send) -> None:
            is_csv = scope.get("path", "").endswith(".csv")

            async def with_headers(event: dict[str, Any]) -> None:
                nonlocal is_csv
                if event["type"] == "http.response.start":
                    is_csv = is_csv and event["status"] == OK
                    event = {**event, "headers": [*event.get("headers", []), *headers]}
                elif is_csv and event.get("body"):
                    event = {**event, "body": without_formulas(event["body"])}
                await send(event)

            await app(scope, receive, with_headers)

        return Answers(answer, Commits(Path(datasette.get_database().path)).mark)

    return wrap


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars() -> dict[str, object]:
    """Return what our templates call."""
    return {"table_rows": table_rows}


def table_rows(rows: Iterable[Iterable[Mapping[str, Any]]]) -> Markup:
    """Return the rows of Datasette's table as its own template has them, every value escaped that is no markup."""
    return Markup("\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows))  # noqa: S704 - escaped cell by cell


def _cell(cell: Mapping[str, Any]) -> str:
    return (
        f'<td class="col-{_css_class(cell["column"])} type-{escape(cell["value_type"])}">{escape(cell["value"])}</td>'
    )


def without_formulas(rows: bytes) -> bytes:
    """Return whole rows of CSV (Datasette sends them one by one) with a quote before each cell that a spreadsheet would run."""
    shown = io.StringIO(newline="")
    writer = csv.writer(shown)
    for row in csv.reader(io.StringIO(rows.decode(), newline="")):
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in row])
    return shown.getvalue().encode()


def policy() -> str:
    """Return the content security policy: Datasette's own scripts by address or hash, nothing else active."""
    templates = files("datasette") / "templates"
    scripts = [script for name in _SCRIPTED for script in _SCRIPT.findall((templates / name).read_text("utf-8"))]
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in (*scripts, *_LINES)
    )
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
