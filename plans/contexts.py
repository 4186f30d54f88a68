"""What stands around each name: its sentence, with the name as ① and other names as ②, so that rules read plain sentences."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from plans.mentions import Mention

# Longer sentences are tables and lists; what a rule needs stands within this many characters of the name.
WINDOW = 260
# Pages run their facts together (发文机构：X发布时间：…来源：…); each label begins a sentence, and the day it gives is no event's.
_LABELS = (
    "发文机构",
    "发文机关",
    "发布机构",
    "发布机关",
    "制发机关",
    "发布日期",
    "发布时间",
    "成文日期",
    "发文日期",
    "发文字号",
    "文号",
    "政策类型",
    "政策层级",
    "来源",
    "信息来源",
    "关键字",
    "关键词",
    "索引号",
    "主题分类",
    "主题词",
)
# A closing quote behind a sentence's end is not the next one's.
_STOP = r"[。！？\n][。！？\n]*[”’]?"
_LABELLED_BREAK = re.compile(
    rf"{_STOP}|(?:发布日期|发布时间)：\s?(?:\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日)"
    rf"|(?=[发制成文政来信关索主])(?=(?:{'|'.join(_LABELS)})：)"
)
_NOTE = re.compile(r"(?:\s?（[^（）]{0,90}(?:（[^（）]{0,20}）[^（）]{0,20})?）){1,2}")
# Names that follow one another share what is said of them: ①、②和②, 1、①（…）2、②
_RUN = re.compile(r"②(?:[、，和与及以]{0,2}\s?(?:\d{1,2}\s?[、.．])?\s?②)*")


@dataclass(frozen=True, slots=True)
class Context:
    """One mention in its sentence. ``text`` is the sentence with the mention's run as ①; ``note`` the brackets behind it.

    ``before`` and ``after`` are what the sentence says before the name, and after it and its brackets.
    """

    mention: Mention
    text: str
    sentence: str
    note: str
    index: int
    before: str = field(init=False, repr=False, compare=False)
    after: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Part the text at the name once: the rules ask for both parts again and again."""
        before, _, after = self.text.partition("①")
        object.__setattr__(self, "before", before)
        object.__setattr__(self, "after", after)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the places of a text's sentences, none of them empty; a page's labelled facts part sentences too."""
    # Labels are looked for in every place only where the text has one: that costs more than all else here.
    if not _is_labelled(text):
        return _plain_sentences(text)
    places, start = [], 0
    for found in _LABELLED_BREAK.finditer(text):
        stop, end = found.span()
        if stop > start and not text[start:stop].isspace():
            places.append((start, stop))
        start = end
    if text[start:].strip():
        places.append((start, len(text)))
    return places


def _is_labelled(text: str) -> bool:
    """Return whether a label of a page's facts (来源：) stands anywhere in a text."""
    colon = text.find("：")
    while colon >= 0:
        if text.endswith(_LABELS, 0, colon):
            return True
        colon = text.find("：", colon + 1)
    return False


def _plain_sentences(text: str) -> list[tuple[int, int]]:
    """Return the places of the sentences of a text without labels; splitting is quicker than a pattern."""
    places, start = [], 0
    for part in text.replace("！", "。").replace("？", "。").replace("\n", "。").split("。"):
        end = start + len(part)
        if part and not part.isspace():
            begin = start + 1 if start and part[0] in "”’" else start
            if begin < end and (begin == start or not part[1:].isspace()):
                places.append((begin, end))
        start = end + 1
    return places


@dataclass(slots=True)
class _Sentence:
    """A sentence under way to its contexts: its text with ② for each name, the kept names, their marks and brackets."""

    template: str
    kept: list[tuple[Mention, int, str]]


def _template(text: str, start: int, end: int, mentions: Iterable[Mention]) -> _Sentence:
    """Return a sentence with ② for each name; a short name in the brackets behind another is part of those."""
    parts: list[str] = []
    kept: list[tuple[Mention, int, str]] = []
    place, length = start, 0
    for mention in mentions:
        if mention.start < place:
            continue
        note = _NOTE.match(text, mention.end, end)
        parts += [text[place : mention.start], "②"]
        length += mention.start - place
        kept.append((mention, length, note[0].strip() if note else ""))
        length += 1
        place = note.end() if note else mention.end
    return _Sentence("".join([*parts, text[place:end]]), kept)


def _window(template: str, start: int, end: int) -> str:
    before = template[max(0, start - WINDOW) : start]
    return f"{before}①{template[end : end + WINDOW]}"


def _evidence(raw: str, start: int, end: int, mention: Mention) -> str:
    """Return the sentence as given, or its part around the name where it is a long list's."""
    return raw[max(start, mention.start - WINDOW) : min(end, mention.end + WINDOW)].strip()


def _by_sentence(
    places: Sequence[tuple[int, int]], mentions: Sequence[Mention]
) -> Iterator[tuple[int, int, int, list[Mention]]]:
    """Yield the number and place of each sentence that has names, with them."""
    ends = [end for _, end in places]
    for index, here in groupby(mentions, lambda mention: bisect_right(ends, mention.start)):
        if index < len(ends):
            yield index, *places[index], list(here)


def contexts(text: str, raw: str, places: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> Iterator[Context]:
    """Yield each mention with what stands around it; a bracket behind a name (its number, its short name) is taken out.

    ``raw`` is the text with its marks as given; evidence is quoted from it. ``places`` are those of the sentences.
    """
    for index, start, end, here in _by_sentence(places, mentions):
        sentence = _template(text, start, end, here)
        runs = {place: run.span() for run in _RUN.finditer(sentence.template) for place in range(*run.span())}
        for mention, mark, note in sentence.kept:
            window = _window(sentence.template, *runs[mark])
            yield Context(mention, window, _evidence(raw, start, end, mention), note, index)
