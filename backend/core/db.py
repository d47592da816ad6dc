"""The database: one MetaData, one engine, and transactions whose statements travel together.

A transaction here costs as few round trips as its data dependencies allow: `BEGIN` rides on the
first statement, `COMMIT` on the last, and writes whose results nobody waits for are queued until
something is sent anyway. PostgreSQL runs the statements of one trip one after the other, each with
a fresh snapshot (READ COMMITTED), so a lock taken early in a trip is seen by the reads after it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, cast

import orjson
import psycopg2
import structlog
from psycopg2.extensions import connection as PsycopgConnection
from psycopg2.extras import Json, register_default_json, register_default_jsonb
from sqlalchemy import Engine, MetaData, Sequence, create_engine
from sqlalchemy.pool import PoolProxiedConnection

from backend.core.errors import DatabaseBusy, DatabaseGone, ExistsAlready, NotFound, Unstorable
from backend.core.turnstile import Turnstile

Row = dict[str, Any]

log = structlog.get_logger()

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

#: Ids of everything that belongs to an event; taken ahead of the insert where a view needs them.
ids = Sequence("ids", metadata=metadata)

#: Seconds; a statement that takes longer is a fault, not a slow answer.
STATEMENT_SECONDS = 8
LOCK_SECONDS = 5
CONNECT_SECONDS = 3
#: For one of the pool's connections.
WAITING_SECONDS = 5

_OPTIONS = (
    f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={LOCK_SECONDS}s"
    " -c idle_in_transaction_session_timeout=15s -c timezone=UTC"
)

#: A server on another machine that vanished without a word is noticed before a caller gives up.
_ALIVE = {
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 9000,
}


def as_json(value: object) -> Json:
    """Wrap a value for a JSONB column."""
    return Json(value, dumps=_dumped)


def _dumped(value: object) -> str:
    try:
        return orjson.dumps(value, default=_plain).decode()
    except TypeError as error:
        if "surrogates" in str(error):
            raise ValueError("half a character") from error
        raise


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


class Transaction:
    """One transaction on one connection; made by `Database.transaction`."""

    def __init__(self, connection: PsycopgConnection) -> None:
        self._cursor = connection.cursor()
        self._queue: list[bytes] = []
        self._open = False
        #: Set by whoever recorded a change: the relay is woken after the commit.
        self.wake = False
        #: Done after the commit: what is logged or counted then is true.
        self.afterwards: list[Callable[[], None]] = []

    def queue(self, sql: str, **values: object) -> None:
        """Send this statement with whatever is sent next; its result is not needed."""
        try:
            self._queue.append(self._cursor.mogrify(sql, values))
        except ValueError as error:  # NUL, or half a character
            raise Unstorable from error

    def fetch(self, sql: str, **values: object) -> list[Row]:
        """Send what is queued and this statement in one trip; give this one's rows."""
        self.queue(sql, **values)
        self._send()
        if self._cursor.description is None:
            return []
        names = [column.name for column in self._cursor.description]
        return [dict(zip(names, row, strict=True)) for row in self._cursor.fetchall()]

    def one(self, sql: str, **values: object) -> Row | None:
        """Give the first row, or None."""
        rows = self.fetch(sql, **values)
        return rows[0] if rows else None

    def commit(self) -> None:
        """Send what is queued, and the commit, in one trip."""
        if self._open or self._queue:
            self._queue.append(b"COMMIT")
            self._send()
            self._open = False

    def rollback(self) -> None:
        """Undo everything sent and forget what is queued."""
        self._queue.clear()
        if self._open:
            self._open = False
            self._cursor.execute("ROLLBACK")

    def close(self) -> None:
        """Give the cursor back."""
        self._cursor.close()

    def _send(self) -> None:
        if not self._open:
            self._queue.insert(0, b"BEGIN")
            self._open = True
        statements = b";\n".join(self._queue)
        self._queue.clear()
        self._cursor.execute(statements)


class Database:
    """The engine with its pool, shared by all threads of a process."""

    def __init__(self, url: str, *, pool: int = 8, name: str = "brewline") -> None:
        self.url = url
        self._turnstile = Turnstile(pool)
        #: Called after each commit that recorded a change.
        self.on_change: Callable[[], None] = lambda: None
        self.engine: Engine = create_engine(
            # Bare, SQLAlchemy 2.1 would take it for psycopg 3.
            url.replace("postgresql://", "postgresql+psycopg2://", 1),
            pool_size=pool,
            max_overflow=0,
            pool_reset_on_return=None,
            connect_args={
                "connect_timeout": CONNECT_SECONDS,
                **_ALIVE,
                "options": _OPTIONS,
                "application_name": name,
            },
        )

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Run one transaction; commit at the end, or roll back and raise.

        Raises `DatabaseGone` where the connection is lost: whether a commit on its way took
        effect is then unknown, and the caller runs the whole transaction again, idempotently.
        """
        try:
            self._turnstile.enter(WAITING_SECONDS)
        except TimeoutError:
            raise DatabaseBusy from None
        try:
            pooled = self._checkout()
            try:
                with _translated(pooled):
                    yield from self._run(Transaction(_raw(pooled)))
            finally:
                pooled.close()
        finally:
            self._turnstile.leave()

    def _run(self, tx: Transaction) -> Iterator[Transaction]:
        try:
            yield tx
            tx.commit()
            if tx.wake:
                self.on_change()
            for tell in tx.afterwards:
                tell()
        except BaseException:
            with suppress(psycopg2.Error):  # the first fault is the one to tell
                tx.rollback()
            raise
        finally:
            tx.close()

    def _checkout(self) -> PoolProxiedConnection:
        try:
            pooled = self.engine.raw_connection()
        except Exception as error:
            raise DatabaseGone from error
        connection = _raw(pooled)
        if not connection.autocommit:
            connection.autocommit = True
            register_default_json(connection, loads=orjson.loads)
            register_default_jsonb(connection, loads=orjson.loads)
        return pooled

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def _raw(pooled: PoolProxiedConnection) -> PsycopgConnection:
    return cast(PsycopgConnection, pooled.dbapi_connection)


@contextmanager
def _translated(pooled: PoolProxiedConnection) -> Iterator[None]:
    """Throw a broken connection away, with its pool-mates of the same server life."""
    try:
        yield
    except psycopg2.Error as error:
        if _lost(pooled, error):
            pooled.invalidate(error)
            log.warning("database.lost", code=error.pgcode)
            raise DatabaseGone from error
        if error.pgcode in _BUSY:
            log.warning("database.busy", code=error.pgcode)
            raise DatabaseBusy from error
        if isinstance(error, psycopg2.IntegrityError):
            # Its text holds the whole row, whose data are nobody's business in a log.
            raise _broken(error) from None
        if isinstance(error, psycopg2.DataError):
            log.warning("database.unstorable", error=str(error))
            raise Unstorable from error
        raise


def _broken(error: psycopg2.IntegrityError) -> Exception:
    constraint = error.diag.constraint_name
    if error.pgcode == "23505":
        return ExistsAlready(constraint=constraint)
    if error.pgcode == "23503":
        return NotFound("This names something that is not there.", constraint=constraint)
    return RuntimeError(f"a row broke the rule {constraint}")


#: Lock not available, query cancelled by a time-out, deadlock, serialisation failure; disk full,
#: until somebody makes room.
_BUSY = frozenset({"55P03", "57014", "40P01", "40001", "53100"})


def _lost(pooled: PoolProxiedConnection, error: psycopg2.Error) -> bool:
    """Tell whether the server is gone: closed, no answer, or a shutdown (57P01 and its kin)."""
    if not isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError):
        return False
    closed = bool(getattr(pooled.dbapi_connection, "closed", 1))
    return closed or error.pgcode is None or error.pgcode.startswith("57P")
