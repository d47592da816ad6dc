"""What print agents do with labels: claim them, say that they begin, say what came of it.

A lease that runs out before the agent began gives the label back. One that runs out afterwards
leaves it unsure: it is never printed a second time unless somebody says "reprint".
"""

import base64
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from backend.core.db import Row, Transaction
from backend.core.errors import Conflict, NotFound
from backend.printing import escpos, layout
from backend.printing import service as printing
from backend.printing.types import JobState, Label, Stock, Why
from backend.printing.views import Claim, LabelView, LeasedLabel, LeasedList, Report

#: Gives the labels of tickets, a label for each cup, in order: {ticket: labels}.
Contents = Callable[[Transaction, int, Sequence[int]], Mapping[int, tuple[Label, ...]]]

LEASE_SECONDS = 60
MOST_ATTEMPTS = 5
#: Before a label that did not come out is tried again; twice as long each time.
PAUSE_SECONDS = 2

#: What a label says of itself that is not the first of its cup.
MARKS: Mapping[Why, str] = {
    Why.MOVED: "MOVED",
    Why.CHANGED: "CHANGED",
    Why.REMADE: "REMADE",
    Why.REPRINT: "REPRINT",
}


class NoLabel(NotFound):
    """There is no such label."""

    code = "no_label"


class LeaseLost(Conflict):
    """This label is no longer yours: it was withdrawn, or given to another agent."""

    code = "lease_lost"


_OVERDUE = """UPDATE label_jobs SET leased_until = NULL,
 state = CASE state WHEN 'leased' THEN 'queued' ELSE 'unsure' END,
 done_at = CASE state WHEN 'leased' THEN NULL ELSE now() END,
 error = CASE state WHEN 'leased' THEN error ELSE 'the agent was not heard of again' END
WHERE state IN ('leased', 'printing') AND leased_until < now()
RETURNING event_id, station_id, state"""


def expire(tx: Transaction) -> None:
    """End the leases that have run out; people hear of labels that are unsure by that."""
    ended = tx.fetch(_OVERDUE)
    unsure = {(row["event_id"], row["station_id"]) for row in ended if row["state"] == "unsure"}
    for event, station in sorted(unsure):
        printing.tell(tx, event, station)


#: The same agent gets again what it has not begun: the answer may have been lost on its way.
_CLAIM = f"""UPDATE label_jobs j SET state = 'leased', agent = %(agent)s, lease = %(lease)s,
 leased_until = now() + interval '{LEASE_SECONDS} seconds'
FROM (SELECT w.event_id, w.id FROM label_jobs w
 JOIN tickets t ON t.event_id = w.event_id AND t.id = w.ticket_id
 WHERE w.event_id = %(event)s AND w.station_id = %(station)s AND t.station_id = w.station_id
 AND t.state <> 'voided' AND ((w.state = 'queued' AND w.due_at <= now())
  OR (w.state = 'leased' AND (w.agent = %(agent)s OR w.leased_until < now())))
 ORDER BY w.id LIMIT %(limit)s FOR UPDATE OF w SKIP LOCKED) mine
WHERE j.event_id = mine.event_id AND j.id = mine.id
RETURNING j.id, j.ticket_id, j.cup, j.why, j.lease"""

_WRITTEN = """UPDATE label_jobs SET length_mm = %(mm)s
WHERE event_id = %(event)s AND id = %(id)s"""
_NOTHING_TO_PRINT = """UPDATE label_jobs SET state = 'withdrawn', done_at = now(),
 leased_until = NULL, error = 'the ticket has no such cup any more'
WHERE event_id = %(event)s AND id = %(id)s"""


def claim(
    tx: Transaction, event: int, station: int, wanted: Claim, contents: Contents
) -> LeasedList:
    """Lease the next labels of a station to an agent, as they are to be sent."""
    stock = printing.stock_of(tx, event, station)
    rows = tx.fetch(
        _CLAIM,
        event=event,
        station=station,
        agent=wanted.agent,
        limit=wanted.limit,
        lease=secrets.token_hex(12),
    )
    rows.sort(key=lambda row: int(row["id"]))
    labels = contents(tx, event, sorted({row["ticket_id"] for row in rows})) if rows else {}
    found = [_leased(tx, event, row, labels.get(row["ticket_id"], ()), stock) for row in rows]
    return LeasedList(labels=[one for one in found if one is not None])


def _leased(
    tx: Transaction, event: int, row: Row, labels: Sequence[Label], stock: Stock
) -> LeasedLabel | None:
    if row["cup"] > len(labels):
        tx.queue(_NOTHING_TO_PRINT, event=event, id=row["id"])
        return None
    why = Why(row["why"])
    label = replace(labels[row["cup"] - 1], mark=MARKS.get(why))
    tx.queue(_WRITTEN, event=event, id=row["id"], mm=layout.length_mm(label, stock))
    return LeasedLabel(
        id=row["id"],
        lease=row["lease"],
        number=label.number,
        cup=row["cup"],
        why=why,
        data=base64.b64encode(escpos.written(label, stock)).decode(),
    )


#: {what an agent reports: (the states it may come from, what is written)}
_REPORTS = {
    "printing": (
        "'leased', 'printing'",
        "state = 'printing', attempts = attempts + (state = 'leased')::int,"
        f" leased_until = now() + interval '{LEASE_SECONDS} seconds'",
    ),
    # An answer that comes late still tells the truth.
    "printed": (
        "'printing', 'unsure', 'printed'",
        "state = 'printed', leased_until = NULL, done_at = coalesce(done_at, now()), error = NULL",
    ),
    "unsure": (
        "'printing', 'unsure'",
        "state = 'unsure', leased_until = NULL, done_at = now(), error = %(error)s",
    ),
    "failed": (
        "'leased', 'printing', 'unsure'",
        f"state = CASE WHEN attempts < {MOST_ATTEMPTS} THEN 'queued' ELSE 'failed' END,"
        f" done_at = CASE WHEN attempts < {MOST_ATTEMPTS} THEN NULL ELSE now() END,"
        f" due_at = now() + interval '{PAUSE_SECONDS} seconds' * power(2, least(attempts, 8)),"
        " leased_until = NULL, lease = NULL, error = %(error)s",
    ),
}


def report(tx: Transaction, event: int, label: int, told: Report) -> LabelView:
    """Write down what an agent did; said again, it changes nothing."""
    held = tx.one(
        """SELECT state, station_id, length_mm FROM label_jobs
        WHERE event_id = %(event)s AND id = %(id)s AND lease = %(lease)s FOR UPDATE""",
        event=event,
        id=label,
        lease=told.lease,
    )
    before, after = _REPORTS[told.state]
    row = tx.one(
        f"""UPDATE label_jobs SET {after} WHERE event_id = %(event)s AND id = %(id)s
        AND lease = %(lease)s AND state IN ({before}) RETURNING state""",
        event=event,
        id=label,
        lease=told.lease,
        error=told.error,
    )
    if held is None or row is None:
        raise LeaseLost
    if held["state"] != row["state"]:
        _tell(tx, event, held, JobState(row["state"]))
    return printing.label(tx, event, label)


def _tell(tx: Transaction, event: int, held: Row, state: JobState) -> None:
    """Count what was printed, and let people know of what needs them."""
    if state is JobState.PRINTED:
        printing.use_paper(tx, event, held["station_id"], held["length_mm"])
    if state in (JobState.UNSURE, JobState.FAILED) or held["state"] == JobState.UNSURE:
        printing.tell(tx, event, held["station_id"])


def event_of(tx: Transaction, events: list[int], label: int, *, at: int | None = None) -> int:
    """Tell which of these events a label belongs to, among those of one station where it says."""
    row = tx.one(
        """SELECT event_id FROM label_jobs WHERE event_id = ANY(%(events)s) AND id = %(label)s
        AND (%(at)s::bigint IS NULL OR station_id = %(at)s)""",
        events=events,
        label=label,
        at=at,
    )
    if row is None:
        raise NoLabel
    return int(row["event_id"])
