"""An order goes where its customer is: a station in their zone costs them no walk."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from backend.orders import failover
from tests.app_client import Phone
from tests.orders.later import FLAT_WHITE, TEA, Counter

WALK = 600


@pytest.fixture
def halls(counter: Counter) -> Counter:
    """The event over two halls, ten minutes apart; nobody is in the first without saying so."""
    for name, zone in (("North cart", "Hall A"), ("South cart", "Hall B"), ("Tea bar", "Hall B")):
        counter.rows(
            "UPDATE stations SET zone = %(zone)s, walk_seconds = %(walk)s"
            " WHERE name = %(name)s RETURNING id",
            zone=zone,
            walk=WALK,
            name=name,
        )
    counter.rows("UPDATE events SET revision = revision + 1 RETURNING id")
    return counter


def stations(order: Any) -> list[str]:
    return [line["station"] for line in order["lines"]]


@pytest.mark.parametrize(
    ("zone", "station"), [("Hall A", "North cart"), ("hall b", "South cart"), (None, "North cart")]
)
def test_at_the_counter(halls: Counter, zone: str | None, station: str) -> None:
    order = halls.ask(None, zone=zone).get_json()
    assert stations(order) == [station]
    (ticket,) = halls.barista.tickets()
    assert ("no walk from" in ticket["reason"]) == (zone is not None)
    assert (f"{WALK} s to walk" in ticket["reason"]) == (zone is None)


def test_who_is_elsewhere_walks_where_nobody_in_their_zone_can_make_it(halls: Counter) -> None:
    soy = {**FLAT_WHITE, "options": {"size": "large", "milk": "soy"}}
    order = halls.ask(None, soy, zone="Hall B").get_json()
    assert stations(order) == ["North cart"]


def test_a_zone_nobody_knows_is_refused_with_those_there_are(halls: Counter) -> None:
    refused = halls.ask(None, zone="Hall C")
    assert refused.status_code == 422
    assert "Hall A, Hall B" in refused.get_json()["detail"]


@pytest.mark.parametrize("told", ["#hall-b", "in hall b", "hall B"])
def test_a_text_says_where_they_are_and_it_is_kept(app: Flask, halls: Counter, told: str) -> None:
    steve = Phone(app)
    greeted = steve.text(told)
    assert greeted
    steve.order("large oat flat white")
    steve.order("large oat latte")
    assert {ticket["station"] for ticket in halls.barista.tickets()} == {"South cart"}


def test_a_code_begins_an_order_with_the_place_in_it(app: Flask, halls: Counter) -> None:
    steve = Phone(app)
    steve.order("large oat flat white #hall-b")
    (ticket,) = halls.barista.tickets()
    assert (ticket["station"], ticket["name"]) == ("South cart", None)
    assert "no walk from Hall B" in ticket["reason"]
    steve.text("I'm in hall A now")
    steve.order("large oat latte")
    assert {t["station"] for t in halls.barista.tickets()} == {"South cart", "North cart"}


def test_long_after_nobody_knows_where_they_are(app: Flask, halls: Counter) -> None:
    steve = Phone(app)
    steve.text("#hall-b")
    halls.rows("UPDATE dialogues SET updated_at = now() - interval '2 hours' RETURNING event_id")
    steve.order("large oat flat white")
    assert [t["station"] for t in halls.barista.tickets()] == ["North cart"]


def test_who_is_moved_later_is_moved_within_their_zone(halls: Counter) -> None:
    """The order keeps where its customer was, for whoever moves it."""
    halls.rows("UPDATE stations SET capabilities = '{}' RETURNING id")
    halls.rows("UPDATE events SET revision = revision + 1 RETURNING id")
    halls.set_state("Tea bar", "paused")
    assert stations(halls.ask(None, TEA, zone="Hall B").get_json()) == ["South cart"]
    halls.set_state("Tea bar", "open")
    halls.set_state("South cart", "paused")
    many = {**TEA, "quantity": 4}
    assert stations(halls.ask(None, many, zone="Hall B").get_json()) == ["Tea bar"]
    assert stations(halls.ask(None, TEA).get_json()) == ["North cart"], "it has less to do"
    halls.set_state("South cart", "closed")
    failover.fail_over(halls.database, datetime.now(UTC))
    where = halls.rows(
        "SELECT s.name FROM tickets t JOIN stations s ON s.event_id = t.event_id"
        " AND s.id = t.station_id ORDER BY t.id LIMIT 1"
    )
    assert [row["name"] for row in where] == ["Tea bar"]


def test_who_changes_an_order_elsewhere_is_elsewhere(app: Flask, halls: Counter) -> None:
    """What they order now is made where they are now, and moved from there."""
    halls.rows("UPDATE stations SET capabilities = '{}' RETURNING id")
    halls.rows("UPDATE events SET revision = revision + 1 RETURNING id")
    steve = Phone(app)
    steve.order("large oat flat white #hall-a")
    steve.text("I'm in hall B")
    halls.set_state("North cart", "paused")  # so it has to be planned anew
    steve.order("make it soy")
    (row,) = halls.rows("SELECT zone FROM orders")
    assert row["zone"] == "Hall B"
