"""The made-up world of the demo: each night shows what nights.toml says, in the manner of the sites it imitates."""

import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from crawler.declarations import load_catalogue
from planwatch.text import squash
from scheduler.config import load_config
from scheduler.demo.declared import declarations, planwatch_toml
from scheduler.demo.expected import EXPECTED
from scheduler.demo.loopback import Response
from scheduler.demo.pages import build, template_folder
from scheduler.demo.site import SITE_IDS, Story, online, paragraphs, sites, stories

Pages = dict[tuple[str, str], Response]
BASE_URLS = {site_id: f"http://127.0.0.1:{8801 + place}" for place, site_id in enumerate(SITE_IDS)}
NIGHTS = {number: build(number, BASE_URLS) for number in EXPECTED}
SITE_OF = {story.key: site for site in sites() for story in site.stories}


def page(pages: Pages, story: Story) -> str:
    site = SITE_OF[story.key]
    return pages[site.id, story.path].body.decode(site.encoding)


def shown(text: str) -> str:
    return squash(unescape(re.sub(r"<[^>]+>", "", text)))


def keys_online(pages: Pages) -> set[str]:
    return {key for key, story in stories().items() if (SITE_OF[key].id, story.path) in pages}


def pdf_text(body: bytes) -> str:
    with pypdfium2.PdfDocument(body) as document:
        return squash("".join(sheet.get_textpage().get_text_bounded() for sheet in document))


def keys_listed(pages: Pages) -> set[str]:
    lists = "".join(
        response.body.decode(site.encoding)
        for site in sites()
        for (site_id, path), response in pages.items()
        if site_id == site.id and path.rsplit("/", 1)[1].startswith("index")
    )
    return {key for key, story in stories().items() if story.path.rsplit("/", 1)[1] in lists}


@pytest.mark.parametrize("number", EXPECTED)
def test_new_and_withdrawn_articles_of_a_night_are_the_declared_ones(number: int) -> None:
    before = keys_online(NIGHTS[number - 1]) if number > 1 else set()
    now = keys_online(NIGHTS[number])
    assert now - before == set(EXPECTED[number].new)
    assert before - now == set(EXPECTED[number].withdrawn)
    assert keys_listed(NIGHTS[number]) >= now
    assert not keys_listed(NIGHTS[number]) & set(EXPECTED[number].withdrawn)


@pytest.mark.parametrize("number", EXPECTED)
def test_a_page_shows_its_article_in_every_design(number: int) -> None:
    for site in sites():
        for story in online(site, number):
            seen = shown(page(NIGHTS[number], story))
            assert all(squash(paragraph) in seen for paragraph in paragraphs(story, number)), story.key
            assert squash(story.title) in seen


@pytest.mark.parametrize(("before", "after"), list(pairwise(EXPECTED)))
def test_texts_change_only_where_declared_and_keep_their_date(before: int, after: int) -> None:
    both = keys_online(NIGHTS[before]) & keys_online(NIGHTS[after])
    edited = {key for key in both if paragraphs(stories()[key], before) != paragraphs(stories()[key], after)}
    assert edited == set(EXPECTED[after].edited)
    for key in edited:
        assert all(stories()[key].published in page(NIGHTS[night], stories()[key]) for night in (before, after))


@pytest.mark.parametrize(("before", "after"), list(pairwise(EXPECTED)))
def test_files_change_only_where_declared_under_their_old_address(before: int, after: int) -> None:
    files = {key: (SITE_OF[key].id, story.attachment.path) for key, story in stories().items() if story.attachment}
    texts = {
        night: {key: pdf_text(NIGHTS[night][where].body) for key, where in files.items() if where in NIGHTS[night]}
        for night in (before, after)
    }
    changed = {key for key in texts[before] if texts[before][key] != texts[after][key]}
    assert changed == set(EXPECTED[after].attachments)


def test_the_file_gives_back_its_chinese_text() -> None:
    attached = stories()["five-year-plan-notice"].attachment
    assert attached is not None
    assert pdf_text(NIGHTS[2]["chengling_kjt", attached.path].body) == squash(attached.text)
    assert "投入强度达到3.5%以上" in pdf_text(NIGHTS[3]["chengling_kjt", attached.path].body)


@pytest.mark.parametrize("number", EXPECTED)
def test_expected_plans_are_named_by_a_page_that_is_new_that_night(number: int) -> None:
    texts = [shown(page(NIGHTS[number], stories()[key])) for key in EXPECTED[number].new]
    for plan in EXPECTED[number].plans:
        assert any(plan.title in text for text in texts), plan.title


def test_one_site_gets_other_templates_and_its_file_of_rules_stays() -> None:
    assert [template_folder(site, 2) == template_folder(site, 3) for site in sites()] == [True, True, False]
    assert "TRS_UEDITOR" in declarations(BASE_URLS)["chengling_kjt"]
    assert all("[article]" not in declarations(BASE_URLS)[site_id] for site_id in SITE_IDS[1:])


def test_the_newspaper_says_gb2312_and_decodes_as_gb18030_alone() -> None:
    body = NIGHTS[1]["chengling_daily", stories()["shared-instruments"].path].body
    assert b"charset=gb2312" in body
    assert "李㛃" in body.decode("gb18030")
    for wrong in ("gb2312", "gbk", "utf-8"):
        with pytest.raises(UnicodeDecodeError):
            body.decode(wrong)


def test_the_pasted_article_stands_twice_in_its_page() -> None:
    (key,) = EXPECTED[2].repeated
    text = squash(stories()[key].text)
    assert shown(page(NIGHTS[2], stories()[key])).count(text) == 2


def test_copies_carry_their_original_and_one_is_cut() -> None:
    original = squash(stories()["five-year-plan-story"].text)
    lengths = {}
    for pair in EXPECTED[2].copies:
        assert pair.original == "five-year-plan-story"
        carried = squash("".join(paragraphs(stories()[pair.copy], 2)[1:-1]))
        assert carried in original
        lengths[pair.copy] = len(carried) / len(original)
    assert lengths["five-year-plan-morning"] < 0.7 < lengths["five-year-plan-daily"]


def test_the_back_dated_notice_stands_on_the_second_list_page() -> None:
    name = stories()["rural-envoys-notice"].path.rsplit("/", 1)[1].encode()
    first, second = (NIGHTS[4]["chengling_kjt", f"/tztg/{page}"].body for page in ("index.html", "index_1.html"))
    assert name not in first
    assert name in second
    assert b'createPageHTML(2, 0, "index", "html")' in first
    assert ("chengling_kjt", "/tztg/index_2.html") not in NIGHTS[4]


def test_only_loopback_and_reserved_names_are_named() -> None:
    texts = [
        response.body.decode("ascii", errors="replace") for pages in NIGHTS.values() for response in pages.values()
    ]
    texts += [*declarations(BASE_URLS).values(), planwatch_toml(BASE_URLS, smtp="smtp://127.0.0.1:2525")]
    named = {host for text in texts for host in re.findall(r"(?:://|@)([\w.:-]+)", text, re.ASCII)}
    assert named
    assert all(name.startswith("127.0.0.1:") or name.endswith(".example") for name in named), named
    assert not [text for text in texts if re.search(r"\.(?:com|net|org|cn)\b", text)]


def test_the_files_of_settings_load_without_a_fault(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    for source_id, text in declarations(BASE_URLS).items():
        (tmp_path / "sources" / f"{source_id}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "planwatch.toml").write_text(planwatch_toml(BASE_URLS), encoding="utf-8")
    found = {source.id: source for source in load_catalogue([tmp_path / "sources"])}
    assert set(found) == set(SITE_IDS)
    assert all(source.enabled and source.fetch.delay_seconds == 0 for source in found.values())
    config = load_config(tmp_path)
    assert config.network.allow_private == ("127.0.0.1:8801", "127.0.0.1:8802", "127.0.0.1:8803")
    assert (config.mail, [subscription.language for subscription in config.subscriptions]) == (None, ["zh", "en"])
    (tmp_path / "planwatch.toml").write_text(planwatch_toml(BASE_URLS, smtp="smtp://127.0.0.1:2525"), encoding="utf-8")
    mail = load_config(tmp_path).mail
    assert mail is not None
    assert mail.smtp == "smtp://127.0.0.1:2525"


def test_a_night_without_a_story_is_refused() -> None:
    with pytest.raises(ValueError, match="no night 5, expected one of 1, 2, 3, 4"):
        build(5, BASE_URLS)
