"""Blocks that stand elsewhere in the newer text."""

from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from planwatch.matching import FEW_LETTERS

# A shorter line (a heading, a cell, a signature) may stand in two places by chance.
LONG = 10
# What was moved and edited too must have kept this much to be told as the same block, as a paragraph of which a line was cut.
ALIKE = 0.7
# Up to this many pairs each block is held against each: 10 ms for paragraphs.
_HELD = 2_500

Blocks = Mapping[int, str]  # by their place in the text


def equal_elsewhere(gone: Blocks, come: Blocks) -> dict[int, int]:
    """Return which blocks that are gone stand elsewhere as they were, by both places."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, block in come.items():
        places[block.rstrip()].append(place)
    found: dict[int, int] = {}
    for place, block in gone.items():
        key = block.rstrip()
        if len(key) >= LONG and places.get(key):
            found[place] = places[key].pop(0)
    return found


def alike_elsewhere(gone: Blocks, come: Blocks) -> dict[int, int]:
    """Return which blocks that are gone stand elsewhere with edits, the most alike first; none where there are too many to hold."""
    old = [place for place, block in gone.items() if len(block) > LONG]
    new = [place for place, block in come.items() if len(block) > LONG]
    blocks = [gone[place] for place in old], [come[place] for place in new]
    letters = sum(map(len, blocks[0])) * sum(map(len, blocks[1]))
    if not letters or letters > FEW_LETTERS or len(old) * len(new) > _HELD:
        return {}
    alike = cdist(*blocks, scorer=Indel.normalized_similarity, score_cutoff=ALIKE).tolist()
    ranked = sorted((-share, i, j) for i, row in enumerate(alike) for j, share in enumerate(row) if share)
    found: dict[int, int] = {}
    for _, i, j in ranked:
        if old[i] not in found and new[j] not in found.values():
            found[old[i]] = new[j]
    return found
