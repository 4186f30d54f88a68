"""Why an address gave no answer, in the closed words of Verdict."""

import zlib

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from service_identity import VerificationError
from twisted.internet.error import ConnectError, ConnectionClosed
from twisted.web._newclient import ParseError  # the only name Twisted has for an answer that is no HTTP

from planwatch.records import Verdict

WORDS: tuple[tuple[type[Exception], Verdict], ...] = (
    (DownloadTimeoutError, Verdict.TIMEOUT),
    (CannotResolveHostError, Verdict.DNS),
    (DownloadConnectionRefusedError, Verdict.REFUSED),
    (ResponseDataLossError, Verdict.TRUNCATED),
    (DownloadCancelledError, Verdict.TOO_LARGE),  # Scrapy cancels only what exceeds the size it was given
    (ConnectError, Verdict.REFUSED),
    (ConnectionClosed, Verdict.REFUSED),
    (DownloadFailedError, Verdict.REFUSED),  # the connection ended before there was a whole answer to read
    (UnicodeError, Verdict.SERVER_ERROR),  # a header that is no text
    (EOFError, Verdict.TRUNCATED),
    (zlib.error, Verdict.TRUNCATED),
    (OSError, Verdict.TRUNCATED),  # the body is not compressed as its header says
)


class Refused(IgnoreRequest):
    """A request that must not be made; ``verdict`` says why."""

    def __init__(self, verdict: Verdict) -> None:
        """Keep the reason."""
        super().__init__(verdict)
        self.verdict = verdict


def verdict(error: BaseException) -> Verdict | None:
    """Return the word for what went wrong with a request, or None where it has none: then the fault is ours."""
    if isinstance(error, Refused):
        return error.verdict
    if isinstance(error, IgnoreRequest):
        # Scrapy gives up on a request with this class alone: for a body that inflates past the limit, with the cause
        # attached, or for too many redirects.
        return Verdict.TOO_LARGE if isinstance(error.__cause__, ValueError) else Verdict.REDIRECT_LOOP
    reasons = _reasons(error)
    if any(isinstance(reason, SSL.Error | VerificationError) for reason in reasons):
        return Verdict.TLS
    if any(isinstance(reason, ParseError) for reason in reasons):
        return Verdict.SERVER_ERROR
    return next((word for kind, word in WORDS if isinstance(error, kind)), None)


def _reasons(error: BaseException) -> list[BaseException]:
    """Return the error and the ones that Twisted's connection had under it."""
    under = getattr(error.__cause__, "reasons", None) or []
    return [error, *(reason.value for reason in under)]
