"""Drafts and the documents that come of them: 征求意见稿 and 修订稿 against what is issued."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from planwatch.alignment import Change
from planwatch.matter import MATTER

_STAGE = re.compile("征求意见稿|草案|送审稿|讨论稿|修订稿|试行|暂行")
_TITLE = re.compile("《([^《》]{4,80})》")
# A scanner misreads so often. A page that names more titles is a list of them, and may be a hostile one.
_SIGNS_A_SLIP, _FEW = 12, 100
# What gives way amid a text is no longer than this.
_STAGE_LIMIT = 20
# At the edges a whole headline gives way to another; a draft's has no more than this beside the document's.
_EDGE_LIMIT = 10


def is_other_draft(copy: str, original: str) -> bool:
    """Return whether one text has the draft of a title of which the other has the document instead, so more often."""
    here, there = _TITLE.findall(copy), _TITLE.findall(original)
    return any(
        _STAGE.search(title) and _count(others, issued := _STAGE.sub("", title)) > _count(titles, issued)
        for titles, others in ((here, there), (there, here))
        for title in {*titles}.difference(others)
    )


def is_other_stage(change: Change) -> bool:
    """Return whether a change puts in another stage, or takes it out."""
    sizes = (len(change.before), len(change.after))
    if max(sizes) > (_STAGE_LIMIT if change.inner else _EDGE_LIMIT) and not (change.inner and min(sizes) >= MATTER):
        return False
    return set(_STAGE.findall(change.before)) != set(_STAGE.findall(change.after))


def _count(titles: Sequence[str], title: str) -> int:
    """Return how many of the titles are this one; where they are few, a sign in some that is misread makes no other one."""
    slips = len(title) // _SIGNS_A_SLIP
    if len(titles) > _FEW or not slips:
        return titles.count(title)
    return sum(Levenshtein.distance(one, title, score_cutoff=slips) <= slips for one in titles)
