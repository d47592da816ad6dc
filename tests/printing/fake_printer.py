"""A receipt printer on a socket: answers for its state, prints to a list, breaks on demand."""

import re
import socket
import struct
import threading
from dataclasses import dataclass, field

from tests.printing.paper import Paper

CUT = b"\x1dV\x42\x00"
_ASKED = re.compile(rb"\x10\x04([\x01-\x04])|\x1dr\x01")


@dataclass
class FakePrinter:
    """One printer; `broken_after` bytes of a connection it drops the line."""

    paper: int = 0x12
    answers: bool = True
    broken_after: int | None = None
    #: It prints, and its word that it did never comes.
    swallows_confirmation: bool = False
    printed: list[list[str]] = field(default_factory=list)
    _stopped: bool = False

    def __post_init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def address(self) -> str:
        """Where it is."""
        return f"tcp://127.0.0.1:{self.port}"

    def unplug(self) -> None:
        """Take it off the network; whoever connects is refused."""
        self._stopped = True
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _serve(self) -> None:
        while not self._stopped:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            with line:
                try:
                    self._talk(line)
                except OSError:
                    continue

    def _talk(self, line: socket.socket) -> None:
        pending, taken = b"", 0
        while said := line.recv(16):
            taken += len(said)
            if self.broken_after is not None and taken > self.broken_after:
                # Closed with a reset, as a pulled plug's switch does.
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            pending = self._taken_in(line, pending + said)

    def _taken_in(self, line: socket.socket, pending: bytes) -> bytes:
        """Print what is whole, answer what is asked; gives what is left."""
        while CUT in pending:
            label, pending = pending.split(CUT, 1)
            self.printed.append(Paper().feed(label + CUT).text)
        while asked := _ASKED.match(pending):
            pending = pending[asked.end() :]
            if self.answers and not (asked[1] is None and self.swallows_confirmation):
                line.sendall(self._answer(asked[1]))
        return pending

    def _answer(self, question: bytes | None) -> bytes:
        if question is None:
            return b"\x00"
        out = self.paper & 0x60
        told = {b"\x01": 0x1A if out else 0x12, b"\x02": 0x32 if out else 0x12, b"\x03": 0x12}
        return bytes([told.get(question, self.paper)])
