"""The last step of a restore: two verified files take the place of two others, also where a kill comes between them."""

import shutil
from pathlib import Path

# A folder with this name, which it gets in one step, holds a whole verified archive that is to take its place.
PENDING = ".planwatch-restoring"
# What SQLite keeps beside a database that is in use; an old one beside a new database would damage it.
COMPANIONS = ("-wal", "-shm", "-journal")


def is_pending(folder: Path) -> bool:
    """Return whether a restore into an archive's folder was interrupted before its last step was done."""
    return (folder / PENDING).is_dir()


def finish(folder: Path) -> None:
    """Put the pending files in their place; killed at any point, it can be done again. OSError where that cannot be."""
    for file in sorted((folder / PENDING).glob("*.db")):
        for companion in COMPANIONS:
            (folder / f"{file.name}{companion}").unlink(missing_ok=True)
        file.replace(folder / file.name)
    shutil.rmtree(folder / PENDING)
