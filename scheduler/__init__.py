"""Run: the command line, the nightly job and the clock."""
