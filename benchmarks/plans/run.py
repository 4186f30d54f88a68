"""How right and how fast plans are found, beside two flat rules, in one run: ``benchmarks/plans/run.py --help``.

The articles are those of tests/plans/written, filled up with made-up prose to 1,500 characters; where ``../shared/gold`` is
there, the labelled set is scored too.
"""

import argparse
import hashlib
import importlib.util
import json
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path += [str(ROOT), str(HERE.parent / "night")]

import prose  # noqa: E402 - after the path
from figures import Figure, ratio, table  # noqa: E402

from plans.detect import find_plans  # noqa: E402
from tests.plans.labelled import SETS, prediction, read  # noqa: E402

FLOORS = HERE.parent / "floors.json"  # its quality floors count on the set whose hash it holds
GOLD = ROOT.parent / "shared" / "gold"
LENGTH = 1500  # characters, of an ordinary notice
GOAL = 1000.0  # articles a second on one core
QUALITY_GOALS = {
    "title_f1": 0.97,
    "unquoted_recall": 0.80,
    "event_accuracy": 0.93,
    "issuer_f1": 0.92,
    "date_accuracy": 0.93,
    "doc_number_accuracy": 0.95,
    "target_year_f1": 0.95,
    "period_accuracy": 0.97,
    "alias_f1": 0.95,
}
_QUOTED = re.compile(r"《([^《》]{2,160})》")
_VERB = re.compile(r"印发|发布|出台|公布")


class Text(NamedTuple):
    """An article as both sides are given it."""

    text: str
    title: str | None
    published: str | None


def main() -> int:
    """Run, print the table, write the results; return 0."""
    options = parse()
    texts = articles(options.seed)
    figures = speed(texts, options.rounds) + quality()
    print(table(figures))
    if options.json:
        told = {"figures": {figure.name: figure.told() for figure in figures}, "articles": len(texts)}
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def parse() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="passes of each side, in turns (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=5, help="of the made-up prose (default: %(default)s)")
    parser.add_argument("--json", type=Path, help="write the results to this file")
    return parser.parse_args()


def articles(seed: int) -> list[Text]:
    """Return the labelled articles, each filled up to ``LENGTH`` characters by paragraphs of made-up prose."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [
        Text(filled(record.text, chance), record.headline, record.published) for name in SETS for record in read(name)
    ]


def filled(text: str, chance: random.Random) -> str:
    """Return a text with prose behind it, cut at ``LENGTH``."""
    while len(text) < LENGTH:
        text += "\n" + "".join(prose.fill(chance.choice(prose.SENTENCES), chance) for _ in range(4))
    return text[:LENGTH]


def every_quoted(text: Text) -> list[str]:
    """Return every 《》: the first flat rule."""
    return _QUOTED.findall(text.text)


def quoted_with_verb(text: Text) -> list[str]:
    """Return every 《》 of a sentence with a verb of issuing: the second flat rule."""
    return [title for part in text.text.split("。") if _VERB.search(part) for title in _QUOTED.findall(part)]


def ours(text: Text) -> list[str]:
    """Return what planwatch finds."""
    return [plan.title for plan in find_plans(*text)]


def timed(find: Callable[[Text], list[str]], texts: Sequence[Text]) -> float:
    """Return how many articles a second of processor time one pass reads."""
    start = time.process_time()
    for text in texts:
        find(text)
    return len(texts) / max(time.process_time() - start, 1e-9)


def speed(texts: Sequence[Text], rounds: int) -> list[Figure]:
    """Return articles a second, and how much of a flat rule's speed that is, over paired rounds after a warm-up."""
    sides = (ours, quoted_with_verb)
    for side in sides:
        timed(side, texts)
    passes = [[timed(side, texts) for side in sides] for _ in range(rounds)]
    mine, flat = zip(*passes, strict=True)
    return [
        Figure("plans_articles_a_second", "1/s", tuple(mine), GOAL, higher_is_better=True),
        ratio("plans_speed_vs_flat_rule", mine, flat, None),
    ]


def scorer() -> ModuleType | None:
    """Return the labelled set's own scorer, None where it is not here."""
    path = GOLD / "score_plans.py"
    spec = importlib.util.spec_from_file_location("score_plans", path) if path.exists() else None
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def flat(record: dict[str, Any], find: Callable[[Text], list[str]]) -> dict[str, Any]:
    """Return a flat rule's line of predictions."""
    titles = find(Text(record["text"], record["title"], record["published"]))
    return {"id": record["id"], "plans": [{"title": title, "event": "issued"} for title in titles]}


def quality() -> list[Figure]:
    """Return how right the labelled set is read, ours and the flat rules' titles; nothing where it is not here."""
    module = scorer()
    if module is None:
        print(f"skipped: the labelled set is not here, expected {GOLD}\n")
        return []
    gold = GOLD / "plans.jsonl"
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))["corpora"].get("plans")
    prefix = "plans" if hashlib.sha256(gold.read_bytes()).hexdigest() == pinned else "plans_other_set"
    records = module.load(gold)
    scores, _ = module.score(records, [prediction(record) for record in records])
    figures = [
        Figure(f"{prefix}_{name}", "", (scores[name],), goal, higher_is_better=True)
        for name, goal in QUALITY_GOALS.items()
    ]
    alarms = scores["false_alarms_per_plan_free_article"]
    figures.append(Figure(f"{prefix}_false_alarms", "", (alarms,), 0.02, higher_is_better=False))
    for find in (every_quoted, quoted_with_verb):
        peer, _ = module.score(records, [flat(record, find) for record in records])
        figures.append(Figure(f"{find.__name__}_title_f1", "", (peer["title_f1"],), None, higher_is_better=True))
    return figures


if __name__ == "__main__":
    sys.exit(main())
