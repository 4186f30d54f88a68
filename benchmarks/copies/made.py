"""A labelled set of our own making, in halves: ``benchmarks/copies/made.py FOLDER`` writes them as the set in ../shared is."""

import argparse
import html
import json
import random
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import habits
import kin
import manners
import reprints
import siblings
from bases import Base, all_bases, close_bases, fresh_bases
from rapidfuzz.distance import Levenshtein

FIRST_DAY = date(2026, 1, 1)
LAST_DAY = FIRST_DAY + timedelta(days=320)
COPIES = (1, 3)  # of a base; a sibling has one more rarely
SIBLINGS_OF_A_BASE = 2
EXCERPT_FROM = 180  # a text that is long enough to be carried in part
SHORTENING = {"middle_dropped", "cut_short", "broken_off", "rewritten_lead"}  # one of these is enough for a copy
ROUND_UPS = 12
NEAR = 3  # letters on either side of an edit by which it is known in a copy
DATELINE = re.compile(
    r"[^。\n]{0,20}\d+月\d+日[电讯]|发布[日时][期间][:：]?\d{4}[-年]\d+[-月]\d+"
)  # another day here is no other document
_NOT_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Record:
    """A text as ``planwatch copies`` takes it."""

    id: str
    text: str
    url: str
    source: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Ways:
    """What is done to the texts of a half; ``beside`` may go along with a part."""

    whole: Mapping[str, reprints.Reprint]
    parts: Mapping[str, reprints.Reprint]
    siblings: Mapping[str, siblings.Sibling]
    beside: tuple[str, ...]


FIRST = Ways(reprints.WHOLE, reprints.PARTS, siblings.SIBLINGS, ("head", "tail", "other_title", "captions"))
CLOSE = Ways(habits.WHOLE, habits.PARTS, kin.SIBLINGS | habits.SIBLINGS, ("posted", "between", "letters_lost"))
FRESH = Ways(manners.WHOLE, manners.PARTS, kin.SIBLINGS, ("furniture", "taiwan", "wide", "hashtags"))


@dataclass(frozen=True, slots=True)
class Half:
    """Records in random order, and the answer for each: original, kind, group and how."""

    records: tuple[Record, ...]
    truth: dict[str, dict[str, Any]]


class Maker:
    """Makes the records of one half."""

    def __init__(self, name: str, ways: Ways = FIRST) -> None:
        self.name = name
        self.ways = ways
        self.chance = random.Random(f"copies {name}")  # noqa: S311 - the same set each time
        self.records: list[Record] = []
        self.truth: dict[str, dict[str, Any]] = {}

    def add(self, text: str, day: date | None, *, official: bool = False, **answer: Any) -> str:
        """Keep a record and what is true of it; return its id."""
        number = f"{self.name}{len(self.records):05}"
        host = "www.yunhu.gov.cn" if official else f"news{self.chance.randrange(40)}.example.cn"
        published = day.isoformat() if day else None
        self.records.append(Record(number, text, f"https://{host}/{number}.html", host, published))
        self.truth[number] = {"id": number, "original": None, "kind": None} | answer
        return number

    def original(self, text: str, family: Sequence[str] = (), **answer: Any) -> str:
        """Keep a text that is nobody's copy, and those copies that show which text of its family they were made of."""
        day = FIRST_DAY + timedelta(days=self.chance.randrange(300))
        official = self.chance.random() < 0.5
        number = self.add(text, day, official=official, **answer)
        for how, copy in self.copies(text):
            if not all(shows(copy, text, other) for other in family if other != text):
                continue
            early = -5 if official else 1  # a ministry's text may be told before it stands on its own site
            when = day + timedelta(days=self.chance.randint(early, 9)) if self.chance.random() < 0.9 else None
            kind = "excerpt" if how[0] in self.ways.parts else "exact" if letters(copy) == letters(text) else "near"
            self.add(copy, when, original=number, kind=kind, group="copy", how=how)
        return number

    def copies(self, text: str) -> Iterator[tuple[list[str], str]]:
        """Yield copies of a text with what was done to each, in order."""
        for _ in range(self.chance.randint(*COPIES)):
            names = self.chance.sample(list(self.ways.whole), self.chance.randint(1, 3))
            if copied := self.chained(names, text):
                yield copied
        if len(text) >= EXCERPT_FROM:
            part = self.chance.choice(list(self.ways.parts))
            if copied := self.chained(
                [part, *self.chance.sample(self.ways.beside, self.chance.randint(0, 1))],
                text,
            ):
                yield copied

    def chained(self, names: Sequence[str], text: str) -> tuple[list[str], str] | None:
        """Return the text after each transformation that finds something to do, None where a part was wanted and cannot be had."""
        done: list[str] = []
        for name in names:
            if name in SHORTENING and SHORTENING & {*done}:
                continue
            found = (self.ways.parts.get(name) or self.ways.whole[name])(text, self.chance)
            if found is not None and found != text:
                text = found
                done.append(name)
            elif name in self.ways.parts:
                return None
        return (done, text) if done else None

    def family(self, base: Base) -> None:
        """Keep a base, its siblings and the copies of all."""
        made = list(base.forms)
        if not made:
            for name in self.chance.sample(list(self.ways.siblings), len(self.ways.siblings)):
                sibling = self.ways.siblings[name](base.text, self.chance)
                if (
                    sibling
                    and letters(DATELINE.sub("", sibling)) != letters(DATELINE.sub("", base.text))
                    and len(made) < SIBLINGS_OF_A_BASE
                ):
                    made.append((name, sibling))
        family = [base.text, *(text for _, text in made)]
        first = self.original(base.text, family, group="original", base=base.name)
        for delta, text in made:
            if self.chance.random() < 0.4:
                self.original(text, family, group="template", template=first, delta=delta, base=base.name)
            else:
                self.add(
                    text,
                    FIRST_DAY + timedelta(days=self.chance.randrange(300)),
                    official=True,
                    group="template",
                    template=first,
                    delta=delta,
                    base=base.name,
                )

    def round_up(self, bases: Sequence[Base], day: date = LAST_DAY) -> None:
        """Keep a page of several items, told shortly or whole."""
        chosen = self.chance.sample(list(bases), self.chance.randint(3, 7))
        short = self.chance.random() < 0.6
        items = [
            base.text[:140].rpartition("。")[0] or base.text[:140] if short else base.text[:900] for base in chosen
        ]
        marks = self.chance.choice((("{}. {}", "\n"), ("【{}】{}", "\n"), ("1{}:00 {}", "\n"), ("▲{}：{}", "\n\n")))
        text = "今日要闻速览\n" + marks[1].join(marks[0].format(number, item) for number, item in enumerate(items, 1))
        self.add(text, day, group="roundup", contains=[base.name for base in chosen])


def shows(copy: str, original: str, sibling: str) -> bool:
    """Return whether a copy holds, letter for letter, some words of its original that the sibling has otherwise."""
    copied, one, other = letters(copy), letters(original), letters(sibling)
    edits = (step for step in Levenshtein.opcodes(one, other) if step.tag != "equal")
    return any(
        one[max(edit.src_start - NEAR, 0) : edit.src_end + NEAR] in copied
        and one[max(edit.src_start - NEAR, 0) : edit.src_end + NEAR] not in other
        for edit in edits
    )


def letters(text: str) -> str:
    """Return the letters and digits of a text, as the labelled set tells exact copies."""
    return _NOT_LETTER.sub("", unicodedata.normalize("NFKC", html.unescape(text)))


def make(bases: Sequence[Base], *, held_out: bool) -> Half:
    """Return one half of the set: that of the bases that are held out, or of the others."""
    return _made(Maker("h" if held_out else "d"), [base for base in bases if base.held_out is held_out])


def make_fresh(bases: Sequence[Base]) -> Half:
    """Return the half called fresh, made of its own bases in its own ways."""
    return _made(Maker("f", FRESH), bases)


def make_close(bases: Sequence[Base]) -> Half:
    """Return the half called close: siblings one word apart, and pages of whole items that are older than some of them."""
    return _made(Maker("c", CLOSE), bases, FIRST_DAY + timedelta(days=240))


def _made(maker: Maker, chosen: Sequence[Base], day: date = LAST_DAY) -> Half:
    for base in chosen:
        maker.family(base)
    for _ in range(ROUND_UPS):
        maker.round_up([base for base in chosen if not base.forms], day)
    records = maker.chance.sample(maker.records, len(maker.records))
    return Half(tuple(records), maker.truth)


def write(half: Half, folder: Path) -> None:
    """Write records.jsonl and truth.jsonl."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (("records", map(asdict, half.records)), ("truth", half.truth.values())):
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Write all halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    bases = all_bases()
    write(make(bases, held_out=False), folder / "tuned")
    write(make(bases, held_out=True), folder / "held_out")
    write(make_fresh(fresh_bases()), folder / "fresh")
    write(make_close(close_bases()), folder / "close")


if __name__ == "__main__":
    main()
