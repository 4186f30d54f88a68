"""Whether a page is a list or an article."""

from .html_list import ROUNDING, WORTH_MAX, Group, with_siblings
from .kin import Family
from .likes import FEWEST, Likes, count_pages, like_items, longest, share
from .listing import kind_of, records_of
from .page import Page
from .prose import Prose
from .quality_words import bears_article
from .titles import headed, told_headlines
from .tree import Element

# The mean worth of an entry of a real list, dated or not, is above this; friend links and navigation stay below 0.4
# (labelled corpus).
ENTRY_WORTH = 0.9
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
    headlines = []
    for line in told_headlines(page.blocks, page.head):
        # Most articles are known by this, at a tenth of what weighing the page's lists costs; what stands below is not looked at.
        if not may_be_listed(line.element, page):
            return False
        headlines.append(line)
    likely = [likes for likes in page.likes if likes.share(len(likes.items)) * WORTH_MAX >= ENTRY_WORTH]
    if not likely:
        return False
    sums = Sums(page)
    bounds = [(likes, *sums.bounds(likes)) for likes in likely]
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


def may_be_listed(element: Element, page: Page) -> bool:
    """Return whether an element may stand in an entry of a main list that makes a page a list; False where it cannot.

    What holds a page's body is no entry.
    """
    return any(
        _may_hold_list(beside, above.tag)
        for above in (element, *element.iterancestors())
        if (parent := above.getparent()) is not None and not page.prose.is_body(above)
        for beside in page.groups.kin.joined_by(parent)
    )


def _may_hold_list(parent: Element, tag: str) -> bool:
    """Return whether like children of an element can be worth a list: they have few links each, as entries do."""
    if sum(child.tag == tag for child in parent) < FEWEST:
        return False
    items = like_items(parent, tag)
    return len(items) >= FEWEST and share(len(items), count_pages(items)) * WORTH_MAX >= ENTRY_WORTH


class Sums:
    """What the lists of a page hold with those that may join them; each is counted once, however many it may join."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._children: dict[tuple[Element, str], tuple[int, int]] = {}
        self._families: dict[tuple[Family, str], tuple[int, int]] = {}

    def bounds(self, likes: Likes) -> tuple[int, int]:
        """Return how much prose at least stands beside likes and those that may join them, and how long their titles are at most.

        A list has less of the one than of the other.
        """
        own, family = self._of_children(likes.parent, likes), self._of_family(likes)
        return (
            self._page.prose.beside(likes.items) - (family[0] - own[0]),
            sum(likes.titles) + (family[1] - own[1]),
        )

    def _of_family(self, likes: Likes) -> tuple[int, int]:
        family = self._page.groups.kin.family(likes.parent)
        if family is None:
            return self._of_children(likes.parent, likes)
        key = family, likes.items[0].tag
        if key not in self._families:
            parents = self._page.groups.kin.members(family)
            said, titles = zip(*(self._of_children(parent, likes) for parent in parents), strict=True)
            self._families[key] = sum(said), sum(titles)
        return self._families[key]

    def _of_children(self, parent: Element, likes: Likes) -> tuple[int, int]:
        """Return the prose in an element's children with the tag of likes, and how long their titles are at most."""
        key = parent, likes.items[0].tag
        if key not in self._children:
            items = [child for child in parent if child.tag == key[1]]
            self._children[key] = self._page.prose.within(items), longest(items, likes.lengths)
        return self._children[key]


def _is_worth(group: Group, slack: float = 0.0) -> bool:
    return group.worth >= (1.0 - slack) * ENTRY_WORTH * len(group.entries)


def _is_most(group: Group, share: float, prose: Prose) -> bool:
    return prose.beside(group.items) < share * sum(len(entry.title) for entry in group.entries)
