"""A short soak: six nights with faults, killed runs and a mail server that fails, beside six without; both archives end alike."""

import json
import subprocess
import sys
from pathlib import Path

RUN = Path(__file__).resolve().parents[1] / "benchmarks" / "soak" / "run.py"


def test_six_nights_with_faults_end_with_the_archive_of_six_without(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    command = [
        sys.executable,
        str(RUN),
        "--nights",
        "6",
        "--seed",
        "5",
        "--json",
        str(figures),
        "--folder",
        str(tmp_path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert found["wrong"] == {}
    assert found["faults_tried"] >= 5
    assert found["articles"] >= 54
