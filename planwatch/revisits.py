"""When a page is looked at again: in every run while it is young, then ever more seldom while it does not change."""

import datetime as dt

# Pages first seen or published within this many days are looked at every night. That means in every run:
# who starts a second one on the same day wants to see what has changed since.
YOUNG = dt.timedelta(days=30)
NIGHT = dt.timedelta(days=1)
# Nights to the next look, by the nights for which a page has been quiet: each look doubles the wait, so that after 2 quiet
# nights the next comes 4 later, and so on to 30.
INTERVALS = ((2, 2), (6, 4), (14, 8), (30, 16))
LONGEST = 30
# A night may start a little earlier than the one before, and reach a page sooner: six hours of slack keep that from costing
# a whole night.
SLACK = dt.timedelta(hours=6)


def next_visit(
    now: dt.datetime, first_seen: dt.datetime, published: dt.date | None, last_change: dt.datetime
) -> dt.datetime:
    """Return from when on a page that was looked at ``now`` is due again.

    Derived from times alone, so that a missed night or a replay changes nothing. A publication day in the future counts for
    nothing, or a page that claims the year 2099 would be looked at every night until then.
    """
    born = first_seen
    if published is not None:
        published_at = dt.datetime.combine(published, dt.time(), tzinfo=dt.UTC)
        born = max(born, published_at) if published_at <= now + NIGHT else born
    quiet = now - max(born + YOUNG, last_change)
    return now + nights_to_wait(quiet) * NIGHT - SLACK


def next_run(now: dt.datetime) -> dt.datetime:
    """Return from when on a page that was looked at ``now`` is due in whatever run comes next, if the clock loses some hours too."""
    return now - SLACK


def nights_to_wait(quiet: dt.timedelta) -> int:
    """Return the nights until the next look at a page that has been old and quiet for so long; none while it is young (less than nothing)."""
    if quiet < -SLACK:
        return 0
    nights = (quiet + SLACK) // NIGHT
    return next((wait for limit, wait in INTERVALS if nights < limit), LONGEST)
