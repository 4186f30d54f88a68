"""Bytes to other bytes: cut, doubled, overwritten, said over and over, mixed with another file."""

import random
import re
from collections.abc import Callable, Sequence

LARGEST = 1 << 20  # bytes of a mutated file; the largest real pages have half of it
MOST_MUTATIONS = 6
# What readers look for, and what encodings, numbers and nested data break on.
SAID = (
    b"<", b">", b"</div>", b"<div>", b"<b>", b"<table><tr><td>", b"<ul><li>", b"<a href='", b"<script>", b"<!--", b"]]>", b"<![CDATA[",
    b"\xff", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe7", b"\x1b$B", b"&#x110000;", b"&#55296;", b"&", b"[", b"{", b'"', b"'", b"\\u",
    b"\\ud800", b"1", b"-1", b"9" * 40, b"1e999", b"NaN", b"2026-02-30", b"=", b"*", b"$", b"(a+)+$", b"%", b"%%", b"%2", b"\n", b"\r",
    b"\t", b" ", b",", b"http://[", b"//", b"User-agent: a\n", b"Disallow: /*a*\n", "年".encode(), "第".encode(), "《".encode(), "》".encode(),
    "规划".encode(), "（".encode(), "到2030年，".encode(), "第一条".encode(), "\u3000".encode(), "\u202e".encode(), "一".encode(),
)  # fmt: skip
_NUMBER = re.compile(rb"\d+")
_LINES = re.compile(rb"(?<=\n)")
Mutation = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def mutated(rng: random.Random, corpus: Sequence[bytes]) -> bytes:
    """Return one file of the corpus, changed in one to MOST_MUTATIONS ways."""
    body = rng.choice(corpus)
    for _ in range(rng.randint(1, MOST_MUTATIONS)):
        body = rng.choice(MUTATIONS)(rng, body, corpus)[:LARGEST]
    return body


def _span(rng: random.Random, body: bytes, most: int) -> tuple[int, int]:
    start = rng.randint(0, len(body))
    return start, min(len(body), start + int(most ** rng.random()))


def _cut(rng: random.Random, body: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _span(rng, body, len(body) + 1)
    return body[:start] + body[end:]


def _overwrite(rng: random.Random, body: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _span(rng, body, 64)
    return body[:start] + rng.randbytes(end - start) + body[end:]


def _flip(rng: random.Random, body: bytes, _: Sequence[bytes]) -> bytes:
    if not body:
        return body
    at = rng.randrange(len(body))
    return body[:at] + bytes([body[at] ^ 1 << rng.randrange(8)]) + body[at + 1 :]


def _say(rng: random.Random, body: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _span(rng, body, 64)
    return body[:start] + rng.choice(SAID) + body[end:]


def _say_often(rng: random.Random, body: bytes, _: Sequence[bytes]) -> bytes:
    start, _end = _span(rng, body, 1)
    said = rng.choice(SAID)
    return body[:start] + said * int((LARGEST / len(said)) ** rng.random()) + body[start:]


def _repeat(rng: random.Random, body: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _span(rng, body, 4096)
    times = int((LARGEST / (end - start + 1)) ** rng.random())
    return body[:end] + body[start:end] * times + body[end:]


def _cross(rng: random.Random, body: bytes, corpus: Sequence[bytes]) -> bytes:
    start, end = _span(rng, other := rng.choice(corpus), 1 << 16)
    at = rng.randint(0, len(body))
    return body[:at] + other[start:end] + body[at:]


def _number(rng: random.Random, body: bytes, _: Sequence[bytes]) -> bytes:
    found = list(_NUMBER.finditer(body))
    if not found:
        return body
    place = rng.choice(found)
    return body[: place.start()] + rng.choice((b"0", b"-1", b"99", b"4294967296", b"9" * 30)) + body[place.end() :]


def _shuffle(rng: random.Random, body: bytes, _: Sequence[bytes]) -> bytes:
    lines = _LINES.split(body)
    rng.shuffle(lines)
    return b"".join(lines)


MUTATIONS: tuple[Mutation, ...] = (_cut, _overwrite, _flip, _say, _say_often, _repeat, _cross, _number, _shuffle)
