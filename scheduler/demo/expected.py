"""What each night must bring: for the demo to print beside what was found, and for tests to hold it to."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import TypeAdapter

from planwatch.records import CLOSED, EventKind
from scheduler.demo.site import read_content


@dataclass(frozen=True, slots=True)
class ExpectedPlan:
    """A plan's title without 《》, and the step that is new in a night."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    title: str
    event: EventKind


@dataclass(frozen=True, slots=True)
class ExpectedCopy:
    """The keys of a copy and of the story it carries."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    copy: str
    original: str


@dataclass(frozen=True, slots=True)
class ExpectedNight:
    """One night: the run's clock, its story in a line, and the keys of the stories it touches.

    ``edited`` are texts changed under their old date, ``attachments`` the notices whose file changed under its old link,
    ``repeated`` the stories whose page holds their text twice.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    number: int
    clock: dt.datetime
    story: str
    new: tuple[str, ...] = ()
    plans: tuple[ExpectedPlan, ...] = ()
    copies: tuple[ExpectedCopy, ...] = ()
    repeated: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


def _read() -> dict[int, ExpectedNight]:
    nights = TypeAdapter(tuple[ExpectedNight, ...]).validate_python(read_content("nights.toml")["nights"])
    return {night.number: night for night in nights}


EXPECTED = _read()
