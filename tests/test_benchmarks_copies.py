from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

FOLDERS = ("night", "reading", "copies")
Load = Callable[[str], ModuleType]
ARTICLES = 40


def row(original: str | None = None, kind: str | None = None, **more: object) -> dict[str, object]:
    return {"original": original, "kind": kind, "group": "copy" if original else "original"} | more


def test_a_clustering_whose_faults_are_known_gives_the_figures_that_are_known(load: Load) -> None:
    truth = {
        "a": row(),
        "b": row("a", "near", how=["head"]),
        "c": row("a", "excerpt", how=["lead_only", "head"]),
        "d": row(template="a"),
        "e": row(group="roundup"),
    }
    said = {"a": (None, None), "b": ("a", "exact"), "c": (None, None), "d": ("a", "near"), "e": (None, None)}
    figures = load("measures").figures(truth, said)
    precision, recall = (2 / 3 + 2 / 3 + 1 + 1 / 3 + 1) / 5, (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5
    assert figures["bcubed_f1"] == pytest.approx(2 * precision * recall / (precision + recall))
    assert (figures["pair_precision"], figures["pair_recall"]) == (pytest.approx(1 / 3), pytest.approx(1 / 3))
    assert (figures["siblings_apart"], figures["round_ups_apart"]) == (0, 1)
    assert (figures["kind"], figures["excerpts"], figures["original"]) == (0, 0, 1)
    assert load("measures").by_transformation(truth, said) == {"head": (1, 2), "lead_only": (0, 1)}


def test_each_half_of_the_made_set_has_its_own_texts_and_all_ways_of_reprinting(load: Load) -> None:
    bases, made, reprints = load("bases"), load("made"), load("reprints")
    texts = [*bases.form_letters(), *bases.own_prose()]
    halves = [made.make(texts, held_out=held_out) for held_out in (False, True)]
    told = [{answer["base"] for answer in half.truth.values() if "base" in answer} for half in halves]
    assert told[0]
    assert told[1]
    assert not told[0] & told[1]
    ways = {how for half in halves for answer in half.truth.values() for how in answer.get("how", ())}
    assert ways >= set(reprints.WHOLE | reprints.PARTS) - {"other_brackets", "short_names", "without_quotes"}
    assert all({record.id for record in half.records} == set(half.truth) for half in halves)


def test_the_fresh_half_has_texts_and_ways_of_its_own(load: Load) -> None:
    bases, made, manners, reprints = load("bases"), load("made"), load("manners"), load("reprints")
    half = made.make_fresh([*bases.form_letters("fresh"), *bases.own_prose("fresh")])
    told = {answer["base"] for answer in half.truth.values() if "base" in answer}
    assert not told & {base.name for base in (*bases.form_letters(), *bases.own_prose())}
    ways = {how for answer in half.truth.values() for how in answer.get("how", ())}
    assert ways >= set(manners.WHOLE | manners.PARTS) - {"our_place", "headless", "weekdays", "circled"}
    assert not ways & set(reprints.WHOLE | reprints.PARTS)
    assert {record.id for record in half.records} == set(half.truth)


def test_the_close_half_has_siblings_one_word_apart_and_ways_of_its_own(load: Load) -> None:
    bases, made, habits = load("bases"), load("made"), load("habits")
    half = made.make_close([*bases.form_letters("close"), *bases.own_prose("close")])
    told = {answer["base"] for answer in half.truth.values() if "base" in answer}
    assert not told & {base.name for base in (*bases.form_letters(), *bases.form_letters("fresh"), *bases.own_prose())}
    ways = {how for answer in half.truth.values() for how in answer.get("how", ())}
    assert ways | {"other_numbers"} == set(habits.WHOLE | habits.PARTS)
    assert sum(answer["group"] == "template" for answer in half.truth.values()) >= len(
        list(bases.form_letters("close"))
    )


def test_an_archive_that_there_is_no_time_for_is_skipped_with_a_word(
    load: Load, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = Namespace(articles=100_000, million=True, minutes=0.0)

    assert list(load("run").run_archives(tmp_path, options)) == []
    assert capsys.readouterr().out.count("skipped: ") == 2


def test_a_peer_joins_what_is_alike_and_a_ministry_is_its_original(load: Load) -> None:
    tools = load("tools")

    class Set(set[str]):
        def jaccard(self, other: "Set") -> float:
            return len(self & other) / len(self | other)

    signed: dict[int, Set] = {}
    records = [
        {"id": "copy", "text": "同一篇文章的全部文字", "url": "https://news.example.cn/", "published": "2026-01-01"},
        {
            "id": "ministry",
            "text": "同一篇文章的全部文字",
            "url": "https://www.example.gov.cn/",
            "published": "2026-01-02",
        },
        {"id": "other", "text": "另外一件没有关系的事", "url": None, "published": None},
    ]
    said = tools.stars(records, lambda text: Set(tools.grams(text)), lambda _: list(signed), signed.__setitem__)
    assert said == {"ministry": (None, None), "copy": ("ministry", "exact"), "other": (None, None)}


def test_an_archive_is_filled_added_to_and_settled_anew(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled = load("filled")
    monkeypatch.setattr(filled.bases, "SHARED", tmp_path)
    assert filled.fill(tmp_path / "archive", ARTICLES)["index_bytes"] > 0
    added = filled.add(tmp_path / "archive", 3)
    assert len(added["clock"]) == len(added["work"]) == 3
    anew = filled.recluster(tmp_path / "archive", 0)
    assert anew["copies"] >= ARTICLES // filled.REPRINT_EVERY // 2
    assert anew["seconds"] > 0
