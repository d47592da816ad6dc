"""Phones that text: so many connections kept alive, each one conversation after another.

Runs as a process of its own, so that it takes no time from the web process but the machine's.
Prints one JSON object: texts, errors, seconds, latencies in ms.
"""

import asyncio
import itertools
import json
import sys
import time
from dataclasses import dataclass, field
from urllib.parse import quote_plus

ORDER = "large oat flat white, 2 sugars, for Steve"
ACCOUNT = "AC" + "0" * 32


@dataclass
class Tally:
    """What came of it."""

    latencies: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    counting: bool = False


def request(path: str, content: bytes) -> bytes:
    """Write one HTTP request."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    ).encode() + content


_REST = "&To=%2B15005550006&NumMedia=0&AccountSid=" + ACCOUNT + "&Body="
_BODIES = tuple((_REST + quote_plus(text)).encode() for text in (ORDER, "yes"))


def body(number: int, turn: int) -> bytes:
    """Encode a text as the carrier does: of one phone, with an id of its own."""
    sid = 2 * number + turn
    return b"From=%%2B1%d&MessageSid=SM%032x" % (2_000_000_000 + number, sid) + _BODIES[turn]


class _Phone(asyncio.Protocol):
    """One connection: an order, its yes, then the next phone's. As light as Python can be: what it
    uses is taken from the server it measures."""

    def __init__(self, path: str, numbers: "itertools.count[int]", tally: Tally) -> None:
        self._path, self._numbers, self._tally = path, numbers, tally
        self._expected = (b"YES", b"#") if path == "/sms" else (b"<Response", b"<Response")
        self._turn, self._number, self._at = 1, 0, 0.0
        self._answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head, found, rest = self._answer.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        if len(rest) < length:
            return
        self._tell()
        self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._tally.counting:
            self._tally.errors.append(f"the connection was lost: {exc}")

    def _tell(self) -> None:
        if self._tally.counting:
            self._tally.latencies.append(1000 * (time.perf_counter() - self._at))
            if self._answer[9:12] != b"200" or self._expected[self._turn] not in self._answer:
                self._tally.errors.append(repr(self._answer[-300:]))

    def _next(self) -> None:
        self._turn = 1 - self._turn
        if self._turn == 0:
            self._number = next(self._numbers)
        self._answer, self._at = b"", time.perf_counter()
        self._transport.write(request(self._path, body(self._number, self._turn)))


async def run(port: int, path: str, *, phones: int, seconds: float, first: int) -> Tally:
    """Let them text for so long, after a warm-up of two seconds."""
    tally, numbers = Tally(), itertools.count(first)
    loop = asyncio.get_running_loop()
    for _ in range(phones):
        await loop.create_connection(lambda: _Phone(path, numbers, tally), "127.0.0.1", port)
    await asyncio.sleep(2)
    tally.counting = True
    await asyncio.sleep(seconds)
    tally.counting = False
    return tally


if __name__ == "__main__":
    _port, _path, _phones, _seconds, _first = sys.argv[1:6]
    _tally = asyncio.run(
        run(int(_port), _path, phones=int(_phones), seconds=float(_seconds), first=int(_first))
    )
    _result = {
        "texts": len(_tally.latencies),
        "seconds": float(_seconds),
        "errors": _tally.errors[:5],
        "failed": len(_tally.errors),
        "latencies": _tally.latencies,
    }
    sys.stdout.write(json.dumps(_result))
