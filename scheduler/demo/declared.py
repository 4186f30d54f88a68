"""The files with which planwatch watches the made-up sites: three declarations and a planwatch.toml."""

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from planwatch.urls import host_port
from scheduler.demo.site import SITE_IDS


def declarations(base_urls: Mapping[str, str]) -> dict[str, str]:
    """Return the text of each site's declaration by source id; ``base_urls`` gives the origins by the same ids."""
    return {site_id: _templates().get_template(f"{site_id}.toml").render(base_urls=base_urls) for site_id in SITE_IDS}


def planwatch_toml(base_urls: Mapping[str, str], smtp: str | None = None) -> str:
    """Return the settings that allow the three origins; mail goes to ``smtp`` (``smtp://host:port``), or to outbox/ where none is given."""
    origins = [host_port(base_urls[site_id]) for site_id in SITE_IDS]
    return _templates().get_template("planwatch.toml").render(origins=origins, smtp=smtp)


@cache
def _templates() -> Environment:
    loader = PackageLoader("scheduler.demo", "templates/declarations")
    # What is filled in are our own loopback addresses, and TOML has no markup to escape.
    return Environment(loader=loader, autoescape=False, undefined=StrictUndefined, trim_blocks=True)  # noqa: S701
