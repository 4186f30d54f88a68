"""The clock of one run: it starts at a given moment and then runs with the real one, so that nights can be simulated."""

import datetime as dt
from time import monotonic


class Clock:
    """Tells a run's time in UTC."""

    def __init__(self, start: dt.datetime) -> None:
        """Start at ``start``, which needs a time zone."""
        self._start = start.astimezone(dt.UTC)
        self._begun = monotonic()

    def now(self) -> dt.datetime:
        """Return the run's time; it never goes back, whatever happens to the machine's clock."""
        return self._start + dt.timedelta(seconds=monotonic() - self._begun)
