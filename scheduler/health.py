"""How each source did tonight, and which problems somebody should know of. Pure: counts go in, states and issues come out."""

from collections.abc import Iterator

from planwatch.records import Issue, Level, PageKind, Source, SourceNight, SourceState, Verdict
from scheduler.lists import ListingNight
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
# A page with one of these verdicts is looked at again tomorrow and needs nobody; every other failure is told.
HARMLESS = (*READABLE, Verdict.GONE)
MESSAGES = {
    SourceState.BLOCKED: "its lists answer with a challenge or a login page, so nothing new can be seen; open the page in a browser and ask the site for access",
    SourceState.UNREACHABLE: "its lists could not be fetched; if this lasts, check the address",
    SourceState.DISALLOWED: "its robots.txt forbids the lists, so they are not fetched",
    SourceState.DRIFTED: "its lists were fetched but hold fewer entries than expected; the layout has probably changed",
}


def judge(source: Source, tally: Tally, lists: ListingNight) -> SourceNight:
    """Return a source's night; the state is that of its lists, or of its pages where it has none."""
    return SourceNight(
        source_id=source.id,
        state=_state(source, tally, lists),
        listings=lists.seen,
        links=len(lists.links),
        fetched=tally.answered,
        not_modified=tally.not_modified,
        new_articles=tally.new_articles,
        bytes=tally.bytes,
        seconds=tally.seconds,
    )


def _state(source: Source, tally: Tally, lists: ListingNight) -> SourceState:
    kind = PageKind.LISTING if source.listings else PageKind.ARTICLE
    if not tally.count(kind, *READABLE, Verdict.SOURCE_EMPTY):
        return _why_unread(tally, kind)
    if source.listings and _drifted(source, lists):
        return SourceState.DRIFTED
    return SourceState.OK if tally.changes else SourceState.QUIET


def _why_unread(tally: Tally, kind: PageKind) -> SourceState:
    """Return why no page of the kind could be read; a source that was not asked at all counts as unreachable."""
    if tally.count(kind, Verdict.ROBOTS):
        return SourceState.DISALLOWED
    if tally.count(kind, *BLOCKED) > tally.count(kind, *DOWN):
        return SourceState.BLOCKED
    return SourceState.UNREACHABLE


def _drifted(source: Source, lists: ListingNight) -> bool:
    return len(lists.links) < source.expect.listing_links_min or Verdict.SOURCE_EMPTY in lists.verdicts


def issues(source: Source, tally: Tally, night: SourceNight) -> Iterator[Issue]:
    """Yield what of a source's night needs care: its state, its unreadable pages, its missing titles."""
    if night.state in MESSAGES:
        answers = ", ".join(sorted({verdict for kind, verdict in tally.verdicts if kind is PageKind.LISTING})) or "none"
        counted = (
            f"(answers: {answers}; {night.links} entries on {night.listings} list pages,"
            f" expected {source.expect.listing_links_min} or more)"
        )
        yield Issue(Level.ERROR, night.state, f"{MESSAGES[night.state]} {counted}", source.id, source.home_url)
    for (kind, verdict), count in sorted(tally.verdicts.items()):
        if verdict not in HARMLESS and not (kind is PageKind.LISTING and night.state in MESSAGES):
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
