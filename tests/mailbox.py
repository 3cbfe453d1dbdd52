"""A mail server on this machine, and what it was given."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


class Mailbox:
    """All that arrived, oldest first."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.letters: list[EmailMessage] = []

    def to(self, address: str) -> list[EmailMessage]:
        """What arrived for an address, whatever its case."""
        return [letter for letter in self.letters if letter["To"].lower() == address.lower()]

    def text(self, address: str) -> str:
        """What the newest letter to an address says."""
        return str(self.to(address)[-1].get_content())

    def code(self, address: str) -> str:
        """The code in the newest letter to an address."""
        found = re.search(r"^ +(\d{6})\s*$", self.text(address), re.MULTILINE)
        assert found, self.text(address)
        return found[1]


class _Conversation(socketserver.StreamRequestHandler):
    """As much SMTP as Python's client speaks."""

    server: _Server

    def handle(self) -> None:
        self._say("220 localhost ready")
        while line := self.rfile.readline():
            match line.split()[0].upper():
                case b"DATA":
                    self._say("354 go on")
                    self.server.mailbox.letters.append(self._letter())
                    self._say("250 kept")
                case b"QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 fine")

    def _letter(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        letter = message_from_bytes(b"".join(lines), policy=default)
        assert isinstance(letter, EmailMessage)
        return letter

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    mailbox: Mailbox


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A mail server that takes everything, on a free port of this machine."""
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.mailbox = Mailbox(server.server_address[1])
        # Asked to stop, a server looks whether it was only between two polls: half a second apart
        # unless told otherwise.
        thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
        thread.start()
        yield server.mailbox
        server.shutdown()
        thread.join(timeout=10)
