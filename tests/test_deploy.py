"""The files of deploy/ as their own tools read them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from scheduler.cli import COMMANDS, planwatch

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted(path.name for path in DEPLOY.glob("*.service"))
TIMERS = sorted(path.name for path in DEPLOY.glob("*.timer"))
# What `systemd-analyze security` calls OK; an unhardened unit has 9.6.
EXPOSURE_MAX = 2.0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
@pytest.mark.parametrize("name", [*UNITS, *TIMERS])
def test_systemd_reads_the_units(name: str) -> None:
    done = subprocess.run(["systemd-analyze", "verify", DEPLOY / name], capture_output=True, text=True, check=False)
    words = [line for line in done.stderr.splitlines() if "is not executable" not in line]

    assert words == []


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
@pytest.mark.parametrize("name", UNITS)
def test_the_units_are_hardened(name: str) -> None:
    command = ["systemd-analyze", "security", "--offline=yes", "--no-pager", DEPLOY / name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)

    assert found is not None, done.stdout + done.stderr
    assert float(found[1]) <= EXPOSURE_MAX


def test_what_the_units_and_containers_start_exists() -> None:
    started = [re.search(r"--home \S+ (\w+)(.*)", (DEPLOY / name).read_text(encoding="utf-8")) for name in UNITS]
    words = [[found[1], *found[2].split()] for found in started if found]
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    words += [service["command"] for service in services.values()]

    assert len(words) == len(UNITS) + 2
    for command, *options in words:
        assert command in COMMANDS
        known = [name for option in planwatch.get_command(None, command).params for name in option.opts]  # type: ignore[arg-type]
        assert [option for option in options if option.startswith("--") and option not in known] == []


def test_containers_hold_no_secret_and_no_privilege() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]

    for service in services.values():
        assert service["cap_drop"] == ["ALL"]
        assert service["read_only"]
        assert not any("PASSWORD" in name and not name.endswith("_FILE") for name in service["environment"])


def engine() -> bool:
    return (
        shutil.which("docker") is not None
        and not subprocess.run(["docker", "info"], capture_output=True, check=False).returncode
    )


@pytest.mark.skipif(not engine(), reason="no container engine is running here")
def test_the_image_is_built_and_answers() -> None:
    build = ["docker", "build", "-q", "-f", str(DEPLOY / "Dockerfile"), str(ROOT)]
    image = subprocess.run(build, capture_output=True, text=True, check=True).stdout.strip()
    done = subprocess.run(["docker", "run", "--rm", image, "--version"], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
