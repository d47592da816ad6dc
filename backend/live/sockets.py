"""Socket.IO mounted on the app: one name for each thing a client may say."""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import Flask, Request
from flask_socketio import SocketIO

from backend.channels.signature import NotLocal, Signatures
from backend.core.concurrency import green
from backend.core.db import Database
from backend.core.errors import Refusal
from backend.core.settings import Settings
from backend.live.feed import Answer, Feed
from backend.live.refusals import BadPayload
from backend.live.relay import Relay
from backend.live.screens import Screens

log = structlog.get_logger()

PAYLOAD_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Live:
    """The live part of a web process."""

    io: SocketIO
    relay: Relay
    screens: Screens

    def start(self) -> None:
        """Begin to relay changes and to look after the sockets."""
        self.relay.start()
        self.screens.start()

    def stop(self) -> None:
        """End what `start` began."""
        self.relay.stop()
        self.screens.stop()


def register(app: Flask, database: Database, settings: Settings, *, feed: Feed) -> Live:
    """Mount Socket.IO on the app; nothing runs before `start`."""
    ours = frozenset({*settings.cors_origins, _origin_of(settings.public_url)})
    io = _socketio(app, ours)
    screens = Screens(io, database, feed)
    screens.is_simulator = _is_simulator(settings)
    io.on_event("connect", screens.connect)
    io.on_event("disconnect", screens.disconnect)
    for event, handler in (
        ("join", screens.join),
        ("resume", screens.resume),
        ("leave", screens.leave),
        ("heartbeat", screens.heartbeat),
        ("auth:refresh", screens.refresh),
    ):
        io.on_event(event, _answering(handler))
    return Live(io, Relay(settings.database_url, screens.send), screens)


def _socketio(app: Flask, ours: Collection[str]) -> SocketIO:
    quiet = logging.getLogger("brewline.socketio")
    quiet.setLevel(logging.WARNING)
    return SocketIO(
        app,
        async_mode="eventlet" if green() else "threading",
        # What one socket says is done one after the other: `leave` never overtakes `join`.
        async_handlers=False,
        transports=["websocket"],
        manage_session=False,
        cors_allowed_origins=lambda origin, environ: _is_ours(origin, environ, ours),
        max_http_buffer_size=PAYLOAD_BYTES,
        logger=quiet,
        engineio_logger=quiet,
    )


def _answering(handler: Callable[[Mapping[str, Any]], Answer]) -> Callable[..., Answer]:
    """Turn whatever happens into an acknowledgement."""

    def answer(*args: object) -> Answer:
        try:
            if len(args) != 1 or not isinstance(args[0], dict):
                raise BadPayload
            return handler(args[0])
        except Refusal as refusal:
            return {"ok": False, "code": refusal.code}
        except Exception:
            log.exception("sockets.failed")
            return {"ok": False, "code": "internal"}

    return answer


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _is_ours(origin: str | None, environ: Mapping[str, Any], ours: Collection[str]) -> bool:
    """Tell whether a page of this origin may connect: one of ours, or of this very server."""
    here = f"{environ.get('wsgi.url_scheme')}://{environ.get('HTTP_HOST')}"
    return origin is None or origin == here or origin in ours


def _is_simulator(settings: Settings) -> Callable[[Request], bool]:
    """Tell, of each connection, whether it is the simulator's page on this machine."""
    if settings.twilio_account_sid is not None:
        return lambda asked: False
    local = Signatures(None, settings.public_url, port=settings.port)

    def simulator(asked: Request) -> bool:
        try:
            local.verify(asked)
        except NotLocal:
            return False
        return True

    return simulator
