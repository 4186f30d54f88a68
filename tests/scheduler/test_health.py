import pytest

from planwatch.records import Expectations, ListingRules, PageKind, Source, SourceState, Verdict
from scheduler.health import issues, judge
from scheduler.lists import ListingNight
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


def tallied(*verdicts: tuple[PageKind, Verdict], **counts: int) -> Tally:
    return Tally(
        verdicts=dict.fromkeys(verdicts, 1),
        examples=dict.fromkeys(verdicts, "https://kjt.example.gov.cn/x"),
        **counts,
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


def test_new_articles_without_titles_are_loud() -> None:
    tally = tallied((LISTING, Verdict.OK), new_articles=10, titled=5)

    assert [issue.code for issue in issues(SOURCE, tally, judge(SOURCE, tally, FULL))] == ["titles_missing"]
