"""A compressed body is whole, or it is none: what breaks off inside never passes for a shorter page."""

import gzip
import zlib

import brotli
import pytest

from crawler.packing import WholeCompressionMiddleware, has_ended

PAGE = "关于印发《国家技术转移体系建设方案》的通知。".encode() * 900
BARE = zlib.compressobj(wbits=-15)
unpack = WholeCompressionMiddleware._decode  # noqa: SLF001 - what Scrapy calls for each encoding
PACKED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE[:20_000]) + gzip.compress(PAGE[20_000:]),
    "deflate": zlib.compress(PAGE),
    "bare deflate": BARE.compress(PAGE) + BARE.flush(),
    "br": brotli.compress(PAGE),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_whole_body_is_unpacked_and_a_cut_one_refused_wherever_it_is_cut(name: str) -> None:
    body, encoding = PACKED[name], name.rpartition(" ")[2].encode()

    assert unpack(body, encoding, 1 << 20) == PAGE
    for cut in range(1, len(body) - 8, 7):
        with pytest.raises((EOFError, OSError, zlib.error, brotli.error)):
            unpack(body[:cut], encoding, 1 << 20)


def test_what_follows_the_end_of_a_body_does_no_harm() -> None:
    assert has_ended(gzip.compress(PAGE) + b"\x00" * 9, b"gzip", len(PAGE))
    assert not has_ended(gzip.compress(PAGE)[:-9], b"gzip", len(PAGE))
