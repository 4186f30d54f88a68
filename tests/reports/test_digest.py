"""The digest: what it says on a full and on a quiet night, to whom, and what it leaves out."""

import datetime as dt

import pytest

from planwatch.records import EventKind, Subscription
from reports import digest
from reports.changes import NoRunError
from reports.state_words import ADVICE
from storage.archive import Archive
from storage.told import create_digest
from tests.reports.made import HOSTILE, article, change, happened, insert, plan

READER = "analyst@example.org"


def build(archive: Archive, run_id: int = 3, **wanted: object) -> digest.Digest:
    return digest.build(archive, run_id, Subscription(READER, **wanted))  # type: ignore[arg-type]


def tell(archive: Archive, run_id: int, made: digest.Digest) -> None:
    create_digest(
        archive, run_id, recipient=READER, language="zh", subject=made.subject, text=made.text, html=made.html,
        items=made.items, message_id=f"<{run_id}@planwatch.example>", created_at=dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
    )  # fmt: skip


def test_a_full_night_is_told_in_chinese(archive: Archive) -> None:
    made = build(archive)

    assert made.subject == "规划日报 2026-11-22：新规划1 · 进展1 · 变更1 · 撤下1 · 期限1 · 来源异常1"
    assert "[1286.4 → 1268.4]" in made.text
    assert "[可以 → 应当]" in made.text
    assert "另有 1 个来源刊载" in made.text
    assert "另有 1 处仅标点" in made.text
    assert "被拦截" in made.text
    assert ADVICE["blocked"] in made.text
    assert made.text.splitlines()[-1] == "已查看 2/3 个来源，1,204 个页面；新文章 3 篇。"
    assert "新文章 (" not in made.text


def test_a_full_night_is_told_in_english(archive: Archive) -> None:
    made = build(archive, language="en")

    assert made.subject == (
        "Plan digest 2026-11-22: 1 new plan · 1 moved a stage · 1 change · 1 withdrawn · 1 deadline · 1 source needs care"
    )
    assert "Looked at 2/3 sources, 1,204 pages" in made.text
    assert ADVICE["blocked"] not in made.text


def test_the_first_night_of_a_source_is_catalogued_and_counted_apart(archive: Archive) -> None:
    assert build(archive, 1).subject == "规划日报 2026-11-20：首次收录2个来源"
    assert "西部科技行动方案 (编制中)" in build(archive).text
    assert "新规划1" in build(archive).subject


def test_a_quiet_night_says_so(archive: Archive) -> None:
    made = build(archive, 2)

    assert made.subject == "规划日报 2026-11-21：无新内容"
    assert "今晚没有新的规划" in made.text
    assert "今晚没有新的规划" in made.html
    assert not made.items


@pytest.mark.parametrize(
    ("wanted", "subject"),
    [
        ({"sources": ("ndrc",)}, "来源异常1"),
        ({"sources": ("most",), "events": (EventKind.REPEALED,)}, "变更1 · 撤下1 · 期限1"),
        ({"keywords": ("新材料",)}, "新规划1 · 期限1 · 来源异常1"),
        ({"keywords": ("1268.4",)}, "变更1 · 来源异常1"),
        ({"regions": ("四川",), "events": (EventKind.ISSUED,)}, "新规划1 · 进展1 · 期限1 · 来源异常1"),
    ],
)
def test_a_subscription_narrows_what_is_told(archive: Archive, wanted: dict[str, object], subject: str) -> None:
    assert build(archive, **wanted).subject == f"规划日报 2026-11-22：{subject}"


def test_what_an_earlier_run_told_is_left_out_and_the_same_run_can_be_told_again(archive: Archive) -> None:
    first = build(archive)
    tell(archive, 3, first)

    assert build(archive) == first

    insert(
        archive, "runs", id=4, kind="nightly", started_at="2026-11-22T18:00:00Z", finished_at="2026-11-22T18:10:00Z",
        status="done", planwatch_version="0",
    )  # fmt: skip
    article(archive, 9, "most", 4, title="再次印发", text="再次印发《新材料产业发展规划》。")
    archive.db.execute("DELETE FROM plan_events WHERE plan_id = 2")
    happened(archive, 2, 9, 4, event="issued", evidence="再次印发《新材料产业发展规划》。")

    assert build(archive, 4).subject == "规划日报 2026-11-23：无新内容"
    assert digest.build(archive, 4, Subscription("new@example.org")).subject == "规划日报 2026-11-23：新规划1 · 期限1"


def test_a_deadline_is_told_again_two_days_before(archive: Archive) -> None:
    tell(archive, 3, build(archive))
    insert(
        archive, "runs", id=4, kind="nightly", started_at="2026-11-25T18:00:00Z", status="done", planwatch_version="0"
    )

    assert build(archive, 4).subject == "规划日报 2026-11-26：期限1"
    assert "还有 2 天" in build(archive, 4).text


def test_a_hostile_night_stays_a_page_without_script_and_below_the_limit(archive: Archive) -> None:
    with archive.atomic():
        for number in range(1000, 1800):
            article(archive, number, "most", 3, title=f"{HOSTILE}{number}", text="旧" * 3000)
            change(archive, number, "withdrawn", 3)
            plan(archive, number, f"规划{number}" * 30, number, 3, event="issued", evidence=HOSTILE * 20)
    archive.db.execute("UPDATE articles SET url = 'javascript:alert(' || id || ')' WHERE id >= 1000")
    made = build(archive)

    assert len(made.text.encode()) + len(made.html.encode()) <= digest.SIZE_LIMIT
    assert "新规划801" in made.subject
    assert "项未列出" in made.text
    assert len(made.items) >= 1600
    assert "<script" not in made.html
    assert 'href="javascript' not in made.html
    assert "{{7*7}}" in made.html


def test_an_unknown_run_is_named(archive: Archive) -> None:
    with pytest.raises(NoRunError, match="no run 9"):
        build(archive, 9)
