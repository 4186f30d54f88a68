"""How each source did tonight, and which problems somebody should know of. Pure: counts go in, states and issues come out."""

from collections.abc import Iterator, Sequence

from planwatch.records import Issue, Level, PageKind, Source, SourceNight, SourceState, Verdict
from scheduler import rhythm
from scheduler.lists import ListingNight
from storage.mass import MassChange
from storage.nights import PastNight
from storage.tally import Tally

BLOCKED = (Verdict.CHALLENGE, Verdict.LOGIN)
DOWN = (
    Verdict.TIMEOUT,
    Verdict.REFUSED,
    Verdict.DNS,
    Verdict.TLS,
    Verdict.SERVER_ERROR,
    Verdict.MAINTENANCE,
    Verdict.ROBOTS_UNKNOWN,
)
READABLE = (Verdict.OK, Verdict.UNCHANGED)
# What keeps a whole site from being read: a source's state says it for all its pages.
OUTSIDE = (*BLOCKED, *DOWN, Verdict.ROBOTS)
# A page with one of these verdicts is looked at again tomorrow and needs nobody; every other failure is told.
HARMLESS = (*READABLE, Verdict.GONE)
MESSAGES = {
    SourceState.BLOCKED: "its lists answer with a challenge or a login page, so nothing new can be seen; open the page in a browser and ask the site for access",
    SourceState.UNREACHABLE: "its lists could not be fetched; if this lasts, check the address",
    SourceState.DISALLOWED: "its robots.txt forbids the lists, so they are not fetched",
    SourceState.DRIFTED: "its lists were fetched but hold fewer entries than expected; the layout has probably changed",
    SourceState.FROZEN: "its lists read well but have brought nothing new for far longer than ever before; the column may have moved",
}


def judge(source: Source, tally: Tally, lists: ListingNight, past: Sequence[PastNight] = ()) -> SourceNight:
    """Return a source's night; the state is that of its lists, or of its pages where it has none, beside its own past nights."""
    return SourceNight(
        source_id=source.id,
        state=_state(source, tally, lists, past),
        listings=lists.seen,
        links=len(lists.links),
        fetched=tally.answered,
        not_modified=tally.not_modified,
        new_articles=tally.new_articles,
        bytes=tally.bytes,
        seconds=tally.seconds,
    )


def _state(source: Source, tally: Tally, lists: ListingNight, past: Sequence[PastNight]) -> SourceState:
    kind = PageKind.LISTING if source.listings else PageKind.ARTICLE
    if not tally.count(kind, *READABLE, Verdict.SOURCE_EMPTY):
        return _why_unread(tally, kind)
    if source.listings and _drifted(lists, rhythm.least_links(source, past)):
        return SourceState.DRIFTED
    if source.listings and rhythm.is_frozen(past, tally.new_articles):
        return SourceState.FROZEN
    return SourceState.OK if tally.changes else SourceState.QUIET


def _why_unread(tally: Tally, kind: PageKind) -> SourceState:
    """Return why no page of the kind could be read; a source that was not asked at all counts as unreachable."""
    if tally.count(kind, Verdict.ROBOTS):
        return SourceState.DISALLOWED
    if tally.count(kind, *BLOCKED) > tally.count(kind, *DOWN):
        return SourceState.BLOCKED
    return SourceState.UNREACHABLE


def _drifted(lists: ListingNight, least: int) -> bool:
    return len(lists.links) < least or Verdict.SOURCE_EMPTY in lists.verdicts


def issues(source: Source, tally: Tally, night: SourceNight, past: Sequence[PastNight] = ()) -> Iterator[Issue]:
    """Yield what of a source's night needs care: its state, its unreadable pages, its missing titles.

    A state is an alert in the night that it begins, a note while it lasts, and an alert again when it is over.
    """
    yield from _state_issues(source, tally, night, past)
    for (kind, verdict), count in sorted(tally.verdicts.items()):
        explained = kind is PageKind.LISTING or verdict in OUTSIDE
        if verdict not in HARMLESS and not (explained and night.state in MESSAGES):
            example = tally.examples[kind, verdict]
            yield Issue(
                Level.WARNING,
                verdict,
                f"{count} of its {kind} pages: {verdict}, for example {example}",
                source.id,
                example,
            )
    seen = tally.new_articles
    if seen and tally.titled < seen * source.expect.title_fill_min:
        message = (
            f"only {tally.titled} of {seen} new articles have a title, expected {source.expect.title_fill_min:.0%}"
        )
        yield Issue(Level.WARNING, "titles_missing", message, source.id, source.home_url)


def mass_issue(event: MassChange) -> Issue:
    """Return the one alert for many pages of a source that changed in the same night."""
    message = (
        f"{event.changed} of the {event.looked} pages looked at changed in one night; {event.held} of these changes are held"
        f" back as being of no substance or waiting for a second night; if the layout is new, see that it reads well:"
        f" {', '.join(event.examples)}"
    )
    return Issue(Level.ERROR, "mass_change", message, event.source_id, event.examples[0])


def _state_issues(source: Source, tally: Tally, night: SourceNight, past: Sequence[PastNight]) -> Iterator[Issue]:
    before = past[-1].state if past else SourceState.OK
    if night.state in MESSAGES:
        start = rhythm.since(past, night.state)
        lasting = f"since {start:%Y-%m-%d}: " if start else ""
        message = f"{lasting}{MESSAGES[night.state]} {_counted(source, tally, night, past)}"
        yield Issue(Level.NOTE if start else Level.ERROR, night.state, message, source.id, source.home_url)
    elif before in MESSAGES:
        start = rhythm.since(past, before)
        message = f"reads well again; it was {before} since {start:%Y-%m-%d}" if start else "reads well again"
        yield Issue(Level.WARNING, "recovered", message, source.id, source.home_url)


def _counted(source: Source, tally: Tally, night: SourceNight, past: Sequence[PastNight]) -> str:
    answers = ", ".join(sorted({verdict for kind, verdict in tally.verdicts if kind is PageKind.LISTING})) or "none"
    least = rhythm.least_links(source, past)
    return f"(answers: {answers}; {night.links} entries on {night.listings} list pages, expected {least} or more)"
