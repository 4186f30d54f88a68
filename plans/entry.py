"""One plan of a text under way: what is gathered of it before it is told."""

import re
from dataclasses import dataclass, field

from plans import lexicon
from plans.aliases import leaves_out
from plans.contexts import Context
from plans.identity import without_place

# A plan's own text names it a hundred times; what is news of it stands in the first of them.
CONTEXT_LIMIT = 40
# A heading has no end but its line's.
_HEADING_ENDS = re.compile("[^。！？；，\n]*\n")
# A place is known by its first characters (四川 in 四川省).
PLACE = 2


@dataclass(slots=True)
class Entry:
    """A plan's title, every context that names it, and those that name it by a short name; ``headline``: the headline names it."""

    title: str
    quoted: bool
    told: list[Context] = field(default_factory=list)
    short: list[Context] = field(default_factory=list)
    aliases: dict[str, None] = field(default_factory=dict)
    headline: bool = False

    def tell(self, context: Context) -> None:
        """Take up a context that names the plan; enough are enough."""
        if len(self.told) < CONTEXT_LIMIT:
            self.told.append(context)

    def tell_short(self, context: Context) -> None:
        """Take up a context that names the plan by a short name."""
        if len(self.short) < CONTEXT_LIMIT:
            self.short.append(context)

    def heads(self, context: Context, text: str) -> bool:
        """Return whether a heading right above a context names its plan, shorter and without 《》 (江西印发某发展方案)."""
        heading, title = self.told[-1], lexicon.undated(context.mention.title)
        if self.quoted or not context.mention.quoted or heading.index != context.index - 1:
            return False
        place = title.removesuffix(without_place(title))[:PLACE]
        ends = _HEADING_ENDS.match(text, heading.mention.end)
        return ends is not None and place in heading.text and leaves_out(self.title, title)
