"""What a source's own nights say of tonight: how many entries its lists should hold, and whether they have stopped moving."""

from collections.abc import Sequence
from datetime import datetime
from statistics import median

from planwatch.records import Source, SourceState
from storage.nights import PastNight

GOOD = (SourceState.OK, SourceState.QUIET, SourceState.FROZEN)
# A list that lost half of its own usual length has collapsed (faults.md, guards: half of the 14-night median).
MEDIAN_NIGHTS = 14
COLLAPSED = 0.5
# Fewer nights than this are no rhythm.
NIGHTS_MIN = 5
# A silence three times as long as any before it, and at least two weeks: longer than the longest public holidays (nine days)
# with the weekends around them.
SILENCE_FACTOR = 3
SILENCE_MIN = 14
GAPS_MIN = 5


def least_links(source: Source, past: Sequence[PastNight]) -> int:
    """Return how many entries a source's lists hold at the least when they are whole: what is declared, or half of what is usual."""
    usual = [night.links for night in past if night.state in GOOD][-MEDIAN_NIGHTS:]
    learned = COLLAPSED * median(usual) if len(usual) >= NIGHTS_MIN else 0.0
    return max(source.expect.listing_links_min, int(learned + COLLAPSED))


def is_frozen(past: Sequence[PastNight], new_articles: int, unread: int = 0) -> bool:
    """Return whether a list that is read well has been silent, tonight included, far longer than its own rhythm explains.

    A night in which the list could not be read counts for nothing. Pages on it that are ``unread`` tonight may be news, so that
    no silence begins with them. One that has begun lasts until there is news, however long ago the rhythm was.
    """
    good = [night for night in past if night.state in GOOD]
    if good and good[-1].state is SourceState.FROZEN:
        return not new_articles
    gaps = _gaps([*(night.new_articles > 0 for night in good), new_articles > 0])
    silent, before = gaps[-1], gaps[:-1]
    return not unread and len(before) >= GAPS_MIN and silent >= max(SILENCE_MIN, SILENCE_FACTOR * max(before))


def since(past: Sequence[PastNight], state: SourceState) -> datetime | None:
    """Return when the state of the last nights began, None where the last night had another one."""
    start = None
    for night in reversed(past):
        if night.state is not state:
            break
        start = night.started_at
    return start


def _gaps(news: Sequence[bool]) -> list[int]:
    """Return the nights between one news and the next, the silence that goes on last; before the first news nothing counts."""
    gaps: list[int] = []
    for is_new in news[news.index(True) :] if True in news else ():
        if is_new:
            gaps.append(0)
        else:
            gaps[-1] += 1
    return gaps or [0]
