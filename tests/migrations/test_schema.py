"""The schema: up, down, up again, and the same as the tables in the code."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from backend.core.db import Database
from backend.core.migrate import downgrade, upgrade
from migrations.tables import metadata
from tests import postgres


@pytest.fixture
def engine(postgres_server: str) -> Iterator[Engine]:
    url = postgres.create_database(postgres_server)
    database = Database(url)
    yield database.engine
    database.dispose()
    postgres.drop_database(postgres_server, url)


def _tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_up_down_up(engine: Engine) -> None:
    upgrade(engine)
    first = _tables(engine)
    assert {"orders", "tickets", "outbox", "changes"} <= first
    downgrade(engine)
    assert _tables(engine) == set()
    upgrade(engine)
    assert _tables(engine) == first


def test_models_equal_database(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
    assert differences == []
    assert _tables(engine) == set(metadata.tables)


def test_every_key_of_an_event_has_its_id() -> None:
    without = {
        table.name
        for table in metadata.sorted_tables
        if "event_id" not in table.primary_key.columns
    }
    assert without == {
        "organisations",
        "people",
        "pins",
        "preferences",
        "refresh_tokens",
        "events",
        "heartbeats",
    }


def test_checks_are_named_in_english() -> None:
    checks = [
        str(constraint.name)
        for table in metadata.sorted_tables
        for constraint in table.constraints
        if type(constraint).__name__ == "CheckConstraint"
    ]
    assert len(checks) > 40
    assert all(name.count("_") >= 3 for name in checks), checks
