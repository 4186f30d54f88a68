"""One request and its answer as records."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from scrapy import Request
from scrapy.http import Response

from planwatch.records import Capture, DuePage, PageKind, StoredCapture, Verdict
from planwatch.text import clean_line
from planwatch.urls import canonical

# Statistical yearbooks and scanned annexes reach some tens of MB (faults.md, row 7: 64 MiB).
ATTACHMENT_SIZE = 64 << 20
# A header longer than this names no type, charset or tag that could be used again.
HEADER_LIMIT = 500
NOT_MODIFIED = 304
Callback = Callable[..., Any]


def request(page: DuePage, callback: Callback, errback: Callback, **passed: object) -> Request:
    """Return the request for a page, conditional where the page's last answer allows it.

    The callback gets ``page`` and what is ``passed`` as keywords; cookies are kept for each source by itself.
    """
    meta: dict[str, Any] = {"source": page.source_id, "cookiejar": page.source_id}
    if page.kind is PageKind.ATTACHMENT:
        meta["download_maxsize"] = ATTACHMENT_SIZE
    headers = {}
    if page.etag:
        headers["If-None-Match"] = page.etag.encode("latin-1", "replace")
    if page.last_modified:
        headers["If-Modified-Since"] = page.last_modified.encode("latin-1", "replace")
    return Request(page.url, callback, headers=headers, meta=meta, errback=errback, cb_kwargs={"page": page, **passed})


def capture(page: DuePage, response: Response, at: dt.datetime) -> Capture:
    """Return the record of an answer; a redirect that leads to no web address becomes redirect_out."""
    if 300 <= response.status < 400 and "Location" in response.headers:
        return failure(page, Verdict.REDIRECT_OUT, at)
    media_type, charset = content_type(_header(response, "Content-Type"))
    came_from = page.url if response.url == page.url else canonical(response.url)
    return Capture(
        source_id=page.source_id,
        url=page.url,
        kind=page.kind,
        captured_at=at,
        status=response.status,
        media_type=media_type,
        charset=charset,
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
        redirected_to=None if came_from == page.url else came_from,
        body=None if response.status == NOT_MODIFIED else response.body,
    )


def failure(page: DuePage, verdict: Verdict, at: dt.datetime) -> Capture:
    """Return the record of a request that got no answer."""
    return Capture(page.source_id, page.url, page.kind, at, network_error=verdict)


def stored(seen: Capture) -> StoredCapture:
    """Return an answer as the archive would give it back for reading; it has no id yet."""
    return StoredCapture(
        id=0,
        page_id=0,
        run_id=0,
        source_id=seen.source_id,
        url=seen.url,
        kind=seen.kind,
        captured_at=seen.captured_at,
        status=seen.status,
        network_error=seen.network_error,
        media_type=seen.media_type,
        charset=seen.charset,
        redirected_to=seen.redirected_to,
        body_hash=None,
        body=seen.body,
    )


def content_type(header: str | None) -> tuple[str | None, str | None]:
    """Return the media type and the charset that a Content-Type header names, in lower case; None for what it leaves out."""
    if not header:
        return None, None
    media_type, *parameters = (part.strip().lower() for part in header.split(";"))
    named = (part.partition("=")[2].strip(" \"'") for part in parameters if part.startswith("charset="))
    return media_type or None, next(named, None) or None


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    if not value:
        return None
    text = clean_line(value.decode("latin-1"))
    return text if text and len(text) <= HEADER_LIMIT else None
