"""A small venue written straight into an empty database, and vendors that obey a script."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from backend.channels.sending import Sender
from backend.channels.types import NotSent, OutgoingText, Sent
from backend.conversation.delivery import DeliveryState
from backend.core import outbox
from backend.core.db import Database, Row, Transaction, as_json
from backend.events import service as events
from backend.orders import service as orders
from backend.orders.requests import ActionRequest
from backend.orders.types import Order, TicketAction

NUMBER = "+15005550006"
STEVE = "+15550100001"
ANNA = "+15550100002"

MENU = Path(__file__).resolve().parents[2] / "backend" / "menu" / "menus" / "house.yaml"


def _ids(tx: Transaction, count: int) -> list[int]:
    rows = tx.fetch("SELECT nextval('ids') AS id FROM generate_series(1, %(n)s)", n=count)
    return [row["id"] for row in rows]


@dataclass(frozen=True)
class Placed:
    """The ids of an order and its tickets."""

    order: int
    tickets: tuple[int, ...]


@dataclass(frozen=True)
class Venue:
    """An event with two stations."""

    database: Database
    event: int
    north: int
    south: int

    def order(self, address: str | None = STEVE, *, tickets: Sequence[str] = ("north",)) -> Placed:
        """Place an order with one drink on each of these tickets."""
        with self.database.transaction() as tx:
            return self._order(tx, address, tickets)

    def _order(self, tx: Transaction, address: str | None, tickets: Sequence[str]) -> Placed:
        customer = self._customer(tx, address) if address else None
        (order, *ids) = _ids(tx, 1 + len(tickets))
        tx.queue(
            """INSERT INTO orders (event_id, id, number, customer_id, channel, promised_earliest,
            promised_latest, request_id) VALUES (%(event)s, %(id)s,
            (SELECT 41 + count(*) + 1 FROM orders WHERE event_id = %(event)s), %(customer)s, 'sms',
            '2026-11-21T09:05Z', '2026-11-21T09:10Z', 'r-1')""",
            event=self.event,
            id=order,
            customer=customer,
        )
        for ticket, station in zip(ids, tickets, strict=True):
            tx.queue(
                """INSERT INTO tickets (event_id, id, order_id, station_id, prep_seconds,
                position, reason) VALUES (%(event)s, %(id)s, %(order)s, %(station)s, 60, %(id)s,
                'test')""",
                event=self.event,
                id=ticket,
                order=order,
                station=getattr(self, station),
            )
            tx.queue(
                """INSERT INTO order_lines (event_id, order_id, ticket_id, quantity, item, options,
                extras, notes) VALUES (%(event)s, %(order)s, %(ticket)s, 1, %(item)s, '{}', '[]',
                '[]')""",
                event=self.event,
                order=order,
                ticket=ticket,
                item="flat white" if station == "north" else "water",
            )
        return Placed(order, tuple(ids))

    def _customer(self, tx: Transaction, address: str) -> int:
        row = tx.one(
            """INSERT INTO customers (event_id, address) VALUES (%(event)s, %(address)s)
            ON CONFLICT (event_id, address) DO UPDATE SET address = excluded.address
            RETURNING id""",
            event=self.event,
            address=address,
        )
        assert row is not None
        return int(row["id"])

    def act(self, ticket: int, action: str, **values: Any) -> Order:
        """Do something to a ticket, as a barista does."""
        wanted = ActionRequest(action=TicketAction(action), **values)
        with self.database.transaction() as tx:
            return orders.act(tx, [self.event], ticket, wanted, "barista")

    def put(self, lane: str, key: str, body: str = "Hello") -> None:
        """Queue a text as given; its customer is made."""
        with self.database.transaction() as tx:
            self._customer(tx, lane)
            outbox.put(
                tx,
                self.event,
                kind="text",
                lane=lane,
                dedup_key=key,
                payload={"order": None, "body": body, "kind": "text"},
                request_id="r-1",
            )

    def rows(self, sql: str) -> list[Row]:
        """Read something."""
        with self.database.transaction() as tx:
            return tx.fetch(sql)

    def run(self, sql: str) -> None:
        """Change something behind everybody's back."""
        with self.database.transaction() as tx:
            tx.queue(sql)

    def jobs(self) -> list[Row]:
        """Read the outbox in order."""
        return self.rows("SELECT * FROM outbox ORDER BY id")

    def out(self) -> list[Row]:
        """Read the texts out, in order."""
        return self.rows("SELECT * FROM messages WHERE direction = 'out' ORDER BY id")

    def make_due(self) -> None:
        """Let the time of every pause and lease be over."""
        self.run(
            "UPDATE outbox SET due_at = now(), leased_until = now() WHERE state NOT IN"
            " ('sent', 'dead')"
        )

    def pause(self) -> float:
        """Count the seconds until the one job is due again."""
        (row,) = self.rows("SELECT extract(epoch FROM due_at - now())::float AS s FROM outbox")
        return float(row["s"])

    def claim(self, limit: int = 100) -> list[outbox.Job]:
        """Lease what is due."""
        with self.database.transaction() as tx:
            return outbox.claim(tx, limit)

    def work(self, messenger: Any, *, chance: float = 0.5) -> int:
        """Do all that is due, here and now; gives how many jobs that was."""
        sender = Sender(self.database, messenger, random=lambda: chance, stopping=lambda: False)
        done = 0
        while jobs := self.claim():
            for job in jobs:
                sender.do(job)
                done += 1
        return done


def open_venue(database: Database) -> Venue:
    """Write the venue."""
    with database.transaction() as tx:
        row = tx.one("INSERT INTO organisations (name) VALUES ('House') RETURNING id")
        assert row is not None
        event = events.create(
            tx, row["id"], slug="fair", name="Fair", timezone="Europe/Berlin", numbers={NUMBER: ""}
        )
        tx.queue(
            """INSERT INTO menus (event_id, name, document, as_written)
            VALUES (%(event)s, 'house', %(document)s, %(document)s)""",
            event=event,
            document=as_json(yaml.safe_load(MENU.read_text("utf-8"))),
        )
        north, south = _ids(tx, 2)
        for station, name in ((north, "North cart"), (south, "South cart")):
            tx.queue(
                "INSERT INTO stations (event_id, id, name)"
                " VALUES (%(event)s, %(station)s, %(name)s)",
                event=event,
                station=station,
                name=name,
            )
    return Venue(database, event, north, south)


@dataclass
class Scripted:
    """A vendor that does what the script says: each step is an answer, a refusal, or an act."""

    steps: list[NotSent | Exception | Callable[[OutgoingText], None]] = field(default_factory=list)
    found: list[Sent] = field(default_factory=list)
    find_steps: list[NotSent] = field(default_factory=list)
    seconds: float = 0.0
    simulated: bool = False
    account: str = "AC1"
    texts: list[OutgoingText] = field(default_factory=list)
    looked: list[tuple[OutgoingText, datetime]] = field(default_factory=list)
    #: How many texts were being sent at the same time, at the most.
    most_at_once: int = 0
    _under_way: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, text: OutgoingText) -> Sent:
        """Follow the script; without one, accept."""
        with self._lock:
            self.texts.append(text)
            count = len(self.texts)
            step = self.steps.pop(0) if self.steps else None
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
        time.sleep(self.seconds)
        with self._lock:
            self._under_way -= 1
        if isinstance(step, Exception):
            raise step
        if step is not None:
            step(text)
        return Sent(f"SM{count:032d}", DeliveryState.QUEUED)

    def find(self, text: OutgoingText, since: datetime) -> Sequence[Sent]:
        """Give what the test says is there."""
        self.looked.append((text, since))
        if self.find_steps:
            raise self.find_steps.pop(0)
        return self.found

    @property
    def bodies(self) -> list[str]:
        """What was sent, in order."""
        return [text.body for text in self.texts]
