"""Reports and mails as HTML: valid by html5lib's strict reader, without script, and as a browser lays them out and prints them."""

import datetime as dt
import re
from collections.abc import Iterator
from email.policy import SMTP

import html5lib
import pypdfium2
import pytest

from docs.browser import CHROMIUM, Browser
from planwatch.records import DeliveryState, Subscription
from reports import changes, digest, html, versions
from reports.mail import message
from reports.speaker import page
from storage.archive import Archive
from storage.told import Delivery
from tests.reports.made import AFTER, BEFORE, HOSTILE, article, change, plan, version

# Longer than a phone is wide, in one piece.
ENDLESS = f"{HOSTILE}{'W' * 180}"
PHONE, DESK = 390, 1200
NO_BROWSER = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not here")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as opened:
        yield opened


def documents(archive: Archive, language: str) -> dict[str, str]:
    """Return every HTML document that is made of a rich night, a quiet one and two versions."""
    reader = Subscription("analyst@example.org", language=language)
    return {
        "report": html.render(page(changes.for_run(archive), language), HOSTILE),
        "quiet": html.render(page(changes.for_run(archive, 2), language), "变更报告"),
        "mail": digest.build(archive, 3, reader).html,
        "quiet mail": digest.build(archive, 2, reader).html,
        "versions": html.render_comparison(versions.compare(archive, "1"), language),
    }


def hostile(archive: Archive) -> None:
    """Give the archive titles and sentences that break out of markup and of a phone's width."""
    archive.db.execute("UPDATE articles SET title = ? WHERE id IN (1, 2, 6)", [ENDLESS])
    archive.db.execute("UPDATE plan_events SET evidence = ?", [ENDLESS])
    archive.db.execute("UPDATE plans SET document_number = ?", [ENDLESS])
    archive.db.execute("UPDATE versions SET text = text || ? WHERE id = 101", [f"\n{ENDLESS}"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_document_is_valid_and_has_no_script(archive: Archive, language: str) -> None:
    hostile(archive)

    for made in documents(archive, language).values():
        root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(made)
        names = {node.tag for node in root.iter()}
        assert not names & {"script", "img", "iframe", "object", "form", "base"}
        assert not any(name.startswith("on") for node in root.iter() for name in node.attrib)
        assert not re.search(r"<link|@import|url\(", made)
        assert root.get("lang") == ("en" if language == "en" else "zh-Hans")


def test_a_report_opens_its_passages_side_by_side_and_a_mail_does_not(archive: Archive) -> None:
    made = documents(archive, "zh")
    root = html5lib.parse(made["report"], namespaceHTMLElements=False)
    (row,) = root.findall(".//details//tr[@class='row']")
    left, right = ("".join(cell.itertext()) for cell in row.findall("td"))

    assert left in BEFORE
    assert right in AFTER
    assert 'href="#changed"' in made["report"]
    assert "<details" not in made["mail"]
    assert 'href="#' not in made["mail"]


@NO_BROWSER
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_is_wider_than_the_screen(archive: Archive, browser: Browser, language: str, width: int) -> None:
    hostile(archive)

    for name, made in documents(archive, language).items():
        browser.show(made.replace("<details", "<details open"), width)
        assert browser.value("document.documentElement.scrollWidth") == width, name


@NO_BROWSER
@pytest.mark.parametrize(("width", "times"), [(PHONE, 1), (DESK, 2)])
def test_a_phone_shows_what_two_versions_share_once(archive: Archive, browser: Browser, width: int, times: int) -> None:
    browser.show(documents(archive, "zh")["versions"], width)
    shown = browser.value("document.body.innerText")

    assert shown.count("特此通知。") == times
    assert "可以申报" in shown
    assert "应当申报" in shown


@NO_BROWSER
def test_a_dark_screen_is_dark_and_its_text_is_light(archive: Archive, browser: Browser) -> None:
    script = """[...document.querySelectorAll('p, h1, h2, h3, a, span, del, ins, td, th, summary')].map(node => {
        let ground = node
        while (getComputedStyle(ground).backgroundColor == 'rgba(0, 0, 0, 0)') ground = ground.parentElement
        return [node.className, getComputedStyle(node).color, getComputedStyle(ground).backgroundColor]
    })"""
    for made in documents(archive, "zh").values():
        for dark in (False, True):
            browser.show(made, PHONE, dark=dark)
            for name, text, ground in browser.value(script):
                light, deep = luminance(text), luminance(ground)
                assert (light > deep) == dark, name
                # WCAG 2.2, 1.4.3: 4.5 to 1.
                assert (max(light, deep) + 0.05) / (min(light, deep) + 0.05) >= 4.5, (name, text, ground)


def luminance(color: str) -> float:
    """Return the relative luminance of rgb(r, g, b), as WCAG defines it."""
    channels = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@NO_BROWSER
def test_paper_holds_the_whole_report_with_its_addresses(archive: Archive, browser: Browser) -> None:
    browser.show(html.render(page(changes.for_run(archive), "zh"), "变更报告"), DESK, dark=True)
    paper = pypdfium2.PdfDocument(browser.paper())
    text = "".join("".join(leaf.get_textpage().get_text_bounded().split()) for leaf in paper)

    for said in (
        "变更报告",
        "新材料产业发展规划",
        "1286.41268.4亿元",
        "https://most.example/a/1.html",
        "已查看2/3个来源",
    ):
        assert said in text
    assert "并排对照" not in text


def test_a_night_of_700_stays_below_100_kilobytes_and_says_where_the_rest_is(archive: Archive) -> None:
    with archive.atomic():
        for number in range(1000, 1500):
            article(archive, number, "most", 1, title=f"{HOSTILE}关于投资的通知{number}", text=BEFORE)
            facts = {"title": "关于投资的通知", "issuers": "[]", "text": AFTER}
            version(archive, number + 10_000, number, 2, 3, **facts)
            change(archive, number, "edited", 3, before_version_id=number, after_version_id=number + 10_000)
        for number in range(2000, 2200):
            article(archive, number, "most", 3, title=f"规划{number}", text="印发规划。")
            plan(archive, number, f"规划{number}", number, 3, event="issued", evidence=HOSTILE * 3)
    reader = Subscription("analyst@example.org")
    named = digest.build(archive, 3, reader)
    linked = digest.build(archive, 3, reader, archive_url="https://watch.example.org/")

    for made in (named, linked):
        mail = message(delivery(made), "planwatch@example.org").as_bytes(policy=SMTP)
        assert len(mail) < 100_000
        assert "新规划201" in made.subject
        assert "变更501" in made.subject
    assert "planwatch report --run 3" in named.text
    assert "planwatch report --run 3" in named.html
    assert 'href="https://watch.example.org/planwatch/recent_changes?run_id=3"' in linked.html
    assert "https://watch.example.org/planwatch/new_plans?run_id=3" in linked.text


def delivery(made: digest.Digest) -> Delivery:
    """Return a digest as it waits for its delivery."""
    when = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    return Delivery(
        id=1, digest_id=1, run_id=3, recipient="analyst@example.org", message_id="<1@planwatch.example>", last_error=None,
        state=DeliveryState.PENDING, attempts=0, language="zh", subject=made.subject, text=made.text, html=made.html,
        created_at=when, updated_at=when,
    )  # fmt: skip
