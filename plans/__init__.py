"""Understand: the plans that a text names, with the words that prove it. Pure."""
