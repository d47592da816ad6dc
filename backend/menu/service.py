"""Menus of events, and what is sold out there."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from backend.core import changes
from backend.core.db import Row, Transaction, as_json
from backend.core.errors import Invalid, NotFound
from backend.events import service as events
from backend.events.types import Event
from backend.menu.check import check
from backend.menu.types import Menu, SoldOut
from backend.menu.views import SoldOutList, SoldOutRequest, SoldOutView


class NoMenu(NotFound):
    """This event has no menu yet."""

    code = "no_menu"


class BadMenu(Invalid):
    """The menu document has faults."""

    code = "bad_menu"


class NotOnTheMenu(NotFound):
    """The menu has no such item, option or ingredient."""

    code = "not_on_the_menu"


@dataclass(frozen=True, slots=True)
class EightySix:
    """An 86 with its end."""

    what: SoldOut
    until: datetime | None


def put(tx: Transaction, event: int, document: dict[str, Any]) -> Menu:
    """Make this the menu of the event; refuses a document with faults."""
    faults = check(document)
    if faults:
        raise BadMenu(faults[0], faults=faults)
    menu = Menu.model_validate(document)
    # First of all, so that two who put a menu at once do so one after the other.
    events.touch(tx, event)
    _keeps_what_is_counted(tx, event, menu)
    tx.queue("UPDATE menus SET active = false WHERE event_id = %(event)s AND active", event=event)
    tx.queue(
        """INSERT INTO menus (event_id, name, document, as_written, version)
        VALUES (%(event)s, %(name)s, %(document)s, %(document)s,
        (SELECT 1 + count(*) FROM menus WHERE event_id = %(event)s))""",
        event=event,
        name=menu.name,
        document=as_json(document),
    )
    return menu


def _keeps_what_is_counted(tx: Transaction, event: int, menu: Menu) -> None:
    """Refuse a menu without an ingredient that stations count: nothing would be taken of it."""
    rows = tx.fetch("SELECT DISTINCT ingredient FROM stock WHERE event_id = %(event)s", event=event)
    faults = [
        f"ingredients.{name}: stations count it; keep it, or stop counting it first."
        for name in sorted(row["ingredient"] for row in rows)
        if name not in menu.ingredients
    ]
    if faults:
        raise BadMenu(faults[0], faults=faults)


def document(tx: Transaction, event: int) -> dict[str, Any]:
    """Read the event's menu as it was written."""
    row = tx.one("SELECT as_written FROM menus WHERE event_id = %(event)s AND active", event=event)
    if row is None:
        raise NoMenu
    return dict(row["as_written"])


def version(tx: Transaction, event: int) -> int:
    """Tell which of its menus the event has now; each that is put has a greater number."""
    row = tx.one("SELECT version FROM menus WHERE event_id = %(event)s AND active", event=event)
    if row is None:
        raise NoMenu
    return int(row["version"])


def get(tx: Transaction, event: int) -> Menu:
    """Read the event's menu."""
    return _validated(orjson.dumps(document(tx, event)))


@lru_cache(maxsize=32)
def _validated(text: bytes) -> Menu:
    return Menu.model_validate(orjson.loads(text))


_CURRENT = """SELECT kind, name, station_id AS station, until, by, at FROM sold_out
WHERE event_id = %(event)s AND (until IS NULL OR until > now()) ORDER BY id"""


def sold_out(tx: Transaction, event: int) -> list[SoldOutView]:
    """List what is 86'd now."""
    return [SoldOutView.model_validate(row) for row in tx.fetch(_CURRENT, event=event)]


def _check_end(event: Event, until: datetime | None) -> None:
    """Refuse an end that is past: a tablet whose clock is slow would 86 nothing, and not know."""
    now = datetime.now(UTC)
    if until is not None and until <= now:
        here = now.astimezone(ZoneInfo(event.timezone))
        raise Invalid(
            f"until: that time is over, it is {here:%H:%M} here. Is the clock of this device right?"
        )


def eighty_six(tx: Transaction, event: Event, what: SoldOutRequest, by: str) -> None:
    """Take an item, an option, or all that uses an ingredient, off every door at once."""
    _known(get(tx, event.id), what)
    _check_end(event, what.until)
    tx.queue(
        """INSERT INTO sold_out (event_id, kind, name, station_id, until, by)
        VALUES (%(event)s, %(kind)s, %(name)s, %(station)s, %(until)s, %(by)s)
        ON CONFLICT (event_id, kind, name, coalesce(station_id, 0))
        DO UPDATE SET until = excluded.until, by = excluded.by, at = now()""",
        event=event.id,
        kind=what.kind,
        name=what.name,
        station=what.station,
        until=what.until,
        by=by,
    )
    _tell(tx, event)


def back_again(tx: Transaction, event: Event, what: SoldOutRequest) -> None:
    """Put it back; it is no fault if it was there all along."""
    _known(get(tx, event.id), what)
    tx.queue(
        """DELETE FROM sold_out WHERE event_id = %(event)s AND kind = %(kind)s
        AND name = %(name)s AND station_id IS NOT DISTINCT FROM %(station)s""",
        event=event.id,
        kind=what.kind,
        name=what.name,
        station=what.station,
    )
    _tell(tx, event)


def _known(menu: Menu, what: SoldOutRequest) -> None:
    if not _has(menu, what):
        raise NotOnTheMenu(f"The menu has no {what.kind} {what.name!r}.")


def _has(menu: Menu, what: SoldOutRequest) -> bool:
    if what.kind == "item":
        return what.name in menu.items
    if what.kind == "ingredient":
        return what.name in menu.ingredients
    group, _, value = what.name.partition(":")
    return group in menu.options and value in menu.options[group].values


def _tell(tx: Transaction, event: Event) -> None:
    events.touch(tx, event.id)
    row = tx.fetch(
        """SELECT revision, ARRAY(SELECT 'station:' || s.id FROM stations s
         WHERE s.event_id = e.id) AS stations FROM events e WHERE e.id = %(event)s""",
        event=event.id,
    )[0]
    changes.record(
        tx,
        event.id,
        "SoldOutChanged",
        rooms=[
            f"event:{event.slug}",
            f"support:{event.slug}",
            f"display:{event.slug}",
            *row["stations"],
        ],
        version=row["revision"],
        view=SoldOutList(sold_out=sold_out(tx, event.id)),
    )


def eighty_sixes(rows: list[Row]) -> tuple[EightySix, ...]:
    """Read 86s from rows of kind, name, station, until."""
    return tuple(
        EightySix(SoldOut(row["kind"], row["name"], row["station"]), row["until"]) for row in rows
    )
