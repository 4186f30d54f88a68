"""Plain text: reports and mails for terminals and for mail clients that show no HTML."""

from collections.abc import Iterator

from planwatch.text import clean_line
from reports.headlines import headlines
from reports.left_out import is_cut, where
from reports.page import WHOLE, Entry, Limits, Page, cut
from reports.passages import Part, Passage
from reports.versions import Comparison
from reports.words import counted, words

INDENT = "   "


def render(page: Page, heading: str, limits: Limits = WHOLE) -> str:
    """Return a page as text, ending in a line that says what was looked at."""
    return "\n".join([*_lines(page, heading, limits), ""])


def render_entry(entry: Entry, language: str) -> str:
    """Return one entry as text without its number, all of it."""
    return "\n".join(_body(entry, language, WHOLE))


def render_comparison(comparison: Comparison, language: str = "zh") -> str:
    """Return what differs between two versions as text, one passage a line."""
    said = words(language)
    older, newer = (said["version"].format(n=version.number) for version in (comparison.older, comparison.newer))
    lines = [clean_line(comparison.article.title), comparison.article.url, f"{older} → {newer}", ""]
    lines += [f"{name}{said['colon']}{value}" for name, value in comparison.facts(language)]
    lines += [f"* {headline.text}" for headline in headlines(comparison.findings, language)]
    lines += [passage_line(passage, WHOLE) for passage in comparison.passages]
    return "\n".join([*lines, *([] if comparison.passages else [said["same"]]), ""])


def _lines(page: Page, heading: str, limits: Limits) -> Iterator[str]:
    yield heading
    for section in page.sections:
        yield ""
        yield f"== {section.heading} ({len(section.entries)}) =="
        for number, entry in enumerate(section.entries[: limits.entries], start=1):
            yield ""
            yield f"{number}. {entry.title}{''.join(f' [{tag}]' for tag in entry.tags)}"
            yield from (INDENT + line for line in _body(entry, page.language, limits))
        if (left := len(section.entries) - limits.entries) > 0:
            yield counted("more", left, page.language)
        if is_cut(section, limits):
            found = where(page, section)
            yield f"{found.text} {found.url or ''}".rstrip()
    if not page.sections:
        yield ""
        yield words(page.language)["quiet_long"]
    yield ""
    yield from page.notes


def _body(entry: Entry, language: str, limits: Limits) -> Iterator[str]:
    colon = words(language)["colon"]
    for name, value in entry.facts:
        yield f"{name}{colon}{value}"
    if entry.quote:
        yield f"“{entry.quote}”"
    for headline in entry.headlines[: limits.passages]:
        yield f"* {headline.text}"
    for passage in entry.passages[: limits.passages]:
        yield passage_line(passage, limits)
    if (left := entry.most - limits.passages) > 0:
        yield counted("more_passages", left, language)
    for line in entry.lines[: limits.passages]:
        yield f"- {line.text} {line.url or ''}".rstrip()
        yield from (INDENT + passage_line(passage, limits) for passage in line.passages[: limits.details])
    if (left := len(entry.lines) - limits.passages) > 0:
        yield counted("more", left, language)
    if entry.url:
        yield clean_line(entry.url)


def passage_line(passage: Passage, limits: Limits) -> str:
    """Return a passage in one line: ``[before → after]``, ``[+added]`` and ``[-removed]`` within what stands around them."""
    parts: list[str] = []
    removed = ""
    for piece in passage.pieces:
        shown = cut(piece.text, limits.chars)
        if piece.part is Part.ADDED:
            parts[-1:] = [f"[{removed} → {shown}]"] if removed else [*parts[-1:], f"[+{shown}]"]
        else:
            parts.append(f"[-{shown}]" if piece.part is Part.REMOVED else shown)
        removed = shown if piece.part is Part.REMOVED else ""
    return f"“{clean_line(''.join(parts))}”"
