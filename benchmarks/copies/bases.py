"""The texts that reprints are made of: our own prose and form letters, and the labelled sets' texts where they are here."""

import hashlib
import json
import random
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "night"))

import prose  # noqa: E402 - after the path

SHARED = HERE.parents[2] / "shared"
OWN_TEXTS = 60
# A shorter text is a heading; the shortest items of the broadcast have 60 characters.
SHORTEST = 60
LONGEST = 2600
MIDDLE = 25


@dataclass(frozen=True, slots=True)
class Base:
    """A text; ``forms`` are its siblings, told by the gap that differs."""

    name: str
    text: str
    forms: tuple[tuple[str, str], ...] = field(default=())

    @property
    def held_out(self) -> bool:
        """Return whether it belongs to the half that no rule was set on."""
        return hashlib.sha256(self.name.encode()).digest()[0] % 2 == 1


def all_bases(shared: Path = SHARED) -> list[Base]:
    """Return every base: the form letters, own prose, and the gold set (which holds the articles) and the saved pages where they are."""
    return [*form_letters(), *own_prose(), *gold(shared), *pages(shared)]


def fresh_bases(shared: Path = SHARED) -> list[Base]:
    """Return the bases of the half called fresh: form letters and prose of its own, and every other one of the sets' texts."""
    others: list[Base] = []
    for base in (*gold(shared), *pages(shared)):
        middle = base.text[len(base.text) // 2 :][:MIDDLE]  # a page may hold a text of the gold set
        if hashlib.sha256(base.name.encode()).digest()[1] % 2 and not any(middle in other.text for other in others):
            others.append(base)
    return [*form_letters("fresh"), *own_prose("fresh"), *others]


def close_bases(shared: Path = SHARED) -> list[Base]:
    """Return the bases of the half called close: form letters and prose of its own, and some of the gold set's texts."""
    others = [base for base in gold(shared) if hashlib.sha256(base.name.encode()).digest()[2] % 4 == 1]
    return [*form_letters("close"), *own_prose("close"), *others]


def form_letters(file: str = "forms") -> Iterator[Base]:
    """Yield each form letter with the first value in each gap; its siblings have another value in one gap, or in all figures."""
    for name, form in tomllib.loads((HERE / f"{file}.toml").read_text(encoding="utf-8")).items():
        text, together, single = form.pop("text"), form.pop("together", []), set(form.pop("single_figures", []))
        first = {gap: values[0] for gap, values in form.items()}
        siblings = [
            (f"form {name}.{gap}", filled(text, first | {gap: value}))
            for gap, values in form.items()
            if gap not in single and gap not in together
            for value in values[1:]
        ]
        if together:
            siblings.append((f"form {name}.figures", filled(text, first | {gap: form[gap][1] for gap in together})))
        yield Base(f"form-{name}" if file == "forms" else f"{file}-{name}", filled(text, first), tuple(siblings))


def filled(text: str, values: dict[str, str]) -> str:
    """Return the text with each gap's value."""
    for gap, value in values.items():
        text = text.replace(f"{{{gap}}}", value)
    return text


def own_prose(seed: str = "own") -> Iterator[Base]:
    """Yield articles of our own sentences, 150 to 1,500 characters."""
    for number in range(OWN_TEXTS):
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - the same texts each time
        told = prose.paragraphs(chance, chance.choice((150, 300, 600, 1500)))
        yield Base(f"{seed}-{number}", "\n".join([prose.fill("{地}{做}{域}，{物}{数}处惠及{众}", chance), *told]))


def gold(shared: Path) -> Iterator[Base]:
    """Yield the texts of the plan tracking gold set."""
    path = shared / "gold" / "plans.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        record = json.loads(line)
        if len(record["text"]) >= SHORTEST:
            yield Base(record["id"], record["text"][:LONGEST])


def pages(shared: Path) -> Iterator[Base]:
    """Yield what planwatch reads of the saved pages."""
    folder = shared / "corpus"
    if not (folder / "truth.jsonl").exists():
        return
    from crawler.reading import read_file  # noqa: PLC0415 - it takes long to load and is not always needed

    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        article = read_file((folder / label["file"]).read_bytes(), label["url"]).article
        if label["kind"] == "article" and article and len(article.text) >= SHORTEST:
            yield Base(label["file"], article.text[:LONGEST])
