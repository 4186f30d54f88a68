"""The digest as a message of a chat: WeCom, DingTalk, Feishu, Slack, or a plain JSON POST; the only place that knows them.

Everything is sent as plain text: titles come from pages, and none of them may become a link, a mention or a card.
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, ClassVar
from urllib.error import HTTPError, URLError
from urllib.parse import quote_plus
from urllib.request import HTTPRedirectHandler, Request, build_opener

from planwatch.records import CLOSED, DeliveryState, EventKind, Subscription
from planwatch.text import clean_line
from reports.mail import ERROR_LIMIT, Outcome
from storage.told import Delivery

TIMEOUT_SECONDS = 30.0
ANSWER_LIMIT = 64 << 10
# What a recipient's name begins with where it is no mail address.
PREFIX = "webhook:"
# Answers that ask for patience: WeCom 45009, DingTalk 130101 and 660026, Feishu 9499 and 11232 (their own error tables).
BUSY = frozenset({45009, 130101, 660026, 9499, 11232})
# Bytes of text that each takes: WeCom 2,048 (its robot's guide), DingTalk and Feishu 20 KB of JSON, Slack 40,000 characters.
LIMITS: Mapping[str, int] = {"wecom": 2048, "dingtalk": 15_000, "feishu": 15_000, "slack": 38_000}
KINDS = (*LIMITS, "json")
CUT = {"zh": "…… 余下内容见报告", "en": "… the rest is in the report"}


@dataclass(frozen=True, slots=True)
class Webhook:
    """A [[webhooks]] table: where a digest is posted, and what it tells; the filters are those of a subscription.

    ``url`` is a secret where the service puts its token there: it may be left out and given in the environment instead.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = CLOSED
    name: str
    kind: str
    url: str = ""
    language: str = "zh"
    sources: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    events: tuple[EventKind, ...] = ()

    @property
    def subscription(self) -> Subscription:
        """Return what it tells, for a recipient that names it without its secret."""
        filters = (self.language, self.sources, self.regions, self.keywords, self.events)
        return Subscription(f"{PREFIX}{self.name}", *filters)


@dataclass(frozen=True, slots=True)
class Post:
    """A webhook ready to be posted to: its address and, where the service checks one, the secret that signs a message."""

    kind: str
    url: str
    secret: str | None = None


class _NoRedirect(HTTPRedirectHandler):
    """A service that moved says so in its documents; a redirect of a secret address is followed nowhere."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def deliver(delivery: Delivery, post: Post) -> Outcome:
    """Post a digest; a fault is told, not raised, and never with the address, which is a secret."""
    url, body = message(delivery, post, int(time.time()))
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "planwatch"}
    request = Request(url, json.dumps(body, ensure_ascii=False).encode(), headers, method="POST")  # noqa: S310 - checked with the settings
    try:
        with build_opener(_NoRedirect).open(request, timeout=TIMEOUT_SECONDS) as answer:
            return _outcome(post.kind, answer.read(ANSWER_LIMIT))
    except HTTPError as error:
        patient = error.code == 429 or error.code >= 500
        return Outcome(DeliveryState.PENDING if patient else DeliveryState.FAILED, f"the service answered {error.code}")
    except URLError as error:
        return Outcome(DeliveryState.PENDING, _said(f"no connection to the service: {error.reason}"))
    except (OSError, HTTPException) as error:
        # Connected and sent, but no whole answer: it may have been taken.
        return Outcome(DeliveryState.UNCERTAIN, _said(f"the service gave no whole answer: {type(error).__name__}"))


def message(delivery: Delivery, post: Post, now: int) -> tuple[str, dict[str, Any]]:
    """Return the address and the JSON of a digest; ``now`` (seconds since 1970, UTC) goes into a signature."""
    return FORMS[post.kind](delivery, post, now)


def _wecom(delivery: Delivery, post: Post, _: int) -> tuple[str, dict[str, Any]]:
    return post.url, {"msgtype": "text", "text": {"content": _text(delivery, post.kind)}}


def _dingtalk(delivery: Delivery, post: Post, now: int) -> tuple[str, dict[str, Any]]:
    url = post.url
    if post.secret:
        # DingTalk's signature: HMAC-SHA256 of the milliseconds and the secret, under the secret.
        stamp = now * 1000
        signed = _hmac(post.secret, f"{stamp}\n{post.secret}")
        url = f"{url}{'&' if '?' in url else '?'}timestamp={stamp}&sign={quote_plus(signed)}"
    return url, {"msgtype": "text", "text": {"content": _text(delivery, post.kind)}, "at": {"isAtAll": False}}


def _feishu(delivery: Delivery, post: Post, now: int) -> tuple[str, dict[str, Any]]:
    # Feishu takes a tag in the text for a mention of everybody.
    text = _text(delivery, post.kind).replace("<", "＜")
    body: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
    if post.secret:
        # Feishu's signature: HMAC-SHA256 of nothing, under the seconds and the secret.
        body |= {"timestamp": str(now), "sign": _hmac(f"{now}\n{post.secret}", "")}
    return post.url, body


def _slack(delivery: Delivery, post: Post, _: int) -> tuple[str, dict[str, Any]]:
    # Slack's three control characters, without which a title could mention a whole channel.
    text = _text(delivery, post.kind).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return post.url, {"text": text, "mrkdwn": False, "unfurl_links": False}


def _json(delivery: Delivery, post: Post, _: int) -> tuple[str, dict[str, Any]]:
    told = {"id": delivery.message_id, "run_id": delivery.run_id, "language": delivery.language}
    return post.url, told | {
        "created_at": delivery.created_at.isoformat(),
        "subject": delivery.subject,
        "text": delivery.text,
    }


FORMS: Mapping[str, Callable[[Delivery, Post, int], tuple[str, dict[str, Any]]]] = {
    "wecom": _wecom,
    "dingtalk": _dingtalk,
    "feishu": _feishu,
    "slack": _slack,
    "json": _json,
}


def _text(delivery: Delivery, kind: str) -> str:
    """Return subject and text in as many bytes as the service takes, cut at the end of a line."""
    whole, limit = f"{delivery.subject}\n\n{delivery.text}", LIMITS[kind]
    if len(whole.encode()) <= limit:
        return whole
    rest = f"\n{CUT.get(delivery.language, CUT['zh'])}"
    kept = whole.encode()[: limit - len(rest.encode())].decode("utf-8", "ignore")
    return kept.rpartition("\n")[0] + rest


def _outcome(kind: str, answer: bytes) -> Outcome:
    """Return what a 2xx answer means: the Chinese services put their errors into its body."""
    if kind in {"slack", "json"}:
        return Outcome(DeliveryState.SENT)
    try:
        said = json.loads(answer)
        code = int(next(said[name] for name in ("errcode", "code", "StatusCode") if name in said))
    except (ValueError, TypeError, StopIteration):
        return Outcome(DeliveryState.UNCERTAIN, "the service's answer is none of its own kind")
    if code == 0:
        return Outcome(DeliveryState.SENT)
    words = said.get("errmsg") or said.get("msg") or ""
    return Outcome(
        DeliveryState.PENDING if code in BUSY else DeliveryState.FAILED,
        _said(f"the service refused it: {code} {words}"),
    )


def _hmac(key: str, text: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


def _said(words: str) -> str:
    return clean_line(words, ERROR_LIMIT)
