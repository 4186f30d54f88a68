"""planwatch: the words that every room shares. Pure: no I/O and no framework below this package."""

__version__ = "0.1.0"
