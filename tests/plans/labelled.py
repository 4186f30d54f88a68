"""Articles of our own, labelled as the gold set is (tests/plans/written/*.txt), with what the rules say of each beside it.

A record begins with ``= day | headline``; its text follows, then one line a plan and one a title that is none:
``+* title | step | day | issuers | more``, where ``*`` marks what the article is about, ``~`` before a day a vague one, ``?`` behind a
day or body that it may be read or not; ``more`` is of al: (short names) no: per: ty: (years of goals) due: (kind:day). ``- title``.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plans.detect import find_plans
from planwatch.records import FoundPlan

WRITTEN = Path(__file__).parent / "written"
_KEYS = frozenset({"al", "no", "per", "ty", "due", "also"})
SETS = ("first", "second", "third", "fourth", "fifth")
# Written and labelled by people who had not seen the rules; held as shares (test_blind.py).
BLIND = ("blind_first", "blind_second", "blind_third")


@dataclass(frozen=True)
class Truth:
    """What an article says of one plan; days are prefixes of ISO days, None where none is told or it may be read or not."""

    title: str
    event: str
    day: str | None
    day_is_free: bool
    issuers: frozenset[str]
    issuers_free: frozenset[str]
    number: str | None
    period: str | None
    years: frozenset[int]
    aliases: frozenset[str]
    due: frozenset[str]
    main: bool
    also: frozenset[str]


@dataclass(frozen=True)
class Labelled:
    """One article with what it says."""

    id: str
    published: str
    headline: str
    text: str
    plans: tuple[Truth, ...]
    not_plans: tuple[str, ...]


def _more(words: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    key = ""
    for word in words.split():
        head, mark, rest = word.partition(":")
        is_key = bool(mark) and head in _KEYS
        key = head if is_key else key
        found.setdefault(key, []).append(rest if is_key else word)
    return found


def _truth(line: str) -> Truth:
    title, event, day, issuers, *rest = [part.strip() for part in (line.lstrip("+*") + " | | ").split("|")]
    more = _more(" ".join(rest))
    bodies = issuers.split()
    return Truth(
        title,
        event,
        day.strip("~?") or None,
        day.endswith("?"),
        frozenset(name for name in bodies if not name.endswith("?")),
        frozenset(name.rstrip("?") for name in bodies if name.endswith("?")),
        " ".join(more.get("no", [])) or None,
        "".join(more.get("per", [])) or None,
        frozenset(map(int, more.get("ty", []))),
        frozenset(more.get("al", [])),
        frozenset(more.get("due", [])),
        line.startswith("+*"),
        frozenset(more.get("also", [])),
    )


def _record(name: str, block: str) -> Labelled:
    first, *lines = block.strip().split("\n")
    day, _, headline = first.removeprefix("=").partition("|")
    return Labelled(
        name,
        day.strip(),
        headline.strip(),
        "\n".join(line for line in lines if not line.startswith(("+", "- "))),
        tuple(_truth(line) for line in lines if line.startswith("+")),
        tuple(line[2:] for line in lines if line.startswith("- ")),
    )


def read(name: str) -> tuple[Labelled, ...]:
    """Return the articles of one file of ``written``, in its order, each named by the file and its place."""
    blocks = (WRITTEN / f"{name}.txt").read_text("utf-8").strip().split("\n\n")
    return tuple(_record(f"{name}-{number}", block) for number, block in enumerate(blocks, 1))


def found(record: Labelled) -> tuple[FoundPlan, ...]:
    """Return what the rules find in an article."""
    return find_plans(record.text, record.headline or None, record.published)


def prediction(record: dict[str, Any]) -> dict[str, Any]:
    """Return a line of predictions for a record of the gold set, as its scorer wants it."""
    found = find_plans(record["text"], record["title"], record["published"])
    plans = [
        {
            "title": plan.title,
            "event": plan.events[0].kind.value,
            "event_date": plan.events[0].happened_on,
            "issuers": plan.issuers,
            "doc_number": plan.document_number,
            "period": plan.period,
            "targets": [{"year": target.year} for target in plan.targets],
            "main": plan.main,
            "aliases": plan.aliases,
        }
        for plan in found
    ]
    return {"id": record["id"], "plans": plans}
