"""Made-up Chinese policy prose: 150 sentences of our own with gaps, filled anew for each page.

Gaps and synonyms stand so close that two pages share few runs of four characters although they share sentences; without them
every page would look like a copy of every other one.
"""

import random
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).parent
SENTENCES = (FOLDER / "sentences.txt").read_text(encoding="utf-8").splitlines()
LISTS = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
SYNONYMS: dict[str, list[str]] = {word: group.split() for word, group in LISTS.pop("synonyms").items()}
WORDS: dict[str, list[str]] = {gap: words.split() for gap, words in LISTS.items()}
_GAP = re.compile(r"\{(.)\}|" + "|".join(SYNONYMS))


def crossed(name: str, chance: random.Random) -> str:
    """Return a word made of the halves of two: some thousand words in place of a hundred, as real pages have them."""
    return chance.choice(WORDS[name])[:2] + chance.choice(WORDS[name])[2:]


# Gaps that take more than one word; all others take a word of their list.
MADE: dict[str, Callable[[random.Random], str]] = {
    "数": lambda chance: str(chance.randint(100, 9999)),
    "小": lambda chance: str(chance.randint(2, 30)),
    "分": lambda chance: f"{chance.randint(10, 990) / 10}",
    "年": lambda chance: str(chance.randint(2019, 2030)),
    "月": lambda chance: f"{chance.randint(1, 12)}月",
    "日": lambda chance: f"{chance.randint(1, 28)}日",
    "地": lambda chance: fill("{城}{乡}{乡}镇", chance),
    "域": lambda chance: crossed("域", chance),
    "做": lambda chance: crossed("做", chance),
    "物": lambda chance: crossed("物", chance) + chance.choice(WORDS["后"]),
}


def fill(sentence: str, chance: random.Random) -> str:
    """Return a sentence with every gap filled, and every word that has synonyms said anew, at random."""

    def word(gap: re.Match[str]) -> str:
        name = gap.group(1)
        if name is None:
            return chance.choice(SYNONYMS[gap.group()])
        return MADE[name](chance) if name in MADE else chance.choice(WORDS[name])

    return _GAP.sub(word, sentence)


def paragraphs(chance: random.Random, characters: int) -> list[str]:
    """Return paragraphs of two to five different sentences, together at least so many characters."""
    order = iter(chance.sample(SENTENCES, len(SENTENCES)))
    made: list[str] = []
    while sum(map(len, made)) < characters:
        made.append("".join(fill(next(order), chance) for _ in range(chance.randint(2, 5))))
    return made
