"""A law, a plan or a notice as a tree of clauses: 第二章/第三条/（一） in a law, 一、/（二）/1. in a plan."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from planwatch.headings import ABOVE_ARTICLES, Heading, Style, heading
from planwatch.text import clean, squash

# What a text's source wrapped around it: comments of its markup, and what Markdown sets before a heading or around a number.
_COMMENT = re.compile(r"<!--[^\n]{0,200}?-->")
_MARKS = re.compile(r"^(?:[#>]+\s*)+|\*\*|__")
_RULE = re.compile(r"[-*_=]{3,}")
_CONTENTS = re.compile(r"[【\[]?(?:目录|目次)[】\]]?")
# The dots before the page number that ends a line of a table of contents.
_LEADER = " .…·•⋯-"
_ATTACHMENT = re.compile(r"(?:附件|附表|附录)\s*([\d一二三四五六七八九十]{0,3})(?:\s*[.、：:]?\s*[^。；]{0,60})?")
# 附件：1.… in the sign-off only lists what follows it.
_ATTACHMENT_LIST = re.compile(r"附件\s*[：:]\s*\S")
# Where an article may begin within a line, on a page that lost its line breaks: after a sentence, or after the title of its 章.
_SIGNS = "〇零一二三四五六七八九十百千两"
_INNER = re.compile(rf"(?<=[。；：])\s*(?=第[{_SIGNS}\d]{{1,9}}条)")
_CHAPTER = re.compile(rf"\s*(第[{_SIGNS}\d]{{1,9}}[章节][^。；，、\n第]{{1,30}})(?=第[{_SIGNS}\d]{{1,9}}条)")
_SENTENCE = re.compile(r"[。；！？;!?，,：:]")
_DAY = re.compile(
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
)
# A heading of a plan and an office in a sign-off have no sentence in them and stay on one line of a page (28 signs, GB/T
# 9704), with a little more for those that a web page does not wrap.
TITLE_MAX = 40
# A list's numbers jump where a clause was dropped and the others kept theirs; a greater jump is a figure of the text.
_JUMP = 5


class Part(StrEnum):
    """What a clause is to its text; FRONT is all before the first number, FOOT is the sign-off."""

    FRONT = "front"
    CLAUSE = "clause"
    PARAGRAPH = "paragraph"
    ATTACHMENT = "attachment"
    FOOT = "foot"


# Parts that have one place in a text, whatever they say.
PLACED = frozenset({Part.FRONT, Part.FOOT})


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text: its own ``lines`` (the first without its number, which ``written`` has) and the clauses below it.

    ``path`` leads from the widest number to its own one; ``headings`` are the numbers above it with their titles.
    """

    part: Part
    path: tuple[str, ...] = ()
    style: Style | None = None
    number: tuple[int, int] = (0, 0)
    written: str = ""
    headings: tuple[str, ...] = ()
    lines: list[str] = field(default_factory=list)
    children: list["Clause"] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Return its own number as it is shown, "" where it has none."""
        return self.path[-1] if self.path else ""

    @property
    def titled(self) -> str:
        """Return its number with its title, as 第二章 监察机关; the number alone where its first line is more than a title."""
        return f"{self.label} {self.lines[0]}".strip() if self.lines and is_title(self.lines[0]) else self.label

    @property
    def lists(self) -> bool:
        """Return whether the clauses below it are items of one sentence, as always in an article and after a colon."""
        return self.style is Style.ARTICLE or bool(self.lines and self.lines[-1].endswith(("：", ":")))


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause as it is compared: ``name`` is unique in its text, ``text`` holds its items but not its own number."""

    name: str
    part: Part
    path: tuple[str, ...]
    headings: tuple[str, ...]
    text: str
    is_article: bool = False


def is_title(line: str) -> bool:
    """Return whether a line is a title or a name: short, and without a sentence in it."""
    return 0 < len(line) <= TITLE_MAX and not _SENTENCE.search(line)


def parse(text: str) -> list[Clause]:
    """Return the parts of a text in order: what stands before the first number, the clauses as trees, attachments, the sign-off."""
    front = Clause(Part.FRONT)
    parts, stack = [front], [front]
    for line in _lines(text):
        attached = _attachment(line)
        found = None if stack[-1].part is Part.FOOT else heading(line)
        if attached:
            stack = [attached]
            parts.append(attached)
        elif found and _continues(found, stack):
            _open(found, line, stack, parts)
        else:
            stack[-1].lines.append(line)
    return [part for part in _signed(parts) if part.lines or part.children or part.label]


def units(text: str) -> list[Unit]:
    """Return a text's clauses as they are compared: articles; without any, the deepest numbers; without any, paragraphs.

    A number that has only a title orders the ones below it and is none itself; items belong to their clause.
    """
    parts = parse(text)
    found = [unit for part in parts for unit in _units(part)]
    if not any(unit.part is Part.CLAUSE for unit in found):
        found = [paragraph for unit in found for paragraph in _paragraphs(unit)]
    return list(_named(found))


def _lines(text: str) -> list[str]:
    """Return the lines of the text itself: without markup and table of contents, each article at the head of one."""
    plain = _CHAPTER.sub(r"\n\1\n", clean(_COMMENT.sub("\n", text)))
    lines = [_MARKS.sub("", line).strip() for line in plain.split("\n")]
    return list(_broken(_without_contents([line for line in lines if line and not _RULE.fullmatch(line)])))


def _broken(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, broken before an article within one if its number is the next one."""
    last = 0
    for line in lines:
        start = 0
        for found in (None, *_INNER.finditer(line)):
            at = found.end() if found else 0
            article = heading(line[at:])
            if article is None or article.style is not Style.ARTICLE:
                continue
            if found and article.number in {(last + 1, 0), (last, article.number[1])}:
                yield line[start:at].strip()
                start = at
            if start == at:
                last = article.number[0]
        yield line[start:]


def _without_contents(lines: Sequence[str]) -> list[str]:
    """Return the lines without the table of contents, whose every line comes again further on."""
    left = Counter(map(_entry, lines))
    kept: list[str] = []
    listed = False
    for number, line in enumerate(lines):
        entry = _entry(line)
        left[entry] -= 1
        if _CONTENTS.fullmatch(squash(line)):
            listed = True
            continue
        listed = (listed or _is_bare(lines, number)) and left[entry] > 0
        if not listed:
            kept.append(line)
    return kept


def _entry(line: str) -> str:
    """Return a line as a table of contents has it: up to the first sentence, without the leader and the page."""
    return squash(_SENTENCE.split(line, maxsplit=1)[0].rstrip("0123456789").rstrip(_LEADER))


def _is_bare(lines: Sequence[str], number: int) -> bool:
    """Return whether a line is a 章 with nothing under it but the next one of its own manner."""
    here = heading(lines[number])
    following = heading(lines[number + 1]) if number + 1 < len(lines) else None
    return bool(here and following and here.style in ABOVE_ARTICLES and following.style in ABOVE_ARTICLES)


def _attachment(line: str) -> Clause | None:
    """Return the attachment, or the list of them in the sign-off, that a line begins."""
    if _ATTACHMENT_LIST.match(line):
        return Clause(Part.FOOT, lines=[line])
    found = _ATTACHMENT.fullmatch(line)
    if found is None or not (found.end(1) == len(line) or found.group(1)):
        return None
    label = squash(line[: found.end(1)])
    return Clause(
        Part.ATTACHMENT, (label,), written=label, lines=list(filter(None, [line[found.end(1) :].strip(" :：.、")]))
    )


def _continues(found: Heading, stack: Sequence[Clause]) -> bool:
    """Return whether a number comes next where it stands: after its like, or first below a wider one."""
    like = next((clause for clause in reversed(stack) if clause.style is found.style), None)
    if found.style in ABOVE_ARTICLES:
        return True
    if like is None:
        return found.style is Style.ARTICLE or found.number[0] <= _JUMP
    if found.number == (1, 0):
        return True
    ahead = found.number[0] - like.number[0]
    return found.number > like.number and (ahead <= _JUMP or found.style is Style.ARTICLE)


def _open(found: Heading, line: str, stack: list[Clause], parts: list[Clause]) -> None:
    """Put a clause below the one it belongs to and make it the open one."""
    while stack and (stack[-1].style or 0) >= found.style:
        stack.pop()
    above = stack[-1] if stack and stack[-1].part is not Part.FRONT else None
    clause = Clause(
        Part.CLAUSE,
        (*(above.path if above else ()), found.label),
        found.style,
        found.number,
        line[: len(line) - len(found.rest)],
        (*above.headings, above.titled) if above else (),
        [found.rest] if found.rest else [],
    )
    (above.children if above else parts).append(clause)
    stack.append(clause)


def _signed(parts: list[Clause]) -> list[Clause]:
    """Return the parts with the sign-off (offices and a day on lines of their own) taken from the last clause."""
    last = max((number for number, part in enumerate(parts) if part.part in {Part.FRONT, Part.CLAUSE}), default=0)
    clause = parts[last]
    while clause.children:
        clause = clause.children[-1]
    start = len(clause.lines)
    while start > bool(clause.label) and is_title(clause.lines[start - 1]):
        start -= 1
    if not any(_DAY.fullmatch(squash(line)) for line in clause.lines[start:]) or clause.part is Part.FRONT:
        return parts
    foot = Clause(Part.FOOT, lines=clause.lines[start:])
    del clause.lines[start:]
    return [*parts[: last + 1], foot, *parts[last + 1 :]]


def _units(clause: Clause) -> Iterator[Unit]:
    """Yield a clause, if it has more than a title, and those below it that are no items of its own."""
    below = () if clause.lists else clause.children
    only_titled = below and all(map(is_title, clause.lines))
    if (clause.lines or clause.label) and not (
        only_titled or (clause.style in ABOVE_ARTICLES and not clause.lines[1:])
    ):
        lines = [*clause.lines, *(_spelled(clause.children) if clause.lists else ())]
        yield Unit("", clause.part, clause.path, clause.headings, "\n".join(lines), clause.style is Style.ARTICLE)
    for child in below:
        yield from _units(child)


def _spelled(items: Sequence[Clause]) -> Iterator[str]:
    for item in items:
        first, *rest = item.lines or [""]
        yield item.written + first
        yield from rest
        yield from _spelled(item.children)


def _paragraphs(unit: Unit) -> Iterator[Unit]:
    for number, line in enumerate(unit.text.split("\n"), start=1):
        yield Unit("", Part.PARAGRAPH, (*unit.path, f"第{number}段"), unit.headings, line)


def _named(found: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the clauses with names that are unique: an article's number if no other bears it, else the path, else a count after it."""
    labels = Counter(unit.path[-1] for unit in found if unit.is_article)
    seen: Counter[str] = Counter()
    for unit in found:
        alone = unit.is_article and labels[unit.path[-1]] == 1
        name = unit.path[-1] if alone else "/".join(unit.path) or unit.part.value
        seen[name] += 1
        suffix = f"#{seen[name]}" if seen[name] > 1 else ""
        yield Unit(name + suffix, unit.part, unit.path, unit.headings, unit.text, unit.is_article)
