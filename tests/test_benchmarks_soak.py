"""A few nights of the soak: one with faults and a kill must end as if nothing had happened."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

FOLDERS = ("soak",)
NIGHTS = 4
# Its second night has four sources out of order, a run that is killed, a clock that goes back and a mail server that leaves.
SEED = 163


def test_nights_with_faults_end_as_the_same_nights_without_any(
    load: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    figures = load("run").soak(tmp_path, NIGHTS, SEED)

    assert figures["wrong"] == {}
    assert set(figures["faults"]) >= {"kill -9", "clock_back", "challenge", "mail_leave_at_data"}
    assert figures["changes"]["edited"] > 0
    assert figures["letters"] >= NIGHTS
