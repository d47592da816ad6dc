"""The demo event with counts on its stations, and orders placed on it as the doors do."""

from datetime import UTC, datetime
from typing import Any

from backend.core.db import Database, Transaction
from backend.events import service as events
from backend.events.types import Event
from backend.orders.placing import Wanted, place
from backend.orders.types import Channel, Order, OrderLine
from backend.stations.routing import NoStation
from backend.stock import service as stock
from backend.stock.types import Mode
from backend.stock.views import CountName, CountPatch, NewCount, StockView, Transfer
from tests.orders.house import House

NORTH, SOUTH, TEA = "North cart", "South cart", "Tea bar"
OAT = "oat milk"


class Shelves(House):
    """Stations by name, their counts, and the ledger."""

    def __init__(self, database: Database, event: Event) -> None:
        super().__init__(database, event)
        self.ids = {row["name"]: row["id"] for row in self.rows("SELECT id, name FROM stations")}

    def _event(self, tx: Transaction) -> Event:
        return events.get(tx, self.event)

    def put(
        self,
        station: str,
        ingredient: str,
        amount: float,
        mode: Mode = Mode.STRICT,
        **more: Any,
    ) -> StockView:
        """Begin or set a count."""
        new = NewCount(
            station=self.ids[station], ingredient=ingredient, amount=amount, mode=mode, **more
        )
        with self.database.transaction() as tx:
            return stock.put(tx, self._event(tx), new, "organiser")

    def put_everywhere(self, ingredient: str, amount: float) -> None:
        """Set a count at every station."""
        for station in self.ids:
            self.put(station, ingredient, amount)

    def add(self, station: str, ingredient: str, amount: float) -> StockView:
        """Restock."""
        patch = CountPatch(station=self.ids[station], ingredient=ingredient, add=amount)
        with self.database.transaction() as tx:
            return stock.patch(tx, self._event(tx), patch, "barista")

    def carry(self, source: str, target: str, ingredient: str, amount: float) -> StockView:
        """Carry some from one station to another."""
        body = {"from": self.ids[source], "to": self.ids[target], "ingredient": ingredient}
        with self.database.transaction() as tx:
            wanted = Transfer.model_validate({**body, "amount": amount})
            return stock.transfer(tx, self._event(tx), wanted, "barista")

    def forget(self, station: str, ingredient: str) -> StockView:
        """Stop counting."""
        with self.database.transaction() as tx:
            name = CountName(station=self.ids[station], ingredient=ingredient)
            return stock.forget(tx, self._event(tx), name)

    def view(self) -> StockView:
        """Read all there is to read."""
        with self.database.transaction() as tx:
            return stock.view(tx, self._event(tx))

    def left(self, station: str, ingredient: str = OAT) -> float:
        """Read one count, and see that the ledger agrees with it."""
        (row,) = self.rows(
            f"""SELECT s.amount::float8 AS amount, (SELECT sum(m.amount)::float8
            FROM stock_moves m WHERE m.station_id = s.station_id
            AND m.ingredient = s.ingredient) AS moved FROM stock s
            WHERE s.station_id = {self.ids[station]} AND s.ingredient = '{ingredient}'"""
        )
        assert (row["moved"] or 0) == row["amount"]
        return float(row["amount"])

    def try_place(self, *lines: OrderLine, due: datetime | None = None) -> Order | NoStation:
        """Place an order, or be refused."""
        with self.database.transaction() as tx:
            venue = self._venue(tx)
            return place(
                tx,
                venue,
                Wanted(Channel.WALKUP, lines, "Steve", due=due),
                stations=venue.stations,
                now=datetime.now(UTC),
            )
