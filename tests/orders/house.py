"""The demo event with orders placed and changed on it, as the doors do."""

from datetime import UTC, datetime
from typing import Any

from backend.core.db import Database, Row, Transaction
from backend.events import service as events
from backend.events.types import Event
from backend.menu.types import DrinkSpec
from backend.orders import changing, placing, reading
from backend.orders import service as orders
from backend.orders.placing import Wanted
from backend.orders.requests import ActionRequest
from backend.orders.types import (
    Channel,
    Order,
    OrderLine,
    Ticket,
    TicketAction,
    TicketState,
)
from backend.stations import service as stations
from backend.stations.routing import NoStation
from nlp.types import Choice


def line(item: str, quantity: int = 1, name: str | None = None, **options: Choice) -> OrderLine:
    return OrderLine(quantity, DrinkSpec(item, {"size": "large", **options}), name)


OAT_LATTE = line("latte", milk="oat")
SOY_LATTE = line("latte", milk="soy")
SKIM_LATTE = line("latte", milk="skim")
GREEN_TEA = line("green tea")
HOT_CHOCOLATE = line("hot chocolate", milk="oat")


class House:
    """The demo event, its orders placed and changed as the doors do."""

    def __init__(self, database: Database, event: Event) -> None:
        self.database = database
        self.event = event.id

    def place(self, *lines: OrderLine, name: str | None = "Steve") -> Order:
        with self.database.transaction() as tx:
            venue = self._venue(tx)
            wanted = Wanted(Channel.WALKUP, lines, name)
            placed = placing.place(
                tx, venue, wanted, stations=venue.stations, now=datetime.now(UTC)
            )
        assert isinstance(placed, Order)
        return placed

    def change(
        self,
        order: Order,
        *lines: OrderLine,
        name: str | None = None,
        version: int | None = None,
        hold: Any = None,
    ) -> Order | NoStation:
        with self.database.transaction() as tx:
            changed = self.change_in(tx, order, lines, name, version)
            if hold is not None:
                hold()
        return changed

    def changed(self, order: Order, *lines: OrderLine, name: str | None = None) -> Order:
        """Change it where it can be; what is given is what is kept."""
        after = self.change(order, *lines, name=name)
        assert isinstance(after, Order)
        assert after == self.read(order)
        return after

    def change_in(
        self,
        tx: Transaction,
        order: Order,
        lines: tuple[OrderLine, ...],
        name: str | None = None,
        version: int | None = None,
    ) -> Order | NoStation:
        venue = self._venue(tx)
        return changing.change(
            tx,
            venue,
            order.id,
            lines,
            name=name,
            stations=venue.stations,
            now=datetime.now(UTC),
            actor="customer",
            version=version,
        )

    def _venue(self, tx: Transaction) -> stations.Venue:
        return stations.venue(tx, events.get(tx, self.event))

    def read(self, order: Order) -> Order:
        with self.database.transaction() as tx:
            return reading.get(tx, [self.event], order.id)

    def act(self, ticket: int, action: str, hold: Any = None, **values: Any) -> Order:
        with self.database.transaction() as tx:
            after = self.act_in(tx, ticket, action, **values)
            if hold is not None:
                hold()
        return after

    def act_in(self, tx: Transaction, ticket: int, action: str, **values: Any) -> Order:
        wanted = ActionRequest(action=TicketAction(action), **values)
        return orders.act(tx, [self.event], ticket, wanted, "barista")

    def set(self, **states: str) -> None:
        """Open or close stations, by the first word of their name."""
        for name, state in states.items():
            (row,) = self.rows(
                f"UPDATE stations SET state = '{state}'"
                f" WHERE lower(name) LIKE '{name}%%' RETURNING id"
            )
            assert row["id"]

    def rows(self, sql: str) -> list[Row]:
        with self.database.transaction() as tx:
            return tx.fetch(sql)

    def everything(self) -> str:
        tables = ("orders", "tickets", "order_lines", "order_history", "changes", "outbox")
        return str([self.rows(f"SELECT * FROM {table} ORDER BY id") for table in tables])


def live(order: Order) -> list[Ticket]:
    return [ticket for ticket in order.tickets if ticket.state is not TicketState.VOIDED]


def lines_of(order: Order) -> list[OrderLine]:
    return [placed.line for placed in order.lines]


def at(order: Order, station: str) -> list[OrderLine]:
    """Give the lines that wait at a station."""
    return [
        placed.line
        for ticket in live(order)
        if ticket.station_name == station
        for placed in order.lines_of(ticket.id)
    ]
