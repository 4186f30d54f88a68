"""Stories in words: who was first, what each copy changed, how much later; and forty copies in a few lines."""

import re

import pytest

from planwatch.copy_changes import DifferenceKind
from planwatch.records import CopyKind, Subscription
from reports import changes, digest, html, text
from reports.speaker import page
from reports.stories import NAMES, Line, Storyteller, by_article
from storage import copy_changes
from storage.archive import Archive
from storage.queries_copies import Carrier, Copy, Difference, Story
from tests.reports.made import HOSTILE, article, insert

CUT = Difference(DifferenceKind.CUT, "删掉的一段话。", "", is_whole=True, swaps=())
PART = Difference(DifferenceKind.CUT, "删掉的一句。", "", is_whole=False, swaps=())
ADDED = Difference(DifferenceKind.ADDED, "", "添上的一段话。", is_whole=True, swaps=())
FIGURE = Difference(
    DifferenceKind.CHANGED, "补助300万元。", "补助200万元。", is_whole=False, swaps=("300万元 → 200万元",)
)
WORDS = Difference(DifferenceKind.CHANGED, "加快推进。", "大力推进。", is_whole=False, swaps=())
BYLINE = Difference(DifferenceKind.CREDIT, "", "（记者 周一山）", is_whole=False, swaps=())


def copied(number: int, delay: float | None, *differences: Difference, gone: str | None = None) -> Copy:
    url = f"https://news{number}.example/a.html"
    return Copy(
        number, "转载标题", url, f"news{number}", f"示例报{number}", f"Daily {number}", "2026-11-03", gone, CopyKind.NEAR, 0.9, delay, differences
    )  # fmt: skip


def said(copy: Copy, language: str = "zh") -> str:
    original = Carrier(1, "原文标题", "https://m.example/1.html", "m", "示例部", "Ministry", "2026-11-02", None)
    (line,) = Storyteller(language, by_article([Story(original, (copy,))])).compared(copy.article_id)
    return line.text


@pytest.mark.parametrize(
    ("copy", "zh", "en"),
    [
        (
            copied(2, 1.0, FIGURE, CUT, CUT),
            "改动 300万元 → 200万元，删去2段，晚1天",
            "changed 300万元 → 200万元, cut 2 paragraphs, 1 day later",
        ),
        (
            copied(2, 0.13, PART, WORDS),
            "删去1处，改写1处，晚3小时",
            "cut 1 passage, reworded 1 sentence, 3 hours later",
        ),
        (copied(2, -2.0, ADDED, BYLINE), "增加1段，早2天", "added 1 paragraph, 2 days earlier"),
        (copied(2, 0.0, BYLINE), "原样转载，同日", "Unchanged, same day"),
        (copied(2, None, gone="2026-11-05T18:00:00Z"), "原样转载，已撤下", "Unchanged, withdrawn"),
    ],
)
def test_a_copy_is_told_in_a_few_words(copy: Copy, zh: str, en: str) -> None:
    assert said(copy) == f"与原文（示例部）相比：{zh}"
    assert said(copy, "en") == f"Against the original (Ministry): {en}"


def test_forty_copies_are_a_few_lines_with_changed_figures_first(archive: Archive) -> None:
    faithful = archive.db.execute("SELECT text FROM articles WHERE id = 5").fetchone()[0]
    for number in range(20, 60):
        insert(
            archive,
            "sources",
            id=f"n{number}",
            name=f"示例报{number}",
            kind="news",
            home_url="https://n.example/",
            enabled=1,
            declaration_hash="0",
        )
        article(
            archive,
            number,
            f"n{number}",
            3,
            title="新材料规划印发",
            text=faithful if number > 20 else faithful.partition("\n")[0],
        )
        insert(archive, "copies", article_id=number, original_id=5, kind="near", similarity=1.0, decided_by="made")
    copy_changes.update(archive)
    mail = digest.build(archive, 3, Subscription("analyst@example.org"))
    lines = [line.strip() for line in mail.text.splitlines() if line.startswith("   - ")]

    assert "首发：科学技术部（2026-11-22）" in mail.text
    assert "转载：另有 41 个来源刊载" in mail.text
    assert lines[0].startswith("- 经济参考报：改动 2026年11月28日 → 2026年11月30日，同日 https://news.example/a/7.html")
    assert lines[1].startswith("- 示例报20：删去1段，同日 https://n20.example/a/20.html")
    assert (
        lines[2]
        == f"- 原样转载：{'、'.join(f'示例报{n}（同日）' for n in range(21, 21 + NAMES))}、另有 {39 - NAMES} 家"
    )
    assert len([line for line in lines if "示例报" in line]) == 2


def test_details_stand_in_the_report_and_not_in_the_mail(archive: Archive) -> None:
    whole = page(changes.for_run(archive, 3))
    mail = digest.build(archive, 3, Subscription("analyst@example.org"))

    assert re.search(r"<del [^>]*>2026年11月28日</del><ins [^>]*>2026年11月30日</ins>", html.render(whole, "变更报告"))
    assert "请于[2026年11月28日 → 2026年11月30日]前反馈" in text.render(whole, "变更报告")
    assert "<del" not in mail.html.partition("文本变更")[0]
    assert "改动 2026年11月28日 → 2026年11月30日" in mail.html


def test_a_story_is_plain_data_and_its_hostile_words_are_only_shown(archive: Archive) -> None:
    archive.db.execute("UPDATE copy_changes SET before = ?, after = ?", [HOSTILE, f"{HOSTILE}又一句"])
    archive.db.execute("UPDATE articles SET url = 'javascript:alert(1)' WHERE id = 7")
    report = changes.for_run(archive, 3)
    made = html.render(page(report), "变更报告")
    (story,) = changes.as_data(report)["stories"]

    assert (story["original"]["article_id"], [copy["article_id"] for copy in story["copies"]]) == (5, [7])
    assert story["copies"][0]["differences"][0]["before"] == HOSTILE
    assert "&lt;script&gt;" in made
    assert "<script" not in made
    assert 'href="javascript' not in made


def test_who_carries_no_story_has_nothing_to_tell() -> None:
    speak = Storyteller("zh")

    assert (speak.original(1), speak.compared(1), speak.named("still_there", 1)) == (None, (), ())
    assert Line("只有一行").passages == ()
