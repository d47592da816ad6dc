"""A ticket that tells an allergy is neither started nor made until a person has read of it."""

import threading
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from backend.core.db import Database
from backend.core.errors import Conflict
from backend.events.types import Event
from backend.menu import service as menus
from backend.menu.types import DrinkSpec, Item, Menu, Note
from backend.orders import allergy
from backend.orders import service as orders
from backend.orders.labels import labels
from backend.orders.types import Order, OrderLine
from tests.app_client import Phone, Staff, sign_in
from tests.orders.house import GREEN_TEA, OAT_LATTE, SKIM_LATTE, House

NUTS = "nut allergy"
TEXT = "large oat latte, nut allergy"


def with_note(drink: OrderLine, *notes: str) -> OrderLine:
    return replace(drink, spec=replace(drink.spec, notes=notes))


@pytest.fixture
def house(demo_db: Database, demo: Event) -> House:
    return House(demo_db, demo)


@pytest.mark.parametrize(
    "words",
    [
        "nut allergy",
        "ALLERGIC to kiwi",
        "im alergic to soy",
        "Nussallergie",
        "Laktoseunverträglichkeit",
        "Zöliakie",
        "alérgica a los frutos secos",
        "intolerancia",
        "celíaco",
        "allergique aux noix",
        "cœliaque",
        "sou alérgica a nozes",
        "lactose intolerant",
        "anaphylactic with nuts",
    ],
)
def test_words_that_tell_an_allergy(words: str) -> None:
    assert allergy.tells(words)


@pytest.mark.parametrize(
    "words", ["to go", "alarge latte pls", "no sugar", "cellar", "all right, gluten free", "", None]
)
def test_words_that_do_not(words: str | None) -> None:
    assert not allergy.tells(words)


def test_by_text_it_covers_the_ticket_until_somebody_has_read_it(
    phone: Phone, barista: Staff
) -> None:
    phone.order(TEXT)
    ticket = barista.ticket()
    assert ticket["allergy"] == {"text": NUTS, "acknowledged_by": None, "acknowledged_at": None}
    assert ticket["actions"] == ["void", "move", "hold", "acknowledge"]
    for action in ("start", "bump"):
        refused = barista.act(ticket["id"], action)
        assert (refused.status_code, refused.get_json()["code"]) == (
            409,
            "allergy_not_acknowledged",
        )
        assert NUTS in refused.get_json()["detail"]
    after = barista.act(ticket["id"], "acknowledge").get_json()
    assert after["allergy"]["text"] == NUTS
    assert after["allergy"]["acknowledged_by"] == "barista"
    assert after["allergy"]["acknowledged_at"] is not None
    assert after["actions"] == ["start", "bump", "void", "move", "hold"]
    assert barista.ticket()["allergy"] == after["allergy"]
    again = barista.act(ticket["id"], "acknowledge")
    assert (again.status_code, again.get_json()["detail"]) == (
        409,
        "barista acknowledged this already.",
    )
    assert barista.act(ticket["id"], "start").status_code == 200


def test_it_is_in_the_timeline_who_read_it(app: Flask, phone: Phone, barista: Staff) -> None:
    phone.order(TEXT)
    ticket = barista.ticket()
    barista.act(ticket["id"], "acknowledge")
    timeline = sign_in(app, "support").get(f"/api/orders/{ticket['order']}/timeline")["timeline"]
    (read,) = [one for one in timeline if one["what"] == "acknowledge"]
    assert (read["by"], read["ticket"]) == ("barista", ticket["id"])


def test_without_an_allergy_there_is_nothing_to_acknowledge(phone: Phone, barista: Staff) -> None:
    phone.order()
    ticket = barista.ticket()
    assert ticket["allergy"] is None
    refused = barista.act(ticket["id"], "acknowledge")
    assert (refused.status_code, refused.get_json()["detail"]) == (409, "It tells no allergy.")


def test_only_the_ticket_with_that_drink_is_covered(house: House) -> None:
    house.set(north="closed")
    order = house.place(with_note(OAT_LATTE, NUTS), GREEN_TEA)
    told = {ticket.station_name: allergy.told(order, ticket) for ticket in order.tickets}
    assert len(told) == len(order.tickets) > 1
    assert sorted(told.values(), key=str) == [None, NUTS]


def test_words_that_nobody_understood_cover_every_ticket(house: House) -> None:
    house.set(north="closed")
    order = replace(house.place(OAT_LATTE, GREEN_TEA), words="Oat latte and tea, kiwi allergy!")
    assert {allergy.told(order, ticket) for ticket in order.tickets} == {order.words}
    assert len(order.tickets) > 1
    understood = house.place(with_note(OAT_LATTE, NUTS))
    (ticket,) = understood.tickets
    assert allergy.told(replace(understood, words="latte, nut allergy"), ticket) == NUTS


def _act(house: House, order: Order, *actions: str, **values: Any) -> Order:
    for action in actions:
        order = house.act(order.tickets[0].id, action, **values)
    assert house.read(order) == order
    return order


def _is_read(order: Order) -> bool:
    (ticket,) = order.tickets
    text = allergy.told(order, ticket)
    assert text
    return allergy.acknowledged(ticket, text)


def test_it_stays_through_move_and_recall(house: House) -> None:
    order = _act(house, house.place(with_note(OAT_LATTE, NUTS)), "acknowledge")
    (south,) = house.rows("SELECT id FROM stations WHERE name = 'South cart'")
    order = _act(house, order, "move", station=south["id"])
    assert order.tickets[0].station_name == "South cart"
    assert _is_read(order)
    for action in ("start", "bump", "recall", "bump", "collect", "recall", "recall", "recall"):
        order = _act(house, order, action)
        assert _is_read(order), action


def test_a_remake_is_read_anew(house: House) -> None:
    order = _act(house, house.place(with_note(OAT_LATTE, NUTS)), "acknowledge", "start", "bump")
    order = _act(house, order, "remake", reason="wrong milk")
    assert not _is_read(order)
    with pytest.raises(Conflict, match=NUTS):
        house.act(order.tickets[0].id, "start")
    assert _is_read(_act(house, order, "acknowledge", "start"))


def test_another_allergy_is_read_anew(house: House) -> None:
    order = _act(house, house.place(with_note(OAT_LATTE, NUTS)), "acknowledge")
    same = house.changed(order, with_note(SKIM_LATTE, NUTS))
    assert _is_read(same)
    other = house.changed(same, with_note(SKIM_LATTE, NUTS, "soy allergy"))
    assert not _is_read(other)
    with pytest.raises(Conflict):
        house.act(other.tickets[0].id, "bump")


def test_one_told_while_it_is_made_keeps_it_from_being_done(
    house: House, phone: Phone, barista: Staff
) -> None:
    phone.order()
    ticket = barista.ticket()
    barista.act(ticket["id"], "start")
    with house.database.transaction() as tx:
        orders.note_wish(tx, house.event, ticket["order"], "I have a nut allergy")
    assert barista.ticket()["allergy"]["text"] == "customer asked: I have a nut allergy"
    assert barista.act(ticket["id"], "bump").get_json()["code"] == "allergy_not_acknowledged"
    assert barista.act(ticket["id"], "acknowledge").status_code == 200
    assert barista.act(ticket["id"], "bump").status_code == 200


def test_two_people_at_once_one_has_read_it(house: House) -> None:
    order = house.place(with_note(OAT_LATTE, NUTS))
    barrier, came = threading.Barrier(4), list[str]()

    def read() -> None:
        barrier.wait(5)
        try:
            house.act(order.tickets[0].id, "acknowledge")
            came.append("read")
        except Conflict as conflict:
            came.append(conflict.code)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(came) == ["not_legal_now"] * 3 + ["read"]


def test_a_note_of_staff_counts_whatever_the_menu_has(barista: Staff) -> None:
    drink = {"item": "water", "options": {}, "notes": ["Allergic to latex, no gloves"]}
    barista.post("/api/events/demo/orders", {"lines": [drink]})
    assert barista.ticket()["allergy"]["text"] == "Allergic to latex, no gloves"


def test_of_the_words_nothing_is_kept_that_could_be_read(house: House) -> None:
    spec = DrinkSpec("water", notes=("soy allergy",))
    _act(house, house.place(OrderLine(1, spec)), "acknowledge")
    assert "soy" not in str(house.rows("SELECT * FROM tickets"))
    assert "soy" not in str(house.rows("SELECT * FROM order_history"))


def test_a_note_is_about_health_by_the_menus_flag_or_by_its_words() -> None:
    notes = {"no nuts": Note(alert=True), "to go": Note(), "my allergy": Note()}
    menu = Menu(name="M", items={"tea": Item(prep_seconds=30)}, notes=notes)
    given = ("to go", "no nuts", "my allergy", "extra hot", "coeliac")
    assert allergy.alerts(given, menu) == ("no nuts", "my allergy", "coeliac")


def test_a_flagged_note_covers_its_ticket_and_is_boxed_whatever_the_menu_says_later(
    house: House, demo: Event
) -> None:
    def flag(**no_nuts: bool) -> Menu:
        with house.database.transaction() as tx:
            document = menus.get(tx, demo.id).model_dump(mode="json", exclude_defaults=True)
            document["notes"] = {"no nuts": no_nuts, "to go": {}}
            menus.put(tx, demo.id, document)
            return menus.get(tx, demo.id)

    flag(alert=True)
    order = house.place(with_note(OAT_LATTE, "to go", "no nuts"))
    read = house.read(order)
    (ticket,) = read.tickets
    assert allergy.told(read, ticket) == "no nuts"
    with pytest.raises(Conflict) as refused:
        house.act(ticket.id, "start")
    assert refused.value.code == "allergy_not_acknowledged"
    after = flag()
    (label,) = labels(house.read(order), demo, after)[ticket.id]
    assert (label.alerts, label.notes) == (("no nuts",), ("to go",))
    changed = house.changed(order, with_note(OAT_LATTE, "no nuts"))
    assert changed.lines[0].alerts == ()
