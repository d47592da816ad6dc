"""What every test may use: a real database, with or without the demo event in it."""

from collections.abc import Iterator
from pathlib import Path

import bcrypt
import pytest
from flask import Flask
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from backend.core.db import Database
from backend.core.migrate import upgrade
from backend.events import service as events
from backend.events.types import Event
from backend.stations import demo as demo_event
from tests import made_once, postgres
from tests.app_client import Phone, Staff, make_app, sign_in

#: Of every person of the demo event in tests.
PASSWORD = "a long demo password"

made_once.share()

#: Modules that start the whole product: each stays with one worker, which starts it once. They go
#: two at a time, since a browser and a product fill a core: by where their name comes.
SERVED = ("tests/e2e/", "tests/api/test_schemathesis.py", "tests/chaos/")
MIDDLE = "tests/e2e/test_display"


class Scheduling(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """Gives workers what is served in two pieces, all else test by test."""

    def _split_scope(self, nodeid: str) -> str:
        if not nodeid.startswith(SERVED):
            return nodeid
        # What kills and starts processes wants a core too: before one half of the browsers.
        late = nodeid >= MIDDLE or nodeid.startswith("tests/chaos/")
        return "second half" if late else "first half"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Share the tests out so, whatever `--dist` says."""
    return Scheduling(config, log)


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The run's own PostgreSQL server, shared by the workers."""
    return postgres.start_test_server()


@pytest.fixture(scope="session")
def empty_template(postgres_server: str) -> str:
    """A migrated database to copy."""
    url = postgres.create_database(postgres_server)
    database = Database(url)
    upgrade(database.engine)
    database.dispose()
    return postgres.database_name(url)


@pytest.fixture(scope="session")
def demo_template(postgres_server: str, empty_template: str) -> str:
    """A database with the demo event to copy."""
    url = postgres.create_database(postgres_server, empty_template)
    database = Database(url)
    hashed = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(rounds=4)).decode()
    with database.transaction() as tx:
        assert demo_event.create(tx, password_hash=hashed)
    database.dispose()
    return postgres.database_name(url)


def _copy(server: str, template: str) -> Iterator[Database]:
    url = postgres.create_database(server, template)
    database = Database(url)
    yield database
    database.dispose()
    postgres.drop_database(server, url)


@pytest.fixture
def db(postgres_server: str, empty_template: str) -> Iterator[Database]:
    """A migrated database without anything in it."""
    yield from _copy(postgres_server, empty_template)


@pytest.fixture
def demo_db(postgres_server: str, demo_template: str) -> Iterator[Database]:
    """A database with the demo event."""
    yield from _copy(postgres_server, demo_template)


@pytest.fixture
def demo(demo_db: Database) -> Event:
    """The demo event, in `demo_db`."""
    with demo_db.transaction() as tx:
        return events.by_slug(tx, demo_event.SLUG)


@pytest.fixture
def app(demo_db: Database, tmp_path: Path) -> Flask:
    """The whole application on the demo event, with the simulator on."""
    return make_app(demo_db, tmp_path)


@pytest.fixture
def phone(app: Flask) -> Phone:
    """Steve's phone."""
    return Phone(app)


@pytest.fixture
def barista(app: Flask) -> Staff:
    """A barista of the demo event, signed in."""
    return sign_in(app, "barista", PASSWORD)
