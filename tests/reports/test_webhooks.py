"""Webhooks against local receivers that check what the real services check."""

import base64
import datetime as dt
import hashlib
import hmac
import socket
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from planwatch.records import DeliveryState
from reports.webhooks import CUT, KINDS, LIMITS, Post, deliver
from storage.told import Delivery
from tests.reports.receiver import Answer, Receiver, receiving

SECRET = "SEC-geheim-7"  # noqa: S105 - made for these tests
HOSTILE = '<script>alert(1)</script><at user_id="all">所有人</at><!channel>&<https://evil.example|规划>'
NOW = dt.datetime(2026, 11, 21, 18, tzinfo=dt.UTC)


def delivery(text: str = "新规划\n" + HOSTILE) -> Delivery:
    return Delivery(
        id=1, digest_id=1, run_id=3, recipient="webhook:desk", message_id="<3.abc@planwatch.example>",
        state=DeliveryState.PENDING, attempts=0, last_error=None, language="zh", subject="规划日报 2026-11-22：新规划1", text=text,
        html="<p>新规划</p>", created_at=NOW, updated_at=NOW,
    )  # fmt: skip


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


def says(status: int, text: str = "") -> Callable[..., Answer]:
    return lambda *_: (status, {}, text)


def text_of(kind: str, body: dict[str, Any]) -> str:
    found = {"wecom": ("text", "content"), "dingtalk": ("text", "content"), "feishu": ("content", "text")}.get(kind)
    return str(body[found[0]][found[1]] if found else body["text"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_digest_arrives_as_plain_text(receiver: Receiver, kind: str) -> None:
    receiver.answer = says(200, '{"errcode":0,"code":0}')
    outcome = deliver(delivery(), Post(kind, receiver.url))

    assert (outcome.state, outcome.error) == (DeliveryState.SENT, None)
    ((path, body),) = receiver.posted
    assert path == "/robot/send?key=token-7"
    assert "新规划" in text_of(kind, body)
    if kind == "json":
        assert (body["id"], body["run_id"]) == ("<3.abc@planwatch.example>", 3)
    else:
        assert text_of(kind, body).startswith("规划日报 2026-11-22：新规划1\n")
    if kind in {"feishu", "slack"}:
        assert "<" not in text_of(kind, body)


def test_dingtalk_checks_the_signature(receiver: Receiver) -> None:
    def check(path: str, _: dict[str, Any]) -> Answer:
        asked = parse_qs(urlsplit(path).query)
        signed = hmac.new(SECRET.encode(), f"{asked['timestamp'][0]}\n{SECRET}".encode(), hashlib.sha256).digest()
        right = asked["sign"][0] == base64.b64encode(signed).decode()
        return 200, {}, '{"errcode":0,"errmsg":"ok"}' if right else '{"errcode":310000,"errmsg":"sign not match"}'

    receiver.answer = check

    assert deliver(delivery(), Post("dingtalk", receiver.url, SECRET)).state is DeliveryState.SENT


def test_feishu_checks_the_signature(receiver: Receiver) -> None:
    def check(_: str, body: dict[str, Any]) -> Answer:
        signed = hmac.new(f"{body['timestamp']}\n{SECRET}".encode(), b"", hashlib.sha256).digest()
        return 200, {}, '{"code":0}' if body["sign"] == base64.b64encode(signed).decode() else '{"code":19021}'

    receiver.answer = check

    assert deliver(delivery(), Post("feishu", receiver.url, SECRET)).state is DeliveryState.SENT
    assert deliver(delivery(), Post("feishu", receiver.url, "wrong")).state is DeliveryState.FAILED


@pytest.mark.parametrize(
    ("kind", "answer", "state"),
    [
        ("wecom", (200, {}, '{"errcode":93000,"errmsg":"invalid webhook url"}'), DeliveryState.FAILED),
        ("wecom", (200, {}, '{"errcode":45009,"errmsg":"api freq out of limit"}'), DeliveryState.PENDING),
        ("wecom", (200, {}, "<html>portal</html>"), DeliveryState.UNCERTAIN),
        ("feishu", (200, {}, "[]"), DeliveryState.UNCERTAIN),
        ("slack", (404, {}, "no_service"), DeliveryState.FAILED),
        ("slack", (429, {"Retry-After": "30"}, ""), DeliveryState.PENDING),
        ("json", (503, {}, ""), DeliveryState.PENDING),
        ("json", (302, {"Location": "http://127.0.0.1:1/"}, ""), DeliveryState.FAILED),
        ("json", None, DeliveryState.UNCERTAIN),
    ],
)
def test_a_fault_is_told_without_the_address(
    receiver: Receiver, kind: str, answer: Answer | None, state: DeliveryState
) -> None:
    receiver.answer = lambda *_: answer
    outcome = deliver(delivery(), Post(kind, receiver.url, SECRET))

    assert outcome.state is state
    assert outcome.error
    assert "token-7" not in outcome.error
    assert SECRET not in outcome.error
    assert len(receiver.posted) == 1


def test_a_service_that_is_not_there_is_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    outcome = deliver(delivery(), Post("json", f"http://127.0.0.1:{port}/token-7"))

    assert outcome.state is DeliveryState.PENDING
    assert "token-7" not in str(outcome.error)


@pytest.mark.parametrize("kind", LIMITS)
def test_a_long_digest_is_cut_at_a_line_and_says_so(receiver: Receiver, kind: str) -> None:
    receiver.answer = says(200, '{"errcode":0,"code":0}')
    outcome = deliver(delivery("\n".join(f"第{n}条：规划的一行" for n in range(5000))), Post(kind, receiver.url))
    text = text_of(kind, receiver.posted[0][1])

    assert outcome.state is DeliveryState.SENT
    assert len(text.encode()) <= LIMITS[kind]
    assert text.endswith(CUT["zh"])
    assert text.splitlines()[-2].endswith("规划的一行")
