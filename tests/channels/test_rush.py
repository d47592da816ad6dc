"""One of three stations is pulled in the middle of a rush, with the real worker at work."""

import random
import threading
from collections import Counter
from datetime import UTC, datetime
from itertools import count

import pytest

from backend.core.db import Database, Row, as_json
from backend.events import service as events
from backend.events.types import Event
from backend.orders import placing
from backend.orders.placing import Wanted
from backend.orders.types import Channel, Order, OrderLine
from backend.stations import service as stations
from backend.stations.tablets import Ear
from tests.channels.test_worker import wait_until, working
from tests.channels.venue import Scripted
from tests.orders.house import GREEN_TEA, HOT_CHOCOLATE, OAT_LATTE, SKIM_LATTE, House

ORDERS = 300
NORTH = "North cart"
#: All of these can be made without the station that is pulled; the last only by two together.
DRINKS: list[tuple[OrderLine, ...]] = [
    (OAT_LATTE,),
    (SKIM_LATTE, OAT_LATTE),
    (GREEN_TEA,),
    (HOT_CHOCOLATE,),
    (SKIM_LATTE, GREEN_TEA),
]


class Rush(House):
    """Customers who order, baristas who start and bump, all at once."""

    def __init__(self, database: Database, event: Event) -> None:
        super().__init__(database, event)
        self.numbers = count(1)
        #: {order: its lines as placed}
        self.placed: dict[int, tuple[OrderLine, ...]] = {}
        self.lock = threading.Lock()

    def customers(self, orders: int, seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(orders):
            order = self._order(chance.choice(DRINKS))
            with self.lock:
                self.placed[order.id] = tuple(placed.line for placed in order.lines)

    def _order(self, lines: tuple[OrderLine, ...]) -> Order:
        with self.lock:
            address = f"+1202555{next(self.numbers):04d}"
        with self.database.transaction() as tx:
            venue = stations.venue(tx, events.get(tx, self.event))
            row = tx.one(
                "INSERT INTO customers (event_id, address) VALUES (%(event)s, %(address)s)"
                " RETURNING id",
                event=self.event,
                address=address,
            )
            assert row is not None
            wanted = Wanted(Channel.SMS, lines, customer=(row["id"], address))
            now = datetime.now(UTC)
            order = placing.place(tx, venue, wanted, stations=venue.stations, now=now)
        assert isinstance(order, Order)
        return order

    def bump_some(self, stop: threading.Event) -> None:
        """Make the oldest of each other station, one after the other."""
        while not stop.wait(0.05):
            for row in self.rows(
                """SELECT DISTINCT ON (t.station_id) t.id FROM tickets t JOIN stations s
                ON s.event_id = t.event_id AND s.id = t.station_id
                WHERE t.state = 'queued' AND s.name <> 'North cart'
                ORDER BY t.station_id, t.position"""
            ):
                self.act(row["id"], "bump")

    def pull(self, how: str) -> None:
        """Take the station away."""
        with self.database.transaction() as tx:
            if how != "silent":
                tx.queue(
                    "UPDATE stations SET state = %(how)s WHERE name = %(name)s", how=how, name=NORTH
                )
            else:
                tx.queue(
                    "UPDATE stations SET heard_at = now() - interval '1 hour' WHERE name = %(n)s",
                    n=NORTH,
                )
                tx.queue("UPDATE tickets SET queued_at = queued_at - interval '1 hour'")
            events.touch(tx, self.event)

    def waiting_at_north(self) -> list[Row]:
        return self.rows(
            """SELECT t.id, t.state, t.order_id FROM tickets t JOIN stations s
            ON s.event_id = t.event_id AND s.id = t.station_id
            WHERE s.name = 'North cart' AND t.state IN ('queued', 'started')"""
        )


@pytest.mark.parametrize("how", ["closed", "silent"])
def test_all_its_tickets_move_and_each_customer_is_told_once(
    demo_db: Database, demo: Event, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ear, "seconds", lambda *_, **__: 3600.0)
    rush = Rush(demo_db, demo)
    with demo_db.transaction() as tx:
        tx.queue("UPDATE settings SET value = %(v)s WHERE key = 'silence_seconds'", v=as_json(60))
    rush.customers(ORDERS // 2, seed=1)
    started = rush.waiting_at_north()[:3]
    for row in started:
        rush.act(row["id"], "start")
    waiting = {row["id"] for row in rush.waiting_at_north()} - {row["id"] for row in started}
    assert len(waiting) > 30, "it is in the middle of a rush"
    vendor, stop = Scripted(), threading.Event()
    threads = [
        threading.Thread(target=rush.customers, args=(ORDERS // 4, 2)),
        threading.Thread(target=rush.customers, args=(ORDERS // 4, 3)),
        threading.Thread(target=rush.bump_some, args=(stop,)),
    ]
    with working(demo_db.url, vendor, count=2):
        for thread in threads:
            thread.start()
        rush.pull(how)
        for thread in threads[:2]:
            thread.join(120)
        wait_until(lambda: len(rush.waiting_at_north()) == len(started), 60)
        stop.set()
        threads[2].join(60)
        wait_until(lambda: all(row["state"] == "sent" for row in rush.rows(_JOBS)), 60)
    assert {row["id"] for row in rush.waiting_at_north()} == {row["id"] for row in started}
    _nothing_lost_or_doubled(rush)
    _told_exactly_once(rush, vendor)


_JOBS = "SELECT state FROM outbox"


def _nothing_lost_or_doubled(rush: Rush) -> None:
    assert len(rush.placed) == ORDERS
    rows = rush.rows(
        """SELECT o.id, count(DISTINCT l.id) AS lines, count(DISTINCT t.id) AS tickets,
        count(DISTINCT l.ticket_id) AS used, bool_and(t.state <> 'voided') AS live
        FROM orders o JOIN order_lines l ON l.event_id = o.event_id AND l.order_id = o.id
        JOIN tickets t ON t.event_id = o.event_id AND t.order_id = o.id GROUP BY o.id"""
    )
    assert {row["id"] for row in rows} == set(rush.placed)
    for row in rows:
        assert row["lines"] == len(rush.placed[row["id"]])
        assert row["tickets"] == row["used"], "a ticket without a line"
        assert row["live"]


def _told_exactly_once(rush: Rush, vendor: Scripted) -> None:
    """Each customer whose tickets moved heard it once, with the last place, before or as ready.

    Of an order made by two stations, the part that moved may be ready while the other waits where
    it always was: then the ready text told the place, and nothing else is news.
    """
    with rush.database.transaction() as tx:
        tx.queue("ANALYZE")  # or the plan of what follows is a guess
    moves = rush.rows(
        """SELECT c.address, array_agg(DISTINCT s.name) AS now_at,
        bool_or(t.state = 'queued' AND t.told_station_id IS NOT NULL) AS waits
        FROM order_history h
        JOIN orders o ON o.event_id = h.event_id AND o.id = h.order_id
        JOIN customers c ON c.event_id = o.event_id AND c.id = o.customer_id
        JOIN tickets t ON t.event_id = o.event_id AND t.order_id = o.id
        JOIN stations s ON s.event_id = t.event_id AND s.id = t.station_id
        WHERE h.action = 'move' GROUP BY c.address"""
    )
    assert len(moves) > 30
    texts = [text for text in vendor.texts if "is now made at" in text.body]
    told = Counter(text.address for text in texts)
    assert set(told.values()) == {1}
    assert set(told) <= {row["address"] for row in moves}, "one was told who did not move"
    bodies = {text.address: text.body for text in texts}
    ready = {text.address: text.body for text in vendor.texts if " is ready at " in text.body}
    assert any(row["waits"] for row in moves)
    for row in moves:
        if row["waits"]:
            body = bodies[row["address"]]
            assert all(name in body for name in row["now_at"]) or row["address"] in ready
            assert NORTH not in body
        else:
            assert any(name in ready[row["address"]] for name in row["now_at"])
