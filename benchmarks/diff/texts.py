"""The texts that are compared: made prose with edits as an editor makes them, and as chance would.

Words are those of benchmarks/night; the same code always makes the same texts.
"""

import random
import re

import prose
from rapidfuzz.distance import Indel

from planwatch.pieces import spell

FIGURE = re.compile(r"\d[\d.]*")
HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
TOUCHING = re.compile(r"(?<= )[^\s]{1,4}|[^\s]{1,4}(?= )")
# An editor changes a figure about as often as this; the rest are words.
FIGURES = 0.1


def text(characters: int, seed: int) -> str:
    """Return prose of so many characters, a paragraph a line."""
    chance = random.Random(seed)  # noqa: S311 - the same text each time
    made = ""
    while len(made) < characters:
        made += "\n".join(prose.paragraphs(chance, 2_000)) + "\n"
    return made[:characters]


def edited(before: str, share: float, seed: int, *, plain: bool = False) -> str:
    """Return a text of which about this share of the characters was changed: words replaced, put in or left out, figures replaced.

    ``plain`` leaves numbers, dates and names alone.
    """
    chance = random.Random(seed)  # noqa: S311 - the same text each time
    rest = masked(before) if plain else before
    words = [found.span() for found in HAN.finditer(rest)]
    figures = [found.span() for found in FIGURE.finditer(before)]
    left = int(len(before) * share)
    spans: dict[int, tuple[int, str]] = {}
    while left > 0:
        if chance.random() < FIGURES and not plain:
            start, end = chance.choice(figures)
            put = str(chance.randint(2, 9_999))
        else:
            start, end = chance.choice(words)
            first, last = chance.choice(words)
            put = chance.choice(("", before[first:last], before[start:end] + before[first:last]))
        if start not in spans and put != before[start:end]:
            spans[start] = end, put
            left -= max(end - start, len(put))
    return assembled(before, spans)


def masked(text: str) -> str:
    """Return a text with blanks for its numbers, dates and names and what touches them: a word put there may make another name."""
    spelled = spell(text)[0]
    starts = [spelled.place(sign) for sign in range(len(spelled.signs))]
    ends = [*starts[1:], len(text)]
    spans = zip(starts, ends, strict=True)
    bare = "".join(text[start:end] if end == start + 1 else " " * (end - start) for start, end in spans)
    return TOUCHING.sub(lambda found: " " * len(found[0]), bare)


def shortest_whole(before: str, after: str) -> int:
    """Return the characters of a shortest edit that cuts no number, date or name in two."""
    old, new = spell(before, after)
    steps = (step for step in Indel.opcodes(old.signs, new.signs) if step.tag != "equal")
    return sum(
        old.place(step.src_end) - old.place(step.src_start) + new.place(step.dest_end) - new.place(step.dest_start)
        for step in steps
    )


def scattered(before: str, share: float, seed: int) -> str:
    """Return a text with this share of its characters changed one by one, wherever chance has it: also inside numbers and names."""
    chance = random.Random(seed)  # noqa: S311 - the same text each time
    made = []
    for sign in before:
        other = chr(0x4E00 + chance.randrange(3_000))
        changed = sign != "\n" and chance.random() < share
        made.append(chance.choice(("", other, sign + other)) if changed else sign)
    return "".join(made)


def assembled(before: str, spans: dict[int, tuple[int, str]]) -> str:
    """Return a text with some spans replaced; ``spans`` maps a start to its end and what is put there."""
    parts, at = [], 0
    for start, (end, put) in sorted(spans.items()):
        parts += before[at:start], put
        at = end
    return "".join([*parts, before[at:]])


def table(rows: int) -> tuple[str, str]:
    """Return a table and the same with one cell changed."""
    made = [f"{number}\t某企业{number}\t{number * 7 % 1000}万元\t是" for number in range(rows)]
    changed = [*made]
    changed[rows // 2] = changed[rows // 2].replace("是", "否")
    return "\n".join(made), "\n".join(changed)


def strangers(characters: int) -> tuple[str, str]:
    """Return two texts with no character in common and no sentence end."""
    chance = random.Random(characters)  # noqa: S311 - the same text each time
    one, other = (
        "".join(chr(first + chance.randrange(3_000)) for _ in range(characters)) for first in (0x4E00, 0x6000)
    )
    return one, other
