"""How right and how fast two documents are set side by side by clause: ``benchmarks/compare/run.py --help``."""

import argparse
import json
import random
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "night"))  # its prose and figures serve here too

import constants  # noqa: E402 - after the path
import prose  # noqa: E402
import sets  # noqa: E402
from figures import Figure, cost, table  # noqa: E402

from reports.compare import Document  # noqa: E402
from reports.compare import table as clause_table  # noqa: E402

PAIRS = HERE.parents[2] / "shared" / "pairs" / "pairs.jsonl"
LINKS_GOAL = KINDS_GOAL = 0.98
SECONDS_GOAL = 1.0  # a law of 20,000 characters
CHARACTERS = 20_000
# Every twentieth article is gone from each side, as in the hardest of the labelled revisions; five times each law.
TIMES, RATE = 5, 0.05


def main() -> int:
    """Print the figures, write the results; return 1 where a goal is missed, else 0."""
    options = parse()
    laws = sets.laws(options.pairs)
    cuts = list(sets.cut(laws, TIMES, RATE))
    if not laws:
        print(f"skipped: the labelled pairs are not here, expected {options.pairs}\n")
    figures = [*quality("laws", laws), *quality("plans", sets.plans(0)), *quality("plans_kept", sets.plans(1))]
    if laws:
        figures.append(share("compare_laws_cut_links", sets.score(cuts).f1, None))
    figures.append(cost("compare_20000_characters", "s", [*map(seconds, range(options.rounds))], SECONDS_GOAL))
    print(table(figures))
    if options.constants and laws:
        print(f"\neach law with the thresholds that the others choose: {constants.left_out(laws, cuts)}")
        print(
            "\nF1 of the laws / of the laws cut at random, at each step of a constant",
            *constants.ranges(laws, cuts),
            sep="\n",
        )
    if options.json:
        told = {"figures": {figure.name: figure.told() for figure in figures}}
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return int(any(figure.reached is False for figure in figures))


def parse() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, default=PAIRS, help="the labelled pairs (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="how often a law is timed (default: %(default)s)")
    parser.add_argument("--constants", action="store_true", help="show how far each constant could be moved")
    parser.add_argument("--json", type=Path, help="write the results to this file")
    return parser.parse_args()


def quality(name: str, pairs: list[sets.Labelled]) -> list[Figure]:
    """Return how right the links of a set and their kinds are."""
    if not pairs:
        return []
    found = sets.score(pairs)
    return [
        share(f"compare_{name}_links", found.f1, LINKS_GOAL),
        share(f"compare_{name}_kinds", found.kind_accuracy, KINDS_GOAL),
    ]


def share(name: str, value: float, goal: float | None) -> Figure:
    """Return a share as a figure, cut to four digits."""
    return Figure(name, "share", (int(value * 10_000) / 10_000,), goal, higher_is_better=True)


def seconds(number: int) -> float:
    """Return the processor time that the table of a made law of 20,000 characters and its revision takes."""
    older, newer = made_law(random.Random(number))  # noqa: S311  made text, not a secret
    start = time.process_time()
    clause_table(Document("", older), Document("", newer))
    return time.process_time() - start


def made_law(chance: random.Random) -> tuple[str, str]:
    """Return a law and its revision: one article in five is reworded, one in twenty gone, new or elsewhere."""
    older: list[str] = []
    while sum(map(len, older)) < CHARACTERS:
        older += prose.paragraphs(chance, 4_000)
    newer = [prose.fill(text, chance).replace("应当", "可以") if chance.random() < 0.2 else text for text in older]
    newer = [text for text in newer if chance.random() >= 0.05]
    for _ in range(len(older) // 20):
        newer.insert(chance.randrange(len(newer)), newer.pop(chance.randrange(len(newer))))
        newer.insert(chance.randrange(len(newer)), prose.paragraphs(chance, 100)[0])
    return numbered_law(older), numbered_law(newer)


def numbered_law(articles: list[str]) -> str:
    """Return articles under their numbers."""
    return "\n".join(f"第{number}条 {text}" for number, text in enumerate(articles, start=1))


if __name__ == "__main__":
    sys.exit(main())
