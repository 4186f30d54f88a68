"""Pure readers: a capture goes in, what it says comes out."""

from .article import find_attachment_links
from .reader import READER, read, read_file, reader_id

__all__ = ["READER", "find_attachment_links", "read", "read_file", "reader_id"]
