"""What came of each promise, and the figures of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from backend.core.db import Database
from backend.events.types import Event
from backend.orders.types import Order
from tests.app_client import Phone, Staff, sign_in
from tests.orders.house import GREEN_TEA, OAT_LATTE, SOY_LATTE, House

PATH = "/api/events/demo/reports/promises"


@pytest.fixture
def house(demo_db: Database, demo: Event) -> House:
    return House(demo_db, demo)


@pytest.fixture
def support(app: Flask) -> Staff:
    return sign_in(app, "support")


def _promised(house: House, order: Order, minutes: tuple[int, int]) -> None:
    """Let it have been promised for so many minutes from now on."""
    now = datetime.now(UTC)
    earliest, latest = (now + timedelta(minutes=one) for one in minutes)
    house.rows(
        f"UPDATE orders SET promised_earliest = '{earliest}', promised_latest = '{latest}'"
        f" WHERE id = {order.id} RETURNING 1"
    )


def _make(house: House, order: Order) -> None:
    for ticket in order.tickets:
        house.act(ticket.id, "bump")


def test_kept_late_and_early_by_hour_station_and_drink(house: House, support: Staff) -> None:
    spans = {"kept": (-1, 3), "late": (-9, -4), "early": (5, 10)}
    for minutes in spans.values():
        order = house.place(SOY_LATTE)
        _promised(house, order, minutes)
        _make(house, order)
    tea = house.place(GREEN_TEA)
    _promised(house, tea, (-1, 2))
    _make(house, tea)
    told = support.get(PATH)
    now = told["now"]
    assert [now[name] for name in ("n", "kept", "late", "early")] == [4, 2, 1, 1]
    assert now["coverage"] == 0.5
    assert now["mean_width_seconds"] == pytest.approx((4 + 5 + 5 + 3) * 60 / 4)
    assert sum(one["n"] for one in told["by_hour"]) == 4
    drinks = {one["drink"]: (one["n"], one["kept"]) for one in told["by_drink"]}
    assert drinks == {"latte": (3, 1), "green tea": (1, 1)}
    stations = {one["name"]: one["n"] for one in told["by_station"]}
    assert stations["North cart"] >= 3
    assert told["later"]["n"] == 0
    assert told["later"]["coverage"] is None
    soon = (datetime.now(UTC) + timedelta(minutes=1)).isoformat().replace("+", "%2B")
    assert support.get(f"{PATH}?since={soon}")["now"]["n"] == 0
    assert support.get(f"{PATH}?until={soon}")["now"]["n"] == 4


def test_a_recall_takes_it_back_and_the_last_making_counts(house: House, support: Staff) -> None:
    order = house.place(OAT_LATTE)
    _promised(house, order, (-1, 1))
    (ticket,) = order.tickets
    house.act(ticket.id, "bump")
    assert support.get(PATH)["now"]["kept"] == 1
    house.act(ticket.id, "recall")
    assert support.get(PATH)["now"]["n"] == 0
    house.act(ticket.id, "bump")
    house.act(ticket.id, "uncollected")
    now = support.get(PATH)["now"]
    assert (now["n"], now["remade"]) == (1, 1), "uncollected is made"


def test_cancelled_and_overdue_ones_are_told_apart(house: House, support: Staff) -> None:
    in_time, late, waits = (house.place(OAT_LATTE) for _ in range(3))
    _promised(house, in_time, (1, 9))
    for order in (late, waits):
        _promised(house, order, (-9, -3))
    for order in (in_time, late):
        support.post(f"/api/orders/{order.id}/cancel", {"reason": "spilt"})
    told = support.get(PATH)
    assert told["now"]["n"] == 0
    assert (told["cancelled"], told["cancelled_late"], told["overdue"]) == (2, 1, 1)


def test_an_order_at_two_stations_is_made_when_the_last_of_it_is(
    house: House, support: Staff
) -> None:
    order = house.place(SOY_LATTE, GREEN_TEA)
    if len(order.tickets) == 1:  # one station makes both: then there is nothing to split
        house.set(north="closed")
        order = house.place(OAT_LATTE, GREEN_TEA)
    first, last = order.tickets
    house.act(first.id, "bump")
    assert support.get(PATH)["now"]["n"] == 0
    house.act(last.id, "bump")
    told = support.get(PATH)
    assert [one["station"] for one in told["by_station"]] == [last.station]


@pytest.mark.parametrize(
    "query",
    [
        "since=yesterday",
        "since=2026-11-21T10:00:00",
        "more=1",
        "since=2026-11-21T10:00:00Z&until=2026-11-21T09:00:00Z",
    ],
)
def test_what_makes_no_sense_is_refused(support: Staff, query: str) -> None:
    assert support.call("GET", f"{PATH}?{query}").status_code in (400, 422)


def test_prometheus_counts_them(house: House, app: Flask, phone: Phone, barista: Staff) -> None:
    def counted() -> str:
        lines: list[Any] = app.test_client().get("/metrics").text.splitlines()
        return str([one for one in lines if one.startswith("brewline_promises_total{")])

    before = counted()
    phone.order()
    barista.act(barista.ticket()["id"], "bump")
    assert counted() != before
