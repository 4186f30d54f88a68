"""A plan's whole life in words: its time line, goals beside those of its draft and its successor, deadlines, links, articles."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans.timeline import in_force_on, stage_on, surely_on, time_line
from planwatch.records import DeadlineKind, EventKind, PlanDeadline, PlanEvent
from planwatch.text import TITLE_LIMIT, clean_line
from reports.life_words import FORCE, life_words
from reports.words import EVENTS, word, words
from storage.queries_life import LifeEvent, LifeTarget, PlanLife

# 全省研发经费投入强度 and 研发经费投入强度 are one quantity within one lineage.
_WHOSE = re.compile(r"^(?:全[国省市区县]|我[国省市区县])")
_DRAFTS = frozenset({EventKind.CONSULTATION, EventKind.DRAFTING})
Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a life, with the report that stands for it and how many more tell the same; ``day`` is empty where none is told."""

    kind: EventKind
    day: str
    lead: LifeEvent
    more: int


@dataclass(frozen=True, slots=True)
class Goal:
    """One quantity for one year, with its value in each column of the comparison; an empty text where a column has none."""

    quantity: str
    year: int
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Goals with numbers, by the texts that state them: a draft, the plan, the one before, the one after."""

    columns: tuple[str, ...]
    goals: tuple[Goal, ...]


def today_stage(life: PlanLife, day: str) -> EventKind:
    """Return the stage reached by the end of a day (ISO); a step whose day no text tells had happened when it was told."""
    return stage_on(_dated(life), day)


def in_force(life: PlanLife, day: str) -> bool | None:
    """Return whether the plan is in force on a day (ISO), None where that is not known; a plan without a stated end ends with its period."""
    due = [PlanDeadline(one.kind, one.due_on, one.evidence, one.rule) for one in life.deadlines]
    if life.period_end and not any(one.kind is DeadlineKind.EXPIRES for one in due):
        due.append(PlanDeadline(DeadlineKind.EXPIRES, f"{life.period_end}-12-31", "", "period"))
    return in_force_on(_dated(life), due, day)


def _dated(life: PlanLife) -> list[PlanEvent]:
    return [
        PlanEvent(one.kind, surely_on(one.happened_on, one.known_on), one.evidence, one.rule) for one in life.events
    ]


def steps(life: PlanLife) -> tuple[Step, ...]:
    """Return the steps in the order of the days by which they surely had happened, each day's step once.

    A report that tells only the month (近日印发) stands with the one that tells the day, and one that tells neither with the last
    before it was told.
    """
    found: dict[tuple[EventKind, str], list[LifeEvent]] = {}
    for event in sorted(life.events, key=lambda event: -len(event.happened_on or "")):
        told = event.happened_on or ""
        days = [day for kind, day in found if kind is event.kind]
        exact = [day for day in days if told and day.startswith(told)] or [told]
        before = [day for day in days if day <= event.known_on]
        found.setdefault((event.kind, min(exact) if told else max(before, default="")), []).append(event)
    sure = {name: min(surely_on(one.happened_on, one.known_on) or "" for one in told) for name, told in found.items()}
    ordered = time_line({PlanEvent(kind, sure[kind, day], day, "") for kind, day in found})
    names = ((event.kind, event.evidence) for event in ordered)
    return tuple(Step(*name, found[name][0], len(found[name]) - 1) for name in names)


def comparison(life: PlanLife, language: str = "zh") -> Comparison:
    """Return the goals with numbers side by side: a column for each text of the lineage, the plan's drafts apart from the plan."""
    columns: dict[str, None] = {}
    table: dict[tuple[str, int], dict[str, dict[str, None]]] = {}
    for target in _trusted(life.targets):
        if target.value is None:
            continue
        column = _column(target, life, language)
        columns[column] = None
        cell = table.setdefault((_WHOSE.sub("", target.quantity), target.year), {})
        cell.setdefault(column, {})[f"{target.value:g}{target.unit}"] = None
    goals = (
        Goal(quantity, year, tuple(" / ".join(cells.get(name, ())) for name in columns))
        for (quantity, year), cells in table.items()
    )
    return Comparison(tuple(columns), tuple(sorted(goals, key=lambda goal: (goal.quantity, goal.year))))


def _trusted(targets: Sequence[LifeTarget]) -> Iterator[LifeTarget]:
    """Yield the goals, without the numbers that only news gives where a ministry's own text gives that quantity's number."""
    official = {_counted(one) for one in targets if one.is_official and one.value is not None}
    return (one for one in targets if one.is_official or one.value is None or _counted(one) not in official)


def _counted(target: LifeTarget) -> tuple[int, bool, int, str]:
    return target.plan_id, is_draft(target), target.year, _WHOSE.sub("", target.quantity)


def _column(target: LifeTarget, life: PlanLife, language: str) -> str:
    said = life_words(language)
    whose = said["this_plan"] if target.plan_id == life.id else target.period or clean_line(target.title, TITLE_LIMIT)
    return f"{whose}{said['of_draft']}" if is_draft(target) else whose


def is_draft(target: LifeTarget) -> bool:
    """Return whether a goal is of a draft, not of the plan as it came out."""
    return target.told_as in _DRAFTS


def facts(life: PlanLife, day: dt.date, language: str) -> Facts:
    """Return what heads the page: stage and force on a day, issuers, number, period, regions, fields."""
    said, shared = life_words(language), words(language)
    joined = shared["separator"].join
    values = {
        said["stage"]: f"{word(EVENTS, today_stage(life, str(day)), language)} ({day})",
        said["in_force"]: FORCE[in_force(life, str(day))][language == "en"],
        shared["issuers"]: joined(life.issuers),
        shared["document_number"]: life.document_number or "",
        shared["period"]: life.period or "",
        said["regions"]: joined(life.regions),
        said["subjects"]: joined(life.subjects),
    }
    return tuple((name, clean_line(value, TITLE_LIMIT)) for name, value in values.items() if value)


def own_targets(life: PlanLife) -> tuple[LifeTarget, ...]:
    """Return the plan's own goals, each year's words once."""
    own = {(one.year, one.text): one for one in _trusted(life.targets) if one.plan_id == life.id}
    return tuple(sorted(own.values(), key=lambda one: one.year))
