"""Copies in the archive, night by night: a star around the right original, and the same after a rebuild."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from planwatch.records import Capture
from storage import copies, rebuild
from storage.archive import Archive, runs
from tests.storage.nights import derive, gone, new_archive, night, page, rows, seen, tables

STORY = (
    "国家发展改革委、国家能源局日前联合印发《新型储能规模化建设行动方案》，提出到2027年全国新型储能装机规模达到1.8亿千瓦以上，"
    "带动项目直接投资约2500亿元。方案从应用场景拓展、装备创新、市场机制完善等方面部署了21项重点任务，要求各地结合实际制定实施细则，"
    "加强统筹协调，及时总结推广典型经验，确保各项工作落到实处。"
)
FILED = ["copies", "copy_features", "copy_sketches"]
# Copied from the news whole or in part, and in the ministry's own words with a little more around.
NEWS = f"{STORY}\n（来源：示例报）"
MINISTRY = f"{STORY}\n附件是方案全文，请有关单位遵照执行，并于每季度末报送进展情况。"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with new_archive(tmp_path) as archive:
        yield archive


def shown(name: str, number: int, text: str, day: str) -> Capture:
    return seen(name, number, page("新型储能方案印发", f"{text}\n日期 {day}"))


def reported(name: str, number: int, text: str, day: str) -> Capture:
    return seen(
        f"https://news.example.cn/{name}", number, page("储能方案来了", f"{text}\n日期 {day}"), source_id="news"
    )


def copied_night(archive: Archive, number: int, answers: Sequence[Capture]) -> None:
    copies.update(archive, night(archive, number, answers))


def stars(archive: Archive) -> dict[str, str]:
    """Return the copies and their originals by the last parts of their addresses."""
    found = rows(
        archive,
        "SELECT copy.url, original.url FROM copies JOIN articles AS copy ON copy.id = copies.article_id"
        " JOIN articles AS original ON original.id = copies.original_id",
    )
    return {copy.rpartition("/")[2]: original.rpartition("/")[2] for copy, original in found}


def test_the_original_is_chosen_again_when_the_ministry_publishes_after_the_news(archive: Archive) -> None:
    copied_night(archive, 0, [reported("a", 0, NEWS, "2026-11-01")])
    copied_night(archive, 1, [reported("b", 1, STORY[:170], "2026-11-02")])
    assert stars(archive) == {"b": "a"}

    copied_night(archive, 2, [shown("m", 2, MINISTRY, "2026-11-03")])
    assert stars(archive) == {"a": "m", "b": "m"}
    assert set(rows(archive, "SELECT article_id FROM copy_sketches")) == set(
        rows(archive, "SELECT id FROM articles WHERE url LIKE '%/m'")
    )


def test_an_earlier_report_takes_the_star_of_a_later_one(archive: Archive) -> None:
    copied_night(archive, 0, [reported("late", 0, NEWS, "2026-11-05"), reported("later", 0, STORY, "2026-11-06")])
    copied_night(archive, 1, [reported("early", 1, STORY, "2026-11-01")])

    assert stars(archive) == {"late": "early", "later": "early"}


def test_of_one_day_a_page_that_credits_another_is_not_the_original(archive: Archive) -> None:
    run_id = night(archive, 0, [reported("a", 0, NEWS, "2026-11-02"), reported("b", 1, NEWS, "2026-11-02")])
    archive.db.execute("UPDATE articles SET published_on = published_on || 'T09:15' WHERE url LIKE '%/b'")
    for credit, original in (("某某晚报", {"a": "b"}), ("本网综合", {"b": "a"})):
        archive.db.execute("UPDATE articles SET credited_source = ? WHERE url LIKE '%/a'", [credit])
        copies.update(archive, run_id)
        assert stars(archive) == original


def test_what_changes_is_decided_again(archive: Archive) -> None:
    answers = [
        shown("m", 0, MINISTRY, "2026-11-01"),
        reported("a", 0, NEWS, "2026-11-02"),
        reported("b", 0, STORY, "2026-11-03"),
    ]
    copied_night(archive, 0, answers)
    copied_night(archive, 1, [reported("a", 1, NEWS.replace("2027年", "2030年"), "2026-11-02")])
    assert stars(archive) == {"b": "m"}

    other = MINISTRY.replace("2027年", "2030年")
    copied_night(archive, 2, [shown("m", 2, other, "2026-11-01")])
    assert stars(archive) == {"a": "m", "b": "m"}


def test_a_copy_of_what_an_original_said_before_stays_its_copy(archive: Archive) -> None:
    copied_night(archive, 0, [shown("m", 0, MINISTRY, "2026-11-01"), reported("a", 0, NEWS, "2026-11-02")])
    corrected = MINISTRY.replace("1.8亿", "1.9亿").replace("2500亿元", "3600亿元").replace("21项", "24项")
    copied_night(archive, 1, [shown("m", 1, corrected, "2026-11-01")])
    copied_night(archive, 2, [reported("b", 2, STORY, "2026-11-03")])

    assert stars(archive) == {"a": "m", "b": "m"}


def test_an_original_that_turns_out_to_be_younger_joins_its_copy(archive: Archive) -> None:
    copied_night(archive, 0, [reported("a", 0, NEWS, "2026-11-01"), reported("b", 0, STORY, "2026-11-02")])
    assert stars(archive) == {"b": "a"}

    copied_night(archive, 1, [reported("a", 1, NEWS, "2026-11-03")])
    assert stars(archive) == {"a": "b"}


def test_a_notice_for_another_year_is_nobodys_copy(archive: Archive) -> None:
    copied_night(archive, 0, [shown("m", 0, MINISTRY, "2026-11-01")])
    copied_night(archive, 1, [reported("a", 1, NEWS.replace("2027年", "2028年"), "2026-11-02")])

    assert stars(archive) == {}


def test_an_article_that_moved_gives_its_copies_to_the_new_address(archive: Archive) -> None:
    copied_night(archive, 0, [shown("old", 0, MINISTRY, "2026-11-01"), reported("a", 0, NEWS, "2026-11-02")])
    copied_night(archive, 1, [gone("old", 1), shown("new", 1, MINISTRY, "2026-11-01")])

    assert rows(archive, "SELECT kind FROM changes WHERE run_id = 2") == [("moved",)]
    assert stars(archive) == {"a": "new"}


def test_doing_a_run_again_and_a_rebuild_run_by_run_give_the_same_rows(archive: Archive) -> None:
    copied_night(archive, 0, [reported("a", 0, NEWS, "2026-11-02"), reported("b", 0, STORY, "2026-11-03")])
    copied_night(archive, 1, [shown("m", 1, MINISTRY, "2026-11-04"), reported("c", 1, STORY[:170], "2026-11-01")])
    copied_night(archive, 2, [reported("b", 2, STORY.replace("2500亿元", "3600亿元"), "2026-11-03")])
    copied_night(archive, 3, [shown("m", 3, MINISTRY.replace("遵照执行", "认真落实"), "2026-11-04")])
    before = tables(archive, FILED)
    assert stars(archive) == {"a": "m", "b": "m", "c": "m"}

    copies.update(archive, runs(archive)[-1])
    assert tables(archive, FILED) == before

    rebuild.drop_derived(archive)
    for run_id in runs(archive):
        derive(archive, run_id, {"ministry": (), "news": ()})
        copies.update(archive, run_id)
    assert tables(archive, FILED) == before


def test_deriving_one_source_again_leaves_every_star_as_it_was(archive: Archive) -> None:
    copied_night(archive, 0, [reported("a", 0, NEWS, "2026-11-02"), reported("b", 0, STORY, "2026-11-03")])
    copied_night(archive, 1, [shown("m", 1, MINISTRY, "2026-11-04")])
    before = tables(archive, FILED)

    for source in ("ministry", "news"):
        rebuild.drop_derived(archive, [source])
        for run_id in runs(archive):
            derive(archive, run_id, {source: ()})
            copies.update(archive, run_id)
        assert tables(archive, FILED) == before


def test_a_mapper_files_the_same(archive: Archive) -> None:
    answers = [shown("m", 0, MINISTRY, "2026-11-01"), reported("a", 0, NEWS, "2026-11-02")]
    answers += [reported(f"o{number}", 0, f"{number}号公告：{STORY[number:]}", "2026-11-05") for number in range(30)]
    copied_night(archive, 0, answers)
    before = tables(archive, FILED)

    copies.update(archive, runs(archive)[-1], map)
    assert tables(archive, FILED) == before
    rebuild.drop_derived(archive)
    derive(archive, runs(archive)[-1], {"ministry": (), "news": ()})
    copies.update(archive, runs(archive)[-1], map)
    assert tables(archive, FILED) == before
