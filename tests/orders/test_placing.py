"""Orders are numbered apart and go where they can be made."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from tests.app_client import Phone, Staff


def test_numbers_count_up_and_stay_apart(app: Flask) -> None:
    numbers = [Phone(app, f"+1555010{i:04}").order("small green tea") for i in range(5)]
    assert numbers == ["1", "2", "3", "4", "5"]


def test_concurrent_orders_get_different_numbers(app: Flask) -> None:
    phones = [Phone(app, f"+1555020{i:04}") for i in range(8)]
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(Phone.order, phones))
    assert len(set(numbers)) == 8


def test_no_order_without_a_station_that_can_make_it(
    app: Flask, phone: Phone, barista: Staff
) -> None:
    for station in barista.get("/api/events/demo/stations")["stations"]:
        if station["name"] != "South cart":
            path = f"/api/stations/{station['id']}"
            assert barista.call("PATCH", path, {"state": "closed"}).status_code == 200
    reply = phone.text("large almond flat white") or ""
    assert "YES" not in reply
    assert "oat" in reply
    assert "YES" in (phone.text("oat") or "")


def test_an_order_is_split_where_no_station_makes_it_all(phone: Phone, barista: Staff) -> None:
    north = barista.get("/api/events/demo/stations")["stations"][0]
    assert north["name"] == "North cart"
    barista.call("PATCH", f"/api/stations/{north['id']}", {"state": "paused"})
    phone.order("large oat latte and a large green tea")
    assert sorted(ticket["station"] for ticket in barista.tickets()) == ["South cart", "Tea bar"]
    assert all(ticket["reason"] for ticket in barista.tickets())
