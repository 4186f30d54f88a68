"""The digest: a run's report narrowed to one subscription, without what its reader was told before, as the parts of a mail."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planwatch.records import Subscription
from reports import html, text
from reports.changes import DEFAULT_ZONE, for_run
from reports.page import COUNTED, ONLY_IN_REPORT, Entry, Limits, Page
from reports.speaker import page
from reports.subscribed import narrow
from reports.words import counted, words
from storage import queries
from storage.archive import Archive
from storage.told import DigestItem

# Some readers cut a mail above 102 KB; text and HTML together, as base64 a third larger, with headers, stay below 100 KB.
SIZE_LIMIT = 70_000
# The first of these that fits is taken. The last one shows headings and counts alone, so that one always fits.
LIMITS = (
    Limits(100, 8, 300),
    Limits(40, 5, 200),
    Limits(20, 4, 150),
    Limits(10, 3, 100),
    Limits(5, 2, 80),
    Limits(2, 1, 60),
    Limits(0, 0, 0),
)


@dataclass(frozen=True, slots=True)
class Digest:
    """A mail's subject and both of its bodies, and what they tell."""

    subject: str
    text: str
    html: str
    items: tuple[DigestItem, ...]


def build(
    archive: Archive,
    run_id: int,
    subscription: Subscription,
    timezone: str = DEFAULT_ZONE,
    archive_url: str | None = None,
) -> Digest:
    """Return the digest of a run for one subscription; its day is the run's in ``timezone``, what has no room in it is found at ``archive_url``.

    What a digest of an earlier run told the same reader is left out, so that a run's digest can be built again and is the same.
    NoRunError where there is no such run.
    """
    told = page(narrow(for_run(archive, run_id, timezone), subscription), subscription.language)
    told = replace(_untold(archive, told, subscription.email, run_id), archive_url=archive_url)
    heading = subject(told)
    plain, rich = _bodies(told, heading)
    return Digest(heading, plain, rich, tuple(_items(told, subscription.email)))


def subject(told: Page) -> str:
    """Return the mail's subject: the day and how much of what; a quiet night says so."""
    said = words(told.language)
    counts = {name: len(told.section(name)) for name in COUNTED}
    parts = [counted(f"count_{name}", count, told.language) for name, count in counts.items() if count]
    if not parts and (catalogued := len(told.section("catalogued"))):
        parts = [counted("count_catalogued", catalogued, told.language)]
    return said["subject"].format(name=said["digest"], day=told.day, parts=" · ".join(parts) or said["quiet"])


def _untold(archive: Archive, whole: Page, recipient: str, run_id: int) -> Page:
    """Return the page without what an earlier run's digest told this recipient, and without what a mail does not tell."""
    keys = {_key(recipient, key) for section in whole.sections for entry in section.entries for key in entry.keys}
    told = queries.told_before(archive, keys, run_id)

    def fresh(entry: Entry) -> bool:
        return not any(_key(recipient, key) in told for key in entry.keys)

    kept = (replace(section, entries=tuple(filter(fresh, section.entries))) for section in whole.sections)
    return replace(whole, sections=tuple(part for part in kept if part.entries and part.name != ONLY_IN_REPORT))


def _bodies(told: Page, heading: str) -> tuple[str, str]:
    """Return the mail's text and HTML with as much in them as fits."""
    made = ((text.render(told, heading, limits), html.render(told, heading, limits)) for limits in LIMITS)
    plain = rich = ""
    for plain, rich in made:
        if len(plain.encode()) + len(rich.encode()) <= SIZE_LIMIT:
            break
    return plain, rich


def _items(told: Page, recipient: str) -> Iterator[DigestItem]:
    """Yield what the mail tells, counted entries too; an item is kept under the first of its names."""
    seen: set[str] = set()
    for section in told.sections:
        for entry in section.entries:
            for key in entry.keys[:1]:
                name = _key(recipient, key)
                if name not in seen:
                    seen.add(name)
                    yield DigestItem(name, section.name, entry.title, entry.url)


def _key(recipient: str, key: str) -> str:
    return f"{recipient}|{key}"
