"""A plan's life in order: its time line, the stage it had reached on a day, and whether it was in force then."""

from collections.abc import Collection, Iterable

from planwatch.records import DeadlineKind, EventKind, PlanDeadline, PlanEvent

# Steps of a life from its start to its end; where several are known, the last is the stage.
_LIFE = (
    EventKind.DRAFTING,
    EventKind.CONSULTATION,
    EventKind.ADOPTED,
    EventKind.SIGNED,
    EventKind.ISSUED,
    EventKind.EFFECTIVE,
    EventKind.REVISED,
    EventKind.REPEALED,
)
# Only what is out is explained or evaluated.
_AFTER_ISSUE = frozenset({EventKind.INTERPRETED, EventKind.EVALUATED})
# A day of force is often told long before it comes, so it makes no stage before it a look back.
_STAGES = frozenset(_LIFE) - {EventKind.EFFECTIVE}
_OUT = frozenset({EventKind.ISSUED, EventKind.SIGNED, EventKind.REVISED})
# The last day that a month's or a year's ISO text may mean; only compared, never shown.
_LAST = {len("2026"): "-12-31", len("2026-11"): "-31"}


def stage(events: Iterable[EventKind]) -> EventKind:
    """Return the stage that a plan with these events has reached; ``mentioned`` where no more is known."""
    known = set(events)
    if known & _AFTER_ISSUE:
        known.add(EventKind.ISSUED)
    return next((kind for kind in reversed(_LIFE) if kind in known), EventKind.MENTIONED)


def surely_on(told: str | None, known_on: str | None = None) -> str | None:
    """Return the day (ISO) by whose end an event surely had happened, None where nothing tells.

    ``told`` is its day as exact as a text gives it: a month's or a year's event had happened by its end. ``known_on`` is the day on
    which it was told: what bears no day of its own had happened by then.
    """
    if told and len(told) >= len("2026-11-22"):
        return told[:10]
    bounds = [known_on] if known_on else []
    return min([*bounds, told + _LAST[len(told)]] if told else bounds, default=None)


def _by(event: PlanEvent, day: str) -> bool:
    """Return whether an event surely had happened by a day; an undated one never."""
    sure = surely_on(event.happened_on)
    return sure is not None and sure <= day


def moves_on(event: PlanEvent, known: Iterable[PlanEvent]) -> bool:
    """Return whether a step that is seen only now comes after the known ones: a look back at how a plan came to be is none.

    A step that is dated after all later stages that are known (a new draft of a plan in force) is one.
    """
    if event.kind in _AFTER_ISSUE:
        return True
    own = _LIFE.index(event.kind)
    later = [one for one in known if one.kind in _AFTER_ISSUE or (one.kind in _STAGES and _LIFE.index(one.kind) > own)]
    if own > _LIFE.index(EventKind.ISSUED):
        later = [one for one in later if one.kind not in _AFTER_ISSUE]
    return not later or (event.happened_on or "") > max(one.happened_on or "" for one in later)


def time_line(events: Iterable[PlanEvent]) -> tuple[PlanEvent, ...]:
    """Return the dated events of a plan from the first to the last, those of one day in the order of a life."""
    order = {kind: number for number, kind in enumerate(_LIFE)}
    dated = [event for event in events if event.happened_on and event.kind is not EventKind.MENTIONED]
    return tuple(
        sorted(dated, key=lambda event: (surely_on(event.happened_on) or "", order.get(event.kind, len(order))))
    )


def stage_on(events: Iterable[PlanEvent], day: str) -> EventKind:
    """Return the stage that a plan had reached by the end of a day (ISO), by what is now known of its dated events."""
    return stage(event.kind for event in events if _by(event, day))


def in_force_on(events: Iterable[PlanEvent], deadlines: Iterable[PlanDeadline], day: str) -> bool | None:
    """Return whether a plan was in force on a day (ISO); None where no day of force or issue is known.

    It begins on its stated day, else with its issue; it ends with its repeal, or after the latest day of expiry (a term
    may have been extended).
    """
    told, due = list(events), list(deadlines)
    stated = [item.due_on for item in due if item.kind is DeadlineKind.EFFECTIVE]
    stated += _days(told, {EventKind.EFFECTIVE})
    issued = _days(told, _OUT)
    if not stated and not issued:
        return None
    begins = min(stated or issued)
    expires = max((item.due_on for item in due if item.kind is DeadlineKind.EXPIRES), default=day)
    repealed = any(event.kind is EventKind.REPEALED and _by(event, day) for event in told)
    return begins <= day <= expires and not repealed


def _days(events: Iterable[PlanEvent], kinds: Collection[EventKind]) -> list[str]:
    """Return the days by which the events of some kinds surely had happened."""
    days = (surely_on(event.happened_on) for event in events if event.kind in kinds)
    return [day for day in days if day is not None]
