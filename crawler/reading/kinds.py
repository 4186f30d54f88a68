"""Whether a page is a list or an article."""

from .blocks import Block, blocks
from .boilerplate import is_furniture, is_prose
from .html_list import Group, main_group
from .listing import kind_of
from .quality_words import ARTICLE
from .tree import Element, parse

# The mean worth of an entry of a real list, dated or not, is above this; friend links and navigation stay below 0.4
# (labelled corpus).
ENTRY_WORTH = 0.9
# A list page has less prose beside its list than the list's titles are long; a page that bears the marks of an article
# must have less than this share of them to be a list all the same.
MARKED_SHARE = 0.3


def is_list(page: str) -> bool:
    """Return whether a page's text is a list of links (or data of one), not an article."""
    if kind_of(page) != "html":
        return True
    root = parse(page)
    main = main_group(root)
    if main is None or main.worth < ENTRY_WORTH * len(main.entries):
        return False
    titles = sum(len(entry.title) for entry in main.entries)
    share = MARKED_SHARE if ARTICLE.search(page) else 1.0
    return _prose_beside(blocks(root), main) < share * titles


def _prose_beside(found: list[Block], main: Group) -> int:
    items = set(main.items)
    return sum(
        len(block.text) for block in found if is_prose(block) and not is_furniture(block) and not _is_in(block, items)
    )


def _is_in(block: Block, items: set[Element]) -> bool:
    return block.element in items or any(above in items for above in block.element.iterancestors())
