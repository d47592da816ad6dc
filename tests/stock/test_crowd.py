"""Many who order, change, cancel, move and carry at once: nobody waits in vain, nothing is lost."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from backend.core.errors import DatabaseGone, Refusal
from backend.orders import reading, releasing, stocking
from backend.orders import service as orders
from backend.orders.types import Order, OrderLine, TicketState
from tests.orders.house import OAT_LATTE, SKIM_LATTE, line
from tests.stock.shelves import NORTH, OAT, SOUTH, TEA, Shelves

DRINKS = (OAT_LATTE, SKIM_LATTE, line("hot chocolate", milk="oat"), line("latte", 2, milk="oat"))
HANDS, TURNS = 6, 20


class Hand(threading.Thread):
    """Somebody who does one thing after the other; what is refused is refused."""

    def __init__(self, shelves: Shelves, seed: int, placed: list[Order]) -> None:
        super().__init__()
        self._shelves, self._placed = shelves, placed
        self._chance = random.Random(seed)
        self.done = Counter[str]()
        self.failed: list[BaseException] = []

    def run(self) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "place": self._place,
            "place for later": lambda: self._place(due=datetime.now(UTC) + timedelta(hours=2)),
            "change": lambda: self._shelves.change(self._some(), *self._lines()),
            "cancel": self._cancel,
            "void": lambda: self._shelves.act(self._ticket(), "void", reason="oops"),
            "move": self._move,
            "carry": self._carry,
            "release": self._release,
        }
        for _ in range(TURNS):
            name = self._chance.choice(["place", *deeds])
            if self._placed or name.startswith("place"):
                self._try(name, deeds[name])

    def _try(self, name: str, deed: Callable[[], object]) -> None:
        try:
            deed()
        except DatabaseGone as fault:
            self.failed.append(fault)
        except Refusal:
            self.done["refused"] += 1
        except Exception as fault:
            self.failed.append(fault)
        else:
            self.done[name] += 1

    def _lines(self) -> list[OrderLine]:
        return [self._chance.choice(DRINKS) for _ in range(self._chance.randint(1, 3))]

    def _some(self) -> Order:
        return self._chance.choice(self._placed)

    def _ticket(self) -> int:
        return self._chance.choice(self._shelves.read(self._some()).tickets).id

    def _place(self, due: datetime | None = None) -> None:
        placed = self._shelves.try_place(*self._lines(), due=due)
        if isinstance(placed, Order):
            self._placed.append(placed)

    def _cancel(self) -> None:
        with self._shelves.database.transaction() as tx:
            orders.cancel(tx, [self._shelves.event], self._some().id, actor="customer")

    def _move(self) -> None:
        station = self._chance.choice(list(self._shelves.ids.values()))
        self._shelves.act(self._ticket(), "move", station=station)

    def _carry(self) -> None:
        source, target = self._chance.sample([NORTH, SOUTH, TEA], 2)
        self._shelves.carry(source, target, OAT, 100)

    def _release(self) -> None:
        releasing.release_due(self._shelves.database, datetime.now(UTC) + timedelta(hours=3))


def test_what_tickets_hold_is_what_is_missing_whatever_many_do_at_once(shelves: Shelves) -> None:
    shelves.put_everywhere(OAT, 4000)
    shelves.put_everywhere("coffee beans", 300)
    placed: list[Order] = []
    hands = [Hand(shelves, seed, placed) for seed in range(HANDS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(60)
    assert [fault for hand in hands for fault in hand.failed] == []
    done = sum((hand.done for hand in hands), Counter[str]())
    assert {"place", "change", "cancel", "move", "carry", "release", "refused"} <= set(done)
    for station in (NORTH, SOUTH, TEA):
        for ingredient in (OAT, "coffee beans"):
            assert shelves.left(station, ingredient) >= 0
    assert _held(shelves) == _used(shelves) != {}


def _held(shelves: Shelves) -> dict[tuple[int, str], float]:
    """What live tickets hold, by the ledger; those voided hold nothing."""
    rows = shelves.rows(
        """SELECT ticket_id, ingredient, -sum(amount)::float8 AS amount FROM stock_moves
        WHERE ticket_id IS NOT NULL GROUP BY ticket_id, ingredient HAVING sum(amount) <> 0"""
    )
    return {(row["ticket_id"], row["ingredient"]): row["amount"] for row in rows}


def _used(shelves: Shelves) -> dict[tuple[int, str], float]:
    """What live tickets use, by the recipes."""
    with shelves.database.transaction() as tx:
        venue = shelves._venue(tx)
        found = reading.orders_where(tx, "o.event_id = %(event)s", event=shelves.event)
    return {
        (ticket.id, ingredient): amount
        for order in found
        for ticket in order.tickets
        if ticket.state is not TicketState.VOIDED
        for (_, ingredient), amount in stocking.at_station(
            venue, ticket.station, [placed.line for placed in order.lines_of(ticket.id)]
        ).items()
        if ingredient in (OAT, "coffee beans")
    }
