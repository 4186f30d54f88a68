"""Markdown: a report for notes, wikis and issue threads. Nothing that a page says becomes markup, whichever renderer shows it."""

import re
from collections.abc import Iterator

from reports.html import link
from reports.page import WHOLE, Entry, Page
from reports.passages import Passage
from reports.text import passage_line
from reports.words import words

# Marks that begin something within a line: CommonMark 0.31.2, 2.4, with the tables, tasks and strikethrough of GFM and the $ of formulas.
_INLINE = re.compile(r"[\\`*_\[\]<>&~|$!^{}]")
# Marks that begin a block: headings, lists, rules and the underlines of headings; 12. and 12) number a list.
_BLOCK = re.compile(r"^(?=[-+#=])|^(\d{1,9})(?=[.)])")
# GFM and linkify-it make links of bare addresses: http://, www. and example.com.
_ADDRESS = re.compile(r":(?=//|\w+@)|(?<=\w)\.(?=[^\W\d])")
# A bare mail address or an @name becomes a link or calls somebody even where the @ is escaped; in a code span it does not.
_CALLED = re.compile(r"(?:[A-Za-z0-9.+-]*@[A-Za-z0-9.-]*)+")


def render(page: Page, heading: str) -> str:
    """Return a page as CommonMark, ending in a line that says what was looked at."""
    return re.sub("\n{3,}", "\n\n", "\n".join([*_lines(page, heading), ""]))


def escaped(text: str) -> str:
    """Return one line of text that every renderer shows as it is, wherever in a paragraph or list it stands."""
    plain = _CALLED.split(text)
    called = [f"`{found}`" for found in _CALLED.findall(text)]
    shown = [_ADDRESS.sub(r"\\\g<0>", _INLINE.sub(r"\\\g<0>", part)) for part in plain]
    return _BLOCK.sub(r"\g<0>\\", "".join(a + b for a, b in zip(shown, [*called, ""], strict=True)))


def linked(text: str, url: str | None) -> str:
    """Return a text that leads to an address, the text alone where that is no web address."""
    address = link(url)
    return f"[{escaped(text)}](<{address.replace('&', '&amp;')}>)" if address else escaped(text)


def _lines(page: Page, heading: str) -> Iterator[str]:
    yield f"# {escaped(heading)}"
    for section in page.sections:
        yield from ("", f"## {escaped(section.heading)} ({len(section.entries)})")
        for number, entry in enumerate(section.entries, start=1):
            tags = f" ({escaped(words(page.language)['comma'].join(entry.tags))})" if entry.tags else ""
            yield from ("", f"### {number}\\. {linked(entry.title, entry.url)}{tags}", "")
            yield from _body(entry, page.language)
    if not page.sections:
        yield from ("", words(page.language)["quiet_long"])
    for note in page.notes:
        yield from ("", escaped(note))


def _body(entry: Entry, language: str) -> Iterator[str]:
    for name, value in entry.facts:
        yield f"- {escaped(name + words(language)['colon'] + value)}"
    if entry.quote:
        yield from ("", f"> {escaped(f'“{entry.quote}”')}", "")
    for headline in entry.headlines:
        yield f"- {escaped(headline.text)}"
    yield from map(_passage, entry.passages)
    for line in entry.lines:
        yield f"- {linked(line.text, line.url)}"
        yield from (f"  {_passage(passage)}" for passage in line.passages)


def _passage(passage: Passage) -> str:
    return f"- {escaped(passage_line(passage, WHOLE))}"
