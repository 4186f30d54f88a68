"""How a list is turned, page by page, in one night. Pure."""

from dataclasses import dataclass, field

from planwatch.records import Listing, ListingRules
from planwatch.urls import canonical


@dataclass(frozen=True, slots=True)
class Turn:
    """One page of a list: its number from 1, and what the list's earlier pages of tonight held and where they stood."""

    rules: ListingRules
    url: str
    number: int = 1
    held: frozenset[str] = field(default_factory=frozenset)
    visited: frozenset[str] = field(default_factory=frozenset)


def first(rules: ListingRules) -> Turn:
    """Return the first page of a declared list."""
    return Turn(rules, canonical(rules.url))


def following(turn: Turn, listing: Listing) -> Turn | None:
    """Return the next page to look at, or None.

    The list ends with ``max_pages``, with a page that holds nothing new (servers answer page 99 with the last one, or with
    the first), or where "next" leads back.
    """
    items = frozenset(item.url for item in listing.items)
    visited = turn.visited | {turn.url}
    if turn.number >= turn.rules.max_pages or items <= turn.held or not listing.next_url or listing.next_url in visited:
        return None
    return Turn(turn.rules, listing.next_url, turn.number + 1, turn.held | items, visited)
