"""Like items under one element, each with a link to a page: what may be a list, and what it can be worth at most."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from .entries import is_page
from .tree import Element

FEWEST = 3
# A link stands at most so many levels below the element that holds its entry's list.
LEVELS = 6
# An entry may link its column and a picture too; children with more links each are columns of entries.
LINKS_EACH = 2.5


@dataclass(frozen=True, slots=True, eq=False)
class Likes:
    """Three or more like children of one element, the length that each one's title can have, and how many pages all link to.

    ``lengths`` has the length that its title can have for every link of the whole page to a page. All are in characters.
    """

    parent: Element
    items: tuple[Element, ...]
    titles: tuple[int, ...]
    links: int
    lengths: Mapping[Element, int]

    def share(self, entries: int) -> float:
        """Return what each entry counts, as ``share`` says."""
        return share(entries, self.links)


def share(entries: int, links: int) -> float:
    """Return what each of so many entries counts (0 to 1): less where their items have many links each."""
    return min(1.0, LINKS_EACH * entries / links)


def likes_of(root: Element) -> list[Likes]:
    """Return every three or more like children of one element that each have a link, in the order of their first links."""
    links = {link: href for link in root.iter("a") if is_page(href := link.get("href"))}
    lengths = {link: _longest(link) for link in links}
    return [_likes(parent, tuple(items), links, lengths) for parent, items in _children(links) if len(items) >= FEWEST]


def like_items(parent: Element, tag: str) -> list[Element]:
    """Return the children of an element with a tag that ``likes_of`` has as items, however few they are."""
    return [child for child in parent if child.tag == tag and any(_is_near(link, child) for link in _pages(child))]


def count_pages(items: Iterable[Element]) -> int:
    """Return how many pages items link to."""
    return len({link.get("href") for item in items for link in _pages(item)})


def _pages(item: Element) -> Iterator[Element]:
    return (link for link in item.iter("a") if is_page(link.get("href")))


def _is_near(link: Element, item: Element) -> bool:
    return link is item or any(above is item for above in islice(link.iterancestors(), LEVELS - 1))


def longest(items: Iterable[Element], lengths: Mapping[Element, int]) -> int:
    """Return how long the titles of items can be at most, all together."""
    return sum(max((lengths.get(link, 0) for link in item.iter("a")), default=0) for item in items)


def _children(links: dict[Element, str | None]) -> Iterator[tuple[Element, dict[Element, None]]]:
    """Yield each element around links with its like children that hold them."""
    children: dict[tuple[Element, str], dict[Element, None]] = {}
    # How near a link was met below an element: what stands above it was noted then, as far up as from there.
    near: dict[Element, int] = {}
    for link in links:
        below, level = link, 0
        while level < near.get(below, LEVELS):
            above = below.getparent()
            if above is None:
                break
            near[below] = level
            children.setdefault((above, below.tag), {})[below] = None
            below, level = above, level + 1
    yield from ((parent, items) for (parent, _), items in children.items())


def _likes(
    parent: Element, items: tuple[Element, ...], links: Mapping[Element, str | None], lengths: Mapping[Element, int]
) -> Likes:
    pages: set[str | None] = set()
    titles = []
    for item in items:
        own = [link for link in item.iter("a") if link in links]
        pages.update(map(links.__getitem__, own))
        titles.append(max(map(lengths.__getitem__, own)))
    return Likes(parent, items, tuple(titles), len(pages), lengths)


def _longest(link: Element) -> int:
    """Return how long a link's title can be at most: nothing is added to what stands there but by composing letters (NFC)."""
    text = "".join(link.itertext()) if len(link) else link.text or ""
    title = link.get("title") or ""
    return max(len(unicodedata.normalize("NFC", text)), len(unicodedata.normalize("NFC", title)))
