from hypothesis import given
from hypothesis import strategies as st

from planwatch.text import clean, clean_line, comparable, squash


def test_stored_text_has_no_controls_no_double_blanks_and_no_empty_lines() -> None:
    assert clean("\ufeff 第一\u200b条\u3000\u3000 总则\r\n\r\n\x00\x0b第二条\u2028 \u00a0") == "第一条 总则\n第二条"


def test_a_title_cannot_read_backwards_or_break_a_header() -> None:
    assert clean_line("通知\r\nBcc: x\u2029甲\u202e乙\u2066\u061c丙") == "通知 Bcc: x 甲乙丙"
    assert clean_line("规" * 9, limit=5) == "规规规规…"
    assert clean_line("规" * 5, limit=5) == "规" * 5


def test_composed_and_decomposed_letters_are_stored_alike() -> None:
    assert clean("e\u0301") == "\u00e9"


def test_texts_that_differ_in_width_punctuation_and_spacing_compare_equal() -> None:
    assert comparable("《规划》（２０２６年），ＡＢ") == comparable("规划 (2026年) ab。")
    assert comparable("2026年") != comparable("2025年")


def test_a_phrase_is_found_across_line_breaks() -> None:
    assert squash("科技\n 创新\u3000规划") == "科技创新规划"


@given(st.text())
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert "\n" not in clean_line(text)
