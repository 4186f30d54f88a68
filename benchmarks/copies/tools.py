"""One tool in a process of its own: ``tools.py NAME RECORDS``; it answers each line on stdin with one JSON line.

The first line out is the version, or null where the package is not here. ``sign`` in: the seconds of processor time that the
signatures of all texts take, the mean of as many passes as SIGNED lasts. ``cluster`` in: the original and the kind of each
record. This file needs nothing but the standard library and the tool, so that it runs in an environment that planwatch is not
installed in.
"""

import importlib.metadata
import json
import os
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

PERMUTATIONS = 128
GRAM = 4
# Found best for both on the labelled set's anchors (its README, 3_minhash): a lower one joins more siblings.
THRESHOLD = 0.7
BANDS = 16
# Seconds of processor time: a pass of the fastest tool is over in a fiftieth of a second, in which a busy host halves its speed.
SIGNED = 0.5
_NOT_LETTER = re.compile(r"[\W_]+")

Record = dict[str, Any]
Said = dict[str, tuple[str | None, str | None]]


class Tool(NamedTuple):
    """What a tool does: sign all texts, and place all records."""

    sign: Callable[[Sequence[str]], object]
    place: Callable[[Sequence[Record]], Said]


def planwatch() -> Tool:
    """Return planwatch's own features, which are what an archive keeps of a text, and its clusters."""
    from planwatch import clusters, fingerprint  # noqa: PLC0415 - each process pays for its own tool alone

    def sign(texts: Sequence[str]) -> object:
        fingerprint.features.cache_clear()  # what an earlier round drew would be given again
        return [fingerprint.features(text) for text in texts]

    def place(records: Sequence[Record]) -> Said:
        placed = clusters.cluster(clusters.CopyRecord(**record) for record in records)
        return {one.id: (one.original, one.kind and str(one.kind)) for one in placed}

    return Tool(sign, place)


def datasketch() -> Tool:
    """Return datasketch: MinHash of 128 permutations over runs of four letters, and its LSH."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

    def one(text: str) -> Any:
        made = MinHash(num_perm=PERMUTATIONS)
        made.update_batch([gram.encode() for gram in grams(text)])
        return made

    def place(records: Sequence[Record]) -> Said:
        index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
        return stars(records, one, index.query, index.insert)

    return Tool(lambda texts: [one(text) for text in texts], place)


def rensa() -> Tool:
    """Return rensa: R-MinHash of 128 permutations over runs of four letters, and its LSH."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415

    def one(text: str) -> Any:
        made = RMinHash(num_perm=PERMUTATIONS, seed=42)
        made.update(grams(text))
        return made

    def place(records: Sequence[Record]) -> Said:
        index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=BANDS)
        return stars(records, one, index.query, index.insert)

    return Tool(lambda texts: [one(text) for text in texts], place)


TOOLS = {"planwatch": planwatch, "datasketch": datasketch, "rensa": rensa}


def grams(text: str) -> list[str]:
    """Return the different runs of four letters of a text in NFKC."""
    letters = _NOT_LETTER.sub("", unicodedata.normalize("NFKC", text))
    return list({letters[at : at + GRAM] for at in range(max(len(letters) - GRAM + 1, 1))})


def stars(
    records: Sequence[Record],
    sign: Callable[[str], Any],
    query: Callable[[Any], Iterable[int]],
    insert: Callable[[int, Any], object],
) -> Said:
    """Return where a peer's likeness puts each record: ministries first, then by date, at the most alike original above the threshold."""

    def rank(number: int) -> tuple[bool, str, int]:
        host = urlsplit(records[number]["url"] or "").hostname or ""
        return (not host.endswith(".gov.cn"), records[number]["published"] or "9999", number)

    signed: dict[int, Any] = {}
    said: Said = {}
    for number in sorted(range(len(records)), key=rank):
        made = sign(records[number]["text"])
        alike = [(made.jaccard(signed[other]), -other) for other in query(made)]
        likeness, other = max(alike, default=(0.0, 0))
        if likeness >= THRESHOLD:
            said[records[number]["id"]] = (records[-other]["id"], "exact" if likeness == 1 else "near")
        else:
            said[records[number]["id"]] = (None, None)
            signed[number] = made
            insert(number, made)
    return said


def main(name: str, path: Path) -> None:
    """Answer until stdin ends."""
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        answer(None)
        return
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    tool = TOOLS[name]()
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [record["text"] for record in records]
    tool.sign(texts[:5])
    answer(version)
    for line in sys.stdin:
        if line.strip() == "sign":
            answer(signed(tool, texts))
        else:
            answer(tool.place(records))


def signed(tool: Tool, texts: Sequence[str]) -> float:
    """Return the seconds of processor time of one pass over all texts."""
    start, passes = time.process_time(), 0
    while (spent := time.process_time() - start) < SIGNED or not passes:
        tool.sign(texts)
        passes += 1
    return spent / passes


def answer(value: object) -> None:
    """Write one JSON line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
