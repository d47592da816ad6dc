"""Counts read for people: as they are, and told to the screens when they run low."""

from collections.abc import Sequence

from backend.core import changes
from backend.core.db import Row, Transaction
from backend.events.types import Event
from backend.menu.types import Menu
from backend.stock.types import Taken
from backend.stock.views import CountView

_COUNTS = """SELECT s.station_id AS station, t.name AS station_name, s.ingredient,
 s.amount::float8 AS amount, s.low_at::float8 AS low_at, s.mode, s.version, s.updated_at
FROM stock s JOIN stations t ON t.event_id = s.event_id AND t.id = s.station_id
WHERE s.event_id = %(event)s"""


def counts(tx: Transaction, event: int, menu: Menu) -> list[CountView]:
    """Read all counts of an event, station by station."""
    rows = tx.fetch(f"{_COUNTS} ORDER BY s.station_id, s.ingredient", event=event)
    return [_view(row, menu) for row in rows]


def _view(row: Row, menu: Menu) -> CountView:
    known = menu.ingredients.get(row["ingredient"])
    return CountView(**row, unit=known.unit if known else None, level=_level(row))


def _level(row: Row) -> str:
    if row["amount"] <= 0:
        return "out"
    return "low" if row["low_at"] is not None and row["amount"] <= row["low_at"] else "enough"


def crossed(taken: Taken) -> bool:
    """Tell whether this taking brought a count to its mark, or to nothing."""
    marks = (0, taken.low_at or 0)
    return any(taken.before > mark >= taken.after for mark in marks)


_ALERTED = """UPDATE stock SET version = version + 1 WHERE event_id = %(event)s
AND (station_id, ingredient) IN (SELECT * FROM unnest(%(stations)s::bigint[],
 %(ingredients)s::text[]))"""


def alert(tx: Transaction, event: Event, menu: Menu, taken: Sequence[Taken]) -> None:
    """Tell station and support of each count that is low, or out, from now on."""
    keys = {(one.station, one.ingredient) for one in taken if crossed(one)}
    if not keys:
        return
    tx.queue(
        _ALERTED,
        event=event.id,
        stations=[station for station, _ in keys],
        ingredients=[ingredient for _, ingredient in keys],
    )
    for view in counts(tx, event.id, menu):
        if (view.station, view.ingredient) in keys:
            changes.record(
                tx,
                event.id,
                "StockLow",
                rooms=[f"station:{view.station}", f"support:{event.slug}"],
                version=view.version,
                view=view,
            )
