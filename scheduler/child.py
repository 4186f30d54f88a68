"""planwatch in a process of its own."""

import sys
from pathlib import Path


def command(home: Path, *arguments: str) -> list[str]:
    """Return the command line that runs planwatch, as this process does, in a home."""
    return [sys.executable, "-m", "scheduler.cli", "--home", str(home), *arguments]
