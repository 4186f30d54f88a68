"""The made-up world on loopback: three origins whose night can be turned, with a log of every request."""

import datetime as dt
import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from urllib.parse import urlsplit

from scheduler.demo.expected import EXPECTED
from scheduler.demo.loopback import Loopback, Request, Response
from scheduler.demo.pages import CLOCK, VISITS, build
from scheduler.demo.site import sites

NOT_FOUND = (
    "<!DOCTYPE html><html><head><title>404</title></head><body><p>您访问的页面不存在或已被删除。</p></body></html>"
)
FIRST_COUNT = 20_481  # what the sites' counters of visits begin with


class DemoWorld:
    """Three made-up sites on one night; setting ``night`` (1 to 4) turns every page at once."""

    def __init__(self, night: int = 1) -> None:
        self.origins = {site.id: Loopback(partial(self.answer, site.id)) for site in sites()}
        self._visits = itertools.count(FIRST_COUNT)
        self.night = night

    @property
    def base_urls(self) -> dict[str, str]:
        """Return each site's origin by its id, without a slash at the end."""
        return {site_id: origin.url for site_id, origin in self.origins.items()}

    @property
    def night(self) -> int:
        """Return the night that the sites show."""
        return self._night

    @night.setter
    def night(self, night: int) -> None:
        self._night = night
        self._pages = build(night, self.base_urls)

    def answer(self, site_id: str, request: Request) -> Response:
        """Return a site's answer to a request: its page with the counter and the clock of this fetch, or a 404."""
        page = self._pages.get((site_id, urlsplit(request.path).path))
        if page is None:
            return Response(404, {"Content-Type": "text/html; charset=utf-8"}, NOT_FOUND.encode())
        return self._stamped(page, next(self._visits))

    def requests(self) -> list[tuple[str, Request]]:
        """Return (site id, request) of all that was asked so far, each site's in order."""
        return [(site_id, request) for site_id, origin in self.origins.items() for request in origin.requests]

    def _stamped(self, page: Response, visit: int) -> Response:
        now = EXPECTED[self.night].clock + dt.timedelta(seconds=visit - FIRST_COUNT)
        stamps = {VISITS: str(visit), CLOCK: f"{now:%Y-%m-%d %H:%M:%S}"}
        body = page.body
        for mark, stamp in stamps.items():
            body = body.replace(mark.encode(), stamp.encode())
        return Response(page.status, page.headers, body)


@contextmanager
def serve(night: int = 1) -> Iterator[DemoWorld]:
    """Serve the world on three free ports of 127.0.0.1; at the end every server, thread and connection is gone."""
    world = DemoWorld(night)
    with ExitStack() as stack:
        for origin in world.origins.values():
            stack.enter_context(origin)
        yield world
