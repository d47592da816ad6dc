"""What a kiosk goes by, and that it may."""

from typing import Any

from flask import Flask

from tests.api.conftest import pair
from tests.app_client import Staff, sign_in

KIOSK = "/api/events/demo/kiosk"
NOTHING: dict[str, Any] = {"items": [], "options": {}, "extras": {}}


def of(app: Flask, station: int | None = None) -> Staff:
    return pair(app, sign_in(app, "owner"), "kiosk", station=station)


def test_it_is_told_what_cannot_be_had_the_moment_it_cannot(app: Flask, barista: Staff) -> None:
    kiosk = of(app)
    told = kiosk.get(KIOSK)
    assert told["missing"] == NOTHING
    assert (told["name_required"], told["cups_an_order"], told["zone"]) == (True, 12, None)
    barista.post("/api/events/demo/86", {"item": "latte"})
    barista.post("/api/events/demo/86", {"option": "milk:oat"})
    missing = kiosk.get(KIOSK)["missing"]
    assert missing["items"] == ["latte"]
    assert missing["options"]["flat white"] == ["milk:oat"]
    barista.call("DELETE", "/api/events/demo/86", {"item": "latte"})
    assert kiosk.get(KIOSK)["missing"]["items"] == []


def test_it_stands_in_the_zone_of_its_station(app: Flask) -> None:
    owner = sign_in(app, "owner")
    station, *_ = owner.get("/api/events/demo/stations")["stations"]
    owner.call("PATCH", f"/api/stations/{station['id']}", {"zone": "Hall A"})
    told = of(app, station["id"]).get(KIOSK)
    assert told["zone"] == "Hall A"
    assert of(app).get(KIOSK)["zone"] is None


def test_where_orders_are_called_by_number_no_name_is_asked_for(app: Flask) -> None:
    owner, kiosk = sign_in(app, "owner"), of(app)
    owner.call("PUT", "/api/events/demo/settings", {"name_policy": "number", "cups_an_order": 3})
    told = kiosk.get(KIOSK)
    assert (told["name_required"], told["cups_an_order"]) == (False, 3)


def test_another_menu_has_another_number(app: Flask) -> None:
    owner, kiosk = sign_in(app, "owner"), of(app)
    before = kiosk.get(KIOSK)["menu_version"]
    menu = owner.get("/api/events/demo/menu")
    assert owner.call("PUT", "/api/events/demo/menu", menu).status_code == 200
    assert kiosk.get(KIOSK)["menu_version"] == before + 1
