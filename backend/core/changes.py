"""Recording a change: in the transaction that makes it true, for the relay to send after commit."""

from collections.abc import Iterable, Mapping

from backend.core.db import Transaction, as_json

_INSERT = """INSERT INTO changes (event_id, type, rooms, version, data)
VALUES (%(event)s, %(type)s, %(rooms)s, %(version)s, %(data)s)"""


def record(
    tx: Transaction,
    event: int,
    type_: str,
    *,
    rooms: Iterable[str],
    version: int,
    data: Mapping[str, object],
) -> None:
    """Queue one change: `data` is the whole new view, `version` grows with the thing it shows."""
    tx.queue(
        _INSERT,
        event=event,
        type=type_,
        rooms=sorted(rooms),
        version=version,
        data=as_json(data),
    )
    tx.wake = True
