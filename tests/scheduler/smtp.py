"""A mail server on loopback that takes messages, or fails as its script says."""

import email
import email.policy
import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

LOST_ANSWER = "leave_after_text"


@dataclass
class Script:
    """What a server does with each message it is offered, in turn; the last word holds for all that follow.

    ``taken`` counts messages by recipient and Message-ID; the sender of one that is ``unanswered`` cannot know that it was taken.
    """

    faults: list[str] = field(default_factory=lambda: ["accept"])
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)
    unanswered: set[tuple[str, str]] = field(default_factory=set)
    meets: threading.Event = field(default_factory=threading.Event)
    goes_on: threading.Event = field(default_factory=threading.Event)

    def next(self) -> str:
        return self.faults.pop(0) if len(self.faults) > 1 else self.faults[0]


class Server(socketserver.StreamRequestHandler):
    """One connection of a client that sends one message."""

    script: Script

    def handle(self) -> None:
        fault = self.script.next()
        if fault == "down":
            return
        self.say("220 here")
        recipient = ""
        while line := self.rfile.readline():
            word = line[:4].upper()
            if fault == "leave_at_" + word.decode("ascii", "replace").strip().lower():
                return
            if word == b"QUIT":
                self.say("221 bye")
                return
            if word == b"RCPT":
                recipient = line.decode().partition("<")[2].partition(">")[0]
            if word == b"DATA" and fault != "full":
                self.say("354 go on")
                if self.text(recipient, fault):
                    return
                continue
            self.say(self.answer(word, fault, recipient))

    def answer(self, word: bytes, fault: str, recipient: str) -> str:
        if word == b"RCPT" and fault == "greylist":
            return "451 come back later"
        if word == b"RCPT" and recipient.startswith("gone"):
            return "550 no such user"
        return "452 full" if word == b"DATA" else "250 OK"

    def text(self, recipient: str, fault: str) -> bool:
        """Take the text; return whether to leave without an answer."""
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        if line == b"":  # the sender was killed before the text's end, so nothing was taken
            return True
        if fault == "refuse_text_for_now":
            self.say("451 not now")
            return False
        mail = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        letter = (recipient, str(mail["Message-ID"]))
        self.script.taken[letter] += 1
        if fault == LOST_ANSWER:
            self.script.unanswered.add(letter)
            return True
        if fault == "wait":
            self.script.meets.set()
            self.script.goes_on.wait(60)
        try:
            self.say("250 taken")
        except OSError:  # the sender is gone, and cannot know that it was taken
            self.script.unanswered.add(letter)
        return False

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Threads(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, *_: object) -> None:
        """Say nothing when a client was killed in the middle of a line."""


@contextmanager
def serving(script: Script) -> Iterator[int]:
    """Serve while the block runs; give the port."""
    handler = type("Scripted", (Server,), {"script": script})
    with Threads(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
