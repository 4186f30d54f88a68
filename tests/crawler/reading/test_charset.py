"""Bytes are read as what they are, not as what they are said to be."""

import codecs

import pytest

from crawler.reading.charset import decode
from crawler.reading.tree import elements_of, text_of

SIMPLE = (
    "科技部关于印发国家高新技术产业开发区发展规划的通知，各省、自治区、直辖市科技厅（委、局）：现将规划印发给你们。"
)
TRADITIONAL = "行政院關於國家科學技術發展計畫的說明，各機關應依照本計畫辦理，並將執行情形報告院會。"
LIES = [
    None,
    "utf-8",
    "iso-8859-1",
    "gb2312",
    "big5",
    "shift_jis",
    "euc-kr",
    "no-such-charset",
    "base64",
    "punycode",
    "undefined",
]


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize(
    ("charset", "text"),
    [("utf-8", SIMPLE), ("gb18030", SIMPLE), ("big5hkscs", TRADITIONAL), ("utf-16-le", SIMPLE), ("utf-16-be", SIMPLE)],
)
def test_a_wrong_header_or_meta_does_not_win(charset: str, text: str, lie: str | None) -> None:
    page = f'<html><head><meta charset="{lie or "x"}"><title>题</title></head><body><p>{text}</p></body></html>'
    page = page.replace("题", "題") if charset == "big5hkscs" else page

    decoded = decode(page.encode(charset), lie)

    assert (page, charset, 0.0) == (decoded.text, decoded.charset, decoded.damaged)


@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_is_believed_and_taken_off(name: str) -> None:
    mark = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    marked = {**mark, "utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE}[name]

    assert decode(marked + SIMPLE.encode(name), "gbk").text == SIMPLE


def test_a_page_in_another_language_keeps_its_declared_charset() -> None:
    russian = "<p>Министерство науки и высшего образования опубликовало план развития до 2030 года.</p>"

    assert decode(russian.encode("windows-1251"), "windows-1251").text == russian


def test_damage_is_counted_among_visible_characters_only() -> None:
    body = f"<p class='{'x' * 5000}'>{'规划' * 50}</p>".encode() + b"\xff\xfe<p>" + "。".encode() * 98 + b"</p>"

    decoded = decode(body)

    assert decoded.charset == "utf-8"
    assert decoded.damaged == pytest.approx(2 / 200)


def test_characters_only_gb18030_has_are_read_where_gb2312_is_declared() -> None:
    text = "朱镕基、𠮷野、㎡、〇"

    assert decode(text.encode("gb18030") * 3, "gb2312").text == text * 3


def test_the_bytes_are_given_on_only_where_they_are_the_text() -> None:
    whole = "科技计划的通知".encode()
    assert decode(whole).utf8 == whole
    broken = decode(whole * 10 + b"\xe7\xa7" + whole * 10)
    assert (broken.charset, broken.utf8) == ("utf-8", None)
    assert decode("科技计划的通知".encode("gb18030")).utf8 is None


@pytest.mark.parametrize("noise", ["\ufffe", "\x01", '<?xml version="1.0" encoding="gbk"?>'])
def test_a_tree_is_the_same_from_the_bytes_as_from_the_text(noise: str) -> None:
    html = f"{noise}<html><body><p>科技{noise}计划</p></body></html>"
    texts = [text_of(elements_of(html, utf8)[0]) for utf8 in (None, html.encode())]
    assert texts[0] == texts[1]


def test_the_one_byte_of_the_euro_sign_in_gbk_is_no_damage() -> None:
    body = f"<p>{SIMPLE}合计100€。</p>".encode("gb18030").replace("€".encode("gb18030"), b"\x80")

    decoded = decode(body, "gb2312")

    assert (decoded.text, decoded.damaged) == (f"<p>{SIMPLE}合计100€。</p>", 0.0)


def test_nuls_between_letters_and_bytes_of_a_file_are_no_utf_16() -> None:
    page = f"<html><body><p>{chr(0).join(SIMPLE)}</p></body></html>"

    assert decode(page.encode()).text == page
    assert not decode(b"%PDF-1.4\n" + b"\x00\x9f\x8e" * 500).charset.startswith("utf-16")


@pytest.mark.parametrize("sign", ["&#65533;", "&#xFFFD;"])
def test_lost_characters_that_a_page_spells_out_are_damage(sign: str) -> None:
    assert decode(f"<p>{'规划' * 49}{sign}{sign}</p>".encode()).damaged == pytest.approx(0.02)
