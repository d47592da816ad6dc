"""Taking what orders use: all of it or nothing, in the transaction of the order."""

from collections.abc import Mapping, Sequence

from backend.core.db import Row, Transaction
from backend.stock.types import Along, Gate, Key, Mode, Move, Short, Taken, Taking, Why

#: What is left of what is counted strictly, per station: {station: {ingredient: amount}}.
LEVELS = """SELECT station_id, jsonb_object_agg(ingredient, amount) AS counts FROM stock
WHERE event_id = %(event)s AND mode = 'strict' GROUP BY station_id"""

#: In one order, as all who hold several: nobody waits for one who waits for them.
_HOLD = """SELECT station_id, ingredient, amount::float8 AS amount, mode FROM stock
WHERE event_id = %(event)s ORDER BY station_id, ingredient FOR UPDATE"""

_LOCK = """SELECT 1 FROM stock s
JOIN unnest(%(stations)s::bigint[], %(ingredients)s::text[]) AS w(station, ingredient)
 ON w.station = s.station_id AND w.ingredient = s.ingredient
WHERE s.event_id = %(event)s ORDER BY s.station_id, s.ingredient FOR UPDATE OF s"""

_TAKE = """WITH wanted AS (SELECT * FROM unnest(%(stations)s::bigint[], %(ingredients)s::text[],
  %(amounts)s::numeric[]) AS w(station_id, ingredient, amount)),
barred AS ({barred}),
short AS (SELECT 1 FROM stock s JOIN wanted w USING (station_id, ingredient)
 WHERE s.event_id = %(event)s AND s.mode = 'strict' AND s.amount < w.amount
 UNION ALL SELECT 1 FROM barred),
taken AS (UPDATE stock s SET amount = s.amount - w.amount, updated_at = now()
 FROM wanted w WHERE s.event_id = %(event)s AND w.station_id = s.station_id
 AND w.ingredient = s.ingredient AND (s.mode = 'unlimited' OR s.amount >= w.amount)
 AND NOT EXISTS (SELECT 1 FROM short)
 RETURNING s.station_id, s.ingredient, s.amount),
counts AS (SELECT s.station_id AS station, s.ingredient, s.mode, s.low_at::float8 AS low_at,
  s.amount::float8 AS before, t.amount::float8 AS after
 FROM stock s JOIN wanted w USING (station_id, ingredient)
 LEFT JOIN taken t USING (station_id, ingredient) WHERE s.event_id = %(event)s)
SELECT * FROM (SELECT coalesce(jsonb_agg(c), '[]') AS counts,
 EXISTS (SELECT 1 FROM barred) AS barred FROM counts c) AS came"""

_NOTHING_BARS = "SELECT 1 WHERE false"

#: Asked for only where it is taken: a number that nobody gets would be missing in the row.
_ALONG = " LEFT JOIN (SELECT {columns} WHERE NOT EXISTS (SELECT 1 FROM short)) AS along ON true"


def levels(tx: Transaction, event: int) -> dict[int, dict[str, float]]:
    """Read what is left of what is counted strictly: {station: {ingredient: amount}}."""
    return {row["station_id"]: row["counts"] for row in tx.fetch(LEVELS, event=event)}


def hold(tx: Transaction, event: int) -> dict[int, dict[str, float]]:
    """Hold every count until the transaction ends; gives `levels`, which nobody changes now."""
    left: dict[int, dict[str, float]] = {}
    for row in tx.fetch(_HOLD, event=event):
        if row["mode"] == Mode.STRICT:
            left.setdefault(row["station_id"], {})[row["ingredient"]] = row["amount"]
    return left


def take(
    tx: Transaction,
    event: int,
    wanted: Mapping[Key, float],
    along: Along | None = None,
    gate: Gate | None = None,
) -> Taking:
    """Take all of it, or nothing where one strict count has too little; below nothing is given.

    Nothing either where the gate is shut, whose rows are locked before those of the counts.
    What is not counted is nobody's concern. What is taken is held until the transaction ends; where
    nothing is, nothing is held: who looks elsewhere then may not be in the way of others.
    """
    keys = sorted(wanted)
    if not keys and gate is None:
        return Taking(())
    named = {"event": event, "stations": [k[0] for k in keys], "ingredients": [k[1] for k in keys]}
    tx.queue("SAVEPOINT taking")
    if gate is not None:
        tx.queue(gate.lock, event=event, **gate.values)
    tx.queue(_LOCK, **named)
    sql = _TAKE.format(barred=gate.barred if gate else _NOTHING_BARS)
    row = tx.one(
        sql + _ALONG.format(columns=along.columns) if along else sql,
        amounts=[wanted[key] for key in keys],
        **(along.values if along else {}),
        **(gate.values if gate else {}),
        **named,
    )
    assert row is not None
    counts, barred = row.pop("counts"), row.pop("barred")
    short = barred or any(count["after"] is None for count in counts)
    tx.queue("ROLLBACK TO SAVEPOINT taking" if short else "RELEASE SAVEPOINT taking")
    return Taking(_short(counts) if short else tuple(_taken(count) for count in counts), row)


def _short(counts: Sequence[Row]) -> Short:
    strict = [count for count in counts if count["mode"] == Mode.STRICT]
    return Short({(count["station"], count["ingredient"]): count["before"] for count in strict})


def _taken(row: Row) -> Taken:
    return Taken(
        station=row["station"],
        ingredient=row["ingredient"],
        mode=Mode(row["mode"]),
        low_at=row["low_at"],
        before=row["before"],
        after=row["after"],
    )


_HELD = """SELECT ticket_id, station_id, ingredient, -sum(amount)::float8 AS amount
FROM stock_moves WHERE event_id = %(event)s AND ticket_id = ANY(%(tickets)s)
GROUP BY ticket_id, station_id, ingredient HAVING sum(amount) < 0"""


def held(tx: Transaction, event: int, tickets: Sequence[int]) -> dict[int, dict[Key, float]]:
    """Read what tickets hold: {ticket: {(station, ingredient): amount}}."""
    found: dict[int, dict[Key, float]] = {}
    for row in tx.fetch(_HELD, event=event, tickets=list(tickets)):
        key = (row["station_id"], row["ingredient"])
        found.setdefault(row["ticket_id"], {})[key] = row["amount"]
    return found


_WRITE = """INSERT INTO stock_moves
 (event_id, station_id, ingredient, amount, remaining, why, by, order_id, ticket_id)
SELECT %(event)s, w.station, w.ingredient, w.amount, w.remaining, %(why)s, %(by)s, %(order)s,
 w.ticket FROM unnest(%(stations)s::bigint[], %(ingredients)s::text[], %(amounts)s::numeric[],
 %(remaining)s::numeric[], %(tickets)s::bigint[])
 AS w(station, ingredient, amount, remaining, ticket)"""


def write_down(
    tx: Transaction,
    event: int,
    taken: Sequence[Taken],
    moves: Sequence[Move],
    *,
    why: Why,
    by: str,
    order: int | None = None,
) -> None:
    """Write into the ledger what was moved of the counts that were taken from."""
    remaining = {(one.station, one.ingredient): one.after for one in taken}
    counted = [move for move in moves if move.key in remaining and move.amount]
    if not counted:
        return
    tx.queue(
        _WRITE,
        event=event,
        stations=[move.key[0] for move in counted],
        ingredients=[move.key[1] for move in counted],
        amounts=[move.amount for move in counted],
        remaining=[remaining[move.key] for move in counted],
        tickets=[move.ticket for move in counted],
        why=str(why),
        by=by,
        order=order,
    )


_LOCK_HELD = """SELECT 1 FROM stock s WHERE s.event_id = %(event)s
AND (s.station_id, s.ingredient) IN (SELECT m.station_id, m.ingredient FROM stock_moves m
 WHERE m.event_id = %(event)s AND m.ticket_id = ANY(%(tickets)s))
ORDER BY s.station_id, s.ingredient FOR UPDATE OF s"""

_GIVE_BACK = """WITH held AS (SELECT station_id, ingredient, order_id, ticket_id,
  -sum(amount) AS amount FROM stock_moves
 WHERE event_id = %(event)s AND ticket_id = ANY(%(tickets)s)
 GROUP BY station_id, ingredient, order_id, ticket_id HAVING sum(amount) < 0),
back AS (UPDATE stock s SET amount = s.amount + h.amount, updated_at = now()
 FROM (SELECT station_id, ingredient, sum(amount) AS amount FROM held
  GROUP BY station_id, ingredient) h
 WHERE s.event_id = %(event)s AND s.station_id = h.station_id AND s.ingredient = h.ingredient
 RETURNING s.station_id, s.ingredient, s.amount)
INSERT INTO stock_moves
 (event_id, station_id, ingredient, amount, remaining, why, by, order_id, ticket_id)
SELECT %(event)s, station_id, ingredient, h.amount, b.amount, 'returned', %(by)s, h.order_id,
 h.ticket_id FROM held h JOIN back b USING (station_id, ingredient)"""


def give_back(tx: Transaction, event: int, tickets: Sequence[int], by: str) -> None:
    """Return all that these tickets hold; it travels with the next trip."""
    if tickets:
        tx.queue(_LOCK_HELD, event=event, tickets=list(tickets))
        tx.queue(_GIVE_BACK, event=event, tickets=list(tickets), by=by)
