"""What the clock does to events: calls last orders, closes them, opens one that was put off."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

import structlog

from backend.core.db import Database, Transaction
from backend.events import hours, service, settings
from backend.events.hours import Done, Step

log = structlog.get_logger()

_WITH_HOURS = """SELECT id FROM events e WHERE closed_by_clock OR EXISTS (SELECT 1 FROM settings s
 WHERE s.event_id = e.id AND s.key IN ('closes_at', 'closes_with_programme')
 AND s.value NOT IN ('null', 'false')) ORDER BY id"""

#: Held as by those who change settings; what somebody changes now has its turn next.
_DONE = """SELECT called_for, closed_for, closed_by_clock FROM events WHERE id = %(event)s
FOR NO KEY UPDATE SKIP LOCKED"""

_STEPS: Mapping[Step, str] = MappingProxyType(
    {
        Step.CALL: "called_for = %(closes)s",
        Step.CLOSE: "state = 'closed', closed_by_clock = true, closed_for = %(closes)s",
        Step.OPEN: "state = 'open', closed_by_clock = false",
    }
)


def keep_hours(database: Database, now: datetime) -> None:
    """Do what is due at every event with hours."""
    with database.transaction() as tx:
        ids = [row["id"] for row in tx.fetch(_WITH_HOURS)]
    for event in ids:
        with database.transaction() as tx:
            _keep(tx, event, now)


def _keep(tx: Transaction, event: int, now: datetime) -> None:
    row = tx.one(_DONE, event=event)
    if row is None:
        return
    before = service.get(tx, event)
    ends = hours.of(before.settings)
    step = hours.due(before.state, ends, Done(**row), now)
    if step is None:
        return
    tx.queue(
        f"UPDATE events SET {_STEPS[step]}, version = version + 1 WHERE id = %(event)s",
        event=event,
        closes=ends.closes if ends else None,
    )
    service.touch(tx, event)
    settings.tell(tx, service.get(tx, event))
    tx.afterwards.append(lambda: log.info(f"event.clock_{step}", slug=before.slug))
