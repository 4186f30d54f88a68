"""A plan's page in Datasette, links to it, and the stage and force of plans on a day as SQL functions."""  # noqa: INP001 - loaded by its path

import asyncio
import datetime as dt
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from datasette import hookimpl  # type: ignore[import-untyped]
from markupsafe import Markup

from plans.timeline import in_force_on, stage_on, surely_on
from planwatch.records import DeadlineKind, EventKind, PlanDeadline, PlanEvent
from reports.changes import DEFAULT_ZONE
from reports.life_render import as_html
from storage.archive import Archive
from storage.queries_life import plan_life

DATABASE = "planwatch"


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: Any) -> None:
    """Add stage_on(events, day) and in_force_on(events, deadlines, day); deadlines are a JSON array of [kind, day].

    Events are one of [kind, day, known_on]: where no whole day is told, it had happened on the day on which it was told.
    """
    conn.create_function("stage_on", 2, _stage_on, deterministic=True)
    conn.create_function("in_force_on", 3, _in_force_on, deterministic=True)


def _stage_on(events: str | None, day: str) -> str:
    return str(stage_on(_events(events), day))


def _in_force_on(events: str | None, deadlines: str | None, day: str) -> int | None:
    """Return 1, 0, or None where no day of force or issue is known."""
    due = [PlanDeadline(DeadlineKind(kind), due_on, "", "") for kind, due_on in json.loads(deadlines or "[]")]
    found = in_force_on(_events(events), due, day)
    return None if found is None else int(found)


def _events(events: str | None) -> list[PlanEvent]:
    return [
        PlanEvent(EventKind(kind), surely_on(day, known_on), "", "")
        for kind, day, known_on in json.loads(events or "[]")
    ]


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(
    database: str | None, table: str | None, view_name: str, request: Any, datasette: Any
) -> Callable[[], Awaitable[dict[str, object]]]:
    """Give the page of a plan's row its life, as it is known today."""

    async def life() -> dict[str, object]:
        if (database, table, view_name) != (DATABASE, "plans", "row"):
            return {}
        folder = Path(datasette.get_database(database).path).parent
        language = "en" if request.args.get("language") == "en" else "zh"
        base = datasette.urls.database(database)
        return {"life": await asyncio.to_thread(_life, folder, request.url_vars["pks"], language, str(base))}

    return life


def _life(folder: Path, plan_id: str, language: str, base: str) -> Markup:
    """Return a plan's page as HTML whose every text was escaped by its own template."""
    with Archive.open(folder, read_only=True) as archive:
        life = plan_life(archive, int(plan_id))
    day = dt.datetime.now(ZoneInfo(DEFAULT_ZONE)).date()
    return Markup(as_html(life, day, language, base=base)) if life else Markup()  # noqa: S704 - escaped by its template


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(  # noqa: PLR0917 - Datasette's own signature
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Markup | None:
    """Link a plan's title, and its id in views and questions, to its page; Datasette itself links foreign keys."""
    key = "id" if table == "plans" else "plan_id"
    if database != DATABASE or value is None or column not in {"title", "plan_id"} or key not in row.keys():  # noqa: SIM118 - a row of SQLite holds values
        return None
    plan_id = row[key]
    if not isinstance(plan_id, int) or (column == "title" and table not in {None, "plans", "new_plans"}):
        return None
    return Markup('<a href="{}/{}">{}</a>').format(datasette.urls.table(DATABASE, "plans"), plan_id, value)
