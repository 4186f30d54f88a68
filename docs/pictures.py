"""Make the pictures of docs/ again (python -m docs.pictures): the demo's report as a desk shows it, a mail on a phone at night."""

import sys
import tempfile
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from docs.browser import CHROMIUM, Browser
from planwatch.records import Subscription
from reports import changes, digest
from scheduler.cli import planwatch
from scheduler.commands.look import render
from storage.archive import Archive

DOCS = Path(__file__).resolve().parent
# The demo's second and third night: its first one only catalogues.
NIGHTS = (date(2026, 11, 4), date(2026, 11, 5))
DESK, PHONE = 860, 390  # CSS pixels
# What a README shows without scrolling for long.
HEIGHT = 1330
LIMIT = 300_000  # bytes of a picture


def pictures(demo: Path) -> dict[str, bytes]:
    """Return the pictures of a demo's archive by their names, as PNG."""
    with Archive.open(demo, read_only=True) as archive, Browser() as browser:
        report = changes.since(archive, NIGHTS[0], until=NIGHTS[1])
        browser.show(render(report, "html", "zh"), DESK)
        browser.value("document.querySelector('details').open = true")
        desk = browser.picture(HEIGHT)
        mail = digest.build(archive, report.last_run.id, Subscription("analyst@example.org"))
        browser.show(mail.html, PHONE, dark=True)
        return {"report.png": desk, "mail.png": browser.picture(HEIGHT)}


def main() -> int:
    """Run the demo in a folder of its own and write the pictures; 1 where there is no browser or a picture is too large."""
    if CHROMIUM is None:
        sys.stderr.write("docs/pictures.py: no chromium here, expected one on the PATH\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        CliRunner().invoke(planwatch, ["demo", str(demo)], catch_exceptions=False, standalone_mode=False)
        made = pictures(demo)
    for name, picture in made.items():
        (DOCS / name).write_bytes(picture)
        sys.stdout.write(f"docs/{name}: {len(picture):,} bytes\n")
    return int(any(len(picture) > LIMIT for picture in made.values()))


if __name__ == "__main__":
    sys.exit(main())
