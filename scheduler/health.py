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
# Fetched as it should be, and nothing of what it should hold was found in it.
UNFILLED = (Verdict.EMPTY, Verdict.EXTRACT_FAILED, Verdict.NOT_HTML, Verdict.BAD_ENCODING)
HOLLOW = (*UNFILLED, Verdict.SOURCE_EMPTY, Verdict.SUSPICIOUS_SHRINK)
READABLE = (Verdict.OK, Verdict.UNCHANGED)
# What keeps a whole site from being read: a source's state says it for all its pages.
OUTSIDE = (*BLOCKED, *DOWN, Verdict.ROBOTS)
# A page with one of these verdicts is looked at again tomorrow and needs nobody; every other failure is told.
HARMLESS = (*READABLE, Verdict.GONE)
# So many pages below a list say something of their source; fewer may each have a fault of their own (as LEAST in storage/mass.py).
FEW = 3
# So many articles, nearly all with a day, show that a source's pages have one; set by judgement: a share as of titles (title_fill_min).
DATED_MIN = 5
DATED = 0.9
MESSAGES = {
    SourceState.BLOCKED: "it answers with a challenge or a login page, so nothing new can be seen; open the page in a browser and ask the site for access",
    SourceState.UNREACHABLE: "it could not be fetched; if this lasts, check the address",
    SourceState.DISALLOWED: "its robots.txt forbids what is declared, so it is not fetched",
    SourceState.DRIFTED: "it was fetched but holds less than expected: entries, texts, titles or days are missing; the layout has probably changed",
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
    kind = _main(source)
    if not tally.count(kind, *READABLE):
        return _why_unread(tally, kind)
    if source.listings:
        if _drifted(lists, rhythm.least_links(source, past)):
            return _why_unread(tally, kind) if tally.count(kind, *OUTSIDE) else SourceState.DRIFTED
        unread = tally.count(PageKind.ARTICLE, *OUTSIDE, *UNFILLED)
        if unread >= FEW and not tally.count(PageKind.ARTICLE, *READABLE):
            return _why_unread(tally, PageKind.ARTICLE)
        if _lacking(source, tally, past):
            return SourceState.DRIFTED
        if rhythm.is_frozen(past, tally.new_articles, unread):
            return SourceState.FROZEN
    return SourceState.OK if tally.changes else SourceState.QUIET


def _main(source: Source) -> PageKind:
    """Return the pages that a source stands or falls with: its lists, or what it watches where it has none."""
    return PageKind.LISTING if source.listings else PageKind.ARTICLE


def _why_unread(tally: Tally, kind: PageKind) -> SourceState:
    """Return why pages of the kind could not be read; a source that was not asked at all counts as unreachable."""
    if tally.count(kind, Verdict.ROBOTS):
        return SourceState.DISALLOWED
    blocked, down, hollow = (tally.count(kind, *verdicts) for verdicts in (BLOCKED, DOWN, HOLLOW))
    if hollow > blocked + down:
        return SourceState.DRIFTED
    return SourceState.BLOCKED if blocked > down else SourceState.UNREACHABLE


def _drifted(lists: ListingNight, least: int) -> bool:
    return len(lists.links) < least or Verdict.SOURCE_EMPTY in lists.verdicts


def _lacking(source: Source, tally: Tally, past: Sequence[PastNight]) -> bool:
    """Return whether new articles have lost their titles or days; where they had, a night shows it by new ones that have them."""
    seen, missing = tally.new_articles, _titles_missing(source, tally) or _days_missing(tally)
    last = past[-1] if past else None
    if last and last.state is SourceState.DRIFTED and last.links >= rhythm.least_links(source, past):
        return missing or not seen
    return missing and seen >= FEW


def _titles_missing(source: Source, tally: Tally) -> bool:
    return tally.titled < tally.new_articles * source.expect.title_fill_min


def _days_missing(tally: Tally) -> bool:
    """Return whether no new article has a day, though those that the same lists brought before had one."""
    always = tally.before >= DATED_MIN and tally.dated_before >= DATED * tally.before
    return always and tally.new_articles > tally.dated == 0


def issues(source: Source, tally: Tally, night: SourceNight, past: Sequence[PastNight] = ()) -> Iterator[Issue]:
    """Yield what of a source's night needs care: its state, its unreadable pages, its missing titles.

    A state is an alert in the night that it begins, a note while it lasts, and an alert again when it is over.
    """
    yield from _state_issues(source, tally, night, past)
    yield from _page_issues(source, tally, night)


def _page_issues(source: Source, tally: Tally, night: SourceNight) -> Iterator[Issue]:
    for (kind, verdict), count in sorted(tally.verdicts.items()):
        explained = kind is _main(source) or verdict in (*OUTSIDE, *UNFILLED)
        if verdict not in HARMLESS and not (explained and night.state in MESSAGES):
            example = tally.examples[kind, verdict]
            yield Issue(
                Level.WARNING,
                verdict,
                f"{count} of its {kind} pages: {verdict}, for example {example}",
                source.id,
                example,
            )
    if _titles_missing(source, tally) and night.state is not SourceState.DRIFTED:
        yield Issue(Level.WARNING, "titles_missing", _titles(source, tally), source.id, source.home_url)


def _titles(source: Source, tally: Tally) -> str:
    share = source.expect.title_fill_min
    return f"only {tally.titled} of {tally.new_articles} new articles have a title, expected {share:.0%}"


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
    answers = (
        ", ".join(sorted({verdict for kind, verdict in tally.verdicts if kind is not PageKind.ATTACHMENT})) or "none"
    )
    said = [f"answers: {answers}"]
    if source.listings:
        least = rhythm.least_links(source, past)
        said.append(f"{night.links} entries on {night.listings} list pages, expected {least} or more")
    if _titles_missing(source, tally):
        said.append(_titles(source, tally))
    if _days_missing(tally):
        said.append(
            f"no day on {tally.new_articles} new articles, on {tally.dated_before} of the {tally.before} before"
        )
    return f"({'; '.join(said)})"
