"""One page under reading: its text, parsed once for all who read it."""

from dataclasses import dataclass
from functools import cached_property

from . import clicks
from .blocks import Block, blocks
from .boilerplate import prose_marks
from .facts import metas
from .head import Head, head_of
from .html_list import Group, Groups, main_group
from .likes import Likes, likes_of
from .prose import Prose, prose_of
from .tree import Element, elements_of


@dataclass(frozen=True)
class Page:
    """A page's text with its tree, its blocks, what may be lists and its main list, each made when first asked for.

    ``utf8`` is the text in UTF-8 where somebody holds it already.
    """

    text: str
    utf8: bytes | None = None

    @cached_property
    def elements(self) -> list[Element]:
        """Return the elements of the page's tree; its readers share it, so none may change it."""
        elements = elements_of(self.text, self.utf8)
        clicks.link(elements, self.text)
        return elements

    @property
    def root(self) -> Element:
        """Return the root of the page's tree."""
        return self.elements[0]

    @cached_property
    def blocks(self) -> list[Block]:
        """Return the visible text blocks of the whole page."""
        return blocks(self.root)

    @cached_property
    def marks(self) -> list[bool | None]:
        """Return for each block whether it is prose; None for one that is a link or furniture."""
        return prose_marks(self.blocks)

    @cached_property
    def prose(self) -> Prose:
        """Return where the page's prose stands."""
        return prose_of(self.blocks, self.marks)

    @cached_property
    def metas(self) -> dict[str, str]:
        """Return the values that the page's head tells."""
        return metas(self.root)

    @cached_property
    def head(self) -> Head:
        """Return what the page's head says of its headline."""
        return head_of(self.root, self.metas)

    @cached_property
    def likes(self) -> list[Likes]:
        """Return what may be lists."""
        return likes_of(self.root)

    @cached_property
    def groups(self) -> Groups:
        """Return the groups that the likes make."""
        return Groups()

    @cached_property
    def main(self) -> Group | None:
        """Return the page's main list, None where no list stands out."""
        return main_group(self.likes, self.groups)
