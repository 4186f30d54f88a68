"""HTML: reports, mails and two versions side by side, each one file without script, for screen, paper and mail clients."""

import re
from functools import cache
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from reports.headlines import headlines
from reports.left_out import is_cut, where
from reports.page import WHOLE, Limits, Page, cut
from reports.versions import Comparison
from reports.words import counted, words

_UNSAFE = re.compile(r"[\s\x00-\x20\x7f-\x9f\"<>\\^`{|}\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")


def link(url: str | None) -> str | None:
    """Return the address if it is an http or https one, else None: nothing else ever becomes a link.

    What no address may hold (blanks, quotes, brackets; RFC 3987, 2.2) stands in it as percent signs and digits.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    good = parts.scheme in {"http", "https"} and parts.netloc
    return _UNSAFE.sub(lambda found: quote(found.group(), errors="replace"), url) if good else None


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
    found.globals.update(counted=counted, is_cut=is_cut, where=where)
    return found
