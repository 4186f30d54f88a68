"""One pattern for many words finds what the words tried longest first would find."""

import re

from hypothesis import given
from hypothesis import strategies as st

from plans.words import any_of

WORDS = st.lists(st.text("甲乙.[", min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text("甲乙.[丙", max_size=24))
def test_finds_the_longest_of_the_words(words: list[str], text: str) -> None:
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    assert re.findall(any_of(words), text) == re.findall(longest_first, text)


@given(WORDS, st.text("甲乙.[", max_size=8))
def test_gives_way_to_a_shorter_word_where_the_rest_needs_it(words: list[str], text: str) -> None:
    plain = f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})乙"
    assert re.findall(f"(?:{any_of(words)})乙", text) == re.findall(plain, text)
