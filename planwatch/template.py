"""Many pages of a site changed at once: what its new template did to all of them, and what was changed in one of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from planwatch.diff import compare
from planwatch.records import Significance
from planwatch.significance import significance
from planwatch.spelling import letters, one_script

# As many pages as make a change one of many (faults.md, guards): a line that comes or goes on so many is the template's.
COMMON = 3
# A field that so many of the pages show otherwise is read from another place (every title now ends in the site's name).
MOST = 0.5
# A line that is more like another one than this was changed in place, by a person or on purpose: never the template's.
# Lines of the same letters but for a number or a name keep far more, unrelated ones less (as REWRITTEN in planwatch/diff.py).
IN_PLACE = 60


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit of one page: both texts, and those of its facts that count and changed, with both values."""

    before: str
    after: str
    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def substantial(edits: Sequence[Edit]) -> list[bool]:
    """Return of each edit of one night whether it is of substance beside what the new template did to all pages."""
    parted = [_parted(edit) for edit in edits]
    gone, come = (_common(side) for side in zip(*parted, strict=True)) if edits else (set(), set())
    named = Counter(name for edit in edits for name in edit.fields)
    everywhere = {name for name, count in named.items() if count >= max(COMMON, MOST * len(edits))}
    return [
        _fields_say_more(edit, everywhere) or _text_says_more(edit, removed & gone, added & come)
        for edit, (removed, added) in zip(edits, parted, strict=True)
    ]


def _parted(edit: Edit) -> tuple[set[str], set[str]]:
    """Return the whole lines that went and those that came; a line that was changed in place is neither."""
    old, new = Counter(_lines(edit.before)), Counter(_lines(edit.after))
    removed, added = set(old - new), set(new - old)
    return {line for line in removed if not _is_like(line, added)}, {
        line for line in added if not _is_like(line, removed)
    }


def _common(sides: Iterable[set[str]]) -> set[str]:
    counts = Counter(line for side in sides for line in side)
    return {line for line, count in counts.items() if count >= COMMON}


def _is_like(line: str, others: Iterable[str]) -> bool:
    return any(fuzz.ratio(line, other, score_cutoff=IN_PLACE) for other in others)


def _fields_say_more(edit: Edit, everywhere: set[str]) -> bool:
    return any(
        letters(before) != letters(after) for name, (before, after) in edit.fields.items() if name not in everywhere
    )


def _text_says_more(edit: Edit, removed: set[str], added: set[str]) -> bool:
    before = "\n".join(line for line in _lines(edit.before) if line not in removed)
    after = "\n".join(line for line in _lines(edit.after) if line not in added)
    return significance(compare(*one_script(before, after))) is Significance.SUBSTANCE


def _lines(text: str) -> Iterator[str]:
    return filter(None, map(str.strip, text.split("\n")))
