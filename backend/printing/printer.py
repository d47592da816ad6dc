"""A receipt printer on the network: asked how it is, sent labels, believed when it answers."""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from backend.printing.status import CONFIRM, QUESTIONS, health, is_answer, is_confirmation
from backend.printing.types import Health

CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 2.0
#: For a label to come out.
PRINT_SECONDS = 15.0


class Outcome(StrEnum):
    """What came of sending a label; the values are those of a report."""

    PRINTED = "printed"
    #: Nothing can have come out whole.
    FAILED = "failed"
    #: All was sent, and the printer did not say that it is done.
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it, and why."""

    outcome: Outcome
    error: str | None = None


@dataclass(frozen=True, slots=True)
class NetworkPrinter:
    """One printer; each call is a connection of its own, since many printers take only one."""

    host: str
    port: int
    #: False for a printer that answers nothing: what was sent then counts as printed.
    answers: bool = True
    answer_seconds: float = ANSWER_SECONDS
    print_seconds: float = PRINT_SECONDS

    def health(self) -> Health:
        """Ask how it is."""
        try:
            with self._connect() as line:
                return self._asked(line) if self.answers else Health()
        except TimeoutError:
            return Health(trouble="does not answer")
        except OSError as error:
            return Health(trouble=f"not reached: {_words(error)}")

    def _asked(self, line: socket.socket) -> Health:
        answers = []
        for question in QUESTIONS:
            line.sendall(question)
            answers.append(_byte(line, is_answer, self.answer_seconds))
        printer, offline, errors, paper = answers
        return health(printer, offline, errors, paper)

    def send(self, data: bytes) -> Sent:
        """Print one label, and wait until the printer says that it has."""
        try:
            line = self._connect()
        except OSError as error:
            return Sent(Outcome.FAILED, f"not reached: {_words(error)}")
        with line:
            try:
                line.sendall(data)
            except OSError as error:
                # The end of a label is its cut: what was not sent whole did not come out whole.
                return Sent(Outcome.FAILED, f"broke off: {_words(error)}")
            try:
                self._wait(line)
            except OSError as error:
                return Sent(Outcome.UNSURE, f"sent, not confirmed: {_words(error)}")
        return Sent(Outcome.PRINTED)

    def _wait(self, line: socket.socket) -> None:
        if self.answers:
            line.sendall(CONFIRM)
            _byte(line, is_confirmation, self.print_seconds)
        else:
            line.shutdown(socket.SHUT_WR)

    def _connect(self) -> socket.socket:
        return socket.create_connection((self.host, self.port), timeout=CONNECT_SECONDS)


def at(address: str, *, answers: bool = True) -> NetworkPrinter:
    """Read an address like tcp://192.168.1.50:9100; raises ValueError for another."""
    parts = urlsplit(address)
    if parts.scheme != "tcp" or not parts.hostname or parts.path.strip("/"):
        raise ValueError(f"{address!r} is no printer; write tcp://HOST:9100")
    return NetworkPrinter(parts.hostname, parts.port or 9100, answers)


def _byte(line: socket.socket, fits: Callable[[int], bool], seconds: float) -> int:
    """Wait for the next byte that can be the answer; printers also say things unasked."""
    give_up = time.monotonic() + seconds
    while True:
        left = give_up - time.monotonic()
        if left <= 0:
            raise TimeoutError("no answer")
        line.settimeout(left)
        said = line.recv(1)
        if not said:
            raise ConnectionError("it hung up")
        if fits(said[0]):
            return said[0]


def _words(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__
