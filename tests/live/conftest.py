"""A database with rooms' worth of things in it, served processes, and the independent client."""

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jwt
import pytest
from pydantic import RootModel

from backend.core import changes, migrate
from backend.core.db import Database, Transaction, as_json
from tests import postgres
from tests.live.peer import Peer
from tests.live.web import Web

ROOT = Path(__file__).resolve().parents[2]
KEY = "a key for tests, long enough for its digest"

SCHEMA = """
INSERT INTO organisations (name) VALUES ('House');
INSERT INTO events (organisation_id, slug, name, timezone) VALUES (1, 'fair', 'Fair', 'UTC'),
 (1, 'other', 'Other', 'UTC');
INSERT INTO stations (event_id, id, name) VALUES (1, 3, 'North'), (2, 4, 'Far');
INSERT INTO people (organisation_id, username, display_name, password_hash) VALUES
 (1, 'owner', 'O', ''), (1, 'barista', 'B', ''), (1, 'support', 'S', ''), (1, 'display', 'D', ''),
 (1, 'nobody', 'N', ''), (1, 'leaver', 'L', '');
INSERT INTO roles (event_id, person_id, role) VALUES
 (1, 1, 'owner'), (1, 2, 'barista'), (1, 3, 'support'), (1, 4, 'display'), (1, 6, 'barista');
CREATE TABLE things (id bigint PRIMARY KEY, rooms text[], version bigint, data jsonb)
"""

PEOPLE = ("owner", "barista", "support", "display", "nobody", "leaver")


def token(person: str | int, *, seconds: float = 600, key: str = KEY) -> str:
    """Sign a token for somebody, by name or id."""
    claims = {
        "sub": str(PEOPLE.index(person) + 1 if isinstance(person, str) else person),
        "exp": int(time.time() + seconds),
        "jti": "1",
        "family": "00000000-0000-4000-8000-000000000001",
        "type": "access",
    }
    return jwt.encode(claims, key)


def put(
    tx: Transaction,
    thing: int,
    version: int,
    *rooms: str,
    event: int = 1,
    type_: str = "TicketChanged",
    **data: object,
) -> None:
    """Write a thing and record its change, as a service does."""
    view = {"id": thing, "version": version, **data}
    tx.queue(
        """INSERT INTO things VALUES (%(id)s, %(rooms)s, %(version)s, %(data)s)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, data = excluded.data""",
        id=thing,
        rooms=list(rooms),
        version=version,
        data=as_json(view),
    )
    changes.record(tx, event, type_, rooms=rooms, version=version, view=RootModel(view))


@dataclass
class Served:
    """One web process."""

    mode: str
    database_url: str
    port: int = 0
    log: Path = Path(os.devnull)
    process: subprocess.Popen[str] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, **environ: str) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.live.server", self.mode, self.database_url],
                cwd=ROOT,
                env={**os.environ, "TEST_PORT": str(self.port), **environ},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, self.log.read_text()
        self.port = int(line)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        assert self.process
        assert self.process.stdout
        self.process.send_signal(number)
        code = self.process.wait(15)
        self.process.stdout.close()
        return code


@pytest.fixture(scope="session")
def things_template() -> Iterator[tuple[str, str]]:
    """Give the server and a migrated database to copy."""
    server = postgres.start_test_server()
    url = postgres.create_database(server)
    database = Database(_engine_url(url), pool=1)
    migrate.upgrade(database.engine)
    with database.transaction() as tx:
        tx.queue(SCHEMA)
    database.dispose()
    yield server, url
    postgres.drop_database(server, url)


def _engine_url(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg2://", 1)


@pytest.fixture
def url(things_template: tuple[str, str]) -> Iterator[str]:
    """Give the address of a database of this test's own."""
    server, template = things_template
    made = postgres.create_database(server, postgres.database_name(template))
    yield _engine_url(made)
    postgres.drop_database(server, made)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    made = Database(url, pool=8)
    yield made
    made.dispose()


@pytest.fixture(scope="module", params=["eventlet", "threading"])
def mode(request: pytest.FixtureRequest) -> str:
    """Every test that serves runs under both."""
    return str(request.param)


@contextmanager
def serving(mode: str, url: str, folder: Path, **environ: str) -> Iterator[Served]:
    """Serve as long as the block lasts."""
    served = Served(mode, url, log=folder / f"server-{next(_numbers)}.log")
    try:
        served.start(**{"DATA_DIR": str(folder), **environ})
        yield served
    finally:
        if served.process and served.process.returncode is None:
            served.stop(signal.SIGKILL)
        said = served.log.read_text()
        assert "Traceback" not in said, said


_numbers = itertools.count()


@pytest.fixture(scope="module")
def house(
    mode: str, things_template: tuple[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Serve to the tests of a module that leave everything as it was."""
    server, template = things_template
    made = postgres.create_database(server, postgres.database_name(template))
    with serving(mode, _engine_url(made), tmp_path_factory.mktemp("house")) as served:
        yield served
    postgres.drop_database(server, made)


@pytest.fixture
def served(mode: str, url: str, tmp_path: Path) -> Iterator[Served]:
    with serving(mode, url, tmp_path) as made:
        yield made


@pytest.fixture
def web(mode: str, demo_db: Database, tmp_path: Path) -> Iterator[Web]:
    """Serve the whole product, with the demo event."""
    made = Web(mode, demo_db.url, tmp_path)
    yield made
    made.process.send_signal(signal.SIGTERM)
    assert made.process.wait(15) == 0


@pytest.fixture
def peer() -> Iterator[Peer]:
    made = Peer()
    yield made
    with suppress(OSError):
        made.close()


def write(database: Database, *arguments: Any, **values: Any) -> None:
    """Put one thing in a transaction of its own."""
    with database.transaction() as tx:
        put(tx, *arguments, **values)
