"""Goals and deadlines of a page, each given to the plan that its sentences speak of."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plans import lexicon
from plans.deadlines import deadlines, term_end, terms
from plans.entry import Entry
from plans.page import Page
from plans.targets import targets
from planwatch.records import DeadlineKind, PlanDeadline, PlanTarget

# 方案提出，到2025年…: a sentence that speaks of 方案 still speaks of the plan named before.
_SPEAKS = re.compile(
    r"^(?:[^，。：]{2,12}：)?(?:[^，。]{4,42}+，(?<=(?:获悉|介绍|表示|指出|显示|透露|人说|任说|长说)，)|[^，。]{5,43}+，(?<=了解到，))?(?:根据|按照|会议(?:讨论|审议|原则)*通过的|初步设想)?[“《]?(?:该|本|新|这一|上述|此次)?(?P<word>(?:实施|行动|工作|总体|指导|管理|建设)?(?:规划纲要|规划|行动计划|初步设想|计划|方案|意见|纲要|文件|办法|条例|通知|措施|指南|规定|细则|决定|政策|举措|批复))"
    r"[”》]?(?!者|期(?![为至是限])|局|部门|和|与|及|单位|人员|生育|经济|制定|编制)"
)
# 主要目标：到2027年底…: on a page about one plan its goals are that plan's.
_GOALS = re.compile(r"^[●■▲◆○·•\s\d.、]*(?:主要|总体|工作|发展|行动|具体)?目标(?:任务)?[：，]")
# 三、工作目标。 问：主要目标是什么？ A heading or a question alone: what follows are the goals of the page's own plan.
_HEADING = re.compile(
    r"^\s*[（(]?[一二三四五六七八九十]{1,2}[）)、.．]{1,2}(?:主要|总体|工作|发展|行动|具体)?目标(?:任务)?[。：]?$"
    r"|^\s*(?:问：|[一二三四五六七八九十\d]{1,2}[、.．])?[^。，；]{0,20}目标(?:任务)?(?:是什么|有哪些|是哪些|是怎样)"
)
# 根据《A》…, 为落实《A》: what follows such a sentence is not A's.
_GROUND = re.compile(r"(?:根据|按照|依据|依照|贯彻|落实)(?:[^，。；②]|②(?=[、和与及])){0,60}$")
# 与《A》相衔接, 《A》同时废止: what follows is not A's either.
_BESIDE = re.compile(
    r"(?:思路|目标|内容)?(?:做好|加强|保持)?(?:相|的|有机|充分)?衔接|等?[^，。；①②]{0,10}(?:基础上|框架下|指导下)"
    r"|[^。]{0,16}(?:同时|即行|相应|一并)废止"
)
# 落实《A》，到2030年…: what is done to put A into practice is no goal that A states.
_IS_ITS = re.compile("，这(?:也|正)?是(?=《)")
_PRACTICE = re.compile(r"(?:贯彻|落实)[^，。；②]{0,24}$")
_GOES_ON = re.compile(r"这是|其中|这[一也]|此外|同时")
_THIS = re.compile(r"本(?:规划|计划|方案|意见|纲要|办法|条例|通知|措施|指南|规定|规则|细则)")
_MAY_STATE = re.compile(
    r"(?=[日时分午）)截不延有月年至到期起试暂])(?:[日时分午）)]\s?(?:之?前|以前|止|截止|为止|下班)|截[止至]|不迟于|延[长期续]?至|有效|[日月年]\s?至|[至到]\s?(?:\d{4}\s?[年./-]|\d{1,2}\s?[月日]|二)|期为|时间为|[至到](?=[^，。]{0,8}日)"
    r"|起(?:正式|全面|开始)?(?:施行|实施|执行|生效)|[试暂]行期)"
)
_JOINED = re.compile(r"》(?:（[^（）]{0,40}）)?[、和与及]?$")
# Where a sentence may state a goal or a day; all others are passed over unless they name a plan or go on about one.
# A set of first signs goes before the alternatives, the next sign decides among them: so a search passes over the rest quickly.
_WORTH = re.compile(
    r"[到至截争取标前不有期间起试暂日时分午）)](?:迟于(?<=不迟于)|效(?<=有效)|为(?<=[期间]为)|行期(?<=[试暂]行期)"
    r"|(?<=[到至截争取标前])(?:(?<=[到至截])|(?<=力争)|(?<=争取)|(?<=目标)|(?<=[年底末之]前))"
    r"|(?=[正全开施实执生])(?<=起)(?:正式|全面|开始)?(?:施行|实施|执行|生效)|(?=[\s之前以止为下])(?<=[日时分午）)])\s?(?:之?前|以前|止|为止|下班))"
)


@dataclass(slots=True)
class Stated:
    """What a text states of one plan, in its order."""

    targets: list[PlanTarget] = field(default_factory=list)
    deadlines: list[PlanDeadline] = field(default_factory=list)
    terms: list[tuple[int, str]] = field(default_factory=list)

    def add(self, deadline: PlanDeadline) -> None:
        """Take up a deadline, once whatever sentence tells it."""
        if all((known.kind, known.due_on) != (deadline.kind, deadline.due_on) for known in self.deadlines):
            self.deadlines.append(deadline)


class Reader:
    """Walks a page's sentences and gives each goal and deadline to the plan last spoken of."""

    def __init__(self, page: Page, entries: Sequence[Entry], others: Sequence[int]) -> None:
        self.page = page
        named = [
            (context.mention.start, -number)
            for number, entry in enumerate(entries)
            for context in [*entry.told, *entry.short]
        ]
        # Of a decision and what it changes, which stand in one place, the decision comes last and so counts.
        marks = sorted([*named, *((place, 1) for place in others)])
        self.places = [place for place, _ in marks]
        self.owners = [None if number > 0 else -number for _, number in marks]
        headlined = next((number for number, entry in enumerate(entries) if entry.headline), None)
        self.main = headlined or 0
        self.has_own = headlined is not None
        self.is_own = page.is_document or page.carries_text or page.headline.asks
        told = [(context, entry) for entry in entries for context in entry.told]
        aside = [(context, entry) for context, entry in told if _BESIDE.match(context.after)]
        grounds = [(context, entry) for context, entry in told if self.has_own and _GROUND.search(context.before)]
        practice = [(context, entry) for context, entry in told if _PRACTICE.search(context.before)]
        self.beside = {context.mention.start for context, _ in aside + practice}
        self.passed_over = {context.mention.start for context, entry in aside + grounds if not entry.headline}
        self.current: int | None = None
        self.last: int | None = None
        self.titles = [lexicon.bare(lexicon.without_draft(entry.title)) for entry in entries]
        self.stated = [Stated() for _ in entries]

    def _names(self, start: int, end: int) -> list[int | None]:
        """Return the plans named between two places in their order, None for each name that is no plan's."""
        return self.owners[bisect_left(self.places, start) : bisect_left(self.places, end)]

    def _named(self, start: int, end: int) -> int | None:
        """Return the plan last named between two places."""
        names = self._names(start, end)
        return names[-1] if names else None

    def _stating(self, start: int, end: int) -> int | None:
        """Return the plan last named between two places but for those only put into practice or set beside."""
        marks = range(bisect_left(self.places, start), bisect_left(self.places, end))
        own = [self.owners[number] for number in marks if self.places[number] not in self.beside]
        return own[-1] if own else None

    def _owned_by(self, sentence: str, start: int) -> int | None:
        """Return the plan whose a goal is by the words behind it (到2025年…，这是①的硬任务)."""
        said = _IS_ITS.search(sentence)
        return self._named(start + said.end(), start + said.end() + 1) if said else None

    def _spoken_of(self, start: int, end: int) -> int | None:
        """Return the plan that a sentence is about, so that the next may go on about it: the last named but for mere grounds."""
        marks = range(bisect_left(self.places, start), bisect_left(self.places, end))
        own = [self.owners[number] for number in marks if self.places[number] not in self.passed_over]
        if own or not marks:
            return own[-1] if own else None
        return self.main if _THIS.search(self.page.text, start, end) else self.current

    def _meant(self, word: str) -> int | None:
        """Return the plan that a bare type word (方案) takes up again: the last spoken of that ends in it, else the last."""
        ends = [number for number, title in enumerate(self.titles) if title.endswith(word)]
        return self.last if self.last in ends or not ends else ends[0]

    def next_worth(self, start: int) -> int:
        """Return the next place from which on a sentence may state something: a name's, or a word's of goals and days."""
        number = bisect_left(self.places, start)
        name = self.places[number] if number < len(self.places) else len(self.page.text)
        found = _WORTH.search(self.page.text, start)
        return min(found.start(), name) if found else name

    def read(self, start: int, end: int) -> None:
        """Take up one sentence; a plan is spoken of until a sentence neither names it nor states a goal of it."""
        sentence = self.page.text[start:end]
        spoken = _SPEAKS.match(sentence) if self.current is None and self.last is not None else None
        if spoken:
            self.current = self._meant(spoken["word"])
        if self.has_own and _HEADING.match(sentence):
            self.current = self.last = self.main
            return
        owned = self._targets(sentence, start)
        if ("日" in sentence or "期" in sentence) and _MAY_STATE.search(sentence):
            self._deadlines(sentence, start, end)
        named = self._spoken_of(start, end)
        if named is not None:
            self.current = self.last = named
        elif self.current is not None and not (owned or _GOES_ON.match(sentence) or _SPEAKS.match(sentence)):
            self.current = None

    def _targets(self, sentence: str, start: int) -> bool:
        owned = False
        for place, target in targets(sentence):
            owner = self._stating(start, start + place)
            owner = self._owned_by(sentence, start) if owner is None else owner
            owner = self.current if owner is None else owner
            if owner is None and (self.is_own or (self.has_own and _GOALS.match(sentence))):
                owner = self.main
            if owner is not None:
                owned = True
                words = self.page.raw[start + place : start + place + len(target.text)]
                evidence = self.page.raw[start : start + len(sentence)].strip()
                self.stated[owner].targets.append(replace(target, text=words, evidence=evidence))
        return owned

    def _deadlines(self, sentence: str, start: int, end: int) -> None:
        for place, deadline in deadlines(sentence, self.page.published):
            for owner in self._due(sentence, start, end, start + place, deadline.kind):
                self.stated[owner].add(replace(deadline, evidence=self.page.raw[start:end].strip()))
        for place, years in terms(sentence):
            for owner in self._due(sentence, start, end, start + place, DeadlineKind.EXPIRES):
                self.stated[owner].terms.append((years, self.page.raw[start:end].strip()))

    def _begins(self, number: int) -> str | None:
        """Return the day from which a plan's terms count: that of its force, else that on which the page hands it out."""
        for deadline in self.stated[number].deadlines:
            if deadline.kind is DeadlineKind.EFFECTIVE:
                return deadline.due_on
        if number != self.main or not self.page.is_document:
            return None
        return self.page.foot.day if self.page.foot else self.page.labelled_day

    def close(self) -> list[Stated]:
        """Return what was gathered, with the ends of terms."""
        for number, stated in enumerate(self.stated):
            begins = self._begins(number) if stated.terms else None
            for years, sentence in stated.terms if begins else ():
                due_on = term_end(begins or "", years)
                if due_on:
                    stated.add(PlanDeadline(DeadlineKind.EXPIRES, due_on, sentence, "counted-term"))
        return self.stated

    def _due(self, sentence: str, start: int, end: int, place: int, kind: DeadlineKind) -> list[int]:
        """Return the plans whose deadline a day at ``place`` is: the last named before it, for comments all that are named."""
        names = self._names(start, end)
        plans = [name for name in dict.fromkeys(names) if name is not None]
        if not names and kind is DeadlineKind.APPLICATIONS and self.current is None and not self.has_own:
            return []
        if not names or _THIS.search(sentence):
            return [self.main]
        if kind is DeadlineKind.COMMENTS:
            return plans
        owner = (self._names(start, place) or names)[-1]
        if kind is DeadlineKind.EFFECTIVE and owner is not None:
            return self._joined(start, place, owner)
        return [] if owner is None else [owner]

    def _joined(self, start: int, place: int, owner: int) -> list[int]:
        """Return the plans of the run of names that ends with the last before a place (《A》《B》自5月1日起施行)."""
        run = [owner]
        marks = range(bisect_left(self.places, start), bisect_left(self.places, place))
        for number in reversed(marks[1:]):
            between = self.page.text[self.places[number - 1] : self.places[number]]
            earlier = self.owners[number - 1]
            if earlier is None or not _JOINED.search(between):
                break
            run.append(earlier)
        return list(dict.fromkeys(run))


def read_stated(
    page: Page, places: Sequence[tuple[int, int]], entries: Sequence[Entry], others: Sequence[int]
) -> list[Stated]:
    """Return what a page states of each of its plans; ``places`` are those of its sentences."""
    reader = Reader(page, entries, others)
    worth = -1
    for start, end in places[bisect_left(places, (page.body_start, 0)) :]:
        if reader.current is None and worth < start:
            worth = reader.next_worth(start)
        if reader.current is not None or worth < end:
            reader.read(start, end)
    return reader.close()
