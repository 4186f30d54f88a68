"""The archive in which each thing happens once, opened for one test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.archive import Archive
from tests.reports.made import made_archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Return the made archive."""
    with made_archive(tmp_path / "archive") as made:
        yield made
