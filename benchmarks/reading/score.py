"""What readings are worth beside their labels: every figure is a share from 0 to 1, better when higher.

Labels and readings are the JSON objects of truth.jsonl and of ``planwatch read``. Both lose all white space before they meet.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from statistics import fmean
from typing import Any

Record = dict[str, Any]
Pair = tuple[Record, Record]  # a page's label, and what was read

# A shorter line (a subheading, a cell, a signature) may honestly stand twice in a text.
LONG_LINE = 20
# Where the peers' share of right edges on the labelled corpus comes nearest to what was measured for them elsewhere (within 0.03).
SLACK = 70
_SPACE = re.compile(r"\s+")


def bare(text: str | None) -> str:
    """Return a text without white space; nothing for None."""
    return _SPACE.sub("", text or "")


def day(date: str | None) -> str:
    """Return the day of an ISO date, nothing for None."""
    return (date or "")[:10]


def figures(truth: Iterable[Record], read: dict[str, Record]) -> dict[str, float]:
    """Return every figure that the labels allow; ``read`` maps a label's file to its reading, a missing one is all wrong."""
    pairs = [(label, read.get(label["file"], {})) for label in truth]
    shares: dict[str, float] = {}
    for kind, rules in (("article", ARTICLE), ("list", LIST)):
        chosen = [pair for pair in pairs if pair[0]["kind"] == kind]
        if chosen:
            shares |= {name: fmean(rule(*pair) for pair in chosen) for name, rule in rules.items()}
            shares |= {"body": body(chosen)} if kind == "article" else next_page(chosen)
    return shares | {"kind": fmean(label["kind"] == reading.get("kind") for label, reading in pairs)}


def body(pairs: Sequence[Pair]) -> float:
    """Return F1 over all pages' phrases: those of ``with`` should be in the text, those of ``without`` should not."""
    kept = sum(phrases_in(label["with"], reading) for label, reading in pairs)
    leaked = sum(phrases_in(label["without"], reading) for label, reading in pairs)
    wanted = sum(len(label["with"]) for label, _ in pairs)
    return f1(kept / (kept + leaked), kept / wanted) if kept else 0.0


def phrases_in(phrases: Iterable[str], reading: Record) -> int:
    """Return how many of the phrases a reading's text holds."""
    text = bare(reading.get("text"))
    return sum(bare(phrase) in text for phrase in phrases)


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of two shares."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def begins(label: Record, reading: Record) -> bool:
    """Return whether a text begins with the first words of the body proper."""
    return bare(reading.get("text")).startswith(bare(label["first"]))


def ends(label: Record, reading: Record) -> bool:
    """Return whether a text ends with the last words of the body proper."""
    return bare(reading.get("text")).endswith(bare(label["last"]))


def edges(label: Record, reading: Record) -> bool:
    """Return whether a text both begins and ends right, give or take some characters of its page."""
    text, first, last = bare(reading.get("text")), bare(label["first"]), bare(label["last"])
    return first in text[: len(first) + SLACK] and last in text[-len(last) - SLACK :]


def once(_label: Record, reading: Record) -> bool:
    """Return whether there is a text and no long line of it stands twice."""
    lines = [line for line in map(bare, (reading.get("text") or "").splitlines()) if len(line) >= LONG_LINE]
    return bool(reading.get("text")) and len(lines) == len(set(lines))


def items(label: Record, reading: Record, *keys: str) -> float:
    """Return F1 of a list's entries, each told by ``keys``.

    The label holds the first five entries, the last one and the count. Recall is the share of those six that were found,
    times the share of the count that was reached; precision falls by what was found beyond the count.
    """
    found = reading.get("items") or []
    known = {entry(item, keys) for item in found}
    if not found:
        return 0.0
    hit = fmean(entry(item, keys) in known for item in label["items"])
    return f1(min(1, label["count"] / len(found)), hit * min(1, len(found) / label["count"]))


def entry(item: Record, keys: Sequence[str]) -> tuple[str, ...]:
    """Return an entry as it is compared: dates by their day, the rest without white space."""
    return tuple(day(item.get(key)) if key == "date" else bare(item.get(key)) for key in keys)


def next_page(pairs: Sequence[Pair]) -> dict[str, float]:
    """Return the share of lists whose next page was found; nothing where no label tells.

    A null label says that only a script turns the page: it tells neither that there is a next page nor where it lies, so
    it is not judged. An empty one says that this is the last page.
    """
    told = [(label, reading) for label, reading in pairs if label["next"] is not None]
    return {"list_next": fmean(same("next")(*pair) for pair in told)} if told else {}


def same(key: str, form: Callable[[str | None], str] = bare) -> Callable[[Record, Record], bool]:
    """Return a rule: a field is equal in its form, and null where the label is null."""
    return lambda label, reading: key in reading and form(label[key]) == form(reading[key])


ARTICLE: dict[str, Callable[[Record, Record], float]] = {
    "title": same("title"),
    "day": same("published", day),
    "source": same("source"),
    "doc_number": same("doc_number"),
    "begins": begins,
    "ends": ends,
    "edges": edges,
    "once": once,
    "attachments": lambda label, reading: set(label["attachments"]) == set(reading.get("attachments", [None])),
}
LIST: dict[str, Callable[[Record, Record], float]] = {
    "list_items": lambda label, reading: items(label, reading, "title", "href"),
    "list_dates": lambda label, reading: items(label, reading, "title", "href", "date"),
}
