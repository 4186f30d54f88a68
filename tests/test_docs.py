"""What the pages say must be so: commands exist, pictures are there, generated pages are fresh."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.cli import COMMANDS
from scheduler.commands.sources import sources

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_every_command_that_the_readme_names_exists() -> None:
    named = re.findall(
        r"planwatch (?:--home \S+ )?([a-z]+)(?: ([a-z]+))?",
        " ".join(code((ROOT / "README.md").read_text(encoding="utf-8"))),
    )

    assert named
    assert [command for command, _ in named if command not in COMMANDS] == []
    assert [sub for command, sub in named if command == "sources" and sub not in sources.commands] == []


def test_every_command_is_on_the_page_of_commands() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")

    assert [name for name in COMMANDS if f"## planwatch {name}\n" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")) if "://" not in link]

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_generated_pages_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


def code(page: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    return [*blocks, *re.findall(r"`(planwatch [^`]+)`", page)]
