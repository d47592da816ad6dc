"""Green threads or threads: the one place, beside `wsgi.py`, that knows which this process runs on.

`wsgi.py` patches the standard library for eventlet before anything else is imported. What is plain
in the standard library (`time.sleep`, `threading.Event`, `select.select`) is then green already;
here is only what is not.
"""

import resource
import socket
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import structlog
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

P = ParamSpec("P")
T = TypeVar("T")

log = structlog.get_logger()

#: How long requests in flight may take to end; the supervisor kills after ten seconds.
DRAIN_SECONDS = 9.0
#: While idle connections are still answered (and told to close) before they are cut.
GOODBYE_SECONDS = 0.2
KEEP_ALIVE_SECONDS = 75
SOCKET_SECONDS = 60
CONNECTIONS = 10_000


def green() -> bool:
    """Tell whether this process runs on green threads."""
    patcher = sys.modules.get("eventlet.patcher")
    return patcher is not None and bool(patcher.is_monkey_patched("thread"))


def spawn(work: Callable[[], object], name: str) -> None:
    """Run something beside everything else, until it ends or the process does."""
    if green():
        import eventlet

        eventlet.spawn(work)
    else:
        threading.Thread(target=work, name=name, daemon=True).start()


def off_hub(work: Callable[P, T], *args: P.args, **values: P.kwargs) -> T:
    """Call what computes for longer than a few milliseconds without stalling everybody else."""
    if not green():
        return work(*args, **values)
    from eventlet import tpool

    result: T = tpool.execute(work, *args, **values)
    return result


def within(seconds: float, work: Callable[[], T]) -> T:
    """Wait so long for what may hang; raises TimeoutError, and leaves it to end by itself."""
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as fault:  # whoever waits is to have it, whatever it is
            done.set_exception(fault)

    spawn(run, "within")
    return done.result(seconds)


class Stop:
    """Says that the process is to end; a plain flag, so that a signal handler may set it."""

    def __init__(self) -> None:
        self._asked = False

    def set(self) -> None:
        """Ask for the end."""
        self._asked = True

    def is_set(self) -> bool:
        """Tell whether the end was asked for."""
        return self._asked

    def wait(self) -> None:
        """Sleep until the end is asked for."""
        while not self._asked:
            time.sleep(0.05)


def serve(app: "WSGIApplication", listener: socket.socket, stop: Stop) -> None:
    """Serve on a listening socket until told to stop; then finish what is in flight.

    The socket itself is left listening for whoever else holds it: connections made meanwhile wait
    there for the next process.
    """
    _allow_many_files()
    if listener.family in (socket.AF_INET, socket.AF_INET6):
        # Accepted sockets inherit it.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    door = _Door(app, turn=_give_way if green() else _go_on)
    (_serve_green if green() else _serve_threads)(door, listener, stop)


class _Door:
    """What every request passes: counted, fair, and told to close while we are leaving."""

    def __init__(self, app: "WSGIApplication", turn: Callable[[], None]) -> None:
        self._app = app
        self._turn = turn
        self._lock = threading.Lock()
        self.leaving = False
        #: Requests being answered; long-lived WebSockets are not counted.
        self.in_flight = 0

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        self._turn()
        if environ.get("HTTP_UPGRADE"):
            return self._app(environ, start_response)
        if environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
            # Both servers decode chunks and end the stream; eventlet does not say so.
            environ["wsgi.input_terminated"] = True
        self._count(1)
        try:
            answer = self._app(environ, self._closing(start_response))
        except BaseException:
            self._count(-1)
            log.exception("request.crashed", path=environ.get("PATH_INFO"))
            raise
        handed = ClosingIterator(answer, lambda: over())
        # Also over when it is dropped: Werkzeug closes nothing if the client has reset meanwhile.
        over = weakref.finalize(handed, self._count, -1)
        return handed

    def _count(self, change: int) -> None:
        with self._lock:
            self.in_flight += change

    def _closing(self, start_response: "StartResponse") -> "StartResponse":
        def start(status: str, headers: list[tuple[str, str]], *failed: Any) -> Any:
            if self.leaving:
                headers = [*headers, ("Connection", "close")]
            return start_response(status, headers, *failed)

        return start if self.leaving else start_response


def _go_on() -> None:
    """Give nobody a turn: threads take theirs."""


def _give_way() -> None:
    """Let the others run: a busy keep-alive connection would otherwise starve them."""
    time.sleep(0)


def _allow_many_files() -> None:
    """Lift the soft limit of open files: every screen is a socket."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _serve_green(door: _Door, listener: socket.socket, stop: Stop) -> None:
    import eventlet
    import eventlet.wsgi

    server = eventlet.spawn(
        eventlet.wsgi.server,
        listener,
        door,
        log_output=False,
        debug=False,
        keepalive=KEEP_ALIVE_SECONDS,
        socket_timeout=SOCKET_SECONDS,
        max_size=CONNECTIONS,
        capitalize_response_headers=False,
    )
    # A server that can accept no more must end the process: whoever watches it starts another.
    server.link(lambda _: stop.set())
    stop.wait()
    with _leaving(door):
        # Closes what is idle, WebSockets included, and waits for the rest.
        server.kill()
        with eventlet.Timeout(DRAIN_SECONDS, False), suppress(eventlet.greenlet.GreenletExit):
            server.wait()


class _Quiet(WSGIRequestHandler):
    """Werkzeug's handler without its own log, and with an end to waiting."""

    timeout = SOCKET_SECONDS

    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing; the application logs requests."""


def _serve_threads(door: _Door, listener: socket.socket, stop: Stop) -> None:
    listener.setblocking(True)
    host, port = listener.getsockname()[:2]
    server = make_server(
        host, port, door, threaded=True, request_handler=_Quiet, fd=listener.fileno()
    )
    spawn(lambda: server.serve_forever(poll_interval=0.1), "accept")
    stop.wait()
    with _leaving(door):
        server.shutdown()
        give_up = time.monotonic() + DRAIN_SECONDS
        while door.in_flight and time.monotonic() < give_up:
            time.sleep(0.02)


@contextmanager
def _leaving(door: _Door) -> Iterator[None]:
    """Ask clients to close their connections for a moment, before they are closed for them."""
    door.leaving = True
    time.sleep(GOODBYE_SECONDS)
    yield
    if door.in_flight:
        log.warning("serve.cut_short", requests=door.in_flight)
