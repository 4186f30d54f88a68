"""What keeps changing on a source's pages and is no part of them: rules that would have kept past changes away, tried on stored pages."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from crawler.reading import read
from crawler.reading.charset import decode
from crawler.reading.noise import selectors
from planwatch.records import Source, StoredCapture
from planwatch.text import squash
from planwatch.urls import canonical
from scheduler.desk import Tick
from storage.archive import Archive
from storage.captures import edited

# The newest changes are enough to see what keeps changing, and are read again in seconds for each rule.
CHANGES = 200
# What came with fewer changes than this is news, not noise.
SEVERAL = 3
# The selectors that hold the most changing lines are tried; the best rule is among the first few.
TRIED = 30
# A rule that takes more than this share of a text takes a part of the article.
TAKEN = 0.2


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector to remove: how many of the changes it alone would have kept away, and an example of what it takes."""

    selector: str
    changes: int
    example: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Rules for ``remove``: of how many changes on how many pages, and how many of them all rules together keep away."""

    changes: int
    pages: int
    rules: tuple[Rule, ...]
    kept_away: int


@dataclass(frozen=True)
class _Change:
    """Two stored answers of a page, and what they say by a source's rules."""

    source: Source
    before: StoredCapture
    after: StoredCapture

    @cached_property
    def texts(self) -> tuple[str, str]:
        return self.read(())

    @cached_property
    def candidates(self) -> set[str]:
        changing = _changing(self.texts)
        pages = (decode(one.body or b"", one.charset).text for one in (self.before, self.after))
        return {selector for page in pages for selector in selectors(page, changing)}

    def read(self, removed: tuple[str, ...]) -> tuple[str, str]:
        """Return both texts as they are read without the elements that more selectors name."""
        rules = replace(self.source.article, remove=(*self.source.article.remove, *removed))
        source = replace(self.source, article=rules)
        before, after = (read(capture, source).article for capture in (self.before, self.after))
        return (before.text if before else "", after.text if after else "")


def propose(archive: Archive, source: Source, tick: Tick) -> Proposal:
    """Return which rules would have kept a source's past changes away, each tried on the stored pages; nothing is fetched."""
    watched = {canonical(page.url) for page in source.pages}
    pairs = [pair for pair in edited(archive, source.id, CHANGES) if pair[0].url not in watched]
    found = [_Change(source, *pair) for pair in pairs]
    found = [change for change in found if squash(change.texts[0]) != squash(change.texts[1])]
    rules = tuple(_rules(found, tick))
    every = tuple(rule.selector for rule in rules)
    kept_away = sum(_is_silent(change.read(every)) for change in found)
    return Proposal(len(found), len({change.after.page_id for change in found}), rules, kept_away)


def _rules(found: Sequence[_Change], tick: Tick) -> Iterator[Rule]:
    """Yield the rule that takes the most changing lines, then the one that takes the most of the rest, and so on."""
    counts = Counter(selector for change in found for selector in sorted(change.candidates))
    left = [selector for selector, count in counts.most_common(TRIED) if count >= SEVERAL]
    chosen: tuple[str, ...] = ()
    while left:
        texts = [change.read(chosen) for change in found]
        lines = sum(map(len, map(_changing, texts)))
        tried = {selector: [change.read((*chosen, selector)) for change in found] for selector in left}
        tick("rules tried", len(tried))
        scores = {selector: _score(new) for selector, new in tried.items() if not _takes_much(texts, new)}
        best = min(scores, key=lambda selector: scores[selector], default=None)
        if best is None or lines - scores[best][0] < SEVERAL:
            return
        silent = sum(_is_silent(change.read((best,))) for change in found)
        yield Rule(best, silent, next(_taken(found, chosen, best), ""))
        chosen = (*chosen, best)
        left = [selector for selector in scores if selector != best]


def _score(texts: Sequence[tuple[str, str]]) -> tuple[int, int]:
    """Return what is better the smaller it is: how many lines still change, and how little is read."""
    return sum(map(len, map(_changing, texts))), -sum(len(text) for pair in texts for text in pair)


def _takes_much(texts: Sequence[tuple[str, str]], left: Sequence[tuple[str, str]]) -> bool:
    pairs = ((old, new) for olds, news in zip(texts, left, strict=True) for old, new in zip(olds, news, strict=True))
    return any(len(new) < (1 - TAKEN) * len(old) for old, new in pairs)


def _changing(texts: tuple[str, str]) -> set[str]:
    old, new = (set(text.split("\n")) for text in texts)
    return old ^ new


def _is_silent(texts: tuple[str, str]) -> bool:
    return squash(texts[0]) == squash(texts[1])


def _taken(found: Sequence[_Change], chosen: tuple[str, ...], selector: str) -> Iterator[str]:
    """Yield the lines that a rule takes."""
    for change in found:
        before, after = change.read(chosen)[1], change.read((*chosen, selector))[1]
        yield from (line for line in before.split("\n") if line not in after.split("\n"))
