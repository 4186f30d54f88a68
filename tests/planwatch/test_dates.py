import pytest

from planwatch.dates import find_date, find_dates, numeral, url_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("发布日期：2026-9-8", "2026-09-08"),
        ("[2026-09-08]", "2026-09-08"),
        ("2026/09/08 来源", "2026-09-08"),
        ("（2026.09.08）", "2026-09-08"),
        ("２０２６－０９－０８", "2026-09-08"),
        ("2026年9月8日 13时44分 浏览", "2026-09-08T13:44"),
        ("时间：2024-09-10 10∶08", "2024-09-10T10:08"),
        ("2024-09-10T10:08:33", "2024-09-10T10:08"),
        ("2024-09-1010:08", "2024-09-10T10:08"),
        ("2024-09-1010:08:33", "2024-09-10T10:08"),
        ("2024-09-101", None),
        ("2024‑09‑10 10点08分", "2024-09-10T10:08"),
        ("2024-09-10 99:99", "2024-09-10"),
        ("二〇二六年一月五日", "2026-01-05"),
        ("二○○六年十二月三十一日", "2006-12-31"),
        ("二ＯＯ六年十月二十日", "2006-10-20"),
        ("２００５年 ３ 月 １ 日", "2005-03-01"),
        ("二零一九年廿三月一日，2019年3月1日", "2019-03-01"),
        ("2026年11月，2026年12月2日", "2026-12-02"),
        ("20260908", None),
        ("2026年2月30日", None),
        ("2025-02-29", None),
        ("2026-13-01", None),
        ("规划（2021-2035年）", None),
        ("电话 010-2026-09-08", None),
        ("", None),
    ],
)
def test_the_first_full_date_of_a_text(text: str, iso: str | None) -> None:
    assert find_date(text) == iso


def test_all_dates_keep_their_places_and_their_words() -> None:
    text = "自２０２６年１１月起，2026-11-22 09:30 前；二〇二七年一月一日施行，见 2026-10。"
    found = find_dates(text)
    assert [date.iso for date in found] == ["2026-11", "2026-11-22T09:30", "2027-01-01", "2026-10"]
    assert all(text[date.start : date.end] == date.words for date in found)


def test_an_impossible_day_is_not_read_as_its_month() -> None:
    assert find_dates("2026年2月30日") == []


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://www.example.gov.cn/zc/202609/t20260908_1.html", "2026-09-08"),
        ("https://www.example.cn/n1/2026/0908/c1004-32079498.html", "2026-09-08"),
        ("https://www.example.cn/2026-09/08/c_1127339115.htm", "2026-09-08"),
        ("https://www.example.cn/2026/09/08/a.html", "2026-09-08"),
        ("https://www.example.cn/gn/2026/09-08/1.shtml", "2026-09-08"),
        ("https://www.example.gov.cn/art/2026/9/8/art_1_2.html", "2026-09-08"),
        ("https://www.example.cn/content_20260908", "2026-09-08"),
        ("https://www.example.cn/2026-02/30/c_1.htm", None),
        ("https://www.example.cn/202609/content_6943123.htm", None),
        ("https://www.example.cn/?day=2026-09-08", None),
        ("https://www.example.cn/c/120260908.html", None),
    ],
)
def test_the_day_in_an_address(url: str, iso: str | None) -> None:
    assert url_date(url) == iso


@pytest.mark.parametrize(
    ("words", "value"), [("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("廿三", 23), ("07", 7)]
)
def test_numerals(words: str, value: int) -> None:
    assert numeral(words) == value


@pytest.mark.parametrize("words", ["一二", "二十三四", "年"])
def test_what_is_no_numeral_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="numeral"):
        numeral(words)
