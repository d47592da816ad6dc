"""Orders for later in tests: placed at the counter, and a clock that can be moved."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from werkzeug.test import TestResponse

from backend.core.db import Database, Row
from backend.orders import releasing
from tests.app_client import STEVE, Staff

FLAT_WHITE = {"item": "flat white", "options": {"size": "large", "milk": "oat"}, "quantity": 1}
TEA = {"item": "green tea", "options": {"size": "large"}, "quantity": 1}


def in_time(**ahead: float) -> datetime:
    """Give a whole second to come."""
    return (datetime.now(UTC) + timedelta(**ahead)).replace(microsecond=0)


@dataclass
class Counter:
    """Somebody at the counter, and the worker's step with a clock of its own."""

    barista: Staff
    database: Database

    def ask(self, due: object, *lines: Any, phone: str | None = STEVE, **more: Any) -> TestResponse:
        """Ask for an order; `due` as JSON has it."""
        body = {
            "customer": {"name": "Steve", "phone": phone},
            "lines": lines or [FLAT_WHITE],
            "for": due,
            **more,
        }
        return self.barista.call("POST", "/api/events/demo/orders", body)

    def order(self, due: datetime, *lines: Any, phone: str | None = STEVE) -> Any:
        """Order for later."""
        response = self.ask(due.isoformat(), *lines, phone=phone)
        assert response.status_code == 201, response.text
        return response.get_json()

    def let_time_come(self, now: datetime) -> None:
        """Do what the worker does at this moment."""
        releasing.release_due(self.database, now)

    def rows(self, sql: str, **values: object) -> list[Row]:
        """Read something."""
        with self.database.transaction() as tx:
            return tx.fetch(sql, **values)

    def later(self) -> list[Any]:
        """List the tickets for later of all stations."""
        return [t for station in self.stations().values() for t in self.listed(station)["later"]]

    def stations(self) -> dict[str, int]:
        """Give the stations by name."""
        listed = self.barista.get("/api/events/demo/stations")["stations"]
        return {station["name"]: station["id"] for station in listed}

    def listed(self, station: int) -> Any:
        """Read what a station lists."""
        return self.barista.get(f"/api/stations/{station}/tickets")

    def set_state(self, name: str, state: str) -> None:
        """Open or close a station."""
        path = f"/api/stations/{self.stations()[name]}"
        response = self.barista.call("PATCH", path, {"state": state})
        assert response.status_code == 200, response.text
