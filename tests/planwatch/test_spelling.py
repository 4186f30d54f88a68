import pytest

from planwatch.spelling import letters, one_script, titles_agree


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关于印发《清川省规划》的通知", "关于印发《清川省规划》的通知"),
        ("关于印发《清川省规划》…", "关于印发《清川省规划》的通知"),
        ("【图解】关于印发清川省规划的通知", "关于印发《清川省规划》的通知"),
        ("關於補助經費的通知", "关于补助经费的通知"),
        ("公告", "关于补助经费的通知"),
    ],
)
def test_titles_that_may_be_one_documents(one: str, other: str) -> None:
    assert titles_agree(one, other)
    assert titles_agree(other, one)


@pytest.mark.parametrize("other", ["关于第2号补助经费的通知", "关于撤销蓝图工程的公告"])
def test_titles_that_say_otherwise(other: str) -> None:
    assert not titles_agree("关于第1号补助经费的通知", other)


def test_two_texts_come_in_one_script_without_moving_a_character() -> None:
    before, after = one_script("补助300万元", "補助３００萬元")
    assert (before, after) == ("补助300万元", "补助３００万元")
    assert one_script("補助", "補貼") == ("補助", "補貼")
    assert letters("補助，３００") == letters("补助 300")
