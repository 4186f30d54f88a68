"""Thirty nights with faults drawn at random, beside the same nights without any: ``python benchmarks/soak/run.py [--nights N] [--seed N]``.

Both archives watch the same made-up world by the same command line; at the end they must be equal. Leaves with 1 where not.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import archives
import letterbox
import nights
import sites as made_sites
from world import stories

SEED = 20261122


def soak(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """Run so many nights twice, without and with faults; return the figures and all that differs."""
    begun = time.monotonic()
    world = stories(count, seed)
    plans = nights.draw(count, seed)
    sites, quiet, box = made_sites.Sites(world, seed), letterbox.Mailbox(), letterbox.Mailbox()
    with made_sites.serve(sites), letterbox.serving(quiet) as quiet_port, letterbox.serving(box) as port:
        whole = nights.Home(folder / "whole", sites, quiet_port, quiet)
        tried = nights.Home(folder / "tried", sites, port, box)
        for number in range(1, count + 1):
            whole.night(number, nights.Plan())
        sites.templates = dict.fromkeys(sites.templates, 0)
        sites.had.clear()
        for number, plan in enumerate(plans, 1):
            tried.night(number, plan)
            print(f"night {number}: {describe(plan)}", file=sys.stderr)
        tried.run("outbox", "--send")
    first, second = archives.look(folder / "whole"), archives.look(folder / "tried")
    found = {
        "the world itself": archives.untrue(first, world, count, sites.urls),
        **archives.differences(first, second, sites.had),
        **letters(second, box, tried.unsure),
    }
    return {
        "nights": count,
        "seed": seed,
        "seconds": round(time.monotonic() - begun),
        "faults": {name: times for name, times in sorted(tried.tried.items()) if times},
        "faults_tried": sum(tried.tried.values()),
        "runs": dict(second.runs),
        "articles": len(first.texts),
        "versions": sum(map(len, first.texts.values())),
        "changes": dict(Counter(kind for _, kind in first.changes.elements())),
        "versions_out_of_reach": sum(
            (url, text) not in sites.had for url, all_of in first.texts.items() for _, text in all_of
        ),
        "letters": len(second.letters),
        "letters_twice": sum(number > 1 for number in box.taken.values()),
        "wrong": {name: wrong for name, wrong in found.items() if wrong},
    }


def letters(found: archives.Found, box: letterbox.Mailbox, unsure: set[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the messages that never arrived, and those that arrived twice although the sender could know better."""
    twice = {letter for letter, number in box.taken.items() if number > 1} - box.unanswered - unsure
    return {
        "mail lost": [str(letter) for letter in found.letters if letter not in box.taken],
        "mail twice": [str(letter) for letter in twice],
        "mail unknown": [str(letter) for letter in box.taken if letter not in found.letters],
    }


def describe(plan: nights.Plan) -> str:
    """Return a night's faults in one line."""
    said = [f"{source} {fault}" for source, fault in plan.faults.items()]
    said += [f"killed after {plan.kill_after} requests"] if plan.kill_after else []
    said += ["clock back"] if plan.clock_back else []
    return ", ".join([*said, *([f"mail {plan.mail}"] if plan.mail != "accept" else [])]) or "no fault"


def main() -> int:
    """Soak, print the figures, and say whether all is well."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--nights", type=int, default=30)
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--folder", type=Path, help="keep both archives here")
    options.add_argument("--json", type=Path, help="write the figures to a file")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as temporary:
        figures = soak(given.folder or Path(temporary), given.nights, given.seed)
    told = json.dumps(figures, ensure_ascii=False, indent=2)
    print(told)
    if given.json:
        given.json.write_text(told, encoding="utf-8")
    return 1 if figures["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
