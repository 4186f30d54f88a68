"""A report in words: sections of entries in one language, the same for text, HTML, mail and feed."""

import datetime as dt
from dataclasses import dataclass

from reports.headlines import Headline
from reports.passages import Passage
from reports.stories import Line

# The section of new articles stands in a report, not in the mail: most of them bring no plan.
ONLY_IN_REPORT = "new_articles"
# Sections in the order of the mail; those counted in its subject have a word of their own for it.
COUNTED = ("new_plans", "moved", "extended", "changed", "withdrawn", "noted", "deadlines", "care")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a page is shown: entries a section, passages (or lines) an entry, characters a changed stretch, details a line.

    ``in_mail``: without what no mail client does, an overview that leads into the page and passages that open side by side.
    """

    entries: int
    passages: int
    chars: int
    details: int = 0
    in_mail: bool = True


# A report shows every entry; of a longer rewritten stretch the beginning tells enough, and planwatch diff shows all of it.
WHOLE = Limits(entries=1_000_000, passages=1_000_000, chars=400, details=1_000_000, in_mail=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing told. ``keys`` are the names under which it may have been told before, the first is the one to keep.

    ``seen_at`` is when a run saw it, in UTC; None for what is told of the day itself. What has no key is told every night: a source needs care until somebody has seen to it.
    ``feed_key`` names it in a feed where its keys can grow in later runs.
    """

    title: str
    url: str | None = None
    tags: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    quote: str = ""
    headlines: tuple[Headline, ...] = ()
    passages: tuple[Passage, ...] = ()
    lines: tuple[Line, ...] = ()
    keys: tuple[str, ...] = ()
    feed_key: str = ""
    seen_at: dt.datetime | None = None

    @property
    def most(self) -> int:
        """Return how many changes it tells, in words or as passages."""
        return max(len(self.headlines), len(self.passages))


@dataclass(frozen=True, slots=True)
class Section:
    """The entries of one kind under a heading."""

    name: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report in words; ``notes`` are its closing lines, the last one says what was looked at.

    ``run_id`` is its last run; ``archive_url`` is where the archive is served, None where nobody said so.
    """

    language: str
    run_id: int
    day: dt.date
    since: dt.date | None
    made_at: dt.datetime
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    archive_url: str | None = None

    def section(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of the section with this name, none where it is empty."""
        return next((section.entries for section in self.sections if section.name == name), ())


def cut(text: str, limit: int) -> str:
    """Return a text of at most ``limit`` characters, with its whole length where it was cut."""
    return text if len(text) <= limit else f"{text[:limit]}… [{len(text):,}]"
