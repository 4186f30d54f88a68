"""Elements of one kind side by side: a list is often cut into blocks, each in an element or a wrapper of its own."""

from typing import TypeAlias

from .tree import Element

Kind: TypeAlias = tuple[str, str | None]
# An element and None for its children; with a kind, for the children of those of its children that are of that kind.
_Place: TypeAlias = tuple[Element, Kind | None]
Family: TypeAlias = tuple[_Place, Kind]


class Kin(dict[_Place, dict[Kind, list[Element]]]):
    """The elements at each place of a page by tag and class, each place looked through when it is first asked for, and once.

    The page's tree must stay as it is.
    """

    def __missing__(self, place: _Place) -> dict[Kind, list[Element]]:
        """Return the elements at a place that was not asked for before."""
        element, kind = place
        self[place] = found = dict[Kind, list[Element]]()
        for parent in (element,) if kind is None else self[element, None][kind]:
            for child in parent:
                found.setdefault(kind_of(child), []).append(child)
        return found

    def family(self, parent: Element) -> Family | None:
        """Return what an element shares with those of its kind beside it, or in wrappers of one kind beside its own; None for one alone."""
        wrapper = parent.getparent()
        if wrapper is None or parent.tag == "body":
            return None
        above, kind = wrapper.getparent(), kind_of(parent)
        if above is None or wrapper.tag == "body" or len(self[wrapper, None][kind]) > 1:
            return (wrapper, None), kind
        return (above, kind_of(wrapper)), kind

    def members(self, family: Family) -> list[Element]:
        """Return the elements of a family in the page's order."""
        place, kind = family
        return self[place][kind]

    def alike(self, parent: Element) -> list[Element]:
        """Return an element with the others of its family."""
        family = self.family(parent)
        return self.members(family) if family else [parent]

    def wider(self, parent: Element) -> Family | None:
        """Return what an element shares with every other whose family it may be of; None for one alone."""
        wrapper = parent.getparent()
        if wrapper is None or parent.tag == "body":
            return None
        above = wrapper.getparent()
        return ((wrapper, None) if above is None else (above, kind_of(wrapper))), kind_of(parent)

    def joined_by(self, parent: Element) -> list[Element]:
        """Return an element with every other whose family it may be of."""
        family = self.wider(parent)
        return self.members(family) if family else [parent]


def kind_of(element: Element) -> Kind:
    """Return an element's tag and class."""
    return element.tag, element.get("class")
