"""Keep: the only room that knows SQL."""
