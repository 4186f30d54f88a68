"""sources noise: rules against what keeps changing, found on stored pages and tried on them."""

import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.noise import propose
from tests.crawler.site import Asked, Reply, Site
from tests.scheduler.homes import declaration, planwatch, write_home
from tests.scheduler.quick import SOURCE, Nights
from tests.scheduler.test_fates import TOPICS, made

COUNT, NIGHTS = 4, 5


class Liked:
    """Articles with a box of likes, a line that counts readers and has no name, and one that was really edited."""

    def __init__(self) -> None:
        self.night = 0

    def article(self, asked: Asked) -> Reply:
        number = int(asked.path[1])
        page = made(TOPICS[number], number)
        if number == 1 and self.night > 2:
            page.lines[1] = page.lines[1].replace("1237万元", "1337万元")
        count = 100 * self.night + number
        lines = "".join(f"<p>{line}</p>" for line in page.lines)
        box = f"<div class='zan box{count}'><span>已有{count}位读者觉得有帮助，</span>其中{count // 2}位留下了意见。</div>"
        return Reply(
            f"<html><head><title>{page.title}</title></head><body><h1>{page.title}</h1><div>发布时间：2026-10-20</div>"
            f"<div class='c'>{lines}{box}<p>文章热度{count * 3}度，数据每小时更新一次。</p></div></body></html>"
        )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    liked, folder = Liked(), tmp_path_factory.mktemp("noise")
    with Site("127.0.0.35") as site:
        paths = [f"/{number}.html" for number in range(COUNT)]
        items = "".join(f'<li><a href="{path}">{made(TOPICS[n], n).title}</a></li>' for n, path in enumerate(paths))
        site.pages = {
            "/list": Reply(f"<html><body><ul>{items}</ul></body></html>"),
            **dict.fromkeys(paths, liked.article),
        }
        text = declaration(site.url(""), ["/list"])
        write_home(folder, [site.url("")], {SOURCE: f'{text}\n[article]\nremove = [".share"]\n'})
        nights = Nights(folder, site, paths)
        with closing(nights.archive):
            for number in range(NIGHTS):
                liked.night = number
                nights.run()
    return folder


def test_it_proposes_the_box_and_the_line_without_a_name_and_no_part_of_the_text(home: Path) -> None:
    done = planwatch(home, "sources", "noise", SOURCE)
    pasted = tomllib.loads(done.stdout)

    assert done.returncode == 0, done.stderr
    assert pasted["article"]["remove"] == [".share", 'p:contains("文章热度")', "div.zan"]
    assert done.stdout.startswith("# 16 past changes of 4 pages read again\n")
    assert "# together 15 of 16 changes" in done.stdout
    assert "takes: 已有" in done.stdout


def test_what_it_prints_can_be_pasted_and_keeps_those_changes_away(home: Path) -> None:
    path = home / "sources" / f"{SOURCE}.toml"
    before, proposed = path.read_text(encoding="utf-8"), planwatch(home, "sources", "noise", SOURCE).stdout
    path.write_text(before.partition("[article]")[0] + proposed, encoding="utf-8")
    done = planwatch(home, "rebuild", "--dry-run")
    again = planwatch(home, "sources", "noise", SOURCE).stdout
    path.write_text(before, encoding="utf-8")

    assert done.returncode == 0, done.stderr
    vanished = [line for line in done.stdout.splitlines() if line.startswith("- ") and " edited " in line]
    assert len(vanished) == 15
    assert again.startswith("# 1 past changes of 1 pages read again\n# none of them")


def test_a_source_without_changes_has_no_noise(tmp_path: Path) -> None:
    with Site("127.0.0.35") as site:
        site.pages = {"/list": Reply("<html><body><ul></ul></body></html>")}
        nights = Nights(tmp_path, site, [])
        with closing(nights.archive):
            nights.run(2)
            proposal = propose(nights.archive, nights.source, lambda *_: None)

    assert (proposal.changes, proposal.rules) == (0, ())
