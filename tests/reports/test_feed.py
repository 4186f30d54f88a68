"""Feeds by the rules of RFC 4287 that a validator checks, over runs, languages, rebuilds and hostile pages."""

import datetime as dt
import re
from xml.etree import ElementTree as ET

import pytest

from reports import changes, feed
from reports.page import Page
from reports.speaker import page
from storage.archive import Archive
from tests.reports.made import HOSTILE, article, at, happened, insert

ATOM = "{http://www.w3.org/2005/Atom}"
HERE = "https://watch.example.org/feed.atom?a=1&b=2"
# RFC 4287, 3.3, with RFC 3339: upper-case T and an offset.
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
# RFC 3987, 2.2: what no IRI holds.
NOT_IRI = re.compile(r"[\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]")


def read(made: Page, address: str | None = HERE) -> ET.Element:
    """Return the root of a feed as an XML reader sees it."""
    return ET.fromstring(feed.render(made, address))  # noqa: S314  our own feed


def faults(root: ET.Element) -> list[str]:
    """Return each rule of RFC 4287 that a feed breaks."""
    entries = root.findall(f"{ATOM}entry")
    found = [f"root is {root.tag}"] if root.tag != f"{ATOM}feed" else []
    for node, names in (
        (root, ("id", "title", "updated", "author")),
        *((entry, ("id", "title", "updated")) for entry in entries),
    ):
        found += [f"{len(node.findall(ATOM + name))} {name}" for name in names if len(node.findall(ATOM + name)) != 1]
        found += [
            f"updated {stamp.text}" for stamp in node.findall(f"{ATOM}updated") if not STAMP.fullmatch(stamp.text or "")
        ]
        links = node.findall(f"{ATOM}link")
        found += [f"link {link.get('href')}" for link in links if NOT_IRI.search(link.get("href", " "))]
        relations = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in links]
        found += ["two links of one kind"] if len(set(relations)) < len(relations) else []
        found += (
            [f"id {node.findtext(ATOM + 'id')}"]
            if not (node.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
            else []
        )
    # 4.1.3.3: text is no markup; 4.1.2: an entry without an alternate link has content; 4.2.2.1: a category has a term.
    found += [
        "content"
        for entry in entries
        if len(entry.findall(f"{ATOM}content[@type='text']")) != 1 or entry.find(f"{ATOM}content/*") is not None
    ]
    found += ["author without name"] if not root.findtext(f"{ATOM}author/{ATOM}name") else []
    found += ["category" for node in root.iter(f"{ATOM}category") if not node.get("term")]
    names = [entry.findtext(f"{ATOM}id") for entry in entries]
    found += ["an id twice"] if len(set(names)) < len(names) else []
    return found


def ids(root: ET.Element, *, lasting: bool = False) -> list[str | None]:
    """Return the ids of a feed's entries in their order; lasting: without what is told of one day alone."""
    entries = root.findall(f"{ATOM}entry")
    kept = [e for e in entries if not (lasting and e.find(f"{ATOM}category[@term='care']") is not None)]
    return [entry.findtext(f"{ATOM}id") for entry in kept]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("run_id", [1, 2, 3])
def test_a_feed_is_valid(archive: Archive, language: str, run_id: int) -> None:
    archive.db.execute("UPDATE plan_events SET evidence = ?", [f"\x0b坏\ufffe字]]>{HOSTILE}"])
    archive.db.execute(
        "UPDATE articles SET title = ?, url = url || ? WHERE id IN (2, 3, 5, 8)", [HOSTILE, ' "<规划>\\{}']
    )
    root = read(page(changes.for_run(archive, run_id), language))

    assert faults(root) == []
    assert root.get("{http://www.w3.org/XML/1998/namespace}base") == HERE
    assert [link.attrib for link in root.findall(f"{ATOM}link")] == [
        {"rel": "self", "href": HERE, "type": "application/atom+xml"}
    ]


def test_a_feed_whose_address_nobody_named_has_no_link_to_itself(archive: Archive) -> None:
    root = read(page(changes.for_run(archive)), None)

    assert faults(root) == []
    assert root.find(f"{ATOM}link") is None


def test_an_id_is_the_same_in_every_language_and_in_a_report_of_a_time(archive: Archive) -> None:
    run = read(page(changes.for_run(archive)))
    english = read(page(changes.for_run(archive), "en"))
    time = read(page(changes.since(archive, dt.date(2026, 11, 22))))

    assert ids(run) == ids(english) == ids(time)


def test_an_id_outlives_new_keys_new_rows_and_later_runs(archive: Archive) -> None:
    before = ids(read(page(changes.for_run(archive))), lasting=True)
    archive.db.execute("PRAGMA foreign_keys = off")
    archive.db.execute(
        "INSERT INTO plan_keys (key, plan_id) VALUES ('alias:新材料规划', 2), ('number:国科发〔2026〕7号', 2)"
    )
    archive.db.execute("UPDATE changes SET id = id + 1000")
    archive.db.execute("UPDATE plan_events SET id = id + 1000")
    insert(
        archive, "runs", id=4, kind="nightly", started_at=at(4), finished_at=at(4), status="done", planwatch_version="0"
    )
    article(archive, 9, "most", 4, title="再次印发", text="再次印发《新材料产业发展规划》。")
    happened(archive, 2, 9, 4, event="issued", evidence="再次印发《新材料产业发展规划》。")

    again = ids(read(page(changes.for_run(archive, 3))), lasting=True)
    deadlines = sum(
        entry.title == "新材料产业发展规划" for entry in page(changes.for_run(archive, 3)).section("deadlines")
    )

    assert deadlines == 1
    assert len(set(before) ^ set(again)) == 0


def test_two_plans_of_one_article_have_ids_of_their_own(archive: Archive) -> None:
    archive.db.execute("UPDATE plan_events SET version_id = 5, kind = 'issued' WHERE plan_id IN (2, 3)")
    archive.db.execute("UPDATE plans SET stage = 'issued'")

    assert faults(read(page(changes.for_run(archive)))) == []
