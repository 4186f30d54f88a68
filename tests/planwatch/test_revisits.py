import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwatch.revisits import next_run, next_visit

BORN = dt.datetime(2026, 1, 1, 18, tzinfo=dt.UTC)
NIGHT = dt.timedelta(days=1)


def visits(until: int, published: dt.date | None = None, changes: tuple[int, ...] = ()) -> list[int]:
    """Return the nights on which a page is looked at; every night begins a few minutes earlier than a day after the last."""
    due, last_change, seen = BORN, BORN, []
    for night in range(until):
        now = BORN + night * NIGHT - dt.timedelta(minutes=5 * night)
        if now >= due:
            seen.append(night)
            last_change = now if night in changes else last_change
            due = next_visit(now, BORN, published, last_change)
    return seen


def test_a_young_page_is_looked_at_every_night_then_at_doubling_waits_up_to_thirty() -> None:
    assert visits(125) == [*range(31), 32, 36, 44, 60, 90, 120]


def test_a_second_run_on_the_same_day_looks_at_young_pages_again() -> None:
    assert next_visit(BORN, BORN, None, BORN) <= BORN + dt.timedelta(minutes=5)


def test_a_change_begins_the_growing_waits_anew() -> None:
    assert visits(80, changes=(44,)) == [*range(31), 32, 36, 44, 46, 50, 58, 74]


def test_a_page_published_lately_is_young_whenever_it_was_found() -> None:
    assert visits(70, published=dt.date(2026, 1, 31))[:61] == [*range(61)]


@pytest.mark.parametrize("published", [dt.date(2099, 1, 1), dt.date(1970, 1, 1), None])
def test_an_impossible_publication_day_counts_for_nothing(published: dt.date | None) -> None:
    assert visits(125, published) == visits(125)


MOMENTS = st.integers(-9_000, 20_000).map(lambda hours: BORN + dt.timedelta(hours=hours))


@given(
    MOMENTS,
    MOMENTS,
    st.none() | st.dates(dt.date(1, 1, 1)),
)
def test_the_next_visit_is_always_between_the_next_run_and_thirty_nights_on(
    now: dt.datetime, first_seen: dt.datetime, published: dt.date | None
) -> None:
    due = next_visit(now, first_seen, published, first_seen)
    assert next_run(now) <= due <= now + 30 * NIGHT
