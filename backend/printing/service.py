"""What people do with labels: set a station's printer, change its roll, print again, look."""

from typing import Any

from backend.core import changes
from backend.core.db import Row, Transaction
from backend.core.errors import Conflict, Invalid
from backend.printing.roll import Roll, warning, worsened
from backend.printing.types import Paper, Stock
from backend.printing.views import (
    LabelList,
    LabelView,
    NewRoll,
    PrinterChange,
    PrinterList,
    PrinterView,
    Reprint,
    Told,
)

#: Labels listed at once.
MOST_LISTED = 200


class NoPrinter(Conflict):
    """This station has no label printer; an organiser sets one up."""

    code = "no_printer"


class PrinterChangedMeanwhile(Conflict):
    """Somebody else changed this printer meanwhile; look again."""

    code = "version_conflict"


class MadeNoMore(Conflict):
    """This ticket is cancelled; it needs no label."""

    code = "not_legal_now"


_PRINTERS = """SELECT p.*, s.name AS station_name, e.slug,
 coalesce(j.waiting, 0) AS waiting, coalesce(j.unsure, 0) AS unsure,
 coalesce(j.failed, 0) AS failed
FROM printers p JOIN stations s ON s.event_id = p.event_id AND s.id = p.station_id
JOIN events e ON e.id = p.event_id
LEFT JOIN LATERAL (SELECT
 count(*) FILTER (WHERE state IN ('queued', 'leased', 'printing'))::int AS waiting,
 count(*) FILTER (WHERE state = 'unsure')::int AS unsure,
 count(*) FILTER (WHERE state = 'failed')::int AS failed
 FROM label_jobs o WHERE o.event_id = p.event_id AND o.station_id = p.station_id
 AND o.state IN ('queued', 'leased', 'printing', 'unsure', 'failed')) j ON true
WHERE p.event_id = %(event)s"""


def printers(tx: Transaction, event: int) -> PrinterList:
    """List the label printers of an event."""
    rows = tx.fetch(f"{_PRINTERS} ORDER BY p.station_id", event=event)
    return PrinterList(printers=[_view(row) for row in rows])


def _view(row: Row) -> PrinterView:
    roll = _roll(row)
    return PrinterView(
        station=row["station_id"],
        station_name=row["station_name"],
        labels=row["labels"],
        width_mm=row["width_mm"],
        length_mm=row["length_mm"],
        code_page=row["code_page"],
        roll_mm=row["roll_mm"],
        low_at=row["low_at"],
        printed=row["printed"],
        labels_left=roll.left,
        paper=roll.paper,
        trouble=row["trouble"],
        warning=warning(roll),
        waiting=row["waiting"],
        unsure=row["unsure"],
        failed=row["failed"],
        seen_at=row["seen_at"],
        version=row["version"],
    )


def _roll(row: Row) -> Roll:
    return Roll(
        length_mm=row["roll_mm"],
        used_mm=row["used_mm"],
        printed=row["printed"],
        low_at=row["low_at"],
        paper=Paper(row["paper"]),
    )


def change(tx: Transaction, event: int, station: int, wanted: PrinterChange) -> PrinterView:
    """Set up a station's printer, or change how it prints."""
    tx.queue(
        """INSERT INTO printers (event_id, station_id) VALUES (%(event)s, %(station)s)
        ON CONFLICT DO NOTHING""",
        event=event,
        station=station,
    )
    before = _locked(tx, event, station)
    if wanted.version not in (None, before["version"]):
        raise PrinterChangedMeanwhile(version=before["version"])
    values = wanted.model_dump(mode="json", exclude_unset=True, exclude={"version"})
    if any(value is None for name, value in values.items() if name != "roll_mm"):
        raise Invalid("Only roll_mm may be null: a roll of unknown length.")
    _set(tx, event, station, values)
    return tell(tx, event, station)


def new_roll(tx: Transaction, event: int, station: int, roll: NewRoll) -> PrinterView:
    """Begin to count anew: a fresh roll is in."""
    _locked(tx, event, station)
    values: dict[str, Any] = {"used_mm": 0, "printed": 0, "paper": str(Paper.UNKNOWN)}
    if roll.roll_mm is not None:
        values["roll_mm"] = roll.roll_mm
    _set(tx, event, station, values)
    return tell(tx, event, station)


def hear(tx: Transaction, event: int, station: int, told: Told) -> PrinterView:
    """Take in what an agent found its printer to be like; screens hear of what is new."""
    before = _locked(tx, event, station)
    news = {"paper": str(told.paper), "trouble": told.trouble}
    tx.queue(
        """UPDATE printers SET seen_at = now()
        WHERE event_id = %(event)s AND station_id = %(station)s""",
        event=event,
        station=station,
    )
    if all(before[name] == value for name, value in news.items()):
        return _read(tx, event, station)
    _set(tx, event, station, news)
    return tell(tx, event, station)


def use_paper(tx: Transaction, event: int, station: int, length_mm: int) -> None:
    """Count a label onto the roll; people hear of it when few are left."""
    before = _locked(tx, event, station)
    values = {"used_mm": before["used_mm"] + length_mm, "printed": before["printed"] + 1}
    _set(tx, event, station, values)
    if worsened(_roll(before), _roll({**before, **values})):
        tell(tx, event, station)


def _locked(tx: Transaction, event: int, station: int) -> Row:
    row = tx.one(
        "SELECT * FROM printers WHERE event_id = %(event)s AND station_id = %(station)s FOR UPDATE",
        event=event,
        station=station,
    )
    if row is None:
        raise NoPrinter
    return row


def _set(tx: Transaction, event: int, station: int, values: dict[str, Any]) -> None:
    if not values:
        return
    columns = ", ".join(f"{name} = %({name})s" for name in values)
    tx.queue(
        f"UPDATE printers SET {columns} WHERE event_id = %(event)s AND station_id = %(station)s",
        event=event,
        station=station,
        **values,
    )


def _read(tx: Transaction, event: int, station: int) -> PrinterView:
    row = tx.one(f"{_PRINTERS} AND p.station_id = %(station)s", event=event, station=station)
    if row is None:
        raise NoPrinter
    return _view(row)


def tell(tx: Transaction, event: int, station: int) -> PrinterView:
    """Let the station and support see its printer as it is now, with a new version."""
    tx.queue(
        """UPDATE printers SET version = version + 1
        WHERE event_id = %(event)s AND station_id = %(station)s""",
        event=event,
        station=station,
    )
    row = tx.one(f"{_PRINTERS} AND p.station_id = %(station)s", event=event, station=station)
    if row is None:
        raise NoPrinter
    view = _view(row)
    changes.record(
        tx,
        event,
        "PrinterChanged",
        rooms=[f"station:{station}", f"support:{row['slug']}"],
        version=view.version,
        view=view,
    )
    return view


def stock_of(tx: Transaction, event: int, station: int) -> Stock:
    """Tell what a station prints on; the usual paper where it has no printer."""
    row = tx.one(
        """SELECT width_mm, length_mm, code_page FROM printers
        WHERE event_id = %(event)s AND station_id = %(station)s""",
        event=event,
        station=station,
    )
    return Stock(**row) if row else Stock()


_LABELS = """SELECT j.id, j.station_id AS station, j.ticket_id AS ticket, o.number::text AS number,
 j.cup, j.why, j.by, j.state, j.attempts, j.agent, j.error, j.created_at, j.done_at
FROM label_jobs j JOIN tickets t ON t.event_id = j.event_id AND t.id = j.ticket_id
JOIN orders o ON o.event_id = t.event_id AND o.id = t.order_id
WHERE j.event_id = %(event)s"""


def labels(tx: Transaction, event: int, station: int) -> LabelList:
    """List the last labels of a station, newest first."""
    rows = tx.fetch(
        f"{_LABELS} AND j.station_id = %(station)s ORDER BY j.id DESC LIMIT {MOST_LISTED}",
        event=event,
        station=station,
    )
    return LabelList(labels=[LabelView(**row) for row in rows])


def label(tx: Transaction, event: int, ident: int) -> LabelView:
    """Read one label."""
    (row,) = tx.fetch(f"{_LABELS} AND j.id = %(id)s", event=event, id=ident)
    return LabelView(**row)


_REPRINT = """INSERT INTO label_jobs (event_id, station_id, ticket_id, cup, why, by)
SELECT t.event_id, t.station_id, t.id, c.cup, %(why)s, %(by)s
FROM tickets t CROSS JOIN LATERAL (SELECT generate_series(1, sum(l.quantity)::int) AS cup
 FROM order_lines l WHERE l.event_id = t.event_id AND l.order_id = t.order_id
 AND l.ticket_id = t.id) c
WHERE t.event_id = %(event)s AND t.id = %(ticket)s
AND (%(cup)s::int IS NULL OR c.cup = %(cup)s) ORDER BY c.cup RETURNING id"""


def reprint(tx: Transaction, event: int, ticket: int, wanted: Reprint, by: str) -> LabelList:
    """Queue a ticket's labels once more, marked; also where none was printed before."""
    row = tx.one(
        "SELECT state, station_id FROM tickets WHERE event_id = %(event)s AND id = %(ticket)s",
        event=event,
        ticket=ticket,
    )
    assert row is not None
    if row["state"] == "voided":
        raise MadeNoMore
    _locked(tx, event, row["station_id"])
    made = tx.fetch(_REPRINT, event=event, ticket=ticket, cup=wanted.cup, why=wanted.why, by=by)
    if not made:
        raise Invalid(f"This ticket has no cup {wanted.cup}.")
    return LabelList(labels=[label(tx, event, one["id"]) for one in made])
