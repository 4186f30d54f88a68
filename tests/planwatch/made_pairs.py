"""Pairs of plans with their true links, put together from our own clauses (clause_pairs/*.toml)."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("clause_pairs")
CLAUSES: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "clauses.toml").read_text("utf-8"))
PAIRS: list[dict[str, Any]] = tomllib.loads((FOLDER / "pairs.toml").read_text("utf-8"))["pair"]
SIGNS = "零一二三四五六七八九十"
STYLES = ("一、", "（一）")
FRONT = "关于加快创新发展的行动计划\n为落实有关部署，结合实际，制定本计划。"
FOOT = "省发展和改革局\n2026年3月9日"


@dataclass(frozen=True, slots=True)
class Made:
    """A clause as it was put into a text: its name there, what it is made of, and its words."""

    name: str
    halves: frozenset[tuple[str, int]]
    text: str
    moved: bool


@dataclass(frozen=True, slots=True)
class MadePair:
    """Two plans and the links that are true of them."""

    id: str
    older: str
    newer: str
    truth: dict[tuple[str | None, str | None], str]


def made_pairs() -> list[MadePair]:
    """Return all pairs in their order; those at even places are for building, the others kept."""
    return [_pair(given) for given in PAIRS]


def _pair(given: dict[str, Any]) -> MadePair:
    styles = given.get("styles", STYLES)
    older, old = _text(given["older"], styles, given.get("layout", "inline"), given.get("contents", False))
    newer, new = _text(given["newer"], given.get("newer_styles", styles), given.get("newer_layout", "inline"), False)
    return MadePair(given["id"], older, newer, _truth(old, new))


def _truth(old: list[Made], new: list[Made]) -> dict[tuple[str | None, str | None], str]:
    links = [(a, b) for a in old for b in new if a.halves & b.halves]
    truth: dict[tuple[str | None, str | None], str] = {}
    for a, b in links:
        if sum(one is a for one, _ in links) > 1:
            kind = "split"
        elif sum(other is b for _, other in links) > 1:
            kind = "merged"
        elif b.moved:
            kind = "moved"
        else:
            kind = "same" if a.text == b.text else "reworded"
        truth[a.name, b.name] = kind
    truth |= {(a.name, None): "dropped" for a in old if all(one is not a for one, _ in links)}
    return truth | {(None, b.name): "added" for b in new if all(other is not b for _, other in links)}


def _text(lines: list[str], styles: list[str], layout: str, contents: bool) -> tuple[str, list[Made]]:
    """Return a plan and its clauses."""
    counts = [0] * (len(styles) + 1)
    path: list[str] = []
    heads: list[str] = []
    body: list[str] = []
    clauses: list[Made] = []
    for line in lines:
        mark, _, rest = line.partition(" ")
        depth = len(mark) if mark.startswith("#") else len(styles)
        counts[depth] += 1
        if styles[depth - 1] != "第一条":
            counts[depth + 1 :] = [
                0 if style != "第一条" else count
                for style, count in zip(styles[depth:], counts[depth + 1 :], strict=True)
            ]
        number = _number(styles[depth - 1], counts[depth])
        path = [*path[: depth - 1], number]
        if mark.startswith("#"):
            heads.append(f"{number}{rest}")
            body.append(f"{number} {rest}" if number.startswith("第") else f"{number}{rest}")
            continue
        made = _clause(rest, number if number.endswith("条") else "/".join(path), layout)
        clauses.append(made)
        body.append(f"{number}{' ' if number.startswith('第') else ''}{made.text}")
    listed = ["目录", *(f"{head}…………{page}" for page, head in enumerate(heads, start=1))] if contents else []
    return "\n".join([FRONT, *listed, *body, FOOT]), clauses


def _clause(token: str, name: str, layout: str) -> Made:
    made_of, _, title = token.lstrip("~").partition(" ")
    halves: set[tuple[str, int]] = set()
    texts, titles = [], []
    for part in made_of.split("+"):
        key, half, reworded = re.fullmatch(r"(\w+)(?:\.([12]))?('?)", part).groups()  # type: ignore[union-attr]
        clause = CLAUSES[key]
        halves |= {(key, int(half))} if half else {(key, 1), (key, 2)}
        texts.append(
            clause["halves"][int(half) - 1] if half else clause["reworded"] if reworded else "".join(clause["halves"])
        )
        titles.append(clause["title"])
    shown = title or titles[0]
    text = {"inline": f"{shown}。", "block": f"{shown}\n", "bare": ""}[layout] + "".join(texts)
    return Made(name, frozenset(halves), text, token.startswith("~"))


def _number(style: str, count: int) -> str:
    sign = SIGNS[count] if count <= 10 else "十" + SIGNS[count - 10]
    return style.replace("一", sign).replace("1", str(count))
