"""How a list is turned, page by page, in one night. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from planwatch.records import Issue, Level, Listing, ListingRules
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


def following(turn: Turn, listing: Listing, reachable: Callable[[str], bool]) -> tuple[Turn, ...]:
    """Return the pages to look at next: one at most, or after an index the first of its sitemaps.

    The list ends with ``max_pages``, with a page that holds nothing new (servers answer page 99 with the last one, or with
    the first), where "next" leads back, or where it leads to what is not ``reachable``. An index is no page of its list, its
    sitemaps are; one in another index is not followed.
    """
    visited = turn.visited | {turn.url}
    if listing.sitemaps:
        named = listing.sitemaps if turn == first(turn.rules) else ()
        wanted = (url for url in named if reachable(url) and url not in visited)
        return tuple(Turn(turn.rules, url, visited=visited) for url in islice(wanted, turn.rules.max_pages))
    items = frozenset(item.url for item in listing.items)
    ended = turn.number >= turn.rules.max_pages or items <= turn.held
    if ended or not listing.next_url or listing.next_url in visited or not reachable(listing.next_url):
        return ()
    return (Turn(turn.rules, listing.next_url, turn.number + 1, turn.held | items, visited),)


def index_problem(turn: Turn, listing: Listing, source_id: str, turns: tuple[Turn, ...]) -> Issue | None:
    """Return the issue of a sitemap index of which nothing is followed, None where all is well."""
    if not listing.sitemaps or turns:
        return None
    if turn != first(turn.rules):
        message = (
            f"{turn.url} is a sitemap index inside a sitemap index, which the protocol forbids, so it is not followed;"
            " declare it as a list of its own if its pages are wanted"
        )
        return Issue(Level.WARNING, "sitemap_index_nested", message, source_id, turn.url)
    message = (
        f"none of its {len(listing.sitemaps)} sitemaps is on a host that the source may visit, for example"
        f" {listing.sitemaps[0]}; name the host in [fetch] also_allow"
    )
    return Issue(Level.WARNING, "sitemaps_elsewhere", message, source_id, turn.url)
