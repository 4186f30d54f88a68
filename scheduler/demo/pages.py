"""The pages of the made-up sites on one night: every address with its answer, the same for the same night."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from email.utils import format_datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from scheduler.demo.expected import EXPECTED
from scheduler.demo.loopback import Response
from scheduler.demo.pdf import one_page
from scheduler.demo.site import AttachedFile, Column, Site, Story, edited, online, paragraphs, sites

# The server puts the count of visits and the time in place of these at each fetch.
VISITS, CLOCK = "%%VISITS%%", "%%CLOCK%%"
ROBOTS = b"User-agent: *\nDisallow: /admin/\n"
RELATED_LINKS = 3


def build(night: int, base_urls: Mapping[str, str]) -> dict[tuple[str, str], Response]:
    """Return the answer at each (site id, path) on a night; ``base_urls`` gives each site's origin, without a slash at its end.

    ValueError for a night that nights.toml does not tell of.
    """
    if night not in EXPECTED:
        message = f"the demo has no night {night!r}, expected one of {', '.join(map(str, EXPECTED))}"
        raise ValueError(message)
    return {(site.id, path): response for site in sites() for path, response in _site_pages(site, night, base_urls)}


def template_folder(site: Site, night: int) -> str:
    """Return the folder of the templates that a site uses on a night."""
    redesigned = site.redesigned_on is not None and night >= site.redesigned_on
    return f"{site.id}_redesigned" if redesigned else site.id


def _site_pages(site: Site, night: int, base_urls: Mapping[str, str]) -> Iterator[tuple[str, Response]]:
    stories = online(site, night)
    friends = {other.name: base_urls[other.id] for other in sites() if other is not site}
    common = {
        "site": site,
        "night": night,
        "base": base_urls[site.id],
        "friends": friends,
        "related": _related(stories, None, night),
        "visits": VISITS,
        "clock": CLOCK,
    }
    yield "/", Response(302, {"Location": site.columns[0].path})
    yield "/robots.txt", Response(200, {"Content-Type": "text/plain"}, ROBOTS)
    for column in site.columns:
        yield from _list_pages(site, column, stories, common)
    for story in stories:
        context = {"story": story, "paragraphs": paragraphs(story, night), "related": _related(stories, story, night)}
        yield story.path, _html(site, "article.html", {**common, **context, "column": _column(site, story)})
        if story.attachment is not None:
            yield story.attachment.path, _file(story.attachment, story.first_night, night)


def _list_pages(
    site: Site, column: Column, stories: list[Story], common: Mapping[str, Any]
) -> Iterator[tuple[str, Response]]:
    """Yield a column's pages in the manner of TRS sites: the folder itself and index.html, then index_1.html and so on."""
    stories = [story for story in stories if story.column == column.id]
    starts = range(0, len(stories), site.page_size)
    for number, start in enumerate(starts):
        context = {
            "column": column,
            "rows": stories[start : start + site.page_size],
            "number": number,
            "count": len(starts),
        }
        page = _html(site, "list.html", {**common, **context})
        if number == 0:
            yield column.path, page
        yield column.path + (f"index_{number}.html" if number else "index.html"), page


def _column(site: Site, story: Story) -> Column:
    return next(column for column in site.columns if column.id == story.column)


def _related(stories: list[Story], story: Story | None, night: int) -> list[Story]:
    """Return other stories of the site (any, beside a list), another choice each night and the same all night."""
    others = [other for other in stories if other is not story]
    return sorted(others, key=lambda other: hashlib.sha256(f"{night} {other.key}".encode()).digest())[:RELATED_LINKS]


def _html(site: Site, name: str, context: Mapping[str, Any]) -> Response:
    template = _templates().get_template(f"{template_folder(site, context['night'])}/{name}")
    body = template.render(context).encode(site.encoding)
    # Only one of the three names a charset in its headers; the others leave it to <meta>, as many such sites do.
    if not site.validators:
        return Response(200, {"Content-Type": "text/html"}, body)
    return Response(200, {"Content-Type": "text/html; charset=utf-8", "ETag": _etag(body)}, body)


def _file(attached: AttachedFile, first_night: int, night: int) -> Response:
    body = one_page(edited(attached.text, attached.edits, night))
    written_on = max([first_night, *(edit.night for edit in attached.edits if edit.night <= night)])
    modified = format_datetime(EXPECTED[written_on].clock.astimezone(dt.UTC), usegmt=True)
    return Response(200, {"Content-Type": "application/pdf", "ETag": _etag(body), "Last-Modified": modified}, body)


def _etag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:16]}"'


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("scheduler.demo"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
