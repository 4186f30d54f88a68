"""A mail server on loopback that takes messages, is down, or leaves before or after it has the text."""

import email
import random
import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.policy import default

MANNERS = ("accept", "down", "leave_before", "leave_after", "greylist")


class Mailbox:
    """What was taken, by recipient and Message-ID; ``manner`` is how the server is tonight."""

    def __init__(self) -> None:
        self.manner = "accept"
        self.taken: Counter[tuple[str, str]] = Counter()
        self.unanswered: set[tuple[str, str]] = set()
        self.draw = random.Random(7)  # noqa: S311 - draws faults, no secrets


class _Handler(socketserver.StreamRequestHandler):
    box: Mailbox

    def handle(self) -> None:
        manner = self.box.manner if self.box.draw.random() < 0.7 else "accept"
        if manner == "down":
            return
        self._say("220 here")
        recipient = ""
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"RCPT":
                recipient = line.decode().partition("<")[2].partition(">")[0]
            if word == b"DATA" and manner == "leave_before":
                return
            if word == b"DATA":
                self._say("354 go on")
                if not self._text(recipient, manner):
                    return
                continue
            self._say(
                "451 later" if word == b"RCPT" and manner == "greylist" else "221 bye" if word == b"QUIT" else "250 OK"
            )
            if word == b"QUIT":
                return

    def _text(self, recipient: str, manner: str) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        if line == b"":  # the sender was killed before the text's end, so nothing was taken
            return False
        letter = (recipient, str(email.message_from_bytes(b"".join(lines), policy=default)["Message-ID"]))
        self.box.taken[letter] += 1
        if manner == "leave_after":
            self.box.unanswered.add(letter)
            return False
        try:
            self._say("250 taken")
        except OSError:  # the sender is gone, and cannot know that it was taken
            self.box.unanswered.add(letter)
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of a sender that was killed."""


@contextmanager
def serve(box: Mailbox) -> Iterator[int]:
    """Serve while the block runs; give the port."""
    with _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"box": box})) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
