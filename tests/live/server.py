"""A served process with the live part and nothing else: `python -m tests.live.server MODE URL`.

Its rooms show the rows of a table `things`, so that these tests depend on no capability.
"""

import os
import signal
import socket
import sys
import time
import warnings

if sys.argv[1] == "eventlet":
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    import eventlet

    eventlet.monkey_patch()

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Flask
from pydantic import RootModel

from backend.core import changes
from backend.core.concurrency import Stop, serve
from backend.core.db import Database, Transaction
from backend.core.settings import Settings
from backend.live import screens, sockets
from backend.live.feed import Feed, Place
from backend.live.types import RoomKind

KEY = "a key for tests, long enough for its digest"
BENCH_ROOM = "station:3"


def read_things(tx: Transaction, place: Place) -> Mapping[str, Any]:
    rows = tx.fetch(
        "SELECT data FROM things WHERE rooms @> ARRAY[%(room)s] ORDER BY id", room=place.room.name
    )
    return {"things": [row["data"] for row in rows]}


def view(thing: int) -> dict[str, object]:
    """Make something of a ticket's size."""
    return {"id": thing, "version": 1, "words": "w" * 900}


def commit(database: Database, live: sockets.Live, thing: int) -> dict[str, float]:
    """Commit a change and tell when it was."""
    with database.transaction() as tx:
        rooms = [BENCH_ROOM]
        changes.record(tx, 1, "TicketChanged", rooms=rooms, version=1, view=RootModel(view(thing)))
    at = time.time()
    live.relay.wake()
    return {"at": at}


def emit(live: sockets.Live, thing: int) -> dict[str, float]:
    """Do with Socket.IO alone what a change does, and tell when."""
    at = time.time()
    push = {"room": BENCH_ROOM, "seq": thing, "prev": 0, "type": "TicketChanged", "version": 1}
    live.io.emit("change", {**push, "data": view(thing)}, to=BENCH_ROOM)
    return {"at": at}


def main(url: str) -> None:
    app = Flask("live tests")
    app.config["JWT_SECRET_KEY"] = KEY
    settings = Settings.load({**os.environ, "DATABASE_URL": url})
    database = Database(settings.database_url, pool=4)
    feed = Feed(dict.fromkeys(RoomKind, read_things))
    live = sockets.register(app, database, settings, feed=feed)
    app.add_url_rule("/slow", "slow", lambda: live.io.sleep(1.5) or "done")
    app.add_url_rule("/commit/<int:thing>", "commit", lambda thing: commit(database, live, thing))
    app.add_url_rule("/emit/<int:thing>", "emit", lambda thing: emit(live, thing))
    screens.SWEEP_SECONDS = 0.5
    grace = os.environ.get("TEST_GRACE_SECONDS")
    if grace is not None:
        screens.GRACE = timedelta(seconds=float(grace))
    live.start()
    stop = Stop()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    listener = socket.create_server(("127.0.0.1", int(os.environ.get("TEST_PORT", "0"))))
    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    serve(app, listener, stop)


if __name__ == "__main__":
    main(sys.argv[2])
