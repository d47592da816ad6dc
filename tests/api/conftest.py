"""Everybody who may knock: each role and device of the demo event, the owner of another."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from backend.accounts import service as accounts
from backend.accounts.types import Role
from backend.core.db import Database
from backend.events import service as events
from tests.app_client import Phone, Staff, make_app, sign_in

#: Who calls; `nobody` without a token, `stranger` the owner of another organisation's event, the
#: display and the kiosk as paired devices.
CALLERS = (
    "nobody",
    "stranger",
    "display",
    "kiosk",
    "barista",
    "support",
    "organiser",
    "owner",
)


def add_people(database: Database) -> None:
    """Add whom the demo event does not have; all share its password."""
    with database.transaction() as tx:
        found = tx.one("SELECT password_hash FROM people WHERE username = 'owner'")
        assert found is not None
        rivals = accounts.create_organisation(tx, "Rival")
        theirs = events.create(tx, rivals, slug="rival", name="Rival", timezone="UTC")
        person = accounts.create_person(
            tx, rivals, username="stranger", password_hash=found["password_hash"]
        )
        accounts.grant(tx, theirs, person, Role.OWNER)


#: Devices that the table of roles has no column for: almost everything is closed to them.
TABLETS = {"tablet": "barista", "printer": "printer"}


def new_code(owner: Staff, role: str, **values: Any) -> Any:
    """Make a device known; gives its code."""
    body = {"role": role, "name": f"A {role}", **values}
    return owner.post("/api/events/demo/devices", body)


def pair(app: Flask, owner: Staff, role: str, **values: Any) -> Staff:
    """Pair a device; gives it as a caller."""
    body = {"code": new_code(owner, role, **values)["code"]}
    response = app.test_client().post("/api/devices/pair", json=body)
    assert response.status_code == 200, response.text
    return Staff(app, response.get_json()["device_token"])


class House:
    """The application with one open order, and everybody signed in."""

    def __init__(self, app: Flask, database: Database) -> None:
        self.app = app
        Phone(app).order()
        people = [name for name in CALLERS if name not in ("nobody", "display", "kiosk")]
        self.staff = {name: sign_in(app, name) for name in people}
        for name, role in (("display", "display"), ("kiosk", "kiosk"), *TABLETS.items()):
            self.staff[name] = pair(app, self.staff["owner"], role)
        with database.transaction() as tx:
            ticket = tx.one("SELECT id, order_id, station_id FROM tickets")
            order = tx.one("SELECT token FROM orders")
        assert ticket is not None
        assert order is not None
        #: What stands for the arguments of addresses.
        self.things: dict[str, Any] = {
            "slug": "demo",
            "station": ticket["station_id"],
            "order": ticket["order_id"],
            "ticket": ticket["id"],
            "username": "barista",
            "device": new_code(self.staff["owner"], "display")["device"]["id"],
            "token": order["token"],
        }
        self._count(database)
        self.things["label"] = self._label(database)

    def _count(self, database: Database) -> None:
        """Count something at each station."""
        with database.transaction() as tx:
            tx.queue(
                """INSERT INTO stock (event_id, station_id, ingredient, amount, mode)
                SELECT event_id, id, 'sugar', 1000, 'strict' FROM stations"""
            )
            rows = tx.fetch("SELECT id FROM stations ORDER BY id")
            #: A station for each caller to remove.
            self.spare = {
                row["name"]: row["id"]
                for row in tx.fetch(
                    """INSERT INTO stations (event_id, name, state)
                    SELECT id, unnest(%(names)s), 'closed' FROM events WHERE slug = 'demo'
                    RETURNING name, id""",
                    names=[*CALLERS, *TABLETS],
                )
            }
        self._stations = [row["id"] for row in rows]

    def _label(self, database: Database) -> int:
        """Put a printer at each station, and have a label printed."""
        with database.transaction() as tx:
            tx.queue(
                "INSERT INTO printers (event_id, station_id) SELECT event_id, id FROM stations"
            )
            row = tx.one(
                """INSERT INTO label_jobs (event_id, station_id, ticket_id, cup, why, state, lease,
                leased_until) SELECT event_id, station_id, id, 1, 'reprint', 'printing', 'a lease',
                now() + interval '1 hour' FROM tickets RETURNING id"""
            )
        assert row is not None
        return int(row["id"])

    def transfer(self) -> Any:
        """Ask for some of it to be carried."""
        source, target, *_ = self._stations
        return {"from": source, "to": target, "ingredient": "sugar", "amount": 1}

    def who(self, name: str) -> Staff | None:
        """Give the caller of a name; None for nobody."""
        return self.staff.get(name)


@pytest.fixture
def house(demo_db: Database, tmp_path: Path) -> House:
    """The demo event with everybody in it."""
    add_people(demo_db)
    return House(make_app(demo_db, tmp_path), demo_db)
