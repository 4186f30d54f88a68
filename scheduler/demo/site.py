"""What the made-up sites say: the texts under content/ as records, and how a text stands on a given night."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

from pydantic import TypeAdapter

from planwatch.records import CLOSED

SITE_IDS = ("chengling_kjt", "chengling_daily", "kechuang_morning")
LAST_NIGHT = 4


@dataclass(frozen=True, slots=True)
class Edit:
    """From ``night`` on, ``after`` stands where ``before`` stood."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    night: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that a notice links: its text becomes a PDF of one page."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    path: str
    title: str
    text: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One article: where it stands, what is said about it, its paragraphs (one a line), and the nights on which it is online.

    A story with ``copy_of`` carries another's first ``paragraphs`` (all, where not said) between its own ``opening`` and
    ``closing``; ``pasted`` is how many times the text stands in the page. ``published`` is minutes, Beijing time.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    key: str
    column: str
    path: str
    title: str
    published: str
    credit: str
    text: str = ""
    author: str = ""
    index_number: str = ""
    issuers: tuple[str, ...] = ()
    document_number: str = ""
    adopted: str = ""
    first_night: int = 1
    last_night: int = LAST_NIGHT
    edits: tuple[Edit, ...] = ()
    attachment: AttachedFile | None = None
    copy_of: str | None = None
    paragraphs: int | None = None
    opening: str = ""
    closing: str = ""
    pasted: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column (栏目) of a site; ``path`` begins and ends with a slash."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    id: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Site:
    """One made-up site. ``validators``: its pages are the same at each fetch and carry an ETag; ``redesigned_on``: the night of its new templates."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    id: str
    name: str
    encoding: str
    validators: bool
    page_size: int
    columns: tuple[Column, ...]
    stories: tuple[Story, ...]
    redesigned_on: int | None = None


@cache
def sites() -> tuple[Site, ...]:
    """Return the three sites, the ministry first."""
    reader = TypeAdapter(Site)
    return tuple(reader.validate_python(read_content(f"{name}.toml")) for name in SITE_IDS)


@cache
def stories() -> dict[str, Story]:
    """Return every story of every site by its key."""
    return {story.key: story for site in sites() for story in site.stories}


def read_content(name: str) -> dict[str, Any]:
    """Return one TOML file of the package's content folder."""
    return tomllib.loads((files("scheduler.demo") / "content" / name).read_text(encoding="utf-8"))


def online(site: Site, night: int) -> list[Story]:
    """Return the stories that the site shows on a night, the latest published first."""
    shown = [story for story in site.stories if story.first_night <= night <= story.last_night]
    return sorted(shown, key=lambda story: story.published, reverse=True)


def edited(text: str, edits: tuple[Edit, ...], night: int) -> str:
    """Return a text as it stands on a night. ValueError if an edit's words do not stand in it exactly once."""
    for edit in edits:
        if text.count(edit.before) != 1:
            message = f"{edit.before!r} stands {text.count(edit.before)} times in the text, expected once"
            raise ValueError(message)
        if edit.night <= night:
            text = text.replace(edit.before, edit.after)
    return text


def paragraphs(story: Story, night: int) -> list[str]:
    """Return the paragraphs of a story's body on a night, as often as they are pasted into the page."""
    original = story if story.copy_of is None else stories()[story.copy_of]
    lines = edited(original.text, original.edits, night).splitlines()[: story.paragraphs]
    whole = [story.opening + lines[0], *lines[1:], *filter(None, [story.closing])]
    return whole * story.pasted
