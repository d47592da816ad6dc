"""What organisers do to stations: rosters, limits, removal; bad input and two at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from backend.core.db import Database
from backend.core.errors import NotFound
from backend.events.types import Event
from backend.orders import removing
from backend.orders.types import Order
from tests.app_client import ORDER, Phone, Staff, sign_in
from tests.orders.house import GREEN_TEA, OAT_LATTE
from tests.stock.shelves import NORTH, OAT, SOUTH, TEA, Shelves


@pytest.fixture
def organiser(app: Flask) -> Staff:
    return sign_in(app, "organiser")


@pytest.fixture
def house(demo_db: Database, demo: Event) -> Shelves:
    return Shelves(demo_db, demo)


def stations(staff: Staff) -> dict[str, Any]:
    listed = staff.get("/api/events/demo/stations")["stations"]
    return {station["name"]: station for station in listed}


def patch(who: Staff, station: int, /, **values: Any) -> Any:
    response = who.call("PATCH", f"/api/stations/{station}", values)
    assert response.status_code == 200, response.text
    return response.get_json()


def refused(staff: Staff, method: str, path: str, body: Any = None) -> tuple[int, str, str]:
    response = staff.call(method, path, body)
    problem = response.get_json()
    assert response.content_type == "application/problem+json", response.text
    return response.status_code, problem["code"], problem["detail"]


def test_a_roster_is_kept_by_the_clocks_of_the_event(organiser: Staff, house: Shelves) -> None:
    house.rows("UPDATE events SET timezone = 'Europe/Berlin' RETURNING 1")
    shift = {"starts": "2026-07-01T09:00:00", "ends": "2026-07-01T17:00:00"}
    rest = {"starts": "2026-07-01T10:30:00+00:00", "ends": "2026-07-01T10:45:00+00:00"}
    staff = [{"name": " Ana ", "shifts": [shift], "breaks": [rest]}]
    view = patch(
        organiser,
        house.ids[NORTH],
        staff=staff,
        breaks=[rest],
        zone="hall 2",
        walk_seconds=90,
        priority_only=True,
        throttle_seconds=600,
    )
    (hand,) = view["staff"]
    assert hand["name"] == "Ana"
    starts = datetime.fromisoformat(hand["shifts"][0]["starts"])
    assert starts == datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert datetime.fromisoformat(hand["breaks"][0]["ends"]).hour == 10
    assert (view["zone"], view["walk_seconds"], view["priority_only"]) == ("hall 2", 90, True)
    assert stations(organiser)[NORTH] == view
    again = patch(organiser, house.ids[NORTH], staff=view["staff"], version=view["version"])
    assert again["staff"] == view["staff"], "what was read may be written"
    cleared = patch(organiser, house.ids[NORTH], staff=[], zone=None, throttle_seconds=None)
    assert (cleared["staff"], cleared["zone"], cleared["throttle_seconds"]) == ([], None, None)
    assert cleared["walk_seconds"] == 90


def test_a_new_station_has_all_of_it(organiser: Staff) -> None:
    body = {"name": "Level 2", "zone": "level 2", "walk_seconds": 240, "staff": [{"name": "Ben"}]}
    made = organiser.post("/api/events/demo/stations", body)
    assert (made["zone"], made["walk_seconds"]) == ("level 2", 240)
    assert made["staff"] == [{"name": "Ben", "shifts": [], "breaks": []}]


def test_nobody_on_means_no_orders_until_they_come(
    organiser: Staff, house: Shelves, phone: Phone
) -> None:
    now = datetime.now(UTC)
    tomorrow = {
        "starts": (now + timedelta(hours=20)).isoformat(),
        "ends": (now + timedelta(hours=28)).isoformat(),
    }
    patch(organiser, house.ids[NORTH], staff=[{"name": "Ana", "shifts": [tomorrow]}])
    phone.order(ORDER)
    assert organiser.ticket()["station"] == SOUTH
    patch(organiser, house.ids[SOUTH], staff=[{"name": "Ben", "shifts": [tomorrow]}])
    phone.address = "+15550100044"
    assert "can't make" in (phone.text(ORDER) or "")


def test_hands_at_work_follow_who_is_on(organiser: Staff, house: Shelves) -> None:
    patch(organiser, house.ids[NORTH], staff=[{"name": name} for name in ("Ana", "Ben", "Cy")])
    orders = [house.place(OAT_LATTE) for _ in range(4)]
    at = [order.tickets[0].station_name for order in orders]
    assert at.count(NORTH) == 3, "three at once there, one here"


PERIOD = {"starts": "2026-07-01T09:00:00Z", "ends": "2026-07-01T17:00:00Z"}
BACKWARDS = {"starts": PERIOD["ends"], "ends": PERIOD["starts"]}


NONSENSE: tuple[dict[str, Any], ...] = (
    {"throttle_seconds": 0},
    {"throttle_seconds": -60},
    {"throttle_seconds": 10**12},
    {"throttle_seconds": "lots"},
    {"parallel": 0},
    {"parallel": 10_000},
    {"walk_seconds": -1},
    {"walk_seconds": 100_000},
    {"zone": ""},
    {"zone": "x" * 61},
    {"staff": [{"name": ""}]},
    {"staff": [{"name": "Ana", "shifts": [BACKWARDS]}]},
    {"staff": [{"name": "Ana", "shifts": [{"starts": PERIOD["starts"]}]}]},
    {"staff": [{"name": "Ana"}] * 51},
    {"breaks": [{"starts": "half past", "ends": PERIOD["ends"]}]},
    {"breaks": [{"starts": "2026-07-01T09:00:00", "ends": PERIOD["ends"]}]},
    {"breaks": [{**PERIOD, "why": "lunch"}]},
    {"state": "napping"},
    {"capabilities": {"items": ["unicorn latte"]}},
    {"capabilities": {"options": {"milk": ["unicorn"]}}},
    {"capabilities": {"options": {"colour": ["red"]}}},
    {"capabilities": {"extras": ["glitter"]}},
    {"capabilities": {"equipment": ["espreso machine"]}},
    {"capabilities": {"languages": ["en"]}},
)


def test_what_makes_no_sense_is_refused_with_words(organiser: Staff, house: Shelves) -> None:
    before = house.rows("SELECT * FROM stations ORDER BY id")
    path = f"/api/stations/{house.ids[NORTH]}"
    for body in NONSENSE:
        status, code, detail = refused(organiser, "PATCH", path, body)
        assert (status, code) == (422, "invalid"), body
        assert len(detail) > 10
        new = {"name": "X", **body}
        if "state" not in body:
            assert refused(organiser, "POST", "/api/events/demo/stations", new)[0] == 422, body
    assert house.rows("SELECT * FROM stations ORDER BY id") == before


def test_absurd_stock_is_refused(organiser: Staff, house: Shelves) -> None:
    for amount in (-1, 10**15, "many", None):
        body = {"station": house.ids[NORTH], "ingredient": OAT, "amount": amount}
        status, code, _ = refused(organiser, "PUT", "/api/events/demo/stock", body)
        assert (status, code) == (422, "invalid"), amount
    assert house.rows("SELECT 1 FROM stock") == []


def test_a_menu_entry_without_a_recipe_is_refused(organiser: Staff) -> None:
    menu = organiser.get("/api/events/demo/menu")
    assert menu["ingredients"], "a menu that has recipes"
    menu["items"]["mystery brew"] = {"prep_seconds": 30}
    status, code, detail = refused(organiser, "PUT", "/api/events/demo/menu", menu)
    assert (status, code) == (422, "bad_menu")
    assert "mystery brew" in detail


def test_two_organisers_at_once_do_not_overwrite_each_other(
    organiser: Staff, house: Shelves
) -> None:
    seen = stations(organiser)[NORTH]
    path, version = f"/api/stations/{seen['id']}", seen["version"]

    def name(number: int) -> int:
        body = {"name": f"Cart {number}", "version": version}
        return organiser.call("PATCH", path, body).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(name, range(4))) == [200, 409, 409, 409]
    assert refused(organiser, "PATCH", path, {"staff": [], "version": version}) == (
        409,
        "version_conflict",
        "Somebody else changed this station meanwhile; look again.",
    )
    assert refused(organiser, "DELETE", f"{path}?version={version}")[:2] == (
        409,
        "version_conflict",
    )


def test_a_station_without_tickets_is_removed_and_its_name_is_free(
    organiser: Staff, house: Shelves
) -> None:
    path = f"/api/stations/{house.ids[TEA]}"
    house.put(TEA, OAT, 100)
    organiser.post("/api/events/demo/86", {"item": "latte", "station": house.ids[TEA]})
    gone = organiser.call("DELETE", path)
    assert (gone.status_code, gone.get_json()) == (200, {"station": house.ids[TEA], "moved": 0})
    assert set(stations(organiser)) == {NORTH, SOUTH}
    for method, body in (("DELETE", None), ("PATCH", {"state": "open"})):
        assert refused(organiser, method, path, body)[:2] == (404, "no_station")
    assert refused(organiser, "GET", f"{path}/tickets")[0] == 404
    put = {"station": house.ids[TEA], "ingredient": OAT, "amount": 1}
    assert refused(organiser, "PUT", "/api/events/demo/stock", put)[0] == 404
    assert house.rows("SELECT 1 FROM stock UNION ALL SELECT 1 FROM sold_out") == []
    assert organiser.post("/api/events/demo/stations", {"name": TEA})["state"] == "open"


def test_a_station_with_open_tickets_is_not_removed_and_the_words_say_how_many(
    organiser: Staff, house: Shelves
) -> None:
    house.set(south="closed")
    house.place(OAT_LATTE)
    before = house.everything()
    path = f"/api/stations/{house.ids[NORTH]}"
    status, code, detail = refused(organiser, "DELETE", path)
    assert (status, code) == (409, "station_has_tickets")
    assert detail.startswith("North cart has 1 open ticket.")
    house.place(OAT_LATTE)
    assert "has 2 open tickets." in refused(organiser, "DELETE", path)[2]
    assert NORTH in stations(organiser)
    assert len(house.everything()) > len(before)


def test_its_tickets_go_to_others_in_their_turn_and_customers_hear_it(
    organiser: Staff, house: Shelves, phone: Phone
) -> None:
    house.put_everywhere(OAT, 5000)
    house.set(south="closed", tea="closed")
    phone.order(ORDER)
    later = house.try_place(OAT_LATTE, due=datetime.now(UTC) + timedelta(hours=2))
    both = house.place(OAT_LATTE, GREEN_TEA)
    assert isinstance(later, Order)
    assert {t.station_name for o in (later, both) for t in o.tickets} == {NORTH}
    house.set(south="open", tea="open")
    gone = organiser.call("DELETE", f"/api/stations/{house.ids[NORTH]}?move=true")
    assert (gone.status_code, gone.get_json()["moved"]) == (200, 3), gone.text
    now = house.read(both)
    assert {ticket.station_name for ticket in now.tickets} == {SOUTH, TEA}
    assert {ticket.position for ticket in now.tickets} == {both.tickets[0].position}
    waits = house.read(later).tickets[0]
    assert (waits.station_name, str(waits.state)) == (SOUTH, "scheduled")
    assert "North cart was removed" in waits.reason
    texts = house.rows("SELECT kind FROM outbox WHERE kind = 'moved'")
    assert len(texts) == 1, "of the one who has a phone"
    assert "South cart" in (phone.text("status") or "")
    (oat,) = house.rows("SELECT count(*) AS counts FROM stock WHERE ingredient = 'oat milk'")
    assert oat["counts"] == 2, "what is not there is not counted"
    assert house.left(SOUTH) < 5000


def test_all_of_them_or_nothing(organiser: Staff, house: Shelves) -> None:
    house.set(tea="closed")
    house.place(OAT_LATTE)
    house.place(GREEN_TEA)
    path = f"/api/stations/{house.ids[NORTH]}?move=true"
    before = house.everything()
    status, code, detail = refused(organiser, "DELETE", path)
    assert (status, code) == (409, "nobody_else_can_make_it")
    assert "#2" in detail
    assert house.everything() == before
    assert stations(organiser)[NORTH]["state"] == "open"


@pytest.mark.parametrize("action", ["start", "bump"])
def test_what_was_begun_is_finished_where_it_is(
    organiser: Staff, house: Shelves, action: str
) -> None:
    (ticket,) = house.place(OAT_LATTE).tickets
    house.act(ticket.id, action)
    path = f"/api/stations/{ticket.station}?move=true"
    assert refused(organiser, "DELETE", path)[:2] == (409, "station_has_tickets")


def test_a_customer_with_cups_of_a_removed_station_is_still_told_of_them(
    organiser: Staff, house: Shelves, phone: Phone
) -> None:
    house.set(tea="closed")
    phone.order("large oat latte and a large green tea, for Steve")
    (ticket,) = (t for t in organiser.tickets())
    organiser.act(ticket["id"], "bump")
    organiser.act(ticket["id"], "collect")
    assert organiser.call("DELETE", f"/api/stations/{house.ids[NORTH]}").status_code == 200
    assert phone.text("status")
    assert organiser.get("/api/events/demo/orders")["orders"][0]["lines"][0]["station"] == NORTH


def test_an_order_placed_while_its_station_is_removed_is_not_lost(
    house: Shelves, demo: Event
) -> None:
    house.set(south="closed")
    with house.database.transaction() as tx:
        stale = house._venue(tx)
    with house.database.transaction() as tx:
        removing.remove(tx, demo, house.ids[NORTH], move=False, version=None, actor="o")
    house._venue = lambda tx: stale  # type: ignore[method-assign]
    before = house.everything()
    with pytest.raises(NotFound):
        house.try_place(OAT_LATTE)
    assert house.everything() == before, "no ticket stands at a station that is gone"


def test_an_86_whose_end_is_past_is_refused_and_says_what_time_it_is(
    barista: Staff, house: Shelves
) -> None:
    slow = datetime.now(UTC) - timedelta(minutes=90)
    body = {"item": "latte", "until": slow.isoformat()}
    status, code, detail = refused(barista, "POST", "/api/events/demo/86", body)
    assert (status, code) == (422, "invalid")
    assert "clock" in detail
    assert house.rows("SELECT 1 FROM sold_out") == []
    fast = (datetime.now(UTC) + timedelta(minutes=90)).astimezone().isoformat()
    barista.post("/api/events/demo/86", {"item": "latte", "until": fast})
