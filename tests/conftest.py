"""What every test shares: the folder of labelled sets beside the checkout, where it is there, and the benchmarks' modules."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

# How long an example may take says how busy the machine is; speed is measured in benchmarks/.
settings.register_profile("planwatch", deadline=None)
settings.load_profile("planwatch")

SHARED = Path(__file__).resolve().parents[2] / "shared"
BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of labelled sets, or skip the test by name where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the labelled sets (../shared) are not here")
    return SHARED


@pytest.fixture(scope="module")
def load(request: pytest.FixtureRequest) -> Iterator[Callable[[str], ModuleType]]:
    """Import a benchmark's modules as its scripts do: from the folders that the test's module names in ``FOLDERS``, the last first."""
    before = set(sys.modules)
    with pytest.MonkeyPatch.context() as patch:
        for folder in request.module.FOLDERS:
            patch.syspath_prepend(str(BENCHMARKS / folder))
        yield importlib.import_module
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(BENCHMARKS)):
            del sys.modules[name]
