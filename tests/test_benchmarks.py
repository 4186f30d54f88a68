import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
FOLDERS = (".", "night")
SEVERAL_LISTS = 1002
Load = Callable[[str], ModuleType]


def test_the_site_has_distinct_pages_of_real_size_and_lists_that_link_every_one(load: Load, tmp_path: Path) -> None:
    pages = load("pages")
    site = pages.write_site(tmp_path, SEVERAL_LISTS)
    heads = list(pages.make_heads(SEVERAL_LISTS))
    assert len({head.title for head in heads}) == len({head.document_number for head in heads}) == SEVERAL_LISTS
    assert 37_000 < site.mean_bytes < 41_000
    lists = [(tmp_path / path.lstrip("/")).read_text(encoding="utf-8") for path in site.lists]
    assert [path for path in site.pages if not any(f'href="{path}"' in text for text in lists)] == []
    assert all(f'class="next" href="{after}"' in text for text, after in zip(lists, site.lists[1:], strict=False))
    assert 'class="next"' not in lists[-1]


def test_the_same_count_gives_the_same_bytes_and_a_reprint_keeps_the_text_under_another_head(load: Load) -> None:
    pages = load("pages")
    assert pages.text_of(3) == pages.text_of(3) != pages.text_of(4)
    assert pages.text_of(49) == pages.text_of(24)
    heads = list(pages.make_heads(50))
    assert heads[49].title != heads[24].title


def test_a_ratio_pairs_the_rounds_and_says_whether_its_median_meets_the_goal(load: Load) -> None:
    figures = load("figures")
    figure = figures.ratio("speed", [10, 40, 30], [5, 10, 30], goal=2)
    assert figure.values == (2, 4, 1)
    assert (figure.median, figure.reached) == (2, True)
    assert figures.cost("memory", "MB", [310, 290, 320], goal=300).reached is False
    assert figures.cost("memory", "MB", [310], goal=None).reached is None
    assert "NO" in figures.table([figures.cost("memory", "MB", [310], goal=300)])


def test_a_floor_is_broken_by_a_lower_ratio_and_by_a_higher_cost(load: Load) -> None:
    gate = load("gate")
    speed, memory = {"median": 1.5, "higher_is_better": True}, {"median": 200.0, "higher_is_better": False}
    assert gate.breaks(speed, 1.6)
    assert not gate.breaks(speed, 1.5)
    assert gate.breaks(memory, 190)
    assert not gate.breaks(memory, 200)


def test_an_update_makes_floors_stricter_and_never_laxer(load: Load) -> None:
    gate = load("gate")
    figures = {
        "faster": {"median": 2.0, "higher_is_better": True},
        "slower": {"median": 1.0, "higher_is_better": True},
        "leaner": {"median": 100.0, "higher_is_better": False},
        "fatter": {"median": 500.0, "higher_is_better": False},
        "unknown": {"median": 3.0, "higher_is_better": True},
    }
    held = {"faster": 1.0, "slower": 1.5, "leaner": 200, "fatter": 200}
    assert gate.raised(figures, held, margin=0.1) == {
        "faster": 1.8, "slower": 1.5, "leaner": 110.0, "fatter": 200, "unknown": 2.7,
    }  # fmt: skip


def test_the_gate_fails_on_a_broken_floor_and_writes_only_when_told(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = load("gate")
    results, floors = tmp_path / "results.json", tmp_path / "floors.json"
    figure = {"unit": "x", "median": 1.0, "higher_is_better": True}
    results.write_text(json.dumps({"figures": {"speed": figure}}), encoding="utf-8")
    floors.write_text(json.dumps({"margin": 0.1, "floors": {"speed": 1.2}}), encoding="utf-8")
    before = floors.read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["gate.py", str(results), "--floors", str(floors)])
    assert gate.main() == 1
    assert floors.read_text(encoding="utf-8") == before


def test_memory_is_summed_over_a_process_and_its_descendants(load: Load) -> None:
    measure = load("measure")
    child = "held = bytearray(60_000_000); held[::4096] = b'x' * len(held[::4096]); print('held', flush=True); input()"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    command = [sys.executable, "-c", parent]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        found = measure.tree(process.pid)
        assert len(found) == 2
        assert sum(map(measure.pss, found)) > 60_000_000
        process.communicate("\n")
    assert measure.tree(process.pid) == [process.pid]
    assert measure.pss(process.pid) == 0


def test_a_command_that_fails_is_told_with_its_last_words(load: Load, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"(?s)ended with code 3.*no such site"):
        load("measure").run([sys.executable, "-c", "print('no such site'); raise SystemExit(3)"], tmp_path)


def test_fuzzing_gives_the_same_inputs_again_and_none_too_large(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS / "fuzz"))
    mutations = load("mutations")
    corpus = [b"<p>2026-11-22</p>\n" * 50, b""]

    def made(seed: int) -> list[bytes]:
        rng = random.Random(seed)  # noqa: S311 - no secret
        return [mutations.mutated(rng, corpus) for _ in range(200)]

    assert made(3) == made(3) != made(4)
    assert len(set(made(3))) > 100
    assert max(map(len, made(3))) <= mutations.LARGEST
