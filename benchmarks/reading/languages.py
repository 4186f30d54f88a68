"""How right pages in other languages are read, beside trafilatura: ``benchmarks/reading/languages.py [--public FOLDER]``.

The measure is that of the public article-extraction benchmark (Zyte): precision and recall of runs of four words, each page
counting alike, then their F1. FOLDER is a checkout of it (ground-truth.json, html/*.html.gz); without one our own set is read.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

import readers
from foreign import ForeignPage, pages

RUN = 4
# The public measure takes runs of letters as words; Chinese and Japanese, which part no words, are compared by character.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
READERS = {"planwatch": readers.planwatch, "trafilatura": readers.trafilatura}
Score = tuple[float | None, float | None]


def main() -> int:
    """Print F1 for each language and reader; return 1 where ours is below trafilatura's over all pages, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--public", type=Path, help="a checkout of the public benchmark, read in place of our own pages"
    )
    parser.add_argument("--verbose", action="store_true", help="name each page where ours is below trafilatura's")
    options = parser.parse_args()
    found = list(public(options.public) if options.public else pages())
    scores = {
        name: {page.name: score(page.body, said(reader(), page)) for page in found} for name, reader in READERS.items()
    }
    groups: dict[str, list[str]] = defaultdict(list)
    for page in found:
        groups[page.name.split()[0] if not options.public else "public"].append(page.name)
        if options.verbose:
            tell(page.name, scores)
    print("pages", *READERS, sep="\t")
    for group, names in [*groups.items(), ("all", [page.name for page in found])]:
        print(group, *(f"{f1([told[name] for name in names]):.3f}" for told in scores.values()), sep="\t")
    ours, theirs = (f1(list(told.values())) for told in scores.values())
    return int(ours < theirs)


def public(folder: Path) -> Iterator[ForeignPage]:
    """Yield the pages of the public benchmark with the bodies that it gives as true."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for name, label in truth.items():
        body = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield ForeignPage(name, body.decode("utf-8", errors="replace"), label["articleBody"])


def said(reader: readers.Reader, page: ForeignPage) -> str:
    """Return the text that a reader finds on a page."""
    return str(reader(readers.Page(page.html.encode(), page.html, None)).get("text") or "")


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text with their counts; a shorter text is one run."""
    words = WORD.findall(text)
    return Counter(run for start in range(max(1, len(words) - RUN + 1)) if (run := tuple(words[start : start + RUN])))


def score(true: str, found: str) -> Score:
    """Return precision and recall of a text's runs; None for precision where nothing was found."""
    wanted, got = runs(true), runs(found)
    hits = sum((wanted & got).values())
    return (hits / sum(got.values()) if got else None, hits / sum(wanted.values()) if wanted else None)


def f1(scores: list[Score]) -> float:
    """Return the harmonic mean of the mean precision and the mean recall, each over the pages that have one."""
    precision, recall = (fmean([one for one in part if one is not None] or [0.0]) for part in zip(*scores, strict=True))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def tell(name: str, scores: dict[str, dict[str, Score]]) -> None:
    """Print a page where ours is below trafilatura's."""
    ours, theirs = (told[name] for told in scores.values())
    if f1([ours]) < f1([theirs]):
        print(name, ours, theirs)


if __name__ == "__main__":
    sys.exit(main())
