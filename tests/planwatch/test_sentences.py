"""Clauses compared sentence by sentence."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planwatch.diff import apply
from planwatch.sentences import hunks, stretches

TEXT = st.text(st.sampled_from("单位应当备案不得2026年3月，。；\n”"), max_size=80)


@given(TEXT, TEXT)
@settings(max_examples=150, deadline=None)
def test_the_stretches_and_hunks_hold_both_texts_whole(before: str, after: str) -> None:
    found = list(stretches(before, after))

    assert "".join(old for old, _ in found) == before
    assert "".join(new for _, new in found) == after
    assert apply(before, hunks(before, after)) == after


def test_a_sentence_put_in_between_leaves_the_others_whole() -> None:
    before = "单位应当在十日内备案。逾期不备案的，责令改正。"
    after = "单位应当在五日内备案。备案材料由登记机构保存三年。逾期不备案的，处以罚款。"

    assert [(hunk.before, hunk.after) for hunk in hunks(before, after)] == [
        ("十", "五"),
        ("", "备案材料由登记机构保存三年。"),
        ("责令改正", "处以罚款"),
    ]


def test_a_table_of_many_lines_is_compared_as_a_whole() -> None:
    rows = "".join(f"项目{number}；\n" for number in range(200))

    assert list(stretches(rows, rows + "合计；")) == [(rows, rows + "合计；")]
