"""Recording a change: in the transaction that makes it true, for the relay to send after commit."""

from collections.abc import Iterable

from pydantic import BaseModel

from backend.core.db import Transaction

_INSERT = """INSERT INTO changes (event_id, type, rooms, version, data)
VALUES (%(event)s, %(type)s, %(rooms)s, %(version)s, %(data)s)"""


def record(
    tx: Transaction,
    event: int,
    type_: str,
    *,
    rooms: Iterable[str],
    version: int,
    view: BaseModel,
) -> None:
    """Queue one change: `view` is all there is to show, `version` grows with the thing it shows."""
    tx.queue(
        _INSERT,
        event=event,
        type=type_,
        rooms=sorted(rooms),
        version=version,
        data=view.model_dump_json(),
    )
    tx.wake = True
