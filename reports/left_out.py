"""Where a reader finds what a mail had no room for: in the archive's pages, or by the command that tells all."""

from urllib.parse import urlencode

from reports.page import Limits, Page, Section
from reports.stories import Line
from reports.words import words

# The table or view of the archive that holds a section's entries, and what narrows it beside the run.
TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "new_plans": ("new_plans", {}),
    "moved": ("new_plans", {}),
    "catalogued": ("new_plans", {}),
    "changed": ("recent_changes", {}),
    "withdrawn": ("recent_changes", {"kind": "withdrawn"}),
    "care": ("issues", {}),
}


def is_cut(section: Section, limits: Limits) -> bool:
    """Return whether these limits leave something out of a section."""
    shown = section.entries[: limits.entries]
    return len(shown) < len(section.entries) or any(
        max(entry.most, len(entry.lines)) > limits.passages for entry in shown
    )


def where(page: Page, section: Section) -> Line:
    """Return where all of a section is: in the archive, if that is served at a known address, else the command that shows it."""
    said = words(page.language)
    if page.archive_url is None:
        return Line(said["see_command"].format(run=page.run_id))
    base = f"{page.archive_url.rstrip('/')}/planwatch"
    if section.name not in TABLES:
        return Line(said["see_archive"], base)
    table, narrowed = TABLES[section.name]
    return Line(said["see_archive"], f"{base}/{table}?{urlencode({'run_id': page.run_id, **narrowed})}")
