"""What people do with stock: look, count, restock, carry from one station to another."""

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from backend.core.db import Row, Transaction
from backend.core.errors import Conflict, Invalid, NotFound
from backend.events import service as events
from backend.events.types import Event
from backend.menu import service as menus
from backend.menu.types import Menu
from backend.stock import counting, forecast, taking
from backend.stock.demand import turned_away
from backend.stock.types import Key, Mode, Move, Short, Taken, Used, Why
from backend.stock.views import (
    CountName,
    CountPatch,
    CountView,
    MoveList,
    MoveView,
    NewCount,
    StockRow,
    StockView,
    Transfer,
)


class NoIngredient(NotFound):
    """The menu has no such ingredient."""

    code = "no_ingredient"


class NoSuchStation(NotFound):
    """There is no such station."""

    code = "no_station"


class NotCounted(NotFound):
    """This ingredient is not counted there; begin the count first."""

    code = "not_counted"


class CountChangedMeanwhile(Conflict):
    """Somebody else changed this count meanwhile; look again."""

    code = "version_conflict"


class NotEnough(Conflict):
    """There is not that much left."""

    code = "not_enough"


_LATELY = """SELECT station_id, ingredient, -sum(amount)::float8 AS amount,
 count(DISTINCT order_id) AS orders, min(at) AS since FROM stock_moves
WHERE event_id = %(event)s AND order_id IS NOT NULL AND at > %(since)s
GROUP BY station_id, ingredient"""


def view(tx: Transaction, event: Event) -> StockView:
    """Give all counts, when each will be used up, and what had to be refused."""
    now = datetime.now(UTC)
    used = _used(tx, event.id, now)
    rows = [
        _row(count, used.get((count.station, count.ingredient)), event, now)
        for count in counting.counts(tx, event.id, menus.get(tx, event.id))
    ]
    return StockView(stock=rows, turned_away=turned_away(tx, event.id))


def _used(tx: Transaction, event: int, now: datetime) -> Mapping[Key, Used]:
    rows = tx.fetch(_LATELY, event=event, since=now - forecast.LATELY)
    return {
        (row["station_id"], row["ingredient"]): Used(row["amount"], row["orders"], row["since"])
        for row in rows
    }


def _row(count: CountView, used: Used | None, event: Event, now: datetime) -> StockRow:
    gone = forecast.gone_about(count.amount, used, now)
    told = None
    if gone is not None:
        told = f"{count.ingredient} gone about {gone.astimezone(ZoneInfo(event.timezone)):%H:%M}"
    return StockRow(**count.model_dump(), gone_about=gone, forecast=told)


def put(tx: Transaction, event: Event, new: NewCount, by: str) -> StockView:
    """Begin a count, or set all of it."""
    menu = _hold(tx, event)
    _check(tx, event, menu, new.station, new.ingredient, new.amount, new.low_at)
    before = _locked(tx, event, new.station, new.ingredient)
    _check_version(before, new.version)
    tx.queue(
        """INSERT INTO stock (event_id, station_id, ingredient, amount, low_at, mode)
        VALUES (%(event)s, %(station)s, %(ingredient)s, %(amount)s, %(low_at)s, %(mode)s)
        ON CONFLICT (event_id, station_id, ingredient) DO UPDATE SET amount = excluded.amount,
        low_at = excluded.low_at, mode = excluded.mode, version = stock.version + 1,
        updated_at = now()""",
        event=event.id,
        station=new.station,
        ingredient=new.ingredient,
        amount=new.amount,
        low_at=new.low_at,
        mode=str(new.mode),
    )
    was = before["amount"] if before else 0.0
    _tell(tx, event, menu, [_change(new, new.mode, new.low_at, was, new.amount)], Why.COUNTED, by)
    return view(tx, event)


def patch(tx: Transaction, event: Event, wanted: CountPatch, by: str) -> StockView:
    """Say what there is, or what came; orders taken meanwhile are not lost with `add`."""
    menu = _hold(tx, event)
    before = _locked(tx, event, wanted.station, wanted.ingredient)
    if before is None:
        raise NotCounted
    _check_version(before, wanted.version)
    mode = Mode(before["mode"])
    low_at = wanted.low_at if "low_at" in wanted.model_fields_set else before["low_at"]
    amount = _amount_after(before["amount"], wanted)
    _check(tx, event, menu, wanted.station, wanted.ingredient, wanted.add or amount, low_at)
    if amount < 0 and mode is Mode.STRICT:
        raise NotEnough(f"There is only {before['amount']:g} left.")
    tx.queue(
        """UPDATE stock SET amount = %(amount)s, low_at = %(low_at)s, version = version + 1,
        updated_at = now() WHERE event_id = %(event)s AND station_id = %(station)s
        AND ingredient = %(ingredient)s""",
        event=event.id,
        station=wanted.station,
        ingredient=wanted.ingredient,
        amount=amount,
        low_at=low_at,
    )
    why = Why.COUNTED if wanted.add is None else Why.DELIVERED
    _tell(tx, event, menu, [_change(wanted, mode, low_at, before["amount"], amount)], why, by)
    return view(tx, event)


def _amount_after(before: float, wanted: CountPatch) -> float:
    if wanted.amount is not None:
        return wanted.amount
    return round(before + (wanted.add or 0), 2)


def forget(tx: Transaction, event: Event, what: CountName) -> StockView:
    """Stop counting an ingredient at a station; it is no fault if it was not counted."""
    _hold(tx, event)
    tx.queue(
        """DELETE FROM stock WHERE event_id = %(event)s AND station_id = %(station)s
        AND ingredient = %(ingredient)s""",
        event=event.id,
        station=what.station,
        ingredient=what.ingredient,
    )
    return view(tx, event)


def transfer(tx: Transaction, event: Event, wanted: Transfer, by: str) -> StockView:
    """Carry so much from one station to another; both must count it."""
    menu = _hold(tx, event)
    _check_whole(menu, wanted.ingredient, wanted.amount)
    ways = {
        (wanted.source, wanted.ingredient): wanted.amount,
        (wanted.target, wanted.ingredient): -wanted.amount,
    }
    taken = taking.take(tx, event.id, ways).came
    if isinstance(taken, Short):
        left = taken.left[wanted.source, wanted.ingredient]
        raise NotEnough(f"There is only {left:g} left to carry away.")
    if len(taken) < len(ways):
        raise NotCounted(f"Both stations must count {wanted.ingredient!r}; begin the count first.")
    _tell(tx, event, menu, taken, Why.TRANSFERRED, by)
    return view(tx, event)


def _hold(tx: Transaction, event: Event) -> Menu:
    """Let one person after the other change stock or menu of an event; gives the menu."""
    events.touch(tx, event.id)
    return menus.get(tx, event.id)


def _check(
    tx: Transaction,
    event: Event,
    menu: Menu,
    station: int,
    ingredient: str,
    amount: float,
    low_at: float | None,
) -> None:
    _check_whole(menu, ingredient, amount, low_at or 0)
    known = "SELECT 1 FROM stations WHERE event_id = %(event)s AND id = %(station)s"
    known += " AND removed_at IS NULL"
    if tx.one(known, event=event.id, station=station) is None:
        raise NoSuchStation


def _check_whole(menu: Menu, ingredient: str, *amounts: float) -> None:
    known = menu.ingredients.get(ingredient)
    if known is None:
        there_is = ", ".join(menu.ingredients) or "none"
        raise NoIngredient(f"The menu has no ingredient {ingredient!r}; there is {there_is}.")
    if known.unit == "each" and any(amount != int(amount) for amount in amounts):
        raise Invalid(f"{ingredient} is counted in pieces; give a whole number.")


def _check_version(before: Row | None, version: int | None) -> None:
    if version is not None and (before is None or before["version"] != version):
        raise CountChangedMeanwhile


_ONE = """SELECT amount::float8 AS amount, low_at::float8 AS low_at, mode, version FROM stock
WHERE event_id = %(event)s AND station_id = %(station)s AND ingredient = %(ingredient)s
FOR UPDATE"""


def _locked(tx: Transaction, event: Event, station: int, ingredient: str) -> Row | None:
    return tx.one(_ONE, event=event.id, station=station, ingredient=ingredient)


def _change(
    what: NewCount | CountPatch, mode: Mode, low_at: float | None, before: float, after: float
) -> Taken:
    return Taken(what.station, what.ingredient, mode, low_at, before, after)


def _tell(
    tx: Transaction,
    event: Event,
    menu: Menu,
    taken: tuple[Taken, ...] | list[Taken],
    why: Why,
    by: str,
) -> None:
    """Write it into the ledger, and alert where it is low now."""
    moves = [Move((t.station, t.ingredient), round(t.after - t.before, 2)) for t in taken]
    taking.write_down(tx, event.id, taken, moves, why=why, by=by)
    counting.alert(tx, event, menu, taken)


_MOVES = """SELECT id, station_id AS station, ingredient, amount::float8 AS amount,
 remaining::float8 AS remaining, why, by, order_id AS "order", ticket_id AS ticket, at
FROM stock_moves WHERE event_id = %(event)s AND id < %(before)s
AND (%(station)s IS NULL OR station_id = %(station)s)
AND (%(ingredient)s IS NULL OR ingredient = %(ingredient)s)
ORDER BY id DESC LIMIT %(limit)s"""

_LAST = 2**63 - 1


def moves(
    tx: Transaction,
    event: int,
    *,
    station: int | None,
    ingredient: str | None,
    limit: int,
    cursor: int | None,
) -> MoveList:
    """Read the ledger, newest first."""
    rows = tx.fetch(
        _MOVES,
        event=event,
        station=station,
        ingredient=ingredient,
        before=_LAST if cursor is None else cursor,
        limit=limit + 1,
    )
    listed = [MoveView(**row) for row in rows[:limit]]
    more = len(rows) > limit
    return MoveList(moves=listed, next=str(listed[-1].id) if more else None)
