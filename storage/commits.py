"""Whether anybody has written to an archive since it was last asked, without reading a row of it."""

import sqlite3
from pathlib import Path


class Commits:
    """One connection of its own, which sees every commit of all others; to be asked from one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Watch one database file."""
        # Waits for nobody: who asks answers readers meanwhile.
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0, isolation_level=None, check_same_thread=False
        )

    def mark(self) -> int | None:
        """Return a number that is another after each commit (PRAGMA data_version); None while that cannot be told."""
        try:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.OperationalError:  # another process recovers or closes the log, for some milliseconds
            return None

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
