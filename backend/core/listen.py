"""The ends of the wire at the start: our own port, somebody else's database."""

import errno
import http.client
import json
import os
import socket
import time

import psycopg2

from backend.core.settings import Settings, SettingsError, local_url

BACKLOG = 2048
#: A process killed a moment ago may still be letting go of the port.
BIND_SECONDS = 2.0
DATABASE_SECONDS = 10.0


def bind(host: str, port: int) -> socket.socket:
    """Give a listening socket, or one line about why the port cannot be had."""
    give_up = time.monotonic() + BIND_SECONDS
    while True:
        try:
            return socket.create_server(
                (host, port), family=_family(host), backlog=BACKLOG, reuse_port=False
            )
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > give_up:
                raise _bind_error(host, port, error) from error
        time.sleep(0.1)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _bind_error(host: str, port: int, error: OSError) -> SettingsError:
    if error.errno == errno.EADDRINUSE:
        return SettingsError(
            f"PORT: {port} is taken by another program: stop that one, or choose another port,"
            f" as in `make run PORT={port + 1 if port < 65535 else 8000}`."
        )
    if error.errno == errno.EACCES:
        return SettingsError(f"PORT: only root may listen on {port}: choose one above 1023.")
    unknown = error.errno is None or error.errno < 0  # the resolver counts downwards
    reason = "no such host" if unknown else os.strerror(error.errno or 0)
    return SettingsError(
        f"HOST: cannot listen on {host} ({reason}): set it to an address of this machine,"
        " such as 127.0.0.1 or 0.0.0.0."
    )


def check_external_database(settings: Settings) -> None:
    """Wait a little for the server of DATABASE_URL, which may be starting too."""
    give_up = time.monotonic() + DATABASE_SECONDS
    while True:
        try:
            psycopg2.connect(settings.libpq_url, connect_timeout=3).close()
            return
        except (psycopg2.OperationalError, psycopg2.ProgrammingError) as error:
            reason = (str(error).strip().splitlines() or ["no reason given"])[0]
        if time.monotonic() > give_up:
            raise SettingsError(
                f"DATABASE_URL: the server does not let us in ({reason}): start it, mend the"
                " address, or unset it for the embedded database."
            )
        time.sleep(0.5)


def is_up(host: str, port: int) -> bool:
    """Ask /health once, briefly: whether all runs, though no event may be open yet."""
    address = local_url(host, port).removeprefix("http://")
    connection = http.client.HTTPConnection(address, timeout=2)
    try:
        connection.request("GET", "/health")
        checks = json.load(connection.getresponse())["checks"]
        return all(checks[part] == "ok" for part in ("database", "worker", "outbox"))
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return False
    finally:
        connection.close()
