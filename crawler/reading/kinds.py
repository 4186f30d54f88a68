"""Whether a page is a list or an article."""

from .html_list import ROUNDING, WORTH_MAX, Group, with_siblings
from .listing import kind_of, records_of
from .lists import ENTRY_WORTH, Lists
from .page import Page
from .prose import Prose
from .quality_words import bears_article
from .titles import headed, told_headlines
from .tree import Element

# A list page has less prose beside its list than the list's titles are long; a page that bears the marks of an article
# must have less than this share of them to be a list all the same.
MARKED_SHARE = 0.3


def is_list(page: Page) -> bool:
    """Return whether a page is a list of links (or data of one), not an article."""
    if kind_of(page.text) != "html":
        return True
    if records := records_of(page):
        return records.main is not None and _is_worth(records.main) and _is_most(records.main, 1.0, page.prose)
    return _is_listed(page)


def _is_listed(page: Page) -> bool:
    headlines, lists = [], Lists(page)
    for line in told_headlines(page.blocks, page.head):
        # Most articles are known by this, at a tenth of what weighing the page's lists costs; what stands below is not looked at.
        if not lists.may_hold(line.element):
            return False
        headlines.append(line)
    likely = [likes for likes in page.likes if likes.share(len(likes.items)) * WORTH_MAX >= ENTRY_WORTH]
    if not likely:
        return False
    bounds = [(likes, *lists.bounds(likes)) for likes in likely]
    bounds = [one for one in bounds if one[1] < one[2]]
    share = MARKED_SHARE if bounds and bears_article(page.text) else 1.0
    likely = [likes for likes, prose, titles in bounds if prose < share * titles]
    # The main list of a page is looked for only where one of these would be a list.
    groups = (group for likes in likely if (group := page.groups[likes]) and _is_worth(group, ROUNDING))
    if not any(_is_most(with_siblings(group, page.groups), share, page.prose) for group in groups):
        return False
    main = page.main
    if main is None or not (_is_worth(main) and _is_most(main, share, page.prose)):
        return False
    listed = {item for item in main.items if not page.prose.is_body(item)}
    if len(listed) < len(main.items):
        # The rows of an article's own table, with the text in one of them, are joined by those of its related links.
        listed = {item for item in listed if next(item.iter("a"), None) is not None}
    return all(_is_under(line.element, listed) for line in (*headlines, *headed(page.blocks)))


def may_be_list(page: Page) -> bool:
    """Return whether a page in which no text was found may be a list that nothing tells: of one entry, or for a script to show."""
    return next(told_headlines(page.blocks, page.head), None) is None


def _is_under(element: Element, elements: set[Element]) -> bool:
    return element in elements or any(above in elements for above in element.iterancestors())


def _is_worth(group: Group, slack: float = 0.0) -> bool:
    return group.worth >= (1.0 - slack) * ENTRY_WORTH * len(group.entries)


def _is_most(group: Group, share: float, prose: Prose) -> bool:
    return prose.beside(group.items) < share * sum(len(entry.title) for entry in group.entries)
