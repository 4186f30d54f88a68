import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

FOLDERS = ("night", "reading")
Load = Callable[[str], ModuleType]


@dataclass(frozen=True)
class Made:
    folder: Path
    labels: list[dict[str, object]]

    def some(self, count: int, folder: Path) -> list[dict[str, object]]:
        """Copy the first pages into a folder and return their labels, which may be changed."""
        (folder / "pages").mkdir(parents=True)
        for label in self.labels[:count]:
            shutil.copy(self.folder / str(label["file"]), folder / str(label["file"]))
        return [dict(label) for label in self.labels[:count]]


@pytest.fixture(scope="module")
def made(load: Load, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("made") / "set"
    return Made(folder, load("manners").write_set(folder))


def write_labels(folder: Path, labels: list[dict[str, object]]) -> Path:
    truth = folder / "truth.jsonl"
    truth.write_text("".join(json.dumps(label, ensure_ascii=False) + "\n" for label in labels), encoding="utf-8")
    return truth


def test_three_whole_pages_of_which_one_is_right_give_the_figures_that_are_known(
    load: Load, made: Made, tmp_path: Path
) -> None:
    right, wrong_title, leaking = made.some(3, tmp_path)
    wrong_title["title"] += "（修订）"
    leaking["without"] = [*leaking["without"][:2], leaking["with"][1]]
    truth = write_labels(tmp_path, [right, wrong_title, leaking])
    figures = load("score").figures(load("run").labels_of(truth), load("run").read_by_command(truth))
    assert figures.pop("title") == pytest.approx(2 / 3)
    assert figures.pop("body") == pytest.approx(2 * 0.9 / 1.9)
    assert figures == dict.fromkeys(figures, 1)
    assert {"day", "source", "doc_number", "begins", "ends", "edges", "once", "attachments", "kind"} == set(figures)


def test_a_null_label_wants_nothing_to_be_read_and_a_missing_reading_is_all_wrong(load: Load) -> None:
    score = load("score")
    label = {"file": "a", "kind": "article", "title": "题", "published": None, "source": None, "doc_number": None}
    label |= {"first": "甲", "last": "乙", "with": ["甲"], "without": ["丙"], "attachments": []}
    reading = {"kind": "article", "title": "题", "published": None, "source": "某报", "doc_number": None}
    found = score.figures([label], {"a": reading | {"text": "甲，\n乙", "attachments": []}})
    assert [name for name, share in found.items() if share < 1] == ["source"]
    assert set(score.figures([label], {}).values()) == {0}


def test_a_list_loses_by_entries_that_are_missing_and_by_entries_that_are_no_entries(load: Load) -> None:
    items = [{"title": f"第{n}条", "href": f"{n}.html", "date": "2026-11-01"} for n in range(10)]
    label = {"items": [*items[:5], items[-1]], "count": 10}
    f1 = load("score").items
    assert f1(label, {"items": items}, "title", "href", "date") == 1
    assert f1(label, {"items": items[:5]}, "title", "href") == pytest.approx(2 * (5 / 12) / (1 + 5 / 12))
    more = [{"title": "首页", "href": "/", "date": None}] * 10
    assert f1(label, {"items": items + more}, "title", "href") == pytest.approx(2 / 3)
    assert f1(label, {"items": [item | {"date": None} for item in items]}, "title", "href", "date") == 0
    assert f1(label, {}, "title") == 0


def test_floors_belong_to_one_set_and_only_rise(load: Load) -> None:
    board = load("board")
    held = {
        "margin": 0.2,
        "floors": {"reading_title": 0.9, "reading_day": 0.9, "other": 2},
        "corpora": {"reading": "d"},
    }
    reached = board.Board("reading", "d", {"title": 0.95, "day": 0.85}, {}, {})
    again = board.pinned(held, reached)
    assert again["floors"] == {"reading_title": 0.95, "reading_day": 0.9, "other": 2}
    assert board.below(reached.ours, board.floors_of(again, "reading", "d")) == ["day: 0.8500 is below 0.9"]
    assert board.floors_of(again, "reading", "another set") == {}


def test_a_digest_changes_with_a_label_and_with_a_page(load: Load, made: Made, tmp_path: Path) -> None:
    board, labels = load("board"), made.some(2, tmp_path)
    truth = write_labels(tmp_path, labels)
    first = board.digest(truth, labels)
    (tmp_path / labels[1]["file"]).write_bytes(b"<p>")
    second = board.digest(truth, labels)
    write_labels(tmp_path, [labels[0], labels[1] | {"title": ""}])
    assert len({first, second, board.digest(truth, labels)}) == 3


def test_the_race_reads_whole_pages_and_a_reader_that_is_not_installed_is_no_runner(
    load: Load, made: Made, tmp_path: Path
) -> None:
    race, label = load("race"), made.labels[0]
    manifest = race.write_manifest([label], made.folder, tmp_path)
    with race.runner("no-such-reader", manifest) as absent:
        assert absent is None
    with race.runner("planwatch", manifest) as runner:
        runner.run()
    assert [said["title"] for said in runner.said] == [label["title"]]
    assert runner.rates[0] > 0


def test_no_figure_of_the_made_set_is_below_its_floor(load: Load, made: Made) -> None:
    assert broken(load, "reading_made", made.folder) == []


def test_no_figure_of_the_labelled_corpus_is_below_its_floor(load: Load, shared: Path) -> None:
    assert broken(load, "reading", shared / "corpus") == []


def broken(load: Load, name: str, folder: Path) -> list[str]:
    board, run, truth = load("board"), load("run"), folder / "truth.jsonl"
    labels = run.labels_of(truth)
    floors = board.floors_of(board.load(), name, board.digest(truth, labels))
    if not floors:
        pytest.skip(f"the floors of {name} were reached on another set: benchmarks/reading/run.py --pin")
    found: list[str] = board.below(load("score").figures(labels, run.read_by_command(truth)), floors)
    return found
