"""HTML: reports, mails and two versions side by side, each one file without script, for screen, paper and mail clients."""

from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from reports.headlines import headlines
from reports.page import WHOLE, Limits, Page, cut
from reports.versions import Comparison
from reports.words import counted, words


def link(url: str | None) -> str | None:
    """Return the address if it is an http or https one, else None: nothing else ever becomes a link."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def render(page: Page, heading: str, limits: Limits = WHOLE) -> str:
    """Return a page as one HTML file, fit for a browser and for a mail client."""
    said = words(page.language)
    return templates().get_template("report.html").render(page=page, heading=heading, limits=limits, said=said)


def render_comparison(comparison: Comparison, language: str = "zh") -> str:
    """Return two versions of an article side by side as one HTML file."""
    said = words(language)
    told = {"facts": comparison.facts(language), "headlines": headlines(comparison.findings, language)}
    return templates().get_template("versions.html").render(comparison=comparison, said=said, **told)


@cache
def templates() -> Environment:
    """Return the templates; they are part of the package, data is never one."""
    found = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(link=link, cut=cut)
    found.globals.update(counted=counted)
    return found
