"""Short names: （以下简称《规划》） declared, and a 《条例》 that ends an earlier title though nobody declared it."""

import re
from dataclasses import dataclass, field

from plans import lexicon

_DECLARED = re.compile(
    r"(?:以下(?:统|均)?简?称|下称|简称|业内称|俗称|又称|也称)(?:为)?[：:]?[“《‘\"']{0,2}(?P<name>[^“”《》（）‘’\"'，。]{2,20})"
)
# 《总体方案》, 《攻坚行动方案》, 《若干措施》: words that say what sort of plan, never what about.
_GENERAL = re.compile(
    r"(?:总体|专项|攻坚|行动|实施|工作|管理|指导|暂行|试行|发展|建设|若干|改革|试点|促进|具体|方案|三年|五年)*"
    rf"(?:{'|'.join(lexicon.KINDS)})"
)


# A name that a text never declared short for an earlier title has at most this share of its characters.
_SHORT = 2 / 3


def declared(note: str) -> str | None:
    """Return the short name that the brackets behind a title declare, or None."""
    found = _DECLARED.search(note)
    return found["name"].strip() if found else None


def is_general(name: str) -> bool:
    """Return whether a title has no scope of its own (《规划》, 《总体方案》), so that it can only stand for another."""
    return _GENERAL.fullmatch(name) is not None


def leaves_out(name: str, title: str) -> bool:
    """Return whether a name is its title with some words left out, and with the same end."""
    letters = iter(title)
    return name[-2:] == title[-2:] and all(letter in letters for letter in name)


@dataclass(slots=True)
class Names:
    """The titles met so far in a text, the latest last, with the short names that were declared for them."""

    titles: list[str] = field(default_factory=list)
    short: dict[str, str] = field(default_factory=dict)

    def meet(self, title: str, note: str) -> None:
        """Take up a title and the short name that its brackets declare."""
        self.titles.append(title)
        name = declared(note)
        if name:
            self.short[name] = title

    def shortened(self, name: str) -> str | None:
        """Return the nearest earlier title from which a name leaves words out (《适应战略2035》), or None."""
        much = (title for title in reversed(self.titles) if len(name) <= len(title) * _SHORT)
        return next((title for title in much if leaves_out(name, title)), None)

    def meant(self, name: str) -> str | None:
        """Return the title that a short name means: the declared one, else the nearest earlier title that it ends, else None."""
        if name in self.short:
            return self.short[name]
        if not is_general(name):
            return None
        endings = ((title, lexicon.bare(lexicon.without_draft(title))) for title in reversed(self.titles))
        return next((title for title, bare in endings if bare.endswith(name)), None)
