"""Fetch and read: the one spider, the declarations, and the readers of what it brought."""
