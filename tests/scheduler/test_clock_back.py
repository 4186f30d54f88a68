"""A clock that was years ahead for a night and then put right: no page waits for the day that never came."""

from pathlib import Path

from tests.crawler.site import Site, article, listing
from tests.scheduler.homes import declaration, night, rows, write_home


def test_pages_are_looked_at_in_the_first_night_after_the_clock_went_back(tmp_path: Path) -> None:
    with Site("127.0.0.84") as site:
        site.pages = {
            "/list": listing(*(f"/{n}.html" for n in range(1, 6))),
            **{f"/{n}.html": article(f"第{n}号规划") for n in range(1, 6)},
        }
        home = write_home(tmp_path, [site.url("")], {"kjt": declaration(site.url(""), ["/list"])})
        exits = [night(home, "2026-11-01T18:00:00Z").returncode, night(home, "2031-01-01T18:00:00Z").returncode]
        for day in (2, 3):
            site.pages["/1.html"] = article("第1号规划", f"经费增至{day}亿元。")
            exits.append(night(home, f"2026-11-0{day}T18:00:00Z").returncode)

    assert exits == [0, 0, 0, 0]
    assert rows(home, "SELECT run_id, kind FROM recent_changes WHERE run_id > 1") == [(3, "edited"), (4, "edited")]
    assert rows(home, "SELECT run_id, level, code FROM issues") == [(3, "note", "clock_went_back")]
    assert rows(home, "SELECT count(*) FROM versions WHERE seen_until < seen_from") == [(0,)]
