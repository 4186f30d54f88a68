"""Answers whose head never ends: Twisted keeps every header it is sent, so that a site could fill our memory before any limit counts."""

from typing import Any

from scrapy.core.downloader.handlers.http11 import _LenientHTTP11ClientFactory, _LenientHTTP11ClientProtocol
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, DONE, ParseError

# What browsers take for one answer's headers, interim answers (1xx) counted in; no head of the catalogue's sites reaches 4 KiB.
HEAD_SIZE = 256 << 10


class _BriefProtocol(_LenientHTTP11ClientProtocol):
    """One connection that is given up when an answer's head grows past HEAD_SIZE."""

    _head = 0

    def request(self, request: Any) -> Any:
        """Send a request; its answer's head begins at nothing."""
        self._head = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name for it
        """Count what comes until the head has ended, and give it to the parser."""
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        if self._parser is None or self._parser.state in {BODY, DONE}:
            return
        self._head += len(data)
        if self._head > HEAD_SIZE:
            problem = ParseError(f"the head is larger than {HEAD_SIZE} bytes", b"")  # type: ignore[no-untyped-call]
            self._giveUp(Failure(problem))  # type: ignore[no-untyped-call]


class BriefHeads(_LenientHTTP11ClientFactory):
    """Makes the connections of Scrapy's pool."""

    def buildProtocol(self, addr: IAddress | None) -> _BriefProtocol:  # noqa: ARG002, N802 - Twisted's signature
        """Return a connection."""
        return _BriefProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
