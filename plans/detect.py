"""Every plan that a text names, with what it says of each; pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import itemgetter

from plans import lexicon
from plans.aliases import Names, declared, is_general
from plans.contexts import Context, contexts, sentences
from plans.entry import PLACE, Entry
from plans.identity import without_place
from plans.issuers import groups, title_issuers
from plans.life import tell
from plans.mentions import find_mentions, named_again
from plans.page import Page, as_written, read_page
from plans.places import regions
from planwatch.records import FoundPlan
from planwatch.text import comparable

# 将规章名称修改为《Y》: the plan just named goes on under a new name.
_RENAMED = re.compile(r"名称(?:修改|更改|变更|改)为[“”]?$")
# A headline shortens its plan's title: this share of its characters must stand in the title (七部门印发智能检测装备产业三年发展计划).
SAME_WORDS = 0.8
# News rewords a title that its headline gives without 《》: this share is enough for one that the body names.
REWORDED = 0.65


_SEVERAL = re.compile("[和及与、]")
_HANDED = re.compile(r"现(?:予|将其)?(?:公布|发布|印发|颁布)")
_RUN_OUT = re.compile(r"现(?:将|予)[^，。；]{0,12}①[^。]{0,12}(?:印发|发布|公布|下发)")
# What the title of a notice says behind the plan that it changes: 关于延长〈X〉有效期的通知.
_BEHIND_CHANGE = re.compile(r"^.*[》〉]|的(?:通知|公告|决定)$")
_SAYS = re.compile(r"(?:还|也|同时|进一步)?(?:提出|明确|要求|指出|强调|聚焦|围绕|共|规定)")
# What a paper ends beside its own plan is not the plan of the headline, though it bears the same name but for 试行.
_ENDED = re.compile(r"[^。①]{0,16}(?:同时|即行|相应|一并)废止")
# What calls a title a standard or a work stands within so many characters before it.
_ABOUT = 20
# Who signs an agreement stands within so many characters before its name.
_PARTIES = 60
# What a company has made, or an institute shows, is no plan of the state, unless a body of the state does it with them.
_FIRM_ACTS = re.compile(
    r"(?:集团|公司|企业)[^，。；]{0,12}(?:发布|推出|印发|公布|制定)[^，。；]{0,12}$|研究院[^，。；]{0,12}(?:发布|推出|公布)[^，。；]{0,12}$"
)
_FIRMS = re.compile(r"公司|集团|企业|出版社|大学|(?<!科)学院|医院|银行(?!业)|俱乐部|协会|股份|车企|药企")
_GOVERNMENTS = re.compile(r"[省市]区市?|[两三四多]省|[两三四多]地|[两三]国|政府|部门")


@lru_cache(maxsize=2048)
def _key(title: str) -> str:
    prefix = title_issuers(title)
    return comparable(title[title.index("关于") :] if prefix and "关于" in title else title)


def _shared_words(short: str, title: str) -> float:
    """Return the share of one title's characters that stand in the other."""
    left, right = Counter(comparable(short)), Counter(comparable(title))
    return (left & right).total() / max(1, left.total())


def _is_plan(context: Context) -> bool:
    title = context.mention.title
    if is_general(title) or not lexicon.names_plan(title):
        return False
    if _FIRM_ACTS.search(context.before) and not groups(context.before):
        return False
    return not title.endswith(lexicon.AGREEMENTS) or _states_sign(context)


def _states_sign(context: Context) -> bool:
    """Return whether bodies or places stand by an agreement: what companies sign is no plan."""
    before = context.before
    if _FIRMS.search(before[-_PARTIES:]):
        return False
    return bool(
        groups(before) or regions(context.mention.title) or regions(before) or _GOVERNMENTS.search(context.text)
    )


def _speaks(context: Context) -> bool:
    """Return whether a sentence begins with the name and goes on with what it says (《X》提出…), as of one already known."""
    return context.mention.quoted and not context.before.strip() and _SAYS.match(context.after) is not None


def _is_other(context: Context) -> bool:
    """Return whether the words about a title between 《》 call it a standard, or a book, film or other work."""
    if not context.mention.quoted:
        return False
    if lexicon.STANDARD_NUMBER.match(context.note):
        return True
    before, after = context.before[-_ABOUT:], context.after
    if lexicon.STANDARD_BEFORE.search(before) or lexicon.STANDARD_AFTER.match(after):
        return True
    return bool(lexicon.WORK_BEFORE.search(before) or (lexicon.WORK_AFTER.match(after) and "单行本" not in after[:12]))


@dataclass(slots=True)
class Collection:
    """The plans of a ``text``, gathered context by context; found again by title, with or without its years.

    ``others`` are the places of names that are no plan's: what a sentence says behind one is not a plan's either.
    """

    text: str
    entries: list[Entry] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    others: list[int] = field(default_factory=list)
    _whole: dict[str, Entry] = field(default_factory=dict)
    _undated: dict[str, Entry] = field(default_factory=dict)
    _unplaced: dict[str, Entry] = field(default_factory=dict)

    def _find(self, title: str) -> Entry | None:
        """Return the plan with this title, or with one that differs by the years which one of them leaves off."""
        known = self._whole.get(_key(title))
        if known is not None:
            return known
        undated = lexicon.undated(title)
        if undated == title:
            return self._undated.get(_key(title))
        known = self._whole.get(_key(undated))
        return known if known is not None and lexicon.undated(known.title) == known.title else None

    def _placed(self, context: Context) -> Entry | None:
        """Return the plan named before with or without its place (四川印发X行动计划 and 《四川省X行动计划》), if one of the two has no 《》."""
        title = lexicon.undated(context.mention.title)
        rest = without_place(title)
        if context.mention.quoted and rest != title:
            known = self._whole.get(_key(rest))
            place = title.removesuffix(rest)[:PLACE]
            return known if known and not known.quoted and all(place in one.text for one in known.told) else None
        known = None if context.mention.quoted else self._unplaced.get(_key(title))
        return known if known and known.title[:PLACE] in context.text else None

    def _headed(self, context: Context) -> Entry | None:
        """Return the plan that the heading above names shorter and without 《》; only this sentence tells of it then."""
        last = self.entries[-1] if self.entries else None
        if last is None or not last.heads(context, self.text):
            return None
        last.short, last.told = [*last.told, *last.short], []
        return last

    def _add(self, context: Context) -> Entry:
        entry = Entry(context.mention.title, context.mention.quoted)
        self.entries.append(entry)
        self._index(entry)
        return entry

    def _index(self, entry: Entry) -> None:
        self._whole.setdefault(_key(entry.title), entry)
        undated = lexicon.undated(entry.title)
        self._undated.setdefault(_key(undated), entry)
        if (rest := without_place(undated)) != undated:
            self._unplaced.setdefault(_key(rest), entry)

    def take(self, context: Context) -> None:
        """Add a context of the body to its plan; a short name goes to the plan it stands for."""
        meant = self.names.meant(context.mention.title)
        if meant is None and _speaks(context) and self._find(context.mention.title) is None:
            meant = self.names.shortened(context.mention.title)
        known = self._find(meant) if meant else None
        if known is not None:
            known.tell_short(context)
            known.aliases[context.mention.title] = None
        elif self.entries and _RENAMED.search(context.before):
            self.entries[-1].aliases[context.mention.title] = None
        elif _is_plan(context):
            self._take_named(context)
            self._take_changed(context)
        else:
            self.others.append(context.mention.start)

    def _take_changed(self, context: Context) -> None:
        """Add what a decision changes (关于修改〈X〉的决定) as a plan of its own."""
        verb, title = lexicon.changed(context.mention.title)
        if title and lexicon.names_plan(title):
            text = f"{context.before}{verb}①{_BEHIND_CHANGE.sub('', context.mention.title)}"
            self._take_named(replace(context, mention=replace(context.mention, title=title), text=text, note=""))

    def _take_named(self, context: Context) -> None:
        known = self._find(context.mention.title) or self._placed(context) or self._headed(context)
        entry = known or self._add(context)
        entry.tell(context)
        mention = context.mention
        if (mention.quoted, len(mention.title)) > (entry.quoted, len(entry.title)):
            entry.title, entry.quoted = mention.title, mention.quoted
            self._index(entry)
        self.names.meet(entry.title, context.note)
        name = declared(context.note)
        if name:
            entry.aliases[name] = None

    def _take_each(self, context: Context) -> bool:
        """Give a headline that hands out several plans (A方案及若干措施) to each of them; return whether it does."""
        title = context.mention.title
        if "〈" in title or not _SEVERAL.search(title):
            return False
        named = [e for e in self.entries if _shared_words(lexicon.undated(e.title), title) >= SAME_WORDS]
        for entry in named if len(named) > 1 else ():
            entry.tell(context)
            entry.headline = True
        return len(named) > 1

    def hand_out(self) -> None:
        """Make the first plan that an order under a bare headline hands out (现予公布) the page's own."""
        handed = (entry for entry in self.entries if any(_HANDED.search(context.after) for context in entry.told))
        first = next(handed, None)
        if first is not None:
            first.headline = True

    def hand_out_beside(self) -> None:
        """Make what a notice hands out in one run with its own plan (现将①、②印发) the page's own too."""
        runs = {c.text for entry in self.entries if entry.headline for c in entry.told if _RUN_OUT.search(c.text)}
        own = [entry.title for entry in self.entries if entry.headline]
        for entry in self.entries if runs else ():
            quoted = any(entry.title in title for title in own)
            entry.headline = entry.headline or (not quoted and any(context.text in runs for context in entry.told))

    def take_headline(self, context: Context, same: float) -> None:
        """Add a context of the headline: to the plan of the body whose title it shortens, or as a plan of its own.

        ``same`` is the share of its characters that must stand in the plan's title.
        """
        title = context.mention.title
        known = self._find(title)
        if known is None:
            living = (entry for entry in self.entries if not all(_ENDED.match(one.after) for one in entry.told))
            shares = ((_shared_words(title, entry.title), entry) for entry in living)
            share, near = max(shares, key=itemgetter(0), default=(0.0, None))
            known = near if share >= same else None
        if known is None and self._take_each(context):
            return
        if known is None and _is_plan(context):
            known = self._add(context)
        if known is not None:
            known.tell(context)
            known.headline = True
            self._take_changed(context)


def _mentions(page: Page, places: Sequence[tuple[int, int]]) -> Iterable[Context]:
    found = find_mentions(page.text, places)
    name = page.headline.name
    if name is not None:
        found = [name, *(mention for mention in found if mention.start >= name.end)]
    # A headline gives a plan that the body names in 《》 in words of its own.
    if not page.is_document and not any(mention.quoted for mention in found):
        found = sorted([*found, *named_again(page.text, found)], key=lambda mention: mention.start)
    return contexts(page.text, page.raw, places, found)


def _as_written(plan: FoundPlan, page: Page) -> FoundPlan:
    """Return a plan of a page in traditional characters with its names in those."""
    title, *issuers = (as_written(words, page) for words in (plan.title, *plan.issuers))
    aliases = tuple(as_written(words, page) for words in plan.aliases)
    return replace(plan, title=title, issuers=tuple(issuers), aliases=aliases)


def find_plans(
    text: str,
    title: str | None = None,
    published: str | None = None,
    document_number: str | None = None,
    issuers: tuple[str, ...] = (),
) -> tuple[FoundPlan, ...]:
    """Return the plans that a text names, each once, in the order of their names.

    ``published`` is the ISO day from which 今年 and 昨日 count; ``document_number`` and ``issuers`` are the page's own, and go
    to the plan that the page itself is or hands out. Nothing is returned that the text does not say: no event's day is
    taken from the publication alone.
    """
    page = read_page(text, title, published, document_number, issuers)
    collection = Collection(page.text)
    headline: list[Context] = []
    places = sentences(page.text)
    seen = list(_mentions(page, places))
    about = {context.mention.start for context in seen if context.mention.title.startswith("《")}
    others = {_key(context.mention.title) for context in seen if _is_other(context)}
    for context in seen:
        if _key(context.mention.title) in others:
            collection.others.append(context.mention.start)
        elif context.mention.start < page.body_start:
            headline += [] if context.mention.end in about else [context]
        else:
            collection.take(context)
    for context in headline:
        freely = not (page.is_document or context.mention.quoted or "《" in context.mention.title)
        collection.take_headline(context, REWORDED if freely else SAME_WORDS)
    if page.is_document and not any(entry.headline for entry in collection.entries):
        collection.hand_out()
    if page.is_document:
        collection.hand_out_beside()
    plans = tell(page, places, collection.entries, collection.others)
    return tuple(_as_written(plan, page) for plan in plans) if page.is_folded else plans
