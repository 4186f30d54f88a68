import datetime as dt
from dataclasses import replace

import pytest

from planwatch.records import Expectations, ListingRules, PageKind, Source, SourceState, Verdict, WatchedPage
from scheduler import rhythm
from scheduler.health import issues, judge
from scheduler.lists import ListingNight
from storage.nights import PastNight
from storage.tally import Tally

LISTING, ARTICLE = PageKind.LISTING, PageKind.ARTICLE
SOURCE = Source(
    id="kjt",
    name="科技厅",
    kind="ministry",
    home_url="https://kjt.example.gov.cn/",
    listings=(ListingRules("通知", "https://kjt.example.gov.cn/tztg/"),),
    expect=Expectations(listing_links_min=15),
)
FULL = ListingNight(
    seen=1, links=frozenset(f"https://kjt.example.gov.cn/{n}.html" for n in range(20)), verdicts=(Verdict.OK,)
)
SHORT = ListingNight(seen=2, links=frozenset({"https://kjt.example.gov.cn/1.html"}))
PAGES = replace(SOURCE, listings=(), pages=(WatchedPage("统计", "https://kjt.example.gov.cn/tj.html"),))


def tallied(*verdicts: tuple[PageKind, Verdict], **counts: int) -> Tally:
    return Tally(
        verdicts=dict.fromkeys(verdicts, 1),
        examples=dict.fromkeys(verdicts, "https://kjt.example.gov.cn/x"),
        **counts,
    )


def many(kind: PageKind, verdict: Verdict) -> Tally:
    return replace(
        tallied((LISTING, Verdict.OK), (kind, verdict)), verdicts={(LISTING, Verdict.OK): 1, (kind, verdict): 3}
    )


@pytest.mark.parametrize(
    ("tally", "lists", "state"),
    [
        (tallied((LISTING, Verdict.OK), changes=2, new_articles=2, titled=2), FULL, SourceState.OK),
        (tallied((LISTING, Verdict.UNCHANGED)), FULL, SourceState.QUIET),
        (tallied((LISTING, Verdict.CHALLENGE)), ListingNight(seen=1), SourceState.BLOCKED),
        (tallied((LISTING, Verdict.TIMEOUT)), ListingNight(seen=1), SourceState.UNREACHABLE),
        (tallied((LISTING, Verdict.SERVER_ERROR)), ListingNight(seen=1), SourceState.UNREACHABLE),
        (tallied((LISTING, Verdict.ROBOTS_UNKNOWN)), ListingNight(seen=1), SourceState.UNREACHABLE),
        (tallied((LISTING, Verdict.ROBOTS)), ListingNight(seen=1), SourceState.DISALLOWED),
        (
            tallied((LISTING, Verdict.OK)),
            ListingNight(seen=1, links=frozenset({"https://kjt.example.gov.cn/1"})),
            SourceState.DRIFTED,
        ),
        (
            tallied((LISTING, Verdict.SOURCE_EMPTY)),
            ListingNight(seen=1, verdicts=(Verdict.SOURCE_EMPTY,)),
            SourceState.DRIFTED,
        ),
        (tallied((LISTING, Verdict.EMPTY)), ListingNight(seen=1, verdicts=(Verdict.EMPTY,)), SourceState.DRIFTED),
        (tallied((LISTING, Verdict.NOT_HTML)), ListingNight(seen=1, verdicts=(Verdict.NOT_HTML,)), SourceState.DRIFTED),
        (tallied((LISTING, Verdict.GONE)), ListingNight(seen=1, verdicts=(Verdict.GONE,)), SourceState.UNREACHABLE),
        # One of its lists is kept from us, and with it most entries: that is no drift.
        (tallied((LISTING, Verdict.OK), (LISTING, Verdict.CHALLENGE)), SHORT, SourceState.BLOCKED),
        (tallied((LISTING, Verdict.OK), (LISTING, Verdict.TIMEOUT)), SHORT, SourceState.UNREACHABLE),
        (tallied((LISTING, Verdict.OK), (LISTING, Verdict.ROBOTS)), SHORT, SourceState.DISALLOWED),
        # Its lists read well, and not one of the pages on them does.
        (tallied(*[(LISTING, Verdict.OK)] * 3, (ARTICLE, Verdict.CHALLENGE)), FULL, SourceState.QUIET),
        (many(ARTICLE, Verdict.CHALLENGE), FULL, SourceState.BLOCKED),
        (many(ARTICLE, Verdict.SERVER_ERROR), FULL, SourceState.UNREACHABLE),
        (many(ARTICLE, Verdict.ROBOTS), FULL, SourceState.DISALLOWED),
        (many(ARTICLE, Verdict.EMPTY), FULL, SourceState.DRIFTED),
        (many(ARTICLE, Verdict.EXTRACT_FAILED), FULL, SourceState.DRIFTED),
        (many(ARTICLE, Verdict.TOO_LARGE), FULL, SourceState.QUIET),
        (tallied((LISTING, Verdict.OK), changes=3, new_articles=3, titled=1), FULL, SourceState.DRIFTED),
        (tallied((LISTING, Verdict.OK), changes=1, new_articles=1, titled=0), FULL, SourceState.OK),
        (Tally(), ListingNight(), SourceState.UNREACHABLE),
    ],
)
def test_the_state_of_a_night_follows_from_its_lists(tally: Tally, lists: ListingNight, state: SourceState) -> None:
    night = judge(SOURCE, tally, lists)

    assert night.state is state
    told = [issue.code for issue in issues(SOURCE, tally, night)]
    assert (state in told) == (state not in {SourceState.OK, SourceState.QUIET})


def test_pages_that_could_not_be_read_are_counted_with_an_example() -> None:
    tally = tallied((LISTING, Verdict.OK), (ARTICLE, Verdict.EXTRACT_FAILED), (ARTICLE, Verdict.GONE))

    (issue,) = issues(SOURCE, tally, judge(SOURCE, tally, FULL))

    assert issue.code == "extract_failed"
    assert "https://kjt.example.gov.cn/x" in issue.message


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (Verdict.UNCHANGED, SourceState.QUIET),
        (Verdict.CHALLENGE, SourceState.BLOCKED),
        (Verdict.REFUSED, SourceState.UNREACHABLE),
        (Verdict.EMPTY, SourceState.DRIFTED),
        (Verdict.SUSPICIOUS_SHRINK, SourceState.DRIFTED),
        (Verdict.SOURCE_EMPTY, SourceState.DRIFTED),
        (Verdict.ROBOTS, SourceState.DISALLOWED),
    ],
)
def test_a_source_of_watched_pages_stands_or_falls_with_them_and_is_told_once(
    verdict: Verdict, state: SourceState
) -> None:
    tally = tallied((ARTICLE, verdict))
    night = judge(PAGES, tally, ListingNight())

    assert night.state is state
    assert [issue.code for issue in issues(PAGES, tally, night)] == ([state] if state is not SourceState.QUIET else [])


def test_few_new_articles_without_titles_are_loud() -> None:
    tally = tallied((LISTING, Verdict.OK), new_articles=2, titled=1)

    assert [issue.code for issue in issues(SOURCE, tally, judge(SOURCE, tally, FULL))] == ["titles_missing"]


def test_lost_titles_are_found_again_only_by_new_articles_that_have_them() -> None:
    before = past(1, 4, state=SourceState.DRIFTED)
    quiet, still, well = (
        tallied((LISTING, Verdict.OK), changes=new, new_articles=new, titled=titled)
        for new, titled in ((0, 0), (1, 0), (1, 1))
    )

    assert [judge(SOURCE, tally, FULL, before).state for tally in (quiet, still, well)] == [
        SourceState.DRIFTED,
        SourceState.DRIFTED,
        SourceState.OK,
    ]


@pytest.mark.parametrize(
    ("new", "dated", "before", "dated_before", "state"),
    [
        (3, 0, 20, 20, SourceState.DRIFTED),
        (3, 0, 5, 5, SourceState.DRIFTED),
        (3, 1, 0, 0, SourceState.OK),
        (2, 0, 20, 20, SourceState.OK),
        (3, 0, 20, 0, SourceState.OK),
        (3, 0, 20, 12, SourceState.OK),
        (3, 0, 4, 4, SourceState.OK),
        (3, 0, 0, 0, SourceState.OK),
    ],
)
def test_days_are_lost_where_all_had_one_before_and_no_new_article_has(
    new: int, dated: int, before: int, dated_before: int, state: SourceState
) -> None:
    counts = {"dated": dated, "before": before, "dated_before": dated_before}
    tally = tallied((LISTING, Verdict.OK), changes=new, new_articles=new, titled=new, **counts)
    night = judge(SOURCE, tally, FULL)

    assert night.state is state
    told = [(issue.code, "no day on 3 new articles" in issue.message) for issue in issues(SOURCE, tally, night)]
    assert told == ([("drifted", True)] if state is SourceState.DRIFTED else [])


def test_lost_days_are_found_again_only_by_a_new_article_that_has_one() -> None:
    before = past(1, 4, state=SourceState.DRIFTED)
    had = {"before": 20, "dated_before": 20}
    quiet, still, well = (
        tallied((LISTING, Verdict.OK), changes=new, new_articles=new, titled=new, dated=dated, **had)
        for new, dated in ((0, 0), (1, 0), (1, 1))
    )

    assert [judge(SOURCE, tally, FULL, before).state for tally in (quiet, still, well)] == [
        SourceState.DRIFTED,
        SourceState.DRIFTED,
        SourceState.OK,
    ]


def past(*news: int, links: int = 20, state: SourceState = SourceState.OK) -> list[PastNight]:
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return [PastNight(start + dt.timedelta(days=number), state, links, new) for number, new in enumerate(news)]


@pytest.mark.parametrize(
    ("news", "frozen"),
    [
        ([1, 0] * 6 + [0] * 13, True),
        ([1, 0] * 6 + [0] * 11, False),  # with tonight thirteen silent nights: two weeks are the least
        ([1, 0, 0, 0, 0, 0] * 6 + [0] * 12, True),
        ([1, 0, 0, 0, 0, 0] * 6 + [0] * 8, False),
        ([1, *[0] * 9] * 6 + [0] * 15, False),  # a holiday of nine nights is in the rhythm: thirty are needed
        ([1] * 4 + [0] * 60, False),  # four gaps are no rhythm
        ([0] * 100, False),
        ([], False),
    ],
)
def test_a_list_is_frozen_when_it_is_silent_far_longer_than_its_own_rhythm(news: list[int], frozen: bool) -> None:
    assert rhythm.is_frozen(past(*news), 0) is frozen
    assert not rhythm.is_frozen(past(*news), 1)


def test_a_list_stays_frozen_until_there_is_news_however_long_ago_its_rhythm_was() -> None:
    lasting = past(*[0] * 500, state=SourceState.FROZEN)

    assert rhythm.is_frozen(lasting, 0)
    assert rhythm.is_frozen([*lasting, *past(0, state=SourceState.UNREACHABLE)], 0)
    assert not rhythm.is_frozen(lasting, 1)


def test_pages_that_could_not_be_read_may_be_the_news_of_a_list_that_seems_silent() -> None:
    news = past(*[1, 0] * 6, *[0] * 13)

    assert rhythm.is_frozen(news, 0)
    assert not rhythm.is_frozen(news, 0, unread=1)


def test_nights_in_which_a_list_could_not_be_read_are_no_silence() -> None:
    news = [*past(*[1, 0] * 6), *past(*[0] * 40, state=SourceState.BLOCKED), *past(*[0] * 5)]

    assert not rhythm.is_frozen(news, 0)


@pytest.mark.parametrize(
    ("nights", "least"),
    [
        (past(*[0] * 14, links=40), 20),
        (past(*[0] * 4, links=40), 15),  # too few nights: what is declared
        ([*past(*[0] * 30, links=400), *past(*[0] * 14, links=40)], 20),  # the last two weeks count
        (past(*[0] * 14, links=20), 15),
        ([*past(*[0] * 14, links=40), *past(*[0] * 10, links=2, state=SourceState.DRIFTED)], 20),
    ],
)
def test_a_list_holds_half_of_what_is_usual_or_what_is_declared(nights: list[PastNight], least: int) -> None:
    assert rhythm.least_links(SOURCE, nights) == least
