"""One plan of a text under way: what is gathered of it before it is told."""

from dataclasses import dataclass, field

from plans.contexts import Context

# A plan's own text names it a hundred times; what is news of it stands in the first of them.
CONTEXT_LIMIT = 40


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
