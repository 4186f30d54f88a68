"""What six made-up sites say on each night: texts that are edited, withdrawn, brought back and moved, all drawn from one seed."""

import random
from dataclasses import dataclass
from functools import cached_property

SOURCES = tuple(f"bureau{number}" for number in range(1, 7))
FIRST_STORIES = 9
# Between two events of a story there are this many nights, so that a fault of two nights hides neither of them, and a change
# that is held for a second night is still seen.
SPACING = 6
AGENCIES = ["科技局", "发改委", "工信厅", "教育局", "财政局", "交通厅", "水利局", "卫健委", "商务厅", "文旅局"]
TASKS = [
    "中试基地",
    "数据平台",
    "检测中心",
    "示范园区",
    "人才公寓",
    "创新券",
    "孵化器",
    "联合实验室",
    "技术市场",
    "应用场景",
    "开放课题",
    "标准试点",
]
SENTENCE = (
    "{agency}牵头推进{task}建设，到{year}年累计建成{count}个，每年安排专项资金{money}万元，第{number}季度末报送进展。"
)
# How likely each event is when a story's next turn comes; else nothing happens.
EVENTS = (("edit", 0.45), ("withdraw", 0.12), ("move", 0.08))


@dataclass(frozen=True)
class Event:
    """What happens to a story from a night on: ``edit``, ``withdraw``, ``back`` or ``move``."""

    night: int
    kind: str


@dataclass(frozen=True)
class Story:
    """One article: its source, its number there, the first night that shows it, and what happens to it later."""

    source: str
    number: int
    first: int
    events: tuple[Event, ...]

    def happened(self, kind: str, night: int) -> int:
        """Return how often something has happened to it until a night."""
        return sum(event.kind == kind and event.night <= night for event in self.events)

    def online(self, night: int) -> bool:
        """Return whether its site shows it on a night."""
        return night >= self.first and self.happened("withdraw", night) == self.happened("back", night)

    def path(self, night: int) -> str:
        """Return where it stands on a night."""
        return f"/zwgk/t20261101_{self.number}{'_n' * self.happened('move', night)}.html"

    @property
    def title(self) -> str:
        """Return its headline."""
        return f"关于做好{self.source[-1]}区第{self.number}批{TASKS[self.number % len(TASKS)]}申报工作的通知"

    @cached_property
    def _sentences(self) -> list[str]:
        draw = random.Random(f"{self.source} {self.number}")  # noqa: S311 - draws texts, no secrets
        return [
            SENTENCE.format(
                agency=draw.choice(AGENCIES),
                task=draw.choice(TASKS),
                year=draw.randint(2027, 2035),
                count=draw.randint(3, 900),
                money=draw.randint(100, 9000),
                number=draw.randint(1, 4),
            )
            for _ in range(9)
        ]

    def paragraphs(self, night: int) -> list[str]:
        """Return its text on a night: each edit changes one figure."""
        lines = list(self._sentences)
        for edit in range(self.happened("edit", night)):
            lines[edit * 2] = lines[edit * 2].replace("每年安排", f"第{edit + 2}年起每年安排")
        return lines


def quiet(nights: int) -> int:
    """Return how many of the last nights bring nothing new: what a fault delayed must be known by then."""
    return min(5, nights // 3)


def stories(nights: int, seed: int) -> list[Story]:
    """Return all stories of so many nights."""
    draw = random.Random(f"world {seed}")  # noqa: S311 - draws events, no secrets
    made = []
    for source in SOURCES:
        firsts = [1] * FIRST_STORIES + list(range(2 + SOURCES.index(source) % 2, nights - quiet(nights), 2))
        made += [Story(source, number, first, _events(draw, first, nights)) for number, first in enumerate(firsts, 100)]
    return made


def _events(draw: random.Random, first: int, nights: int) -> tuple[Event, ...]:
    found: list[Event] = []
    night = first + draw.randint(1, SPACING)
    while night <= nights - quiet(nights):
        is_away = sum(event.kind == "withdraw" for event in found) > sum(event.kind == "back" for event in found)
        kind = (
            "back"
            if is_away
            else draw.choices([*(kind for kind, _ in EVENTS), ""], [*(share for _, share in EVENTS), 0.35])[0]
        )
        found += [Event(night, kind)] if kind else []
        night += SPACING + draw.randint(0, 3)
    return tuple(found)
