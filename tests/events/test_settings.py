"""The settings of an event, as its organiser changes them over HTTP."""

import threading
from typing import Any

import pytest
from flask import Flask

from backend.core.db import Database
from backend.events import service as events
from tests.app_client import ORDER, Phone, Staff, sign_in
from tests.channels.rows import count

PATH = "/api/events/demo/settings"
SPEAKER = {"name": "speaker", "codes": ["speaker24"], "uncapped": True, "priority": True}


@pytest.fixture
def organiser(app: Flask) -> Staff:
    return sign_in(app, "organiser")


def test_what_is_set_is_read_and_what_is_left_out_stays(organiser: Staff) -> None:
    before = organiser.get(PATH)
    assert (before["version"], before["state"], before["cups_a_person"]) == (1, "open", None)
    changed = organiser.call("PUT", PATH, {"cups_a_person": 3, "categories": [SPEAKER]})
    assert changed.status_code == 200, changed.text
    wanted = {
        **before,
        "version": 2,
        "cups_a_person": 3,
        "categories": [{**SPEAKER, "codes": ["SPEAKER24"]}],
    }
    assert changed.get_json() == organiser.get(PATH) == wanted
    # What was read can be sent as it is.
    again = organiser.call("PUT", PATH, wanted)
    assert again.get_json() == {**wanted, "version": 3}


def test_the_second_of_two_organisers_is_told(organiser: Staff) -> None:
    version = organiser.get(PATH)["version"]
    first = organiser.call("PUT", PATH, {"version": version, "cups_a_person": 3})
    second = organiser.call("PUT", PATH, {"version": version, "cups_an_order": 2})
    assert (first.status_code, second.status_code) == (200, 409)
    assert second.get_json()["code"] == "version_conflict"
    after = organiser.get(PATH)
    assert (after["cups_a_person"], after["cups_an_order"]) == (3, 12)


def test_of_many_organisers_at_once_one_is_first(organiser: Staff, app: Flask) -> None:
    version = organiser.get(PATH)["version"]
    got: list[int] = []

    def put(cups: int) -> None:
        body = {"version": version, "cups_a_person": cups}
        got.append(organiser.call("PUT", PATH, body).status_code)

    threads = [threading.Thread(target=put, args=(cups,)) for cups in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [200, 409, 409, 409]
    assert organiser.get(PATH)["version"] == version + 1


def category(**values: Any) -> dict[str, Any]:
    return {"categories": [{**SPEAKER, **values}]}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"cups_a_person": 0}, ["cups_a_person", "greater than 0"]),
        ({"cups_a_person": 100}, ["cups_a_person", "less than 100"]),
        ({"cups_a_person_per": "week"}, ["cups_a_person_per", "'day' or 'event'"]),
        ({"cups_per_person": 3}, ["cups_per_person", "leave it out"]),
        ({"timezone": "Berlin"}, ["time zone", "Europe/Berlin"]),
        ({"timezone": "../etc/passwd"}, ["time zone", "Europe/Berlin"]),
        ({"state": "ajar"}, ["state", "'open', 'paused' or 'closed'"]),
        ({"name": " "}, ["name", "at least 1 character"]),
        (category(name=""), ["categories.0.name"]),
        (category(codes=[]), ["categories.0.codes"]),
        (category(codes=["GOOD24", "abc"]), ["categories.0.codes.1", "4 to 20 letters"]),
        (category(codes=["two words"]), ["categories.0.codes.0", "one word"]),
        (category(codes=["2026"]), ["categories.0.codes.0", "not digits alone"]),
        (category(codes=["X" * 21]), ["categories.0.codes.0", "4 to 20"]),
        (category(codes=["crew1", "CREW1"]), ["categories", "CREW1", "twice"]),
        (
            {"categories": [SPEAKER, {"name": "Crew", "codes": ["Speaker24"]}]},
            ["categories", "SPEAKER24", "take another"],
        ),
        (
            {"categories": [SPEAKER, {"name": "Speaker", "codes": ["CREW1"]}]},
            ["categories", "name", "twice"],
        ),
        *(
            (category(codes=[word]), ["categories.0.codes", word.upper(), "take a word"])
            for word in ("stop", "CANCEL", "unsubscribe", "Start", "info", "optout")
        ),
        *(
            (category(codes=[word]), ["categories.0.codes", word.upper(), "take a word"])
            for word in ("status", "menu", "usual", "forget", "hilfe", "olvidame", "latte", "large")
        ),
    ],
)
def test_a_fault_is_named_with_its_remedy_and_nothing_is_changed(
    organiser: Staff, body: dict[str, Any], words: list[str]
) -> None:
    before = organiser.get(PATH)
    refused = organiser.call("PUT", PATH, {"cups_an_order": 5, **body})
    assert refused.status_code == 422, refused.text
    for word in words:
        assert word in refused.get_json()["detail"]
    assert organiser.get(PATH) == before


@pytest.mark.parametrize("word", ["VIP2026", "crew", "Speaker", "staff"])
def test_words_that_mean_nothing_else_are_codes(organiser: Staff, word: str) -> None:
    assert organiser.call("PUT", PATH, category(codes=[word])).status_code == 200


def test_a_code_is_not_the_word_of_an_event_at_the_same_number(
    organiser: Staff, demo_db: Database
) -> None:
    with demo_db.transaction() as tx:
        events.create(
            tx,
            events.by_slug(tx, "demo").organisation,
            slug="gala",
            name="Gala",
            timezone="UTC",
            numbers={"+15005550006": "GALA"},
        )
    refused = organiser.call("PUT", PATH, category(codes=["gala"]))
    assert refused.get_json()["code"] == "bad_code"


def test_every_door_and_screen_knows_a_state_at_once(
    organiser: Staff, phone: Phone, demo_db: Database
) -> None:
    assert "YES" in (phone.text(ORDER) or "")
    assert organiser.call("PUT", PATH, {"state": "paused", "name": "Fair"}).status_code == 200
    assert "break" in (phone.text("yes") or "")
    tapped = {"lines": [{"item": "water", "options": {}}]}
    refused = organiser.call("POST", "/api/events/demo/orders", tapped)
    assert refused.get_json()["code"] == "not_taking_orders"
    shown = phone.app.test_client().get("/api/events/demo/display").get_json()["event"]
    assert (shown["name"], shown["state"], shown["version"]) == ("Fair", "paused", 2)
    with demo_db.transaction() as tx:
        (told,) = tx.fetch("SELECT * FROM changes WHERE type = 'EventChanged'")
    assert {"display:demo", "event:demo", "support:demo"} < set(told["rooms"]), "and tablets"
    assert (told["version"], told["data"]) == (2, shown)
    assert organiser.call("PUT", PATH, {"state": "open"}).status_code == 200
    assert "YES" in (phone.text(ORDER) or "")
    assert "#1" in (phone.text("yes") or "")


def test_a_stricter_name_policy_takes_the_names_off_public_screens(
    organiser: Staff, phone: Phone, demo_db: Database
) -> None:
    phone.order()
    display = phone.app.test_client().get("/api/events/demo/display")
    assert "Steve" in display.text
    assert organiser.call("PUT", PATH, {"name_policy": "number"}).status_code == 200
    assert "Steve" not in phone.app.test_client().get("/api/events/demo/display").text
    assert count(demo_db, "changes", "type = 'CallChanged'") == 2
    assert (
        count(demo_db, "changes", "type = 'CallChanged' AND position('Steve' in data::text) > 0")
        == 0
    )
