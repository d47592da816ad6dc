"""Stand-ins for web, worker and prepare, and a supervisor over them: `python -m … supervise`."""

import json
import os
import signal
import socket
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import psycopg2

from backend.core.errors import CannotStart
from backend.core.lifeline import LISTEN_FD, die_with_parent, wait_until_prepared, watch_lifeline
from backend.core.settings import Settings
from backend.core.supervisor import Commands, Supervisor


class Web(BaseHTTPRequestHandler):
    """Answers 200 while the database answers, with the number of rows and its own pid."""

    def do_GET(self) -> None:
        """Count the rows."""
        try:
            worker_is_there().read_text()
            rows = count_rows()
        except (FileNotFoundError, psycopg2.OperationalError):
            self.send_error(503)
            return
        checks = dict.fromkeys(("database", "worker", "outbox"), "ok")
        body = f"{os.getpid()} {rows}".encode()
        if self.path == "/health":
            body = json.dumps({"checks": checks}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def worker_is_there() -> Path:
    """Name the file that the worker of this start leaves."""
    return Path(os.environ["DATA_DIR"]) / "worker_is_there"


def count_rows() -> int:
    """Count what prepare has written, once a start."""
    with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM starts")
        (rows,) = cursor.fetchone() or (0,)
    connection.close()
    return int(rows)


def web() -> None:
    """Serve on the inherited socket."""
    listener = socket.socket(fileno=int(os.environ[LISTEN_FD]))
    server = HTTPServer(("", 0), Web, bind_and_activate=False)
    server.socket.close()
    server.socket = listener
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    wait_until_prepared()
    server.serve_forever()


def worker() -> None:
    """Wait to be stopped, leaving a helper process behind for the supervisor to find."""
    ends_with_us = die_with_parent(signal.SIGKILL)
    if os.fork() == 0:
        if ends_with_us:
            ends_with_us()
        time.sleep(600)
    stubborn = os.environ.get("STAND_IN_STUBBORN")
    signal.signal(signal.SIGTERM, signal.SIG_IGN if stubborn else lambda *_: sys.exit(0))
    wait_until_prepared()
    worker_is_there().touch()
    time.sleep(600)


def prepare() -> None:
    """Write one row, or refuse in one line after a traceback's worth of noise."""
    if os.environ.get("STAND_IN_REFUSES"):
        sys.stderr.write("noise\nthe migration does not apply: do this and that\n")
        sys.exit(1)
    worker_is_there().unlink(missing_ok=True)
    with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS starts (at timestamptz DEFAULT now())")
        cursor.execute("INSERT INTO starts DEFAULT VALUES")
    connection.close()


def crash() -> None:
    """End at once."""
    sys.exit(3)


def supervise() -> None:
    """Supervise the stand-ins."""
    me = (sys.executable, "-m", "tests.core.stand_ins")
    kind = "crash" if os.environ.get("STAND_IN_CRASHES") else "web"
    commands = Commands(prepare=(*me, "prepare"), web=(*me, kind), worker=(*me, "worker"))
    try:
        Supervisor(Settings.load(), commands).run()
    except CannotStart as error:
        sys.exit(str(error))


if __name__ == "__main__":
    watch_lifeline()
    {"web": web, "worker": worker, "prepare": prepare, "crash": crash, "supervise": supervise}[
        sys.argv[1]
    ]()
