"""Compressed answers that end too early: Scrapy gives what it could unpack of them, which would pass for an edited page."""

import zlib
from typing import Any

import brotli  # type: ignore[import-untyped]
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware

GZIP = (b"gzip", b"x-gzip")
GZIP_HEAD = b"\x1f\x8b"  # another stream may follow the first (RFC 1952, 2.2)
# zlib's numbers for a stream with gzip's head, with its own, and with none, which Microsoft's servers send as "deflate".
WITH_GZIP, WITH_ZLIB, BARE = 31, 15, -15


class WholeCompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's middleware; EOFError for a body that breaks off before its compression has ended."""

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        found = HttpCompressionMiddleware._decode(body, encoding, max_size)  # noqa: SLF001 - overridden here
        if not has_ended(body, encoding, len(found)):
            message = f"the body breaks off inside its {encoding.decode()} stream"
            raise EOFError(message)
        return found


def has_ended(body: bytes, encoding: bytes, size: int) -> bool:
    """Return whether a compressed body of ``size`` unpacked bytes is whole; what follows its end is none of our business."""
    if encoding in GZIP:
        # Its last four bytes are the size (RFC 1952), which spares nearly every page a second unpacking.
        return int.from_bytes(body[-4:], "little") == size % 2**32 or _ends(WITH_GZIP, body, size)
    if encoding == b"deflate":
        return _ends(WITH_ZLIB, body, size) or _ends(BARE, body, size)
    return encoding != b"br" or _brotli_ends(body, size)


def _ends(window: int, body: bytes, size: int) -> bool:
    while True:
        stream = zlib.decompressobj(wbits=window)
        try:
            stream.decompress(body, size + 1)
        except zlib.error:
            return False
        body = stream.unused_data
        if not stream.eof or not body.startswith(GZIP_HEAD):
            return stream.eof


def _brotli_ends(body: bytes, size: int) -> bool:
    stream: Any = brotli.Decompressor()
    unpacked = len(stream.process(body, output_buffer_limit=size + 1))
    while not stream.is_finished() and (more := stream.process(b"", output_buffer_limit=size + 1)):
        unpacked += len(more)
    return unpacked <= size and bool(stream.is_finished())
