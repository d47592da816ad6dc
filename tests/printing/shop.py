"""The demo event with label printers, and an agent that prints in no time."""

import base64
from typing import Any

from backend.channels.chores import chores
from backend.core.db import Database, Row
from backend.events.types import Event
from backend.orders.types import Order, OrderLine
from tests.app_client import Staff, sign_in
from tests.orders.house import House, live
from tests.printing.paper import Paper


class Shop(House):
    """Orders placed and acted on over HTTP; labels claimed as agents do."""

    def __init__(self, database: Database, event: Event, barista: Staff) -> None:
        super().__init__(database, event)
        self.barista = barista
        self.organiser = sign_in(barista.app, "organiser")
        self.ids: dict[str, int] = {
            row["name"]: row["id"] for row in self.rows("SELECT id, name FROM stations")
        }

    def set(self, **values: Any) -> Any:
        """Set up the printers of all stations; gives the last."""
        for station in self.ids.values():
            told = self.organiser.call("PUT", f"/api/stations/{station}/printer", values)
            assert told.status_code == 200, told.text
        return told.get_json()

    def started(self, *lines: OrderLine, **values: Any) -> Order:
        """Place an order and start all of it."""
        order = self.place(*lines, **values)
        for ticket in live(order):
            assert self.barista.act(ticket.id, "start").status_code == 200
        return self.read(order)

    def jobs(self, columns: str = "why, state") -> list[tuple[Any, ...]]:
        """Read the queue, oldest first."""
        return [
            tuple(row.values())
            for row in self.rows(f"SELECT {columns} FROM label_jobs ORDER BY id")
        ]

    def claim(self, station: int, agent: str = "one", limit: int = 20) -> list[Any]:
        """Lease what waits at a station."""
        body = {"agent": agent, "limit": limit}
        labels = self.barista.post(f"/api/stations/{station}/labels/claim", body)["labels"]
        assert isinstance(labels, list)
        return labels

    def report(self, label: Any, state: str, **values: Any) -> Any:
        """Say what came of a label; gives the whole answer."""
        body = {"lease": label["lease"], "state": state, **values}
        return self.barista.call("POST", f"/api/labels/{label['id']}/report", body)

    def print(self, station: int, agent: str = "one") -> list[list[str]]:
        """Print what waits at a station; gives what stands on each label."""
        printed = []
        for label in self.claim(station, agent):
            for state in ("printing", "printed"):
                assert self.report(label, state).status_code == 200
            printed.append(read(label))
        return printed

    def look_over(self) -> None:
        """Do once what the worker does every second."""
        (label,) = (one for one in chores(self.database) if one.name == "label")
        label.work()

    def age(self, seconds: int) -> None:
        """Let so much time pass for leases."""
        self.rows(
            f"""UPDATE label_jobs SET leased_until = leased_until - interval '{seconds} seconds',
            due_at = due_at - interval '{seconds} seconds' RETURNING id"""
        )

    def printer(self, station: int) -> Any:
        """Read a station's printer."""
        listed = self.barista.get("/api/events/demo/printers")["printers"]
        (found,) = [one for one in listed if one["station"] == station]
        return found

    def told(self, type_: str = "PrinterChanged") -> list[Row]:
        """Read what screens were told."""
        return self.rows(f"SELECT rooms, data FROM changes WHERE type = '{type_}' ORDER BY id")


def read(label: Any) -> list[str]:
    """Read a claimed label as it comes out of the printer."""
    return Paper().feed(base64.b64decode(label["data"])).text
