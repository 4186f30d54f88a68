"""What never is a change: whatever moves around an article; and what is one all the same: one number in a night of a new design."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from opencc import OpenCC

from storage import mass
from tests.crawler.site import Site
from tests.scheduler.homes import declaration, night, rows, write_home
from tests.scheduler.noisy import Noisy, Template, Text, leaking, news, portal, redesigned, table
from tests.scheduler.quick import SOURCE, Nights
from tests.scheduler.test_fates import TOPICS, made

Opened = Callable[..., tuple[Nights, Noisy]]
FETCHES = 30


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    with ExitStack() as stack:

        def start(template: Template, count: int = 8) -> tuple[Nights, Noisy]:
            pages = [made(topic, number) for number, topic in enumerate(TOPICS[:count])]
            texts = {f"/{number}.html": Text(page.title, page.lines) for number, page in enumerate(pages)}
            noisy, site = Noisy(texts, template), stack.enter_context(Site("127.0.0.32"))
            site.pages.update(noisy.pages())
            nights = Nights(tmp_path, site, list(texts))
            stack.callback(nights.archive.close)
            return nights, noisy

        yield start


def kinds(nights: Nights) -> list[tuple[str, int]]:
    return nights.archive.db.execute("SELECT kind, count(*) FROM changes GROUP BY kind").fetchall()


def events(nights: Nights, run_id: int) -> list[mass.MassChange]:
    return list(mass.events(nights.archive, run_id, [SOURCE]))


@pytest.mark.parametrize("template", [portal, table, news])
def test_thirty_fetches_of_a_page_that_never_looks_the_same_are_no_change(opened: Opened, template: Template) -> None:
    nights, noisy = opened(template, 4)
    last = nights.run(FETCHES)

    assert noisy.fetches == 4 * FETCHES
    assert kinds(nights) == [("new", 4)]
    assert nights.archive.db.execute("SELECT count(*) FROM page_notes").fetchone() == (0,)
    assert events(nights, last) == []


def test_nor_are_they_around_a_notice_of_one_sentence(opened: Opened) -> None:
    nights, noisy = opened(portal, 4)
    for text in noisy.texts.values():
        text.lines = text.lines[:1]
    nights.run(FETCHES)

    assert kinds(nights) == [("new", 4)]


def test_a_new_design_is_no_change_and_a_number_changed_in_its_night_is_told(opened: Opened) -> None:
    nights, noisy = opened(portal)
    nights.run(2)
    noisy.template = redesigned
    noisy.texts["/3.html"].lines[1] = noisy.texts["/3.html"].lines[1].replace("1311万元", "1131万元")
    last = nights.run()

    assert nights.told(last) == [("edited", "/3.html", "substance")]
    assert nights.run() == last + 1
    assert nights.told(last + 1) == []


def test_what_a_new_design_adds_to_every_article_is_one_event_and_the_changed_number_still_shows(
    opened: Opened,
) -> None:
    nights, noisy = opened(portal)
    nights.run(2)
    noisy.template = leaking
    noisy.texts["/3.html"].lines[1] = noisy.texts["/3.html"].lines[1].replace("1311万元", "1131万元")
    last = nights.run()

    assert nights.told(last) == [("edited", "/3.html", "substance")]
    (event,) = events(nights, last)
    assert (event.looked, event.changed, event.held) == (8, 8, 7)
    assert len(event.examples) == 3
    assert nights.run() == last + 1
    assert nights.told(last + 1) == []
    assert events(nights, last + 1) == []


def test_an_edit_of_substance_on_every_page_is_told_for_each(opened: Opened) -> None:
    nights, noisy = opened(portal)
    nights.run()
    for text in noisy.texts.values():
        text.lines[2] = text.lines[2].replace("每季度末", "每月20日前")
    last = nights.run()

    assert {path for _, path, _ in nights.told(last)} == set(noisy.texts)
    (event,) = events(nights, last)
    assert (event.changed, event.held) == (8, 0)


def test_two_edits_or_three_of_many_are_no_event(opened: Opened) -> None:
    nights, noisy = opened(portal, 12)
    nights.run()
    for path in ("/0.html", "/1.html"):
        noisy.texts[path].lines[0] += "请遵照执行。"
    second = nights.run()
    for path in ("/2.html", "/3.html", "/4.html"):
        noisy.texts[path].lines[0] += "请遵照执行。"
    third = nights.run()

    assert (len(nights.told(second)), len(nights.told(third))) == (2, 3)
    assert events(nights, second) == events(nights, third) == []


def test_a_site_that_turns_traditional_changes_nothing_but_what_changed(opened: Opened) -> None:
    nights, noisy = opened(portal)
    nights.run()
    turn = OpenCC("s2t").convert
    for text in noisy.texts.values():
        text.title, text.lines = turn(text.title), [turn(line) for line in text.lines]
    noisy.texts["/3.html"].lines[1] = noisy.texts["/3.html"].lines[1].replace("1311", "1131")
    last = nights.run()

    assert nights.told(last) == [("edited", "/3.html", "substance")]
    (event,) = events(nights, last)
    assert (event.changed, event.held) == (8, 7)


def test_texts_that_all_shrink_are_one_event_and_their_confirmation_none(opened: Opened) -> None:
    nights, noisy = opened(portal)
    nights.run(2)
    for number, text in enumerate(noisy.texts.values()):
        text.lines = [f"本页内容正在迁移，编号{number}，请稍后再来查看相关的信息。"]
    first = nights.run()
    second = nights.run()

    assert nights.told(first) == nights.told(second) == []
    (event,) = events(nights, first)
    assert (event.changed, event.held) == (8, 8)
    assert events(nights, second) == []


def test_a_mass_change_is_one_alert_of_a_night_and_its_mail(tmp_path: Path) -> None:
    texts = {f"/{n}.html": Text(page.title, page.lines) for n, page in enumerate(map(made, TOPICS[:6], range(6)))}
    noisy = Noisy(texts, portal, shuffled=False)
    with Site("127.0.0.33") as site:
        site.pages.update(noisy.pages())
        mail = '[[subscriptions]]\nemail = "desk@example.org"\n'
        home = write_home(tmp_path, [site.url("")], {"kjt": declaration(site.url(""), ["/list"])}, mail)
        codes = [night(home, "2026-11-01T18:00:00Z").returncode]
        noisy.template = leaking
        codes.append(night(home, "2026-11-02T18:00:00Z").returncode)
        codes.append(night(home, "2026-11-03T18:00:00Z").returncode)

    assert codes == [0, 1, 0]
    ((run_id, level, code, message),) = rows(home, "SELECT run_id, level, code, message FROM issues")
    assert (run_id, level, code) == (2, "error", "mass_change")
    assert message.startswith("6 of the 6 pages looked at changed in one night; 6 of these changes are held back")
    assert message.count("http://") == 3
    assert rows(home, "SELECT count(*), sum(held) FROM changes WHERE kind = 'edited'") == [(6, 6)]
    assert rows(home, "SELECT count(*) FROM recent_changes WHERE run_id > 1") == [(0,)]
    (subject,) = (subject for (subject,) in rows(home, "SELECT subject FROM digests WHERE run_id = 2"))
    assert subject == "规划日报 2026-11-03：来源异常1"
