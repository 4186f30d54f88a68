"""What a robots.txt says (RFC 9309), read from bytes that anybody may have written. Pure."""

from protego import Protego

# RFC 9309 (2.5) asks for the first 500 KiB at least; what stands below was not written by hand.
SIZE = 500 << 10
# An answer that says in its head to be larger is not begun: as much as the largest file of a site (exchange.ATTACHMENT_SIZE).
LARGEST = 64 << 20


def text_of(body: bytes) -> str:
    """Return the file as text, which RFC 9309 wants in UTF-8; of a larger one the lines that end within SIZE."""
    if len(body) > SIZE:
        body = body[: max(body.rfind(b"\n", 0, SIZE), body.rfind(b"\r", 0, SIZE)) + 1]
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
