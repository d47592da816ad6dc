"""What people do with stock: begin a count, restock, carry, look; and what is refused."""

import threading
from datetime import datetime
from typing import Any

import pytest

from backend.core.db import Database
from backend.stock.service import CountChangedMeanwhile
from tests.app_client import Phone, Staff, sign_in
from tests.orders.house import line
from tests.stock.shelves import NORTH, OAT, SOUTH, TEA, Shelves

STOCK = "/api/events/demo/stock"
PICCOLO = line("piccolo", milk="oat")


@pytest.fixture
def organiser(barista: Staff) -> Staff:
    return sign_in(barista.app, "organiser")


def count(shelves: Shelves, **values: Any) -> dict[str, Any]:
    return {"station": shelves.ids[NORTH], "ingredient": OAT, "amount": 500, **values}


def test_a_count_is_begun_changed_and_given_up(
    organiser: Staff, barista: Staff, shelves: Shelves
) -> None:
    assert barista.get(STOCK) == {"stock": [], "turned_away": [], "next": None}
    begun = organiser.call("PUT", STOCK, count(shelves, low_at=100)).get_json()["stock"]
    (row,) = begun
    assert (row["station_name"], row["ingredient"], row["unit"]) == (NORTH, OAT, "ml")
    assert (row["amount"], row["low_at"], row["mode"], row["level"]) == (
        500,
        100,
        "strict",
        "enough",
    )
    assert (row["gone_about"], row["forecast"]) == (None, None)
    body = {"station": row["station"], "ingredient": "Oat Milk", "add": 250}
    (row,) = barista.call("PATCH", STOCK, body).get_json()["stock"]
    assert (row["amount"], row["low_at"]) == (750, 100)
    body = {"station": row["station"], "ingredient": OAT, "amount": 80}
    (row,) = barista.call("PATCH", STOCK, body).get_json()["stock"]
    assert (row["amount"], row["level"]) == (80, "low")
    ledger = barista.get(f"{STOCK}/moves")["moves"]
    assert [(m["amount"], m["remaining"], m["why"], m["by"]) for m in ledger] == [
        (-670, 80, "counted", "barista"),
        (250, 750, "delivered", "barista"),
        (500, 500, "counted", "organiser"),
    ]
    name = {"station": row["station"], "ingredient": OAT}
    assert organiser.call("DELETE", STOCK, name).get_json()["stock"] == []
    assert organiser.call("DELETE", STOCK, name).status_code == 200


def test_the_ledger_comes_in_pages(organiser: Staff, shelves: Shelves) -> None:
    for amount in (1, 2, 3):
        shelves.put(NORTH, OAT, amount)
    shelves.put(SOUTH, "ice", 9)
    first = organiser.get(f"{STOCK}/moves?limit=2&ingredient=oat%20milk")
    assert [move["remaining"] for move in first["moves"]] == [3, 2]
    rest = organiser.get(f"{STOCK}/moves?ingredient=oat%20milk&cursor={first['next']}")
    assert [move["remaining"] for move in rest["moves"]] == [1]
    assert rest["next"] is None
    there = organiser.get(f"{STOCK}/moves?station={shelves.ids[SOUTH]}")["moves"]
    assert [move["ingredient"] for move in there] == ["ice"]


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"amount": -1}, 422),
        ({"amount": 1_000_001}, 422),
        ({"amount": "NaN"}, 422),
        ({"amount": 1e400}, 422),
        ({"low_at": -1}, 422),
        ({"mode": "loose"}, 422),
        ({"ingredient": "unicorn milk"}, 404),
        ({"ingredient": ""}, 422),
        ({"ingredient": "small cups", "amount": 0.5}, 422),
        ({"station": 999_999}, 404),
        ({"colour": "brown"}, 422),
    ],
)
def test_what_makes_no_sense_is_refused(
    organiser: Staff, shelves: Shelves, values: dict[str, Any], status: int
) -> None:
    response = organiser.call("PUT", STOCK, count(shelves, **values))
    assert response.status_code == status, response.text
    assert shelves.rows("SELECT 1 FROM stock") == []


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"add": -501}, 409),
        ({"add": 1e9}, 422),
        ({"amount": -1}, 422),
        ({"amount": 1, "add": 1}, 422),
        ({}, 422),
        ({"ingredient": "ice", "add": 1}, 404),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(
    barista: Staff, shelves: Shelves, values: dict[str, Any], status: int
) -> None:
    shelves.put(NORTH, OAT, 500)
    body = {"station": shelves.ids[NORTH], "ingredient": OAT, **values}
    response = barista.call("PATCH", STOCK, body)
    assert response.status_code == status, response.text
    assert shelves.left(NORTH) == 500


def test_of_two_who_change_a_count_at_once_the_second_is_told(
    organiser: Staff, shelves: Shelves
) -> None:
    seen = organiser.call("PUT", STOCK, count(shelves)).get_json()["stock"][0]["version"]
    first = organiser.call("PUT", STOCK, count(shelves, amount=700, version=seen))
    assert first.status_code == 200
    second = organiser.call("PUT", STOCK, count(shelves, amount=600, version=seen))
    assert (second.status_code, second.get_json()["code"]) == (409, "version_conflict")
    assert shelves.left(NORTH) == 700


def test_an_order_is_no_reason_to_refuse_a_count(shelves: Shelves) -> None:
    (row,) = shelves.put(NORTH, OAT, 500).stock
    shelves.set(south="paused")
    shelves.place(PICCOLO)
    assert shelves.put(NORTH, OAT, 900, version=row.version).stock[0].amount == 900
    with pytest.raises(CountChangedMeanwhile):
        shelves.put(SOUTH, OAT, 900, version=1)


def test_counts_begun_in_one_instant_are_one(shelves: Shelves) -> None:
    threads = [
        threading.Thread(target=shelves.put, args=(NORTH, OAT, amount)) for amount in (100, 200)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert shelves.left(NORTH) in (100, 200)


def test_carrying_takes_here_and_gives_there(barista: Staff, shelves: Shelves) -> None:
    shelves.put(NORTH, OAT, 500)
    shelves.put(SOUTH, OAT, 0)
    body = {"from": shelves.ids[NORTH], "to": shelves.ids[SOUTH], "ingredient": OAT, "amount": 200}
    barista.post(f"{STOCK}/transfer", body)
    assert (shelves.left(NORTH), shelves.left(SOUTH)) == (300, 200)
    for wrong, status in (
        ({"amount": 301}, 409),
        ({"amount": 0}, 422),
        ({"to": shelves.ids[NORTH]}, 422),
        ({"to": shelves.ids[TEA]}, 404),
        ({"ingredient": "unicorn milk"}, 404),
    ):
        response = barista.call("POST", f"{STOCK}/transfer", {**body, **wrong})
        assert response.status_code == status, response.text
    assert (shelves.left(NORTH), shelves.left(SOUTH)) == (300, 200)
    whys = shelves.rows("SELECT why FROM stock_moves WHERE why = 'transferred'")
    assert len(whys) == 2


def alerts(database: Database) -> list[tuple[float, str, list[str]]]:
    with database.transaction() as tx:
        rows = tx.fetch("SELECT data, rooms FROM changes WHERE type = 'StockLow' ORDER BY id")
    return [(row["data"]["amount"], row["data"]["level"], row["rooms"]) for row in rows]


def test_low_is_told_once_to_station_and_support(shelves: Shelves, demo_db: Database) -> None:
    shelves.put(NORTH, OAT, 200, low_at=100)
    shelves.set(south="paused")
    rooms = [f"station:{shelves.ids[NORTH]}", "support:demo"]
    shelves.place(PICCOLO)
    assert alerts(demo_db) == []
    shelves.place(PICCOLO)
    assert alerts(demo_db) == [(80, "low", rooms)]
    shelves.place(PICCOLO)
    assert len(alerts(demo_db)) == 1, "it was told already"
    shelves.add(NORTH, OAT, 100)
    shelves.place(PICCOLO)
    assert alerts(demo_db)[1:] == [(60, "low", rooms)]
    shelves.place(PICCOLO)
    assert alerts(demo_db)[2:] == [(0, "out", rooms)]


def test_the_forecast_is_told_by_the_events_clock(barista: Staff, shelves: Shelves) -> None:
    shelves.put(NORTH, OAT, 2400)
    shelves.set(south="paused")
    for _ in range(5):
        shelves.place(PICCOLO)
    assert barista.get(STOCK)["stock"][0]["gone_about"] is None, "that was a moment ago"
    shelves.rows("UPDATE stock_moves SET at = at - interval '10 minutes' RETURNING 1")
    (row,) = barista.get(STOCK)["stock"]
    # 300 ml in ten minutes; 2100 are left.
    minutes = (datetime.fromisoformat(row["gone_about"]) - datetime.now().astimezone()).seconds / 60
    assert 68 < minutes < 71
    assert row["forecast"].startswith("oat milk gone about ")


def test_a_menu_keeps_what_stations_count(organiser: Staff, shelves: Shelves) -> None:
    menu = organiser.get("/api/events/demo/menu")
    shelves.put(NORTH, OAT, 500)
    bare = {**menu, "items": {"tap": {}}, "extras": {}, "options": {}, "idioms": [], "families": {}}
    bare["ingredients"] = {}
    refused = organiser.call("PUT", "/api/events/demo/menu", bare)
    assert refused.status_code == 422
    assert "oat milk: stations count it" in refused.get_json()["detail"]
    menu["items"]["latte"].pop("uses")
    menu["items"]["latte"].pop("portions")
    refused = organiser.call("PUT", "/api/events/demo/menu", menu)
    assert refused.status_code == 422
    assert any("items.latte.uses: it has no recipe" in f for f in refused.get_json()["faults"])
    shelves.forget(NORTH, OAT)
    assert organiser.call("PUT", "/api/events/demo/menu", bare).status_code == 200


def test_a_text_that_takes_the_last_tells_the_station(
    phone: Phone, shelves: Shelves, demo_db: Database
) -> None:
    shelves.put(NORTH, OAT, 320)
    phone.order()
    assert [(amount, level) for amount, level, _ in alerts(demo_db)] == [(0, "out")]
