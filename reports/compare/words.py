"""The words of a table of clauses in Chinese and English."""

from collections.abc import Mapping

from planwatch.clause_links import Kind
from planwatch.clauses import Part, Unit
from reports.words import in_language

KINDS: Mapping[str, tuple[str, str]] = {
    Kind.SAME: ("未变", "unchanged"),
    Kind.REWORDED: ("修改", "reworded"),
    Kind.MOVED: ("移位", "moved"),
    Kind.SPLIT: ("拆分", "split"),
    Kind.MERGED: ("合并", "merged"),
    Kind.ADDED: ("新增", "added"),
    Kind.DROPPED: ("删除", "dropped"),
}
_PARTS: Mapping[str, tuple[str, str]] = {
    Part.FRONT: ("题头", "Heading and preamble"),
    Part.FOOT: ("落款", "Sign-off"),
}
_PHRASES: Mapping[str, tuple[str, str]] = {
    "lang": ("zh-Hans", "en"),
    "table": ("对照表", "Clause by clause"),
    "older": ("原文", "Before"),
    "newer": ("新文", "After"),
    "kind": ("变化", "Change"),
    "renumbered": ("编号变化", "renumbered"),
    "all": ("全部", "all"),
    "changed": ("仅看变化", "changes only"),
    "continued": ("（续）", " (continued)"),
    "none": ("（无）", "(none)"),
    "same": ("两份文件逐条相同。", "The two documents are the same clause by clause."),
    "marks": (
        "删除的文字加删除线，新增的文字加下划线。",
        "Words taken out are struck through, words put in are underlined.",
    ),
    "colon": ("：", ": "),
    "separator": ("，", ", "),
}


def phrases(language: str) -> Mapping[str, str]:
    """Return the phrases of a language; other languages get Chinese."""
    return in_language(_PHRASES, language)


def name_of(unit: Unit, language: str) -> str:
    """Return how a clause is called: its number, or what it is to its text where it has none."""
    found = _PARTS.get(unit.part)
    return found[language == "en"] if found and not unit.path else unit.name
