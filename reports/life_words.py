"""The words of a plan's page in Chinese and English."""

from collections.abc import Mapping

from planwatch.records import LinkKind
from reports.words import in_language

_WORDS: Mapping[str, tuple[str, str]] = {
    "stage": ("目前阶段", "Stage today"),
    "in_force": ("是否有效", "In force"),
    "regions": ("地区", "Regions"),
    "subjects": ("领域", "Fields"),
    "time_line": ("历程", "Time line"),
    "targets": ("目标", "Targets"),
    "compared": ("指标对照", "Targets compared"),
    "deadlines_of_plan": ("期限", "Deadlines"),
    "links": ("相关规划", "Linked plans"),
    "articles_of_plan": ("文章与转载", "Articles and copies"),
    "this_plan": ("本规划", "this plan"),
    "of_draft": ("（征求意见稿）", " (draft)"),
    "no_day": ("未载日期", "no day told"),
    "and_more": ("另有 {n} 处", "{n} more tell it"),
    "quantity": ("指标", "Quantity"),
    "year": ("年份", "Year"),
    "goal": ("目标", "Target"),
    "copy_of": ("转载", "copy"),
    "gone": ("已撤下", "withdrawn"),
    "versions": ("{n} 个版本", "{n} versions"),
    "files": ("附件", "Files"),
    "cut_short": ("只列出前 {n} 篇文章。", "Only the first {n} articles are listed."),
    "archived": ("存档", "archived"),
}
# What this plan does to the other, and what the other does to this one.
LINKS: Mapping[str, tuple[str, str]] = {
    LinkKind.SUCCEEDS: ("接续", "succeeds"),
    LinkKind.IMPLEMENTS: ("落实", "implements"),
    LinkKind.REPEALS: ("废止", "repeals"),
    LinkKind.AMENDS: ("修改", "amends"),
    LinkKind.DRAFTS: ("起草", "drafts"),
}
WAYS: Mapping[str, tuple[str, str]] = {
    LinkKind.SUCCEEDS: ("后续", "succeeded by"),
    LinkKind.IMPLEMENTS: ("由其落实", "implemented by"),
    LinkKind.REPEALS: ("被其废止", "repealed by"),
    LinkKind.AMENDS: ("被其修改", "amended by"),
    LinkKind.DRAFTS: ("由其起草", "drafted under"),
}
FORCE: Mapping[bool | None, tuple[str, str]] = {
    True: ("有效", "yes"),
    False: ("无效", "no"),
    None: ("不详", "not known"),
}


def life_words(language: str) -> dict[str, str]:
    """Return the phrases of a language."""
    return in_language(_WORDS, language)
