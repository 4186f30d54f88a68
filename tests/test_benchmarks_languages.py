"""The measure of bodies in other languages, and that ours are not below trafilatura's."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "reading" / "languages.py"


def table(*arguments: str) -> dict[str, list[float]]:
    command = [sys.executable, str(SCRIPT), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = [line.split("\t") for line in done.stdout.splitlines()[1:]]
    return {name: [float(figure) for figure in figures] for name, *figures in rows}


def test_bodies_in_six_languages_are_not_below_trafilaturas() -> None:
    figures = table()

    assert set(figures) == {"en", "fr", "de", "ru", "ja", "ko", "all"}
    assert [name for name, (ours, theirs) in figures.items() if ours < theirs] == []


def test_a_checkout_of_the_public_benchmark_is_read(tmp_path: Path) -> None:
    words = [f"Sentence number {number} of this report says something of its own about water." for number in range(12)]
    page = f"<html><body><main><h1>A report on water</h1>{''.join(f'<p>{line}</p>' for line in words)}</main></body></html>"
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a1.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "ground-truth.json").write_text(json.dumps({"a1": {"articleBody": "\n".join(words)}}), encoding="utf-8")

    assert table("--public", str(tmp_path))["all"][0] == pytest.approx(1.0, abs=0.05)
