"""A served process with nothing but a few addresses: `python -m tests.core.served_app MODE FD`."""

import hashlib
import signal
import socket
import sys
import warnings
from collections.abc import Iterator

if sys.argv[1] == "eventlet":
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    import eventlet

    eventlet.monkey_patch()

import time

from flask import Flask, request

from backend.core import concurrency

app = Flask("served")
app.config["MAX_CONTENT_LENGTH"] = 1000


@app.post("/echo")
def echo() -> bytes:
    return request.get_data()


@app.get("/slow/<float:seconds>")
def slow(seconds: float) -> str:
    time.sleep(seconds)
    return "done"


@app.get("/within/<float:most>/<float:seconds>")
def within(most: float, seconds: float) -> str:
    def work() -> str:
        time.sleep(seconds)
        if seconds == 0.0:
            raise ZeroDivisionError
        return "in time"

    try:
        return concurrency.within(most, work)
    except TimeoutError:
        return "too late"
    except ZeroDivisionError:
        return "a fault"


@app.get("/stream")
def stream() -> Iterator[str]:
    for number in range(3):
        yield f"{number}\n"
        time.sleep(0.01)


@app.get("/hash")
def hashed() -> str:
    work = concurrency.off_hub(hashlib.pbkdf2_hmac, "sha256", b"word", b"salt", 1_500_000)
    return work.hex()


@app.get("/mode")
def mode() -> str:
    return "eventlet" if concurrency.green() else "threading"


def main(fd: int) -> None:
    concurrency.DRAIN_SECONDS = 2.0
    stop = concurrency.Stop()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    concurrency.serve(app, socket.socket(fileno=fd), stop)


if __name__ == "__main__":
    main(int(sys.argv[2]))
