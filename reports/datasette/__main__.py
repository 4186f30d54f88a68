"""Serve one archive: ``python -m reports.datasette FOLDER PORT HOST``."""

import sys
from pathlib import Path

from reports.datasette import serve

serve(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
