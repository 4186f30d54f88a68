"""A mail server on loopback that takes messages, is down, or leaves before or after it has the text, as it is tonight."""

import random

from tests.scheduler.smtp import LOST_ANSWER, Script, serving

MANNERS = ("accept", "down", "leave_at_data", LOST_ANSWER, "greylist")
OFTEN = 0.7  # of the messages meet the manner of the night, the others are taken


class Mailbox(Script):
    """What was taken; ``manner`` is how the server is tonight."""

    def __init__(self) -> None:
        super().__init__()
        self.manner = "accept"
        self.draw = random.Random(7)  # noqa: S311 - draws faults, no secrets

    def next(self) -> str:
        """Return what happens to the next message."""
        return self.manner if self.draw.random() < OFTEN else "accept"


__all__ = ["MANNERS", "Mailbox", "serving"]
