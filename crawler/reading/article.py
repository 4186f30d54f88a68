"""One page to one article."""

from collections.abc import Sequence

from planwatch.records import Article, ArticleRules, Attachment
from planwatch.text import TITLE_LIMIT, clean, clean_line

from . import scripts
from .blocks import Block, cell_text
from .body import body_range, inside, spilled_end
from .boilerplate import is_contact, is_footer, is_furniture, tail_start
from .days import date_time
from .edges import HEAD_LINES, copy_start, furniture_end, head_end, is_sentence, last_line, lead_end
from .facts import facts, number_among
from .letters import answered, without_label
from .links import attachments, may_link_files
from .page import Page
from .repeats import copied_chars, keep_once
from .titles import Headline, headline
from .tree import Element, drop, select

# Files of a body may be listed in an element of their own right after it, and so may its date and source.
AFTER_LINES = 10
# A box with the day may stand above the headline, with a tool or two between.
ABOVE_LINES = 5
# A page that shows its headline nowhere has its header right before the body.
HEADER_LINES = 8


def read_article(page: Page | str, url: str, rules: ArticleRules | None = None) -> Article:
    """Return what a page says as an article; title and text are empty where it has none.

    ``url`` is the page's own address, against which its links are made absolute; ``rules`` say where its parts stand.
    """
    rules = rules or ArticleRules()
    page = Page(page) if isinstance(page, str) else page
    page = _without(page, rules.remove) if rules.remove else page
    root, found, marks, meta = page.root, page.blocks, page.marks, page.metas
    start, end = _range(page, rules)
    start += furniture_end(found[start:end])
    head = _declared_headline(root, rules) or headline(found[: start + HEAD_LINES], page.head, meta)
    start += head_end(found[start:end], head.text)
    header = found[_header_start(head, start) : start]
    end = start + copy_start(found[start:end], header, head.text)
    last = start + tail_start(found[start:end], marks[start:end])
    first = start + lead_end(found[start:last])
    told = first + last_line(found[first:last])
    text, repeated = _text(found[first:told], marks[first:told], head.text)
    outside = [*found[:start], *found[last:]]
    above = found[max(0, start - len(header) - ABOVE_LINES) : start - len(header)]
    said = facts(header, above, found[told : last + AFTER_LINES], found[:start], meta, url)
    return Article(
        title=clean_line(head.text, TITLE_LIMIT),
        text=text,
        published_on=_declared_date(root, rules)
        or answered(found[start:told])
        or said.published_on
        or scripts.published(root),
        adopted_on=said.adopted_on,
        issuers=tuple(filter(None, map(_plain, said.issuers))),
        document_number=_plain(said.document_number or number_among(header) or number_among(above[::-1])),
        index_number=_plain(said.index_number),
        credited_source=_plain(said.credited_source),
        attachments=attachments(found[start : last + AFTER_LINES], root, url, rules),
        repeated_chars=repeated + copied_chars(text.split("\n"), [block.text for block in outside]),
    )


def find_attachment_links(html: str, url: str, rules: ArticleRules | None = None) -> tuple[Attachment, ...]:
    """Return the files that a page's body links to; a page with no link to a file costs one search."""
    return read_article(html, url, rules).attachments if may_link_files(html, rules) else ()


def _without(page: Page, selectors: Sequence[str]) -> Page:
    """Return a page of its own tree, without the elements that selectors name."""
    page = Page(page.text)
    for selector in selectors:
        for element in select(page.root, selector):
            drop(element)
    return page


def _range(page: Page, rules: ArticleRules) -> tuple[int, int]:
    start, end = inside(page.blocks, _selected(page.root, rules.text))
    if end:
        return start, end
    start, end = body_range(page)
    return start, spilled_end(page.blocks, page.marks, end, page.text)


def _declared_headline(root: Element, rules: ArticleRules) -> Headline | None:
    text = next((text for element in _selected(root, rules.title) if (text := cell_text(element))), "")
    return Headline(text) if text else None


def _declared_date(root: Element, rules: ArticleRules) -> str | None:
    return next((day for element in _selected(root, rules.date) if (day := date_time(cell_text(element)))), None)


def _selected(root: Element, selector: str | None) -> list[Element]:
    return select(root, selector) if selector else []


def _text(body: Sequence[Block], marks: Sequence[bool | None], title: str) -> tuple[str, int]:
    """Return a body's text without furniture and repeats, and how many characters were repeats."""
    said = [place for place, is_said in enumerate(marks) if is_said] or [len(body)]
    own = (
        block.text
        for place, (block, is_said) in enumerate(zip(body, marks, strict=True))
        if is_said is not None
        or not is_furniture(block)
        or (place > said[0] and is_contact(block.text))
        or (said[0] < place < said[-1] and is_sentence(block.text) and is_footer(block.text))
    )
    lines = ["" if is_sentence(title) else title, *own]
    lines[1:2] = map(without_label, lines[1:2])
    kept, repeated = keep_once(lines)
    return clean("\n".join(lines[place] for place in kept if place)), repeated


def _plain(value: str | None) -> str | None:
    return clean_line(value, TITLE_LIMIT) or None if value else None


def _header_start(head: Headline, start: int) -> int:
    return min(start, head.end) if head.end is not None else max(0, start - HEADER_LINES)
