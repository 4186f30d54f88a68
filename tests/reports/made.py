"""A small archive made row by row: three runs in which each thing that a report tells happens once."""

import hashlib
from pathlib import Path
from typing import Any

from storage import copy_changes
from storage.archive import Archive

HOSTILE = '<script>alert(1)</script>&"规划"{{7*7}}'
NIGHTS = ("2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23")
BEFORE = "各有关单位：\n一季度完成投资1286.4亿元，同比增长5%。各单位可以申报，请于2026年10月20日前提交。\n特此通知。"
AFTER = "各有关单位：\n一季度完成投资1268.4亿元，同比增长5%。各单位应当申报，请于2026年11月20日前提交。\n特此通知。"


def made_archive(folder: Path) -> Archive:
    """Return an open archive with the runs 1 to 3; the news site has its first night in run 3."""
    archive = Archive.open(folder)
    with archive.atomic():
        _sources_and_runs(archive)
        _first_nights(archive)
        _third_nights_changes(archive)
        _third_nights_news(archive)
    return archive


def insert(archive: Archive, table: str, **row: Any) -> None:
    """Insert one row."""
    archive.db.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values())
    )


def at(run_id: int) -> str:
    """Return the moment at which a run starts: two in the morning in Beijing is the evening before in UTC."""
    return f"{NIGHTS[run_id - 1][:8]}{int(NIGHTS[run_id - 1][8:]) - 1}T18:00:00Z"


def article(archive: Archive, number: int, source: str, run_id: int, *, title: str, text: str) -> None:
    """Insert an article with its page, its capture and its first version; all ids are ``number``."""
    url = f"https://{source}.example/a/{number}.html"
    when = at(run_id)
    facts = {"title": title, "issuers": '["科技部"]', "published_on": NIGHTS[run_id - 1], "text": text}
    insert(
        archive,
        "pages",
        id=number,
        source_id=source,
        url=url,
        kind="article",
        link_text=title,
        found_at=when,
        next_due_at=when,
    )
    insert(archive, "captures", id=number, page_id=number, run_id=run_id, captured_at=when, status=200, size=len(text))
    insert(
        archive, "articles", id=number, source_id=source, page_id=number, url=url, version_count=1, first_seen_at=when,
        last_seen_at=when, first_run_id=run_id, **facts,
    )  # fmt: skip
    version(archive, number, number, 1, run_id, **facts)
    change(archive, number, "new", run_id, after_version_id=number)


def version(archive: Archive, version_id: int, article_id: int, number: int, run_id: int, **facts: Any) -> None:
    """Insert one version of an article."""
    digest = hashlib.sha256(facts["text"].encode()).hexdigest()
    insert(
        archive, "versions", id=version_id, article_id=article_id, number=number, capture_id=article_id, run_id=run_id,
        text_hash=digest, repeated_chars=0, reader="1", seen_from=at(run_id), seen_until=at(run_id), **facts,
    )  # fmt: skip


def change(archive: Archive, article_id: int, kind: str, run_id: int, **more: Any) -> None:
    """Insert one change; of substance unless said otherwise."""
    row = {"chars_added": 0, "chars_removed": 0, "significance": "substance", "is_technical": 0, **more}
    insert(archive, "changes", article_id=article_id, kind=kind, run_id=run_id, detected_at=at(run_id), **row)


def plan(archive: Archive, number: int, title: str, article_id: int, run_id: int, *, event: str, evidence: str) -> None:
    """Insert a plan with its key and its first event."""
    insert(
        archive, "plans", id=number, title=title, kind="规划", stage=event, document_number="国科发〔2026〕7号",
        issuers='["科技部","财政部"]', period="2026-2030", period_start=2026, period_end=2030, own_article_rank=1, regions='["四川"]',
        original_article_id=article_id, first_seen_run_id=run_id,
    )  # fmt: skip
    insert(archive, "plan_keys", key=f"title:{title}", plan_id=number)
    happened(archive, number, article_id, run_id, event=event, evidence=evidence)


def happened(archive: Archive, plan_id: int, version_id: int, run_id: int, *, event: str, evidence: str) -> None:
    """Insert an event of a plan on the run's own day."""
    insert(
        archive, "plan_events", plan_id=plan_id, kind=event, happened_on=NIGHTS[run_id - 1], version_id=version_id,
        run_id=run_id, evidence=evidence, rule="made",
    )  # fmt: skip


def night(archive: Archive, run_id: int, source: str, state: str, fetched: int) -> None:
    """Insert a source's night."""
    insert(
        archive, "source_nights", run_id=run_id, source_id=source, state=state, listings=1, links=20, fetched=fetched,
        not_modified=0, new_articles=1, bytes=fetched * 40_000, seconds=12.5,
    )  # fmt: skip


def _sources_and_runs(archive: Archive) -> None:
    named = {"most": "科学技术部", "ndrc": "国家发展改革委", "news": "经济参考报"}
    for name, title in named.items():
        insert(
            archive, "sources", id=name, name=title, name_en=name.upper(), kind="news" if name == "news" else "ministry",
            home_url=f"https://{name}.example/", enabled=1, declaration_hash="0",
        )  # fmt: skip
    for run_id in (1, 2, 3):
        insert(
            archive, "runs", id=run_id, kind="nightly", started_at=at(run_id), finished_at=at(run_id), status="done",
            planwatch_version="0.1.0",
        )  # fmt: skip
        night(archive, run_id, "most", "ok", 600)
        night(archive, run_id, "ndrc", "blocked" if run_id == 3 else "ok", 1 if run_id == 3 else 300)
    night(archive, 3, "news", "ok", 603)


def _first_nights(archive: Archive) -> None:
    article(archive, 1, "most", 1, title="关于一季度投资的通知", text=BEFORE)
    article(archive, 2, "most", 1, title="关于撤下的通知", text="这条通知后来不见了。")
    article(
        archive, 3, "ndrc", 1, title="长江经济带发展方案公开征求意见", text="现就《长江经济带发展方案》公开征求意见。"
    )
    plan(
        archive,
        1,
        "长江经济带发展方案",
        3,
        1,
        event="consultation",
        evidence="现就《长江经济带发展方案》公开征求意见。",
    )
    article(archive, 4, "ndrc", 2, title="关于版面的通知", text="甲，乙。")


def _third_nights_changes(archive: Archive) -> None:
    version(archive, 101, 1, 2, 3, title="关于一季度投资的通知", published_on="2026-11-20", issuers="[]", text=AFTER)
    change(
        archive,
        1,
        "edited",
        3,
        before_version_id=1,
        after_version_id=101,
        chars_added=20,
        chars_removed=20,
        similarity=0.9,
    )
    edited = archive.db.execute("SELECT max(id) FROM changes").fetchone()[0]
    insert(archive, "changed_fields", change_id=edited, field="published_on", before="2026-11-20", after="2026-11-22")
    change(archive, 2, "withdrawn", 3, before_version_id=2)
    version(archive, 104, 4, 2, 3, title="关于版面的通知", issuers="[]", text="甲,乙。")
    change(
        archive,
        4,
        "edited",
        3,
        before_version_id=4,
        after_version_id=104,
        significance="cosmetic",
        chars_added=1,
        chars_removed=1,
    )


def _third_nights_news(archive: Archive) -> None:
    article(
        archive,
        5,
        "most",
        3,
        title="关于印发新材料规划的通知",
        text="现将《新材料产业发展规划》印发给你们。\n请于2026年11月28日前反馈。",
    )
    plan(
        archive,
        2,
        "新材料产业发展规划",
        5,
        3,
        event="issued",
        evidence=f"现将《新材料产业发展规划》印发给你们。{HOSTILE}",
    )
    insert(
        archive,
        "plan_deadlines",
        plan_id=2,
        kind="comments",
        due_on="2026-11-28",
        evidence="请于2026年11月28日前反馈。",
        version_id=5,
    )
    article(archive, 6, "most", 3, title="长江经济带发展方案印发", text="《长江经济带发展方案》已经印发。")
    happened(archive, 1, 6, 3, event="issued", evidence="《长江经济带发展方案》已经印发。")
    article(
        archive,
        7,
        "news",
        3,
        title="新材料产业发展规划印发",
        text="现将《新材料产业发展规划》印发给你们。\n请于2026年11月30日前反馈。",
    )
    insert(archive, "copies", article_id=7, original_id=5, kind="near", similarity=0.95, decided_by="made")
    copy_changes.update(archive)
    article(archive, 8, "news", 3, title="西部行动方案启动", text="西部科技行动方案编制启动。")
    plan(archive, 3, "西部科技行动方案", 8, 3, event="drafting", evidence="西部科技行动方案编制启动。")
    insert(
        archive, "issues", run_id=3, source_id="ndrc", level="error", code="blocked", message="its lists answer with a challenge",
        url="https://ndrc.example/", opened_at=at(3),
    )  # fmt: skip
