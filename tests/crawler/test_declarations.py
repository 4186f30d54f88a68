"""Declarations: what a good one becomes, and that each mistake names its file, line, key and what was expected."""

import datetime as dt
from pathlib import Path

import pytest

from crawler.declarations import load_catalogue, load_source, origins
from crawler.tomlfile import TomlErrors
from planwatch.records import Source

GOOD = """\
name = "某部"
name_en = "A Ministry"
kind = "ministry"
home_url = "https://www.example.gov.cn/"
last_verified = 2026-11-22

[fetch]
delay_seconds = 3
also_allow = ["https://files.example.gov.cn:8443"]

[[listings]]
title = "通知通告"
url = "https://www.example.gov.cn/tztg/"
item = "ul.a_list li"
max_pages = 3

[[listings]]
title = "政策"
url = "http://zc.example.gov.cn/feed.xml"
kind = "feed"

[[pages]]
title = "月度统计"
url = "https://www.example.gov.cn/tj/index.html"
text = ".stats"

[article]
allow = '/t\\d{8}_\\d+\\.html$'
remove = [".share"]

[[article_before]]
valid_until = 2025-06-30
text = "#zoom"

[[article_before]]
valid_until = 2023-01-31
text = "td.text"

[expect]
listing_links_min = 15
title_fill_min = 0.98
"""

# What is put into GOOD, in place of what, the line and the key that must be named, and what was expected.
MISTAKES = {
    "unknown key": ("name_en =", "name_eng =", 2, "name_eng", "name_en (a near miss)"),
    "unknown key without a near miss": ("name_en =", "wappen =", 2, "wappen", "one of article, article_before"),
    "computed key": ("name_en =", "declaration_hash =", 2, "declaration_hash", "one of article"),
    "number for a text": ('"某部"', "3", 1, "name", "a string in quotes"),
    "empty name": ('"某部"', '" "', 1, "name", "some text"),
    "unknown kind": ('"ministry"', '"minstry"', 3, "kind", "ministry, news"),
    "relative home": (
        '"https://www.example.gov.cn/"',
        '"www.example.gov.cn"',
        4,
        "home_url",
        "https://www.example.gov.cn/tztg/",
    ),
    "home on another scheme": ('"https://www.example.gov.cn/"', '"ftp://example.gov.cn/"', 4, "home_url", "https://"),
    "text for a date": ("2026-11-22", '"last week"', 5, "last_verified", "a date like 2026-11-22"),
    "time for a date": ("2026-11-22", "2026-11-22T08:00:00", 5, "last_verified", "a date like 2026-11-22"),
    "unknown table": ("[fetch]", "[fetching]", 7, "fetching", "fetch (a near miss)"),
    "text for a number": ("delay_seconds = 3", 'delay_seconds = "3"', 8, "fetch.delay_seconds", "a number"),
    "negative delay": ("delay_seconds = 3", "delay_seconds = -1", 8, "fetch.delay_seconds", "0 to 3600"),
    "no number at all": ("delay_seconds = 3", "delay_seconds = nan", 8, "fetch.delay_seconds", "0 to 3600"),
    "unknown key in a table": ("delay_seconds = 3", "delay = 3", 8, "fetch.delay", "delay_seconds (a near miss)"),
    "no budget": ("delay_seconds = 3", "budget = 0", 8, "fetch.budget", "1 to 100000"),
    "half a request": ("delay_seconds = 3", "budget = 1.5", 8, "fetch.budget", "a whole number"),
    "text for a list": (
        '["https://files.example.gov.cn:8443"]',
        '"https://files.example.gov.cn"',
        9,
        "fetch.also_allow",
        "an array",
    ),
    "origin with a path": ("gov.cn:8443", "gov.cn/files/", 9, "fetch.also_allow[0]", "scheme, host and port alone"),
    "origin with a bad port": (":8443", ":84430", 9, "fetch.also_allow[0]", "https://www.example.gov.cn/tztg/"),
    "list without address": ('url = "https://www.example.gov.cn/tztg/"', "", 11, "listings[0].url", "to be given"),
    "list without title": ('title = "政策"', "", 17, "listings[1].title", "to be given"),
    "list with a blank in its address": ("tztg/", "tz tg/", 13, "listings[0].url", "https://"),
    "address with a user": (
        "//www.example.gov.cn/tztg/",
        "//me:pw@www.example.gov.cn/",
        13,
        "listings[0].url",
        "https://",
    ),
    "bad selector": ('"ul.a_list li"', '"ul..a_list["', 14, "listings[0].item", "ul.list li"),
    "empty selector": ('"ul.a_list li"', '""', 14, "listings[0].item", "ul.list li"),
    "no pages": ("max_pages = 3", "max_pages = 0", 15, "listings[0].max_pages", "1 to 1000"),
    "truth for a number": ("max_pages = 3", "max_pages = true", 15, "listings[0].max_pages", "a whole number"),
    "unknown kind of list": ('"feed"', '"rss"', 20, "listings[1].kind", "html, json, feed, sitemap"),
    "one list twice": (
        "http://zc.example.gov.cn/feed.xml",
        "https://www.example.gov.cn/tztg/#top",
        19,
        "listings[1].url",
        "once",
    ),
    "page that is a list": ("tj/index.html", "tztg/", 24, "pages[0].url", "once"),
    "bad selector of a page": ('".stats"', '"..stats"', 25, "pages[0].text", "ul.list li"),
    "unknown key of a page": ('text = ".stats"', 'test = ".stats"', 25, "pages[0].test", "text (a near miss)"),
    "bad pattern": ("_\\d+\\.html$'", "_(\\d+\\.html$'", 28, "article.allow", "/t\\d{8}"),
    "pattern of no size": ("_\\d+\\.html$'", "a{99999999999}'", 28, "article.allow", "/t\\d{8}"),
    "bad selector in an array": ('[".share"]', '[".share", "p:::x"]', 29, "article.remove[1]", "ul.list li"),
    "old layout without an end": ("valid_until = 2025-06-30", "", 31, "article_before[0].valid_until", "2025-06-30"),
    "two layouts with one end": ("2023-01-31", "2025-06-30", 36, "article_before[1].valid_until", "another day"),
    "impossible day": ("2025-06-30", "2025-02-30", 32, "valid_until", 'key = "value"'),
    "end of the layout in force": (
        "remove = ",
        "valid_until = 2026-01-01\nremove = ",
        29,
        "article.valid_until",
        "[[article_before]]",
    ),
    "share above one": ("0.98", "98", 41, "expect.title_fill_min", "0 to 1"),
    "no equals sign": ('name_en = "A Ministry"', 'name_en "A Ministry"', 2, "-", 'key = "value"'),
    "string without an end": ('"A Ministry"', '"A Ministry', 2, "name_en", 'key = "value"'),
    "table twice": ("[expect]", "[article]", 39, "article", 'key = "value"'),
}


def written(folder: Path, text: str, name: str = "ministry.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def errors_of(path: Path) -> list[str]:
    with pytest.raises(TomlErrors) as caught:
        load_source(path)
    return caught.value.errors


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_names_file_line_key_and_what_was_expected(mistake: str, tmp_path: Path) -> None:
    right, wrong, line, key, expected = MISTAKES[mistake]
    path = written(tmp_path, GOOD.replace(right, wrong, 1))

    (error,) = errors_of(path)

    assert error.startswith(f"{path}:{line}: {key}: ")
    assert expected in error


def test_nothing_to_watch_is_a_mistake(tmp_path: Path) -> None:
    path = written(tmp_path, 'name = "某部"\nkind = "news"\nhome_url = "https://example.cn/"\n')

    assert errors_of(path) == [
        f"{path}:1: listings: there is nothing to watch, expected at least one [[listings]] or [[pages]]"
    ]


def test_a_file_in_another_charset_is_a_mistake_of_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "")
    path.write_bytes('kind = "news"\nname = "某部"\n'.encode("gb18030"))

    (error,) = errors_of(path)

    assert error.startswith(f"{path}:2: name: byte 0xb2 is not UTF-8")


def test_a_missing_file_is_a_mistake(tmp_path: Path) -> None:
    assert errors_of(tmp_path / "none.toml") == [
        f"{tmp_path / 'none.toml'}:1: -: cannot be read (No such file or directory), expected a TOML file"
    ]


def test_all_mistakes_of_all_files_are_told_at_once_in_their_order(tmp_path: Path) -> None:
    first = written(
        tmp_path / "ministry", GOOD.replace("name_en", "nameen").replace("max_pages = 3", "max_pages = 0"), "a.toml"
    )
    second = written(tmp_path / "news", GOOD.replace('"ministry"', '"press"').replace("2026-11-22", "7"), "b.toml")
    third = written(tmp_path / "news", "[listings", "c.toml")

    with pytest.raises(TomlErrors) as caught:
        load_catalogue([tmp_path])

    places = [":".join(error.split(": ", 2)[:2]) for error in caught.value.errors]
    assert places == [
        f"{first}:2:nameen",
        f"{first}:15:listings[0].max_pages",
        f"{second}:3:kind",
        f"{second}:5:last_verified",
        f"{third}:1:-",
    ]


def test_one_id_in_two_files_of_a_folder_is_a_mistake(tmp_path: Path) -> None:
    first = written(tmp_path / "ministry", GOOD, "a.toml")
    second = written(tmp_path / "news", GOOD, "a.toml")

    with pytest.raises(TomlErrors) as caught:
        load_catalogue([tmp_path])

    assert caught.value.errors == [f"{second}:1: id: 'a' is taken by {first}, expected another file name"]


def test_an_id_that_no_command_could_name_is_a_mistake(tmp_path: Path) -> None:
    (error,) = errors_of(written(tmp_path, GOOD, "a,b.toml"))

    assert "'a,b', expected letters, digits, - and _ only" in error


def test_the_users_file_wins_over_a_bundled_one(tmp_path: Path) -> None:
    written(tmp_path / "catalogue" / "ministry", GOOD, "a.toml")
    written(tmp_path / "catalogue" / "ministry", GOOD, "b.toml")
    written(tmp_path / "sources", GOOD.replace("某部", "另一部"), "a.toml")

    found = load_catalogue([tmp_path / "catalogue", tmp_path / "sources", tmp_path / "missing"])

    assert [(source.id, source.name) for source in found] == [("a", "另一部"), ("b", "某部")]


def test_a_good_declaration_becomes_a_source(tmp_path: Path) -> None:
    source = load_source(written(tmp_path, GOOD))

    assert isinstance(source, Source)
    assert (source.id, source.enabled, source.last_verified) == ("ministry", True, dt.date(2026, 11, 22))
    assert [listing.kind for listing in source.listings] == ["html", "feed"]
    assert [rules.valid_until for rules in source.article_before] == [dt.date(2023, 1, 31), dt.date(2025, 6, 30)]
    assert origins(source) == {
        "https://www.example.gov.cn:443",
        "https://files.example.gov.cn:8443",
        "http://zc.example.gov.cn:80",
    }


def test_a_source_never_tried_starts_disabled_unless_it_says_otherwise(tmp_path: Path) -> None:
    untried = GOOD.replace("last_verified = 2026-11-22\n", "")

    assert not load_source(written(tmp_path, untried)).enabled
    assert load_source(written(tmp_path, f"enabled = true\n{untried}")).enabled
    assert not load_source(written(tmp_path, f"enabled = false\n{GOOD}")).enabled


def test_the_hash_is_of_what_a_file_says_not_of_how(tmp_path: Path) -> None:
    plain = load_source(written(tmp_path, GOOD))
    spelled = load_source(
        written(tmp_path, "\ufeff# a comment\n" + GOOD.replace("\n", "\r\n").replace('"#zoom"', "'#zoom'"))
    )
    other = load_source(written(tmp_path, GOOD.replace("#zoom", "#zoom2")))

    assert spelled.declaration_hash == plain.declaration_hash
    assert other.declaration_hash != plain.declaration_hash
