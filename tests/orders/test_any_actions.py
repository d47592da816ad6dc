"""Whatever is done to the tickets of an order, in whichever order: state, stock and texts agree."""

import json
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.core.errors import Conflict
from backend.orders import marking, reading, rules
from backend.orders.types import Order, Ticket, TicketAction, TicketState
from tests.channels.venue import Placed, Venue
from tests.stock.shelves import OAT

A, S = TicketAction, TicketState
#: In one cup.
PORTION = 100
FULL = 100_000
#: Both drinks use it.
DRINK = {"uses": {OAT: PORTION}}
MENU = json.dumps(
    {
        "name": "one",
        "ingredients": {OAT: {"unit": "ml"}},
        "items": {"flat white": DRINK, "water": DRINK},
    }
)

ONWARDS = (A.START, A.BUMP, A.BUMP, A.COLLECT, A.UNCOLLECTED, A.ACKNOWLEDGE)
#: More often what leads on: a walk that only takes back gets nowhere.
STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from([*A, *ONWARDS])),
    min_size=12,
    max_size=30,
)


class Tally:
    """What must have come of the actions that were carried out."""

    def __init__(self) -> None:
        self.done: Counter[TicketAction] = Counter()
        #: How often each ticket was called out: (ticket, made count).
        self.called: set[tuple[int, int]] = set()
        #: Cups that are used up, whatever becomes of them.
        self.cups = 2

    def note(self, before: Ticket, after: Ticket, action: TicketAction) -> None:
        self.done[action] += 1
        if action is A.REMAKE:
            self.cups += 1
        if after.state is S.MADE and not after.marks.held and action in (A.BUMP, A.RELEASE):
            self.called.add((after.id, after.made_count))
        untouched = before.state in rules.UNTOUCHED
        if action is A.VOID and untouched and before.made_count == before.marks.written_off:
            self.cups -= 1


def _placed(venue: Venue) -> Placed:
    """An order on two tickets, each of which holds a portion at its station."""
    placed = venue.order(tickets=("north", "south"))
    venue.run("UPDATE order_lines SET notes = '[\"soy allergy\"]' WHERE item = 'flat white'")
    venue.run(f"UPDATE menus SET document = '{MENU}', as_written = '{MENU}'")
    for ticket, station in zip(placed.tickets, (venue.north, venue.south), strict=True):
        venue.run(
            f"""INSERT INTO stock (event_id, station_id, ingredient, amount, mode)
            VALUES ({venue.event}, {station}, '{OAT}', {FULL - PORTION}, 'strict')"""
        )
        venue.run(
            f"""INSERT INTO stock_moves (event_id, station_id, ingredient, amount, remaining, why,
            by, order_id, ticket_id) VALUES ({venue.event}, {station}, '{OAT}', -{PORTION},
            {FULL - PORTION}, 'ordered', 'customer', {placed.order}, {ticket})"""
        )
    return placed


def _step(venue: Venue, ticket: int, action: TicketAction, tally: Tally) -> Order | None:
    """Try it; what is refused must be what the view does not list."""
    with venue.database.transaction() as tx:
        order = reading.locked_by_ticket(tx, [venue.event], ticket)
    before = order.ticket(ticket)
    listed = rules.legal(before.state, marking.of(order, before))
    other = venue.south if before.station == venue.north else venue.north
    try:
        after = venue.act(ticket, action, reason="so", station=other)
    except Conflict:
        assert action not in listed, (before, action)
        return None
    assert action in listed, (before, action)
    assert (
        rules.advance(
            before.state,
            action,
            started=before.started_at is not None,
            released=before.release_at is None,
        )
        is after.ticket(ticket).state
    )
    tally.note(before, after.ticket(ticket), action)
    return after


def _check(venue: Venue, order: Order, tally: Tally) -> None:
    """What is kept is what was given; the stock and the outbox are what the actions amount to."""
    with venue.database.transaction() as tx:
        assert reading.get(tx, [venue.event], order.id) == order
    assert order.status is rules.status(ticket.state for ticket in order.tickets)
    (row,) = venue.rows("SELECT sum(amount)::int AS left FROM stock")
    assert row["left"] == 2 * FULL - tally.cups * PORTION
    (moved,) = venue.rows("SELECT sum(amount)::int AS moved FROM stock_moves")
    assert moved["moved"] == -tally.cups * PORTION
    keys = [job["dedup_key"] for job in venue.jobs() if job["kind"] == "ready"]
    assert set(keys) == {f"ready:{ticket}:{made}" for ticket, made in tally.called}
    assert len(keys) == len(set(keys))
    for ticket in order.tickets:
        _check_ticket(ticket)


def _check_ticket(ticket: Ticket) -> None:
    marks = ticket.marks
    assert (ticket.closed_at is not None) == (ticket.state in rules.CLOSED)
    assert (ticket.made_at is not None) or ticket.state not in (S.MADE, S.COLLECTED)
    if ticket.state in rules.OPEN:
        assert marks.called_at is None
    if marks.called_at is not None and ticket.state is S.MADE:
        assert not marks.held


REACHED: Counter[TicketAction] = Counter()


def test_state_stock_and_texts_agree(venue: Venue) -> None:
    REACHED.clear()

    @settings(
        max_examples=60,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(steps=STEPS)
    def walk(steps: list[tuple[int, TicketAction]]) -> None:
        for table in ("outbox", "stock_moves", "stock", "orders"):
            venue.run(f"DELETE FROM {table}")
        placed, tally = _placed(venue), Tally()
        position = {one["id"]: one["position"] for one in venue.rows("SELECT * FROM tickets")}
        for which, action in steps:
            order = _step(venue, placed.tickets[which], action, tally)
            if order is not None:
                _check(venue, order, tally)
                assert {one.id: one.position for one in order.tickets} == position
        REACHED.update(tally.done)

    walk()
    assert set(REACHED) == set(A), "every action was carried out"
    assert min(REACHED.values()) >= 3, REACHED
