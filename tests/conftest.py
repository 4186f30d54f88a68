"""What every test shares: the folder of labelled sets beside the checkout, where it is there."""

from pathlib import Path

import pytest
from hypothesis import settings

# How long an example may take says how busy the machine is; speed is measured in benchmarks/.
settings.register_profile("planwatch", deadline=None)
settings.load_profile("planwatch")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of labelled sets, or skip the test by name where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the labelled sets (../shared) are not here")
    return SHARED
