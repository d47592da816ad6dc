"""Texts that were given up: shown to whoever runs the place, and tried again."""

from collections.abc import Iterator, Sequence

from backend.core import outbox
from backend.core.db import Database
from backend.core.masking import mask
from backend.core.wake import notify
from backend.events import service as events


def listed(database: Database, slug: str | None = None) -> Iterator[str]:
    """Give one line for each dead letter, of one event or of all."""
    with database.transaction() as tx:
        event = events.by_slug(tx, slug).id if slug else None
        letters = outbox.dead(tx, event)
    for letter in letters:
        yield (
            f"{letter.id}  {letter.event}  {letter.kind}  to {mask(letter.lane)}"
            f"  {letter.done_at:%Y-%m-%d %H:%M:%S %Z}  attempts: {letter.attempts}"
            f"  error: {letter.last_error or 'none'}"
        )


def retry(
    database: Database, slug: str | None = None, ids: Sequence[int] | None = None
) -> list[int]:
    """Try dead letters again, these or all; gives the ids of those found."""
    with database.transaction() as tx:
        event = events.by_slug(tx, slug).id if slug else None
        revived = outbox.revive(tx, event, ids)
    with database.transaction() as tx:
        notify(tx)
    return revived
