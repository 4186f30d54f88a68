"""What a robots.txt says (RFC 9309), read from bytes that anybody may have written. Pure."""

from protego import Protego

# RFC 9309 (2.5) asks for 500 KiB at least; nothing larger was written by hand.
SIZE = 1 << 20


def text_of(body: bytes) -> str:
    """Return the file as text, which RFC 9309 wants in UTF-8."""
    return body.decode("utf-8-sig", "replace")


def rules_of(text: str) -> Protego:
    """Return the rules of a file; one without a readable line forbids nothing."""
    return Protego.parse(text)


def is_had(status: int) -> bool:
    """Return whether an answer is a robots.txt."""
    return 200 <= status < 300


def is_none(status: int) -> bool:
    """Return whether an answer says that there is none, so that all is allowed; 429 says only that we ask too often."""
    return 400 <= status < 500 and status != 429


def is_down(status: int) -> bool:
    """Return whether the host cannot give its robots.txt now; anything else that is no file leaves the rules open."""
    return status >= 500
