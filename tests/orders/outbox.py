"""The texts that orders have asked for."""

from backend.core.db import Database


def outbox(database: Database) -> list[tuple[str, str]]:
    """Give kind and key of each, oldest first."""
    with database.transaction() as tx:
        rows = tx.fetch("SELECT kind, dedup_key FROM outbox ORDER BY id")
    return [(row["kind"], row["dedup_key"]) for row in rows]
