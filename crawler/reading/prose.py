"""How much prose stands where on a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .blocks import Block
from .tree import Element

# An entry's summary has two or three hundred characters; what has more than this, and most of a page's prose, is its body
# (the share from body.MOST).
BODY_MIN = 500
BODY_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Prose:
    """The characters of prose that a page has, and that each of its elements has in it."""

    total: int
    under: Mapping[Element, int]

    def beside(self, items: Iterable[Element]) -> int:
        """Return how many characters stand outside of items."""
        return self.total - self.within(items)

    def within(self, items: Iterable[Element]) -> int:
        """Return how many characters stand in items, of which none holds another."""
        return sum(self.under.get(item, 0) for item in items)

    def is_body(self, element: Element) -> bool:
        """Return whether an element holds the text that a page is about."""
        return self.under.get(element, 0) > max(BODY_MIN, BODY_SHARE * self.total)


def prose_of(found: Iterable[Block], marks: Iterable[bool | None]) -> Prose:
    """Return the prose of a page's blocks; ``marks`` are their ``prose_marks``."""
    total, under = 0, dict[Element, int]()
    for block, is_said in zip(found, marks, strict=True):
        if is_said:
            total += len(block.text)
            _note(block.element, under)
            under[block.element] += len(block.text)
    # Noted from the root on, so that backwards every element comes after all that it holds.
    for element in reversed(under):
        above = element.getparent()
        if above is not None:
            under[above] += under[element]
    return Prose(total, under)


def _note(element: Element, under: dict[Element, int]) -> None:
    """Note an element and those around it that were not noted yet, the outermost first."""
    way: list[Element] = []
    above: Element | None = element
    while above is not None and above not in under:
        way.append(above)
        above = above.getparent()
    under.update(dict.fromkeys(reversed(way), 0))
