"""A draft that goes without the period of its plan: one life with the plan that is issued, and none with the one before."""

from pathlib import Path

import pytest

from plans.detect import find_plans
from plans.identity import stage
from scheduler.stages import keyed
from storage import plans
from storage.archive import Archive
from tests.storage.nights import TEXT, new_archive, night, page, rows, seen

BARE = "清川省低空装备创新行动计划"


def _in_words(day: str) -> str:
    year, month, number = map(int, day.split("-"))
    return f"{year}年{month}月{number}日"


def _consulted(day: str) -> tuple[str, str, str]:
    title = f"清川省科技厅关于公开征求《{BARE}（征求意见稿）》意见的公告"
    return title, f"现就《{BARE}（征求意见稿）》公开征求意见。\n清川省科技厅\n{_in_words(day)}", day


def _issued(day: str, period: str) -> tuple[str, str, str]:
    title = f"清川省科技厅关于印发《{BARE}（{period}年）》的通知"
    return title, f"现将《{BARE}（{period}年）》印发给你们。\n清川省科技厅\n{_in_words(day)}", day


def _tell(archive: Archive, *texts: tuple[str, str, str]) -> None:
    for version_id, (title, text, day) in enumerate(texts, start=1):
        found = find_plans(text, title, day)
        plans.store(archive, 1, [(version_id, [keyed(plan, found) for plan in found])], stage)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = new_archive(tmp_path)
    night(archive, 0, [seen(name, 0, page(name, f"{TEXT}{name}")) for name in ("a", "b", "c", "d")])
    return archive


def test_a_draft_and_its_plan_are_one_and_the_next_draft_is_of_the_next_plan(archive: Archive) -> None:
    with archive:
        _tell(
            archive,
            _consulted("2025-11-04"),
            _issued("2026-02-03", "2026—2028"),
            _consulted("2028-10-09"),
            _issued("2029-01-15", "2029—2031"),
        )

        assert rows(archive, "SELECT id, period, stage FROM plans") == [
            (1, "2026-2028", "issued"),
            (2, "2029-2031", "issued"),
        ]
        assert rows(archive, "SELECT plan_id, kind, happened_on FROM plan_events ORDER BY id") == [
            (1, "consultation", "2025-11-04"),
            (1, "issued", "2026-02-03"),
            (2, "consultation", "2028-10-09"),
            (2, "issued", "2029-01-15"),
        ]
        assert rows(archive, "SELECT plan_id, other_plan_id, kind FROM plan_links") == [(2, 1, "succeeds")]


def _adopted(day: str) -> tuple[str, str, str]:
    text = f"{_in_words(day)}，省科技厅召开厅务会，审议通过《{BARE}》。"
    return f"省科技厅审议通过《{BARE}》", text, day


def _explained(day: str) -> tuple[str, str, str]:
    text = f"近日，清川省科技厅印发《{BARE}》。现就有关内容解读如下：一是目标，二是任务。"
    return f"《{BARE}》解读", text, day


def test_news_of_the_next_plan_without_its_period_is_not_told_of_the_one_before(archive: Archive) -> None:
    with archive:
        _tell(
            archive,
            _consulted("2025-11-04"),
            _issued("2026-02-03", "2026—2028"),
            _adopted("2028-12-19"),
            _issued("2029-01-15", "2029—2031"),
        )
        _tell(archive, _explained("2029-01-20"))

        told = rows(archive, "SELECT DISTINCT plan_id, kind FROM plan_events WHERE happened_on > '2028' ORDER BY id")

        assert told == [(2, "adopted"), (2, "issued"), (2, "interpreted")]


def test_a_plan_bears_the_name_under_which_it_was_issued(archive: Archive) -> None:
    archive.db.execute("UPDATE sources SET kind = 'ministry'")
    with archive:
        _tell(archive, _consulted("2025-11-04"), _issued("2026-02-03", "2026—2028"), _explained("2026-02-20"))

        assert rows(archive, "SELECT title, original_article_id FROM plans") == [(f"{BARE}（2026—2028年）", 2)]
