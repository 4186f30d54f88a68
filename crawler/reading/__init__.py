"""Pure readers: a capture goes in, what it says comes out."""
