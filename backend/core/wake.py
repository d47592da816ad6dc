"""Waking other processes: one NOTIFY after the commit, heard on a connection of its own."""

import select
import time
from collections.abc import Callable
from typing import cast

import psycopg2
from psycopg2.extensions import connection as PsycopgConnection
from sqlalchemy.exc import SQLAlchemyError

from backend.core.db import Database, Transaction

CHANNEL = "brewline"

#: Notices a connection that died without a word.
_CHECK_SECONDS = 10.0
_RETRY_SECONDS = 0.25


def notify(tx: Transaction, sender: str = "") -> None:
    """Queue the wake-up; never in a transaction that other business waits for."""
    tx.queue(f"SELECT pg_notify('{CHANNEL}', %(sender)s)", sender=sender)


def listen(database: Database, heard: Callable[[str], None], *, until: Callable[[], bool]) -> None:
    """Call `heard` with each sender until told to stop, through restarts of the database."""
    while not until():
        try:
            connection = _connect(database)
        except (psycopg2.Error, SQLAlchemyError):
            time.sleep(_RETRY_SECONDS)
            continue
        try:
            # Whatever was said while nobody listened.
            heard("")
            _hear(connection, heard, until)
        except psycopg2.Error:
            time.sleep(_RETRY_SECONDS)
        finally:
            connection.close()


def _connect(database: Database) -> PsycopgConnection:
    pooled = database.engine.raw_connection()
    connection = cast(PsycopgConnection, pooled.dbapi_connection)
    pooled.detach()
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    return connection


def _hear(
    connection: PsycopgConnection, heard: Callable[[str], None], until: Callable[[], bool]
) -> None:
    while not until():
        readable, _, _ = select.select([connection], [], [], _CHECK_SECONDS)
        if readable:
            connection.poll()
        else:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        said = [notice.payload for notice in connection.notifies]
        connection.notifies.clear()
        for sender in said:
            heard(sender)
