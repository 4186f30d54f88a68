"""What the lists of a page can be at most, with those that may join them: told before any entry is read."""

from .html_list import WORTH_MAX
from .kin import Family
from .likes import FEWEST, Likes, count_pages, like_items, longest, share
from .page import Page
from .tree import Element

# The mean worth of an entry of a real list, dated or not, is above this; friend links and navigation stay below 0.4
# (labelled corpus).
ENTRY_WORTH = 0.9


class Lists:
    """Bounds of a page's lists; what stands in the children of an element is counted once, however many lists these may join."""

    def __init__(self, page: Page) -> None:
        """Look at one page."""
        self._prose, self._kin = page.prose, page.groups.kin
        self._children: dict[tuple[Element, str], tuple[int, int]] = {}
        self._families: dict[tuple[Family, str], tuple[int, int]] = {}
        self._worthy: dict[tuple[Family | Element, str], bool] = {}

    def may_hold(self, element: Element) -> bool:
        """Return whether an element may stand in an entry of a main list that makes a page a list; False where it cannot.

        What holds a page's body is no entry.
        """
        return any(
            self._may_be_worth(parent, above.tag)
            for above in (element, *element.iterancestors())
            if (parent := above.getparent()) is not None and not self._prose.is_body(above)
        )

    def _may_be_worth(self, parent: Element, tag: str) -> bool:
        """Return whether like children of an element, or of one whose items may join them, can be worth a list."""
        key = self._kin.wider(parent) or parent, tag
        if key not in self._worthy:
            self._worthy[key] = any(_may_hold_list(beside, tag) for beside in self._kin.joined_by(parent))
        return self._worthy[key]

    def bounds(self, likes: Likes) -> tuple[int, int]:
        """Return how much prose at least stands beside likes and those that may join them, and how long their titles are at most.

        A list has less of the one than of the other.
        """
        own, family = self._of_children(likes.parent, likes), self._of_family(likes)
        return (
            self._prose.beside(likes.items) - (family[0] - own[0]),
            sum(likes.titles) + (family[1] - own[1]),
        )

    def _of_family(self, likes: Likes) -> tuple[int, int]:
        family = self._kin.family(likes.parent)
        if family is None:
            return self._of_children(likes.parent, likes)
        key = family, likes.items[0].tag
        if key not in self._families:
            held = [self._of_children(parent, likes) for parent in self._kin.members(family)]
            self._families[key] = sum(said for said, _ in held), sum(titles for _, titles in held)
        return self._families[key]

    def _of_children(self, parent: Element, likes: Likes) -> tuple[int, int]:
        """Return the prose in an element's children with the tag of likes, and how long their titles are at most."""
        key = parent, likes.items[0].tag
        if key not in self._children:
            items = [child for child in parent if child.tag == key[1]]
            self._children[key] = self._prose.within(items), longest(items, likes.lengths)
        return self._children[key]


def _may_hold_list(parent: Element, tag: str) -> bool:
    """Return whether like children of an element can be worth a list: they have few links each, as entries do."""
    if sum(child.tag == tag for child in parent) < FEWEST:
        return False
    items = like_items(parent, tag)
    return len(items) >= FEWEST and share(len(items), count_pages(items)) * WORTH_MAX >= ENTRY_WORTH
