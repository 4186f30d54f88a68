"""The exit codes of every command."""

DONE = 0
CARE = 1  # done, but something needs care: a source failed, mail is undelivered
WRONG_USE = 2  # or a wrong configuration: nothing was fetched
HELD = 3  # another run holds the archive
