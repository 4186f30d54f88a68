"""Changes in words: 完成投资 1286.4 → 1268.4 亿元, one line each, what matters first."""

from collections.abc import Iterable
from dataclasses import dataclass

from planwatch.findings import Finding, Topic
from planwatch.records import Significance
from reports.words import TOPICS, word, words

ALWAYS_TOLD = (Topic.MOVED, Topic.REWRITTEN)


@dataclass(frozen=True, slots=True)
class Headline:
    """One change in words: ``lead``, then what went and what came, either may be empty, then ``tail``."""

    lead: str
    before: str
    after: str
    tail: str
    within: bool

    @property
    def text(self) -> str:
        """Return the headline as plain text; a word that came or went stands in brackets within its phrase."""
        if self.within:
            return f"{self.lead}[{'+' if self.after else '-'}{self.after or self.before}]{self.tail}"
        change = f"{self.before} → {self.after}" if self.before and self.after else self.after or self.before
        told = " ".join(filter(None, (self.lead, change, self.tail)))
        return told.replace("： ", "：")


def headlines(findings: Iterable[Finding], language: str) -> tuple[Headline, ...]:
    """Return the findings of substance in words, and what was moved or rewritten; wording is shown in its place alone."""
    told = (found for found in findings if found.weight is Significance.SUBSTANCE or found.topic in ALWAYS_TOLD)
    return tuple(_headline(found, language) for found in told)


def _headline(found: Finding, language: str) -> Headline:
    within = found.topic in {Topic.ADDED, Topic.DROPPED} and bool(found.label or found.tail)
    named = "" if within or found.topic not in TOPICS else word(TOPICS, found.topic, language)
    titled = found.topic is Topic.REPHRASED or not (found.before and found.after)
    lead = f"{named}{words(language)['colon']}".rstrip() if named and titled else named
    if found.topic is Topic.REWRITTEN:
        return Headline(named, "", "", "", within=False)
    if found.topic is Topic.MOVED:
        return Headline(lead, "", "", found.after, within=False)
    return Headline(lead or found.label, found.before, found.after, found.tail, within)
