"""What texts leave in the database."""

from backend.core.db import Database


def count(database: Database, table: str, where: str = "true") -> int:
    """Count the rows of which something is true."""
    with database.transaction() as tx:
        row = tx.one(f"SELECT count(*) AS n FROM {table} WHERE {where}")
    assert row is not None
    return int(row["n"])
