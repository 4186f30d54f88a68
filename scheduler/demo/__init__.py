"""A small made-up ministry and two news sites over four nights, served on loopback."""
