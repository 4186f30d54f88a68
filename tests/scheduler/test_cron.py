import datetime as dt

import pytest

from scheduler.cron import trigger

WEDNESDAY = dt.datetime(2026, 11, 18, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("weekday", "expected"),
    [
        ("0", "Sunday"),
        ("7", "Sunday"),
        ("1", "Monday"),
        ("5-7", "Friday"),
        ("mon-tue", "Monday"),
        ("1,6", "Saturday"),
        ("*/6", "Saturday"),
    ],
)
def test_weekdays_count_as_in_crontab(weekday: str, expected: str) -> None:
    moment = trigger(f"0 2 * * {weekday}").get_next_fire_time(None, WEDNESDAY)

    assert moment.strftime("%A") == expected


def test_the_hour_is_meant_in_the_zone() -> None:
    moment = trigger("0 2 * * *", "Asia/Shanghai").get_next_fire_time(None, WEDNESDAY)

    assert moment.astimezone(dt.UTC) == dt.datetime(2026, 11, 18, 18, tzinfo=dt.UTC)


@pytest.mark.parametrize("wrong", ["", "* * * *", "61 2 * * *", "0 2 * * 8", "0 2 * * 5-3", "0 2 31 2 *", "now"])
def test_a_wrong_expression_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        trigger(wrong)
