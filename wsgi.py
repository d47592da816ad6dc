"""The web process. Decides between eventlet and threads before anything else is imported.

Run as `python wsgi.py`, it serves the listening socket it inherits, or HOST and PORT.
"""

import os
import warnings
from pathlib import Path

from backend.core.lifeline import LISTEN_FD, wait_until_prepared, watch_lifeline


def async_mode() -> str:
    """Read ASYNC_MODE from the environment or `.env`; `Settings` says what is wrong with it."""
    found = os.environ.get("ASYNC_MODE", "").strip()
    kept = Path(__file__).with_name(".env")
    if not found and kept.is_file():
        for line in kept.read_text(errors="replace").splitlines():
            name, _, value = line.strip().removeprefix("export ").partition("=")
            if name.strip() == "ASYNC_MODE":
                found = value.partition("#")[0].strip(" \t'\"")
    return found.lower() or "eventlet"


def patch(mode: str) -> None:
    """Make the standard library green, for eventlet only."""
    if mode != "eventlet":
        return
    # It says on import that it is in maintenance: docs/decisions tells why we use it all the same.
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    import eventlet

    eventlet.monkey_patch()


if __name__ == "__main__":
    watch_lifeline()
patch(async_mode())

import gc  # noqa: E402
import signal  # noqa: E402  everything below may only be imported once the choice is made
import socket  # noqa: E402

from app import create_app, live_of  # noqa: E402
from backend.core.concurrency import Stop, serve  # noqa: E402
from backend.core.errors import CannotStart  # noqa: E402
from backend.core.listen import bind  # noqa: E402
from backend.core.settings import Settings  # noqa: E402
from nlp.interpreter import warm  # noqa: E402

#: Objects made before the collector looks at the young, the middle-aged and the old ones.
GARBAGE = (20_000, 20, 50)

try:
    app = create_app()
except CannotStart as error:
    raise SystemExit(str(error)) from None


def listening_socket(settings: Settings) -> socket.socket:
    """Take over the socket the supervisor holds open, or listen ourselves."""
    inherited = os.environ.pop(LISTEN_FD, None)
    if inherited is not None:
        return socket.socket(fileno=int(inherited))
    return bind(settings.host, settings.port)


def main() -> None:
    """Serve until SIGTERM or Ctrl-C."""
    stop = Stop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    warm()
    wait_until_prepared()
    live = live_of(app)
    live.start()
    # What was built at the start stays: the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    serve(app, listening_socket(Settings.load()), stop)
    live.stop()


if __name__ == "__main__":
    main()
