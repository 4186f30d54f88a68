"""Every record and closed vocabulary of planwatch: small, frozen, and without behaviour of their own.

Times of ours are UTC ``datetime``; dates that a document states are its own calendar's, kept as ISO text as exact as the
document gives them (``2026``, ``2026-11``, ``2026-11-22`` or ``2026-11-22T09:30``).
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

# A closed schema for the records that are read from TOML: an unknown key is an error (crawler/tomlfile.py).
CLOSED: dict[str, Any] = {"extra": "forbid", "strict": False}


class PageKind(StrEnum):
    """What a page was found as."""

    LISTING = "listing"
    ARTICLE = "article"
    ATTACHMENT = "attachment"


class Verdict(StrEnum):
    """What an answer is; only OK makes a version, only GONE may lead to a withdrawal."""

    OK = "ok"
    UNCHANGED = "unchanged"
    GONE = "gone"
    CHALLENGE = "challenge"
    SOFT404 = "soft404"
    MAINTENANCE = "maintenance"
    LOGIN = "login"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    BAD_ENCODING = "bad_encoding"
    NOT_HTML = "not_html"
    REDIRECT_OUT = "redirect_out"
    REDIRECT_LOOP = "redirect_loop"
    ROBOTS = "robots"
    ROBOTS_UNKNOWN = "robots_unknown"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    DNS = "dns"
    TLS = "tls"
    SERVER_ERROR = "server_error"
    EXTRACT_FAILED = "extract_failed"
    SUSPICIOUS_SHRINK = "suspicious_shrink"
    SOURCE_EMPTY = "source_empty"


class ChangeKind(StrEnum):
    """What became of an article."""

    NEW = "new"
    EDITED = "edited"
    ATTACHMENT = "attachment"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"


class Significance(StrEnum):
    """How much a change matters."""

    SUBSTANCE = "substance"
    WORDING = "wording"
    COSMETIC = "cosmetic"


class CopyKind(StrEnum):
    """How a copy (转载) carries its original."""

    EXACT = "exact"
    NEAR = "near"
    EXCERPT = "excerpt"


class EventKind(StrEnum):
    """The step of a plan's life that a text reports."""

    DRAFTING = "drafting"
    CONSULTATION = "consultation"
    ADOPTED = "adopted"
    ISSUED = "issued"
    SIGNED = "signed"
    REVISED = "revised"
    EFFECTIVE = "effective"
    REPEALED = "repealed"
    INTERPRETED = "interpreted"
    EVALUATED = "evaluated"
    MENTIONED = "mentioned"


class LinkKind(StrEnum):
    """How one plan stands to another."""

    SUCCEEDS = "succeeds"
    IMPLEMENTS = "implements"
    REPEALS = "repeals"
    AMENDS = "amends"
    DRAFTS = "drafts"


class DeadlineKind(StrEnum):
    """What ends, or begins, on a deadline's day."""

    COMMENTS = "comments"
    APPLICATIONS = "applications"
    EFFECTIVE = "effective"
    EXPIRES = "expires"


class SourceState(StrEnum):
    """How a source did in a night."""

    OK = "ok"
    QUIET = "quiet"
    BLOCKED = "blocked"
    DRIFTED = "drifted"
    FROZEN = "frozen"
    UNREACHABLE = "unreachable"
    DISALLOWED = "disallowed"


class RunStatus(StrEnum):
    """How a run stands or ended."""

    RUNNING = "running"
    DONE = "done"
    PARTIAL = "partial"
    FAILED = "failed"


class Level(StrEnum):
    """How much an issue matters: errors and warnings need care, notes are only said."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class DeliveryState(StrEnum):
    """How one message to one recipient stands."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FetchRules:
    """How politely a source is fetched; delays in seconds, the budget in requests a night."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    delay_seconds: float = 3.0
    also_allow: tuple[str, ...] = ()
    budget: int = 2000


@dataclass(frozen=True, slots=True)
class ListingRules:
    """One column (栏目); every selector may be left out, then the reader finds the list by itself."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    title: str
    url: str
    kind: str = "html"
    item: str | None = None
    link: str | None = None
    date: str | None = None
    next: str | None = None
    max_pages: int = 3


@dataclass(frozen=True, slots=True)
class WatchedPage:
    """A page watched for itself, with no list (a statistics page, a register)."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    title: str
    url: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleRules:
    """Where an article's parts stand (CSS selectors) and which links are articles (``allow``, a regular expression)."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    allow: str | None = None
    title: str | None = None
    text: str | None = None
    remove: tuple[str, ...] = ()
    date: str | None = None
    attachments: str | None = None
    valid_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Expectations:
    """What a good night of a source shows; a night that breaks one is loud."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    listing_links_min: int = 1
    title_fill_min: float = 0.9


@dataclass(frozen=True, slots=True)
class Source:
    """One declared source. ``article_before`` is ordered by ``valid_until``, the oldest first."""

    id: str
    name: str
    kind: str
    home_url: str
    name_en: str | None = None
    evidence: str | None = None
    last_verified: dt.date | None = None
    enabled: bool = True
    fetch: FetchRules = field(default_factory=FetchRules)
    listings: tuple[ListingRules, ...] = ()
    pages: tuple[WatchedPage, ...] = ()
    article: ArticleRules = field(default_factory=ArticleRules)
    article_before: tuple[ArticleRules, ...] = ()
    expect: Expectations = field(default_factory=Expectations)
    declaration_hash: str = ""


@dataclass(frozen=True, slots=True)
class NetworkRules:
    """How planwatch shows itself on the network, and which private origins (host:port) it may reach."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    user_agent: str = "planwatch"
    contact: str = ""
    allow_private: tuple[str, ...] = ()
    requests_per_host: int = 1
    timeout_seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class MailRules:
    """Where mail leaves; with no ``smtp`` each message becomes a file in ``outbox/``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    smtp: str | None = None
    starttls: bool = True
    sender: str = "planwatch@localhost"


@dataclass(frozen=True, slots=True)
class Subscription:
    """Who gets a digest of what; an empty tuple means everything."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    email: str
    language: str = "zh"
    sources: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    events: tuple[EventKind, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link that a fetched page names; the crawler may look at it."""

    url: str
    kind: PageKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetched answer, or the failure to get one; ``url`` is the canonical address that was asked for.

    Either ``status`` is set, or ``network_error`` (the Verdict's value: timeout, refused, dns, tls, truncated, too_large,
    redirect_out, redirect_loop, robots, robots_unknown), never both; an error and a 304 have no ``body``.
    """

    source_id: str
    url: str
    kind: PageKind
    captured_at: dt.datetime
    status: int | None = None
    network_error: str | None = None
    media_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    redirected_to: str | None = None
    body: bytes | None = None
    links: tuple[FoundLink, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """A capture as the archive gives it back for reading; ``body`` is None where the answer had none (an error, a 304)."""

    id: int
    page_id: int
    run_id: int
    source_id: str
    url: str
    kind: PageKind
    captured_at: dt.datetime
    status: int | None
    network_error: str | None
    media_type: str | None
    charset: str | None
    redirected_to: str | None
    body_hash: str | None
    body: bytes | None
    link_text: str = ""


@dataclass(frozen=True, slots=True)
class DuePage:
    """A page to look at tonight; ``etag`` and ``last_modified`` are set only where a conditional request is right."""

    page_id: int
    source_id: str
    url: str
    kind: PageKind
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    """One entry of a list: the whole title, the absolute address, the day beside it (ISO) if there is one."""

    title: str
    url: str
    date: str | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page as read; ``next_url`` is absolute, None where the list ends or turns only by script; ``sitemaps`` are an index's."""

    items: tuple[ListItem, ...]
    next_url: str | None = None
    next_href: str | None = None
    sitemaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file linked from an article's body."""

    url: str
    title: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read from one page. ``text`` is blocks parted by newlines; ``repeated_chars`` counts what was dropped as a repeat."""

    title: str
    text: str
    published_on: str | None = None
    adopted_on: str | None = None
    issuers: tuple[str, ...] = ()
    document_number: str | None = None
    index_number: str | None = None
    credited_source: str | None = None
    attachments: tuple[Attachment, ...] = ()
    repeated_chars: int = 0


@dataclass(frozen=True, slots=True)
class AttachmentText:
    """What a file says: its text (empty where there is none), pages or sheets, and the problem in one word if it could not be read."""

    format: str
    text: str = ""
    pages: int | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one capture says; exactly one of the three contents is set when the verdict is OK.

    ``reader`` names the reading code and the declaration it used, so that a later one can be told from it.
    """

    capture_id: int
    verdict: Verdict
    reader: str
    article: Article | None = None
    listing: Listing | None = None
    attachment: AttachmentText | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """A goal of a plan for the end of a year, in the text's own words; ``value`` is its number, ``unit`` and ``quantity`` as written."""

    year: int
    text: str
    quantity: str = ""
    value: float | None = None
    unit: str = ""
    evidence: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class PlanDeadline:
    """A day by which something is due, with the sentence that says so and the rule that read it."""

    kind: DeadlineKind
    due_on: str
    evidence: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class PlanEvent:
    """One step of a plan as a text reports it: when, in which words, found by which rule."""

    kind: EventKind
    happened_on: str | None
    evidence: str
    rule: str


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """A plan that a text names. ``events[0]`` is the step the text reports; ``main`` says that the text is about this plan."""

    title: str
    events: tuple[PlanEvent, ...]
    issuers: tuple[str, ...] = ()
    document_number: str | None = None
    period: str | None = None
    targets: tuple[PlanTarget, ...] = ()
    deadlines: tuple[PlanDeadline, ...] = ()
    aliases: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    main: bool = False
    quoted: bool = False
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hunk:
    """One difference: ``text[start:end]``, which is ``before``, gives way to ``after``; positions count characters of the older text."""

    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CopyDecision:
    """That one text is a copy of another; ``similarity`` from 0 to 1, ``decided_by`` names the rule."""

    kind: CopyKind
    similarity: float
    decided_by: str


@dataclass(frozen=True, slots=True)
class SourceNight:
    """One source in one run: counts, bytes received, and seconds from its first request to its last answer."""

    source_id: str
    state: SourceState = SourceState.OK
    listings: int = 0
    links: int = 0
    fetched: int = 0
    not_modified: int = 0
    new_articles: int = 0
    bytes: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem that somebody should know of; ``source_id`` None where it is the run's own."""

    level: Level
    code: str
    message: str
    source_id: str | None = None
    url: str | None = None
