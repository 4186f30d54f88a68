"""The outbox against SMTP servers that fail in every way: each message arrives, and twice only where nobody can know."""

import datetime as dt
import itertools
import os
import random
import signal
import socket
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from planwatch.records import DeliveryState
from scheduler import post
from scheduler.child import command
from scheduler.config import Config, load_config
from scheduler.demo.loopback import Loopback, Response
from scheduler.post import deliver
from storage import told
from storage.archive import Archive, begin_run
from tests.reports.receiver import receiving
from tests.scheduler.homes import declaration, planwatch, rows, write_home
from tests.scheduler.smtp import LOST_ANSWER, Script, serving

NOW = dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC)
TRIALS = 200
PEOPLE = ("desk@example.org", "analyst@example.org", "reader@example.org")
DEFINITE = ("accept", "greylist", "leave_at_mail", "leave_at_rcpt", "leave_at_data", "full", "refuse_text_for_now")


def home(folder: Path, port: int) -> Config:
    mail = f'[mail]\nsmtp = "smtp://127.0.0.1:{port}"\nstarttls = false\nsender = "planwatch@example.org"\n'
    write_home(folder, [], {}, mail)
    return load_config(folder)


def fill(archive: Archive, number: int, people: tuple[str, ...] = PEOPLE) -> None:
    run_id = begin_run(archive, "nightly", NOW)
    for person in people:
        told.create_digest(
            archive, run_id, recipient=person, language="zh", subject="规划日报", text="正文", html="<p>正文</p>", items=(),
            message_id=f"<{number}.{run_id}.{person}>", created_at=NOW,
        )  # fmt: skip


def states(archive: Archive) -> Counter[str]:
    return Counter({state.value: count for state, count in told.counts(archive).items() if count})


def test_two_hundred_trials_lose_nothing_and_double_only_what_nobody_can_know(tmp_path: Path) -> None:
    chance, script = random.Random(20261122), Script()  # noqa: S311 - draws faults, no secrets
    with serving(script) as port, Archive.open(tmp_path) as archive:
        config = home(tmp_path, port)
        for number in range(TRIALS):
            fill(archive, number, PEOPLE[:1])
            script.faults[:] = [chance.choice((*DEFINITE, LOST_ANSWER)), "accept"]
            deliver(archive, config, NOW)
        missing = deliver(archive, config, NOW)
        found = states(archive)

    taken = script.taken
    assert (missing, found) == (0, {"sent": TRIALS})
    assert len(taken) == TRIALS
    assert {letter for letter, count in taken.items() if count > 1} == script.unanswered
    assert len(script.unanswered) > TRIALS / 20


def test_a_refused_recipient_does_not_stop_the_others(tmp_path: Path) -> None:
    script = Script()
    with serving(script) as port, Archive.open(tmp_path) as archive:
        config = home(tmp_path, port)
        fill(archive, 1, ("gone@example.org", *PEOPLE))
        first = deliver(archive, config, NOW)
        second = deliver(archive, config, NOW)
        found = states(archive)

    assert (first, second) == (1, 0)
    assert found == {"sent": 3, "failed": 1}
    assert sorted(person for person, _ in script.taken.elements()) == sorted(PEOPLE)


@pytest.mark.parametrize("number", range(5))
def test_a_sender_that_is_killed_sends_again_only_what_was_under_way(tmp_path: Path, number: int) -> None:
    script = Script(["accept"] * (number % 3) + ["wait", "accept"])
    with serving(script) as port:
        home(tmp_path, port)
        with Archive.open(tmp_path) as archive:
            fill(archive, number)
        with subprocess.Popen(command(tmp_path, "outbox", "--send"), stdout=subprocess.DEVNULL) as killed:
            assert script.meets.wait(60)
            os.kill(killed.pid, signal.SIGKILL)
        script.goes_on.set()
        script.faults[:] = ["accept"]
        done = planwatch(tmp_path, "outbox", "--send")

    assert done.returncode == 0, done.stderr
    assert rows(tmp_path, "SELECT DISTINCT state FROM deliveries") == [("sent",)]
    taken = Counter(script.taken)
    assert len(taken) == len(PEOPLE)
    assert [count for count in taken.values() if count > 1] == [2]


def test_tries_are_spaced_and_given_up_after_a_week(tmp_path: Path) -> None:
    script = Script(["greylist"])
    with serving(script) as port, Archive.open(tmp_path) as archive:
        config = home(tmp_path, port)
        fill(archive, 1, PEOPLE[:1])
        tried = [
            minutes
            for minutes in range(0, 9 * 24 * 60, 15)
            if tries_at(archive, config, NOW + dt.timedelta(minutes=minutes))
        ]
        (left,) = told.pending(archive, [DeliveryState.FAILED])

    assert tried[:5] == [0, 15, 75, 315, 1035]
    assert {later - earlier for earlier, later in itertools.pairwise(tried[4:])} == {12 * 60}
    assert tried[-1] <= (post.PATIENCE + post.WAITS[-1]) / dt.timedelta(minutes=1)
    assert (left.last_error or "").startswith("given up after 7 days: the mail server refused the recipient: 451")
    assert not script.taken


def tries_at(archive: Archive, config: Config, now: dt.datetime) -> bool:
    query = "SELECT sum(attempts) FROM deliveries"
    before = archive.db.execute(query).fetchone()
    deliver(archive, config, now, only_due=True)
    return bool(archive.db.execute(query).fetchone() != before)


def test_the_outbox_shows_what_waits_and_tries_what_was_refused(tmp_path: Path) -> None:
    script = Script()
    with serving(script) as port:
        home(tmp_path, port)
        with Archive.open(tmp_path) as archive:
            fill(archive, 1, ("gone@example.org", *PEOPLE[:1]))
        before = planwatch(tmp_path, "outbox")
        sent = planwatch(tmp_path, "outbox", "--send")
        after = planwatch(tmp_path, "outbox")
        again = planwatch(tmp_path, "outbox", "--send", "--failed")
        wrong = planwatch(tmp_path, "outbox", "--due")

    assert (before.returncode, sent.returncode, after.returncode, again.returncode, wrong.returncode) == (1, 0, 1, 0, 2)
    assert "2 messages wait, 0 were refused for good" in before.stdout
    assert "550 no such user" in after.stdout
    assert rows(tmp_path, "SELECT attempts FROM deliveries WHERE state = 'failed'") == [(2,)]


def test_a_night_tells_that_earlier_mail_has_not_arrived(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    home(tmp_path, port)
    with Archive.open(tmp_path) as archive:
        fill(archive, 1)
        deliver(archive, load_config(tmp_path), NOW)
        second = begin_run(archive, "nightly", NOW + dt.timedelta(days=1))
        problem = post.undelivered(archive, second, NOW)

    assert problem is not None
    assert problem.message.startswith("3 messages of earlier runs have not arrived yet, 0 were refused for good")
    assert "no connection to the mail server" in problem.message


def test_a_webhook_gets_the_digest_of_a_night_and_its_secret_stays_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Response(200, {"Content-Type": "text/html"}, b"<ul><li><a href='/1.html'>1</a></li></ul>")
    with (
        Loopback(lambda request: page if request.path == "/list" else Response(404, {}, b"")) as server,
        receiving() as robot,
    ):
        robot.answer = lambda *_: (200, {}, '{"code":0}')
        hook = '[[webhooks]]\nname = "policy desk"\nkind = "feishu"\n'
        write_home(tmp_path, [server.url], {"kjt": declaration(server.url, ["/list"])}, hook)
        without = planwatch(tmp_path, "nightly", "--now", "2026-11-22T02:00:00+08:00")
        monkeypatch.setenv("PLANWATCH_WEBHOOK_POLICY_DESK_URL", robot.url)
        sent = planwatch(tmp_path, "outbox", "--send")

    assert without.returncode == 1
    assert sent.returncode == 0
    assert [body["content"]["text"].startswith("规划日报 2026-11-22") for _, body in robot.posted] == [True]
    assert rows(tmp_path, "SELECT recipient, state FROM deliveries") == [("webhook:policy desk", "sent")]
    kept = "".join(str(row) for row in rows(tmp_path, "SELECT * FROM deliveries JOIN digests"))
    assert "token-7" not in kept + without.stdout + without.stderr + sent.stdout
