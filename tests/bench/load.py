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


def body(phone: str, sid: int, text: str) -> bytes:
    """Encode a text as the carrier does."""
    fields = {
        "MessageSid": f"SM{sid:032x}",
        "AccountSid": ACCOUNT,
        "From": phone,
        "To": "+15005550006",
        "Body": text,
        "NumMedia": "0",
    }
    return "&".join(f"{name}={quote_plus(value)}" for name, value in fields.items()).encode()


def request(path: str, content: bytes) -> bytes:
    """Write one HTTP request."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    ).encode() + content


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    return int(head[9:12]), await reader.readexactly(length)


async def _phone(
    port: int,
    path: str,
    expected: tuple[bytes, bytes],
    numbers: "itertools.count[int]",
    tally: Tally,
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while True:
        number = next(numbers)
        phone = f"+1{2_000_000_000 + number}"
        for turn, (text, token) in enumerate(zip((ORDER, "yes"), expected, strict=True)):
            content = body(phone, 2 * number + turn, text)
            started = time.perf_counter()
            writer.write(request(path, content))
            status, answer = await _answer(reader)
            if tally.counting:
                tally.latencies.append(1000 * (time.perf_counter() - started))
                if status != 200 or token not in answer:
                    tally.errors.append(f"{status} {answer[:200]!r}")


async def run(port: int, path: str, *, phones: int, seconds: float, first: int) -> Tally:
    """Let them text for so long, after a warm-up of two seconds."""
    expected = (b"YES", b"#") if path == "/sms" else (b"<Response", b"<Response")
    tally, numbers = Tally(), itertools.count(first)
    tasks = [
        asyncio.create_task(_phone(port, path, expected, numbers, tally)) for _ in range(phones)
    ]
    await asyncio.sleep(2)
    tally.counting = True
    done, _ = await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
    tally.counting = False
    for task in done:
        task.result()
    for task in tasks:
        task.cancel()
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
