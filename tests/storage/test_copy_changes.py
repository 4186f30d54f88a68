"""What copies changed, in the archive: kept right as texts change, and a copy's own change told from its original's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planwatch.copy_changes import DifferenceKind
from planwatch.records import Capture
from storage import copies, copy_changes, queries_copies
from storage.archive import Archive, runs
from tests.storage.nights import gone, new_archive, night, page, rows, seen, tables

STORY = (
    "示例部日前印发行动方案，提出到2027年建成试验线十二条，服务企业600家，带动投资约2500亿元。\n"
    "方案从场景拓展、装备创新、机制完善等方面部署了任务，要求各地结合实际制定实施细则，加强统筹协调。\n"
    "在试验线建设上，鼓励龙头单位牵头，联合高校院所和上下游伙伴共同投入，设备与数据按照约定共享，避免重复购置和长期闲置。\n"
    "有关部门将每半年公布一次进展，对进度滞后的地区予以提醒，并把结果作为安排资金的依据。"
)
CUT = STORY.rpartition("\n")[0]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with new_archive(tmp_path) as archive:
        yield archive


def official(number: int, text: str, day: str = "2026-11-02T09:00") -> Capture:
    return seen("m", number, page("试验线方案印发", f"{text}\n日期 {day}"))


def reported(name: str, number: int, text: str, day: str = "2026-11-03") -> Capture:
    return seen(f"https://news.example.cn/{name}", number, page("试验线来了", f"{text}\n日期 {day}"), source_id="news")


def told_night(archive: Archive, number: int, *answers: Capture) -> int:
    run_id = night(archive, number, answers)
    copies.update(archive, run_id)
    copy_changes.update(archive)
    return run_id


def kept(archive: Archive, name: str) -> list[tuple[str, str, str, str]]:
    query = "SELECT copy_changes.kind, before, after, swaps FROM copy_changes JOIN articles ON articles.id = article_id WHERE url LIKE ? ORDER BY number"
    return rows(archive, query, f"%/{name}")


def shown(archive: Archive, run_id: int) -> list[str]:
    return [
        url.rpartition("/")[2]
        for (url,) in rows(archive, "SELECT url FROM recent_changes WHERE run_id = ? AND kind <> 'new'", run_id)
    ]


def test_a_copy_is_compared_when_it_or_its_original_changes(archive: Archive) -> None:
    told_night(archive, 0, official(0, STORY), reported("a", 0, CUT), reported("b", 0, STORY))
    assert [(kind, after) for kind, _, after, _ in kept(archive, "a")] == [("cut", "")]
    assert kept(archive, "b") == []
    assert rows(archive, "SELECT cut, added, changed, chars_cut, delay_days FROM copies_shown ORDER BY article_id") == [
        (1, 0, 0, len(STORY) - len(CUT) - 1, 1.0),
        (0, 0, 0, 0, 1.0),
    ]

    told_night(archive, 1, reported("b", 1, STORY.replace("600家", "500家")))
    assert [swaps for *_, swaps in kept(archive, "b")] == ['["600家 → 500家"]']

    told_night(archive, 2, official(2, CUT.replace("600家", "650家")))
    assert [swaps for *_, swaps in kept(archive, "a")] == ['["650家 → 600家"]']
    assert [kind for kind, *_ in kept(archive, "b")] == ["changed", "added"]


def test_comparing_twice_adds_nothing_and_a_copy_that_left_has_no_rows(archive: Archive) -> None:
    told_night(archive, 0, official(0, STORY), reported("a", 0, CUT))
    before = tables(archive, ["copies", "copy_changes"])
    copies.update(archive, runs(archive)[-1])
    copy_changes.update(archive)
    assert tables(archive, ["copies", "copy_changes"]) == before

    told_night(archive, 1, reported("a", 1, CUT.replace("2027年", "2030年")))
    assert tables(archive, ["copies", "copy_changes"]) == {"copies": [], "copy_changes": []}


def test_only_the_same_change_of_a_copy_is_left_out(archive: Archive) -> None:
    told_night(
        archive,
        0,
        official(0, STORY),
        reported("a", 0, STORY),
        reported("b", 0, STORY.replace("装备", "裝備")),
        reported("c", 0, CUT),
    )
    more = STORY.replace("600家", "650家")
    own = [
        reported("a", 1, STORY.replace("600家", "550家")),
        reported("b", 1, more.replace("装备", "裝備")),
        reported("c", 1, CUT.replace("600", "650")),
    ]

    assert shown(archive, told_night(archive, 1, official(1, more), *own)) == ["m", "a"]


@pytest.mark.parametrize(
    ("published", "copied", "days"),
    [
        ("2026-11-02T09:00", "2026-11-02T21:00", 0.5),
        ("2026-11-02T09:00", "2026-11-03", 1.0),
        ("2026-11-02", "2026-11-01T08:00", -1.0),
        ("2026-11", "2026-11-03", None),
        ("2026-11-02T09:00:30", "2026-11-02T09:00:59", 0.0),
    ],
)
def test_a_delay_is_as_exact_as_the_two_pages_say(
    archive: Archive, published: str, copied: str, days: float | None
) -> None:
    told_night(archive, 0, official(0, STORY, published), reported("a", 0, CUT, copied))

    assert rows(archive, "SELECT delay_days FROM copies_shown") == [(days,)]


def test_a_story_holds_its_copies_with_what_they_changed(archive: Archive) -> None:
    first = told_night(archive, 0, official(0, STORY), reported("a", 0, CUT))
    second = told_night(
        archive, 1, reported("b", 1, f"{STORY}\n另据了解，邻省已有十八个县启动同类试验，明年六月底前全部建成。")
    )
    (original, a, b) = (number for (number,) in rows(archive, "SELECT id FROM articles ORDER BY id"))

    assert queries_copies.stories(archive, [original], 0) == ()
    (early,) = queries_copies.stories(archive, [a], first)
    (story,) = queries_copies.stories(archive, [original, a, b], second)
    assert [copy.article_id for copy in early.copies] == [a]
    assert (story.original.source, story.original.gone_at) == ("示例部", None)
    assert [(copy.article_id, [d.kind for d in copy.differences]) for copy in story.copies] == [
        (a, [DifferenceKind.CUT]),
        (b, [DifferenceKind.ADDED]),
    ]
    assert story.copies[0].differences[0].is_whole
    assert queries_copies.copied_texts(archive, [original], first) == {original: {a: CUT}}
    told_night(archive, 2, gone("https://news.example.cn/a", 2))
    told_night(archive, 3, gone("https://news.example.cn/a", 3))
    assert list(queries_copies.copied_texts(archive, [original], 4)[original]) == [b]
