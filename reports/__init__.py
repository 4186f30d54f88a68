"""Tell: the change report, the digest, the feed and Datasette. Reads only."""
