"""Hold a benchmark's results against floors.json: ``benchmarks/gate.py RESULTS.json [--update]``.

A figure that is better when higher must not fall below its floor, one that is better when lower must not rise above it.
``--update`` moves a floor to what these results reached, less the margin for noise, and only ever makes it stricter.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")


def main() -> int:
    """Print one line a figure; return 1 when one breaks its floor, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path, help="what a benchmark wrote with --json")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the floors (default: the file beside this one)")
    parser.add_argument("--update", action="store_true", help="make floors stricter where these results allow it")
    options = parser.parse_args()
    figures = json.loads(options.results.read_text(encoding="utf-8"))["figures"]
    held = json.loads(options.floors.read_text(encoding="utf-8"))
    broken = [name for name in figures if name in held["floors"] and breaks(figures[name], held["floors"][name])]
    for name, figure in figures.items():
        floor = held["floors"].get(name, "none")
        print(
            f"{'BROKEN' if name in broken else 'held':7} {name}: {figure['median']:.4g} {figure['unit']} (floor {floor})"
        )
    if options.update:
        held["floors"] |= raised(figures, held["floors"], held["margin"])
        options.floors.write_text(json.dumps(held, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 1 if broken else 0


def breaks(figure: dict[str, Any], floor: float) -> bool:
    """Return whether a figure's median is worse than its floor."""
    return bool(figure["median"] < floor if figure["higher_is_better"] else figure["median"] > floor)


def raised(figures: dict[str, Any], floors: dict[str, float], margin: float) -> dict[str, float]:
    """Return the floor of each figure after these results: stricter, or as it was."""
    return {name: stricter(figure, floors.get(name), margin) for name, figure in figures.items()}


def stricter(figure: dict[str, Any], floor: float | None, margin: float) -> float:
    """Return the stricter one of a floor and what a figure reached, less ``margin`` (a share of it)."""
    if figure["higher_is_better"]:
        found = round(float(figure["median"]) * (1 - margin), 3)
        return found if floor is None else max(found, floor)
    found = round(float(figure["median"]) * (1 + margin), 3)
    return found if floor is None else min(found, floor)


if __name__ == "__main__":
    sys.exit(main())
