"""Bringing a database to the schema of this code."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"

#: Two processes starting at once migrate one after the other.
_LOCK = 0x62726577


def config(connection: Connection | None = None) -> Config:
    """Give Alembic's configuration; `connection` is used instead of an address."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    if connection is not None:
        made.attributes["connection"] = connection
    return made


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Migrate up to a revision, alone."""
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
        connection.commit()
        try:
            command.upgrade(config(connection), revision)
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK})
            connection.commit()


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Migrate down to a revision."""
    with engine.connect() as connection:
        command.downgrade(config(connection), revision)
