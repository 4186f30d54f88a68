"""What a page says stays what it says: carried through a night into every output, none of it runs, forges or redirects."""

import csv
import email
import email.policy
import io
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import pytest
from lxml import html as lxml_html

from tests.crawler.site import Asked, Reply, Site
from tests.reports.receiver import Receiver, receiving
from tests.reports.test_datasette import CHROMIUM, TABLES, browse, serving
from tests.scheduler.homes import declaration, night, planwatch, rows, write_home

HIT = "document.documentElement.setAttribute('data-'+'hit',1)"
SCRIPT = f'<script>{HIT}</script>"><img src=x onerror="{HIT}"><svg onload={HIT}>'
CHAT = '<!channel> <at user_id="all">所有人</at> [点此](javascript:hit)'
TEMPLATES = "{{7*7}} ${7*7} {% raise %} #{7*7}"
UNSEEN = "\x1b]0;hit\x07\x1b[2J\u202e\u2028\u2066\x85"
HOSTILE = (
    f"=cmd|' /C calc'!A0 {SCRIPT}",
    f"@SUM(1+1)*{TEMPLATES}",
    f"+规划{UNSEEN}\r\nBcc: victim@example.org\r\n\r\n第二部分",
    f"-2+3{CHAT}",
)
TEXT = "为贯彻落实《{plan}》，现将第{n}号任务分工印发给你们，到2030年研发投入强度达到{rate}%以上，请于2026年12月28日前反馈。"
ACTIVE = {"script", "iframe", "object", "embed", "base", "form", "svg", "img", "link"}
FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d+(\.\d+)?$)")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def page(number: int, rate: str) -> Reply:
    """Return an article whose title, source, plan, link text and file name are hostile, as text and as nodes."""
    said = HOSTILE[number]
    shown = escape(said).replace("\x1b", "&#27;")
    link = f'<a href="/files/{quote("=cmd.pdf")}?n={number}" title="{shown}">{shown}</a><a href="javascript:{HIT}">附件.pdf</a>'
    text = TEXT.format(plan=f"{shown}科技创新规划", n=number, rate=rate)
    return Reply(
        f'<html><head><title>{shown}</title><meta name="ContentSource" content="{shown}">'
        f"</head><body><h1>{shown}</h1><span>来源：{shown}</span><span>2026-11-20</span><div id='zoom'><p>{text}</p><p>{text}{shown}</p>"
        f"<p>{link}</p>{SCRIPT}</div></body></html>"
    )


def hostile(site: Site, rate: str) -> None:
    """Let the site show the hostile pages on a list, beside a redirect and an error that name things in headers."""
    listed = "".join(f"<li><a href='/{n}.html'>{escape(HOSTILE[n])}</a><span>2026-11-20</span></li>" for n in range(4))
    forged = quote("\r\n2026-11-22 [forged] CRITICAL: \x1b[2J")
    more = f"<li><a href='/{forged}'>x</a></li><li><a href='/away.html'>关于印发规划的通知</a></li><li><a href='javascript:{HIT}'>y</a></li>"
    site.pages = {f"/{n}.html": page(n, rate) for n in range(4)}
    site.pages["/list"] = Reply(f"<html><body><ul>{listed}{more}</ul></body></html>")
    site.pages["/away.html"] = Reply(
        raw=b"HTTP/1.1 302 \x1b[2Jhit\r\nLocation: http://x.invalid/\x1b[2J<script>\r\n\r\n"
    )
    site.pages |= {f"/files/=cmd.pdf?n={n}": file for n in range(4)}


def file(_: Asked) -> Reply:
    return Reply(
        b"%PDF-1.4 no pdf",
        headers={"Content-Type": "application/pdf", "Content-Disposition": 'attachment; filename="../../=x.pdf"'},
    )


@pytest.fixture(scope="module")
def robot() -> Iterator[Receiver]:
    with receiving() as made:
        robot_answer = {"code": 0}
        made.answer = lambda *_: (200, {}, str(robot_answer).replace("'", '"'))
        yield made


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory, robot: Receiver) -> Iterator[tuple[Path, str]]:
    """Return the home of two nights, the second with edits, and all that they printed."""
    folder = tmp_path_factory.mktemp("injected")
    more = '[[subscriptions]]\nemail = "desk@example.org"\n' + "".join(
        f'[[webhooks]]\nname = "{kind}"\nkind = "{kind}"\n' for kind in ("slack", "feishu")
    )
    with Site("127.0.1.101") as site, pytest.MonkeyPatch.context() as patch:
        for kind in ("SLACK", "FEISHU"):
            patch.setenv(f"PLANWATCH_WEBHOOK_{kind}_URL", robot.url)
        home = write_home(folder, [site.url("")], {"kjt": declaration(site.url(""), ["/list"])}, more)
        printed = ""
        for now, rate in (("2026-11-22T02:00:00+08:00", "3.2"), ("2026-11-23T02:00:00+08:00", "3.5")):
            hostile(site, rate)
            done = night(home, now)
            printed += done.stdout + done.stderr
        yield home, printed


@pytest.fixture(scope="module")
def home(nights: tuple[Path, str]) -> Path:
    return nights[0]


def active(document: str) -> list[str]:
    """Return what would run, load or lead astray in an HTML document."""
    found = []
    for node in lxml_html.fromstring(document.encode()).iter():
        if not isinstance(node.tag, str):
            continue
        found += [node.tag] if node.tag in ACTIVE else []
        for name, value in node.attrib.items():
            leads = name in {"href", "src", "action"} and not re.match(r"https?://|#", value)
            found += [f"{name}={value}"] if name.startswith("on") or leads else []
    return found


def named(home: Path, arguments: tuple[str, ...]) -> tuple[str, ...]:
    """Return a command's words, with an article's id where a page of the site was named."""
    ids = {url.rpartition("/")[2]: str(number) for number, url in rows(home, "SELECT id, url FROM articles")}
    return tuple(ids.get(word, word) for word in arguments)


def edited(home: Path) -> list[int]:
    return [
        number for (number,) in rows(home, "SELECT article_id FROM changes WHERE kind = 'edited' AND NOT is_technical")
    ]


def test_the_hostile_words_are_in_the_archive_and_their_controls_are_not(home: Path) -> None:
    assert len(rows(home, "SELECT id FROM articles")) == len(HOSTILE)
    titles = [title for (title,) in rows(home, "SELECT title FROM articles ORDER BY id")]

    assert any("<script>" in title for title in titles)
    assert any("{{7*7}}" in title for title in titles)
    assert any("Bcc: victim" in title for title in titles)
    assert len(edited(home)) == len(HOSTILE)
    for table in ("articles", "versions", "plans", "plan_events", "attachments", "issues", "digests", "changed_fields"):
        words = [str(value) for row in rows(home, f"SELECT * FROM {table}") for value in row]
        assert not [word for word in words if CONTROLS.search(word)], table


def test_no_mail_gains_a_header_or_an_active_node(home: Path) -> None:
    mails = [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in (home / "outbox").glob("*.eml")
    ]

    assert len(mails) == 2
    for mail in mails:
        assert set(mail.keys()) <= {
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "MIME-Version",
            "Content-Type",
            "Auto-Submitted",
            "X-Auto-Response-Suppress",
            "Content-Language",
            "Precedence",
            "List-Id",
        }
        assert mail["To"] == "desk@example.org"
        text, html = (part.get_content() for part in mail.iter_parts())
        assert not CONTROLS.search(text)
        assert active(html) == []
    assert any("{{7*7}}" in mail.as_string() or "7*7" in mail.get_body(("plain",)).get_content() for mail in mails)


@pytest.mark.parametrize(
    "arguments",
    [
        ("report",),
        ("digest", "--print"),
        ("diff", "0.html"),
        ("diff", "1.html"),
        ("outbox",),
        ("doctor",),
        ("sources", "list"),
    ],
)
def test_no_control_reaches_a_terminal(nights: tuple[Path, str], arguments: tuple[str, ...]) -> None:
    home, printed = nights
    done = planwatch(home, *named(home, arguments))

    assert "Traceback" not in done.stderr
    assert not CONTROLS.search(done.stdout + done.stderr + printed)


@pytest.mark.parametrize(
    "arguments",
    [
        ("report",),
        ("report", "--run", "1"),
        ("digest", "--print"),
        ("diff", "0.html"),
        ("diff", "2.html"),
        ("compare", "0.html", "1.html"),
        ("compare", "2.html", "3.html"),
    ],
)
def test_no_html_has_an_active_node_and_each_has_a_policy(home: Path, arguments: tuple[str, ...]) -> None:
    done = planwatch(home, *named(home, arguments), "--format", "html")

    assert done.returncode == 0, done.stderr
    documents = re.findall(r"<!doctype html>.*?</html>", done.stdout, re.DOTALL)
    assert documents
    for document in documents:
        assert active(document) == []
        assert (
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
            in document
        )
    assert "49" not in re.findall(r"SUM\(1\+1\)\*(\S+)", done.stdout)


def test_the_feed_holds_text_and_web_links_alone(home: Path) -> None:
    feed = ET.fromstring(planwatch(home, "report", "--run", "2", "--format", "atom").stdout)  # noqa: S314 - our own feed

    assert any("<script>" in (node.text or "") for node in feed.iter())
    assert {node.get("type") for node in feed.iter("{http://www.w3.org/2005/Atom}content")} == {"text"}
    assert all(
        (node.get("href") or "").startswith("http://127.0.1.101:")
        for node in feed.iter("{http://www.w3.org/2005/Atom}link")
    )


def test_files_go_where_they_were_asked_to_and_hold_no_forged_line(home: Path) -> None:
    done = planwatch(home, "export", "ics", str(home / "out"))
    calendar = (home / "out" / "planwatch.ics").read_text(encoding="utf-8")
    word = planwatch(
        home, *named(home, ("compare", "0.html", "1.html")), "--format", "docx", "-o", str(home / "out" / "table.docx")
    )

    assert (done.returncode, word.returncode) == (0, 0), word.stderr
    assert not CONTROLS.search(calendar.replace("\r\n", "\n"))
    assert not re.search("^(Bcc|ATTACH|<)", calendar, re.MULTILINE)
    assert not list(home.rglob("*cmd*"))
    assert sorted(path.name for path in (home / "out").iterdir()) == ["planwatch.ics", "table.docx"]


def test_no_log_is_forged(home: Path) -> None:
    logs = [path.read_text(encoding="utf-8") for path in (home / "logs").glob("*.log")]

    assert len(logs) == 2
    assert not any(CONTROLS.search(log) or re.search(r"^\S+ \[forged\]", log, re.MULTILINE) for log in logs)


def test_no_chat_is_given_a_mention_a_link_or_a_tag(home: Path, robot: Receiver) -> None:
    texts = [body.get("text") or body["content"]["text"] for _, body in robot.posted]

    assert len(texts) == 4
    assert (home / "outbox").exists()
    assert not [text for text in texts if "<" in text or CONTROLS.search(text)]


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[str]:
    with serving(home) as url:
        yield url


PAGES = [
    "/planwatch/articles?_size=1&_sort=id",
    "/planwatch/versions?_facet=title",
    "/planwatch/search?q=规划",
    "/planwatch?sql=select+title+from+articles",
]


def fetched(url: str) -> tuple[str, str]:
    with urlopen(quote(url, safe=":/?&=+%_")) as answer:  # noqa: S310 - our own server
        assert answer.headers["x-content-type-options"] == "nosniff"
        return answer.read().decode(), answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", [f"/planwatch/{name}" for name in sorted(TABLES)] + PAGES)
def test_a_page_of_the_archive_holds_no_active_node_but_datasettes_own(served: str, path: str) -> None:
    document, policy = fetched(served + path)
    tree = lxml_html.fromstring(document)

    assert "frame-ancestors 'none'" in policy
    assert not tree.xpath("//*[@onerror or @onload or @onclick] | //iframe | //svg[@onload] | //img[@src='x']")
    assert not [href for href in tree.xpath("//@href") if href.lower().lstrip().startswith(("javascript:", "data:"))]
    scripts = tree.xpath("//script[not(@src)]/text()")
    assert not [script for script in scripts if "data-" in script and "hit" in script]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_no_cell_of_a_csv_is_a_formula(served: str, name: str) -> None:
    document, _ = fetched(f"{served}/planwatch/{name}.csv?_size=max")
    cells = [cell for row in csv.reader(io.StringIO(document, newline="")) for cell in row]

    assert cells
    assert not [cell for cell in cells if FORMULA.match(cell)]
    if name == "articles":
        assert {cell[:2] for cell in cells} >= {"'=", "'@", "'+", "'-"}


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not here")
@pytest.mark.parametrize("path", ["/planwatch/articles", *PAGES])
def test_a_browser_runs_none_of_it(served: str, tmp_path: Path, path: str) -> None:
    document, log = browse(quote(served + path, safe=":/?&=+%_"), tmp_path / "profile")

    assert "&lt;script&gt;" in document
    assert 'data-hit="1"' not in document
    assert "Content Security Policy" not in log


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not here")
@pytest.mark.parametrize("arguments", [("report",), ("diff", "0.html"), ("compare", "0.html", "1.html")])
def test_a_browser_runs_nothing_in_our_own_files(home: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    file = tmp_path / "page.html"
    file.write_text(planwatch(home, *named(home, arguments), "--format", "html").stdout, encoding="utf-8")
    document, log = browse(file.as_uri(), tmp_path / "profile")

    assert "&lt;script&gt;" in document
    assert 'data-hit="1"' not in document
    assert "Content Security Policy" not in log


def test_the_browser_would_tell(tmp_path: Path) -> None:
    if CHROMIUM is None:
        pytest.skip("chromium is not here")
    file = tmp_path / "page.html"
    file.write_text(f"<html><body>{SCRIPT}</body></html>", encoding="utf-8")

    assert 'data-hit="1"' in browse(file.as_uri(), tmp_path / "profile")[0]
