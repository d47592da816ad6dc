"""What is used up or 86'd is offered no more, on every door, in the middle of a confirmation."""

import secrets
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backend.conversation import performing
from backend.conversation.gathering import Utterance
from backend.conversation.service import Conversation
from backend.core.db import Transaction
from backend.events.types import Door
from backend.orders import placing
from backend.orders.types import Channel
from tests.app_client import NUMBER, ORDER, Phone, Staff, make_app, sign_in
from tests.orders.house import line
from tests.stock.shelves import NORTH, OAT, SOUTH, Shelves

#: Of one large flat white.
PORTION = 320


def orders(shelves: Shelves) -> int:
    return len(shelves.rows("SELECT 1 FROM orders"))


def test_86_of_an_ingredient_in_the_middle_of_a_confirmation_is_an_offer(
    phone: Phone, barista: Staff, shelves: Shelves
) -> None:
    assert "YES" in (phone.text(ORDER) or "")
    barista.post("/api/events/demo/86", {"ingredient": OAT})
    reply = phone.text("yes") or ""
    assert "#" not in reply
    assert "no oat" in reply
    assert "soy" in reply
    assert orders(shelves) == 0
    assert "YES" in (phone.text("soy") or "")
    assert "#1" in (phone.text("yes") or "")


def test_86_of_an_ingredient_takes_off_all_that_uses_it_and_nothing_else(
    phone: Phone, barista: Staff
) -> None:
    listed = barista.post("/api/events/demo/86", {"ingredient": "coffee beans"})
    (entry,) = listed["sold_out"]
    assert (entry["kind"], entry["name"], entry["station"]) == ("ingredient", "coffee beans", None)
    for wanted in ("large oat flat white", "large americano"):
        reply = phone.text(wanted) or ""
        assert "can't make" in reply, reply
        phone.text("cancel")
    for wanted in ("large decaf oat flat white for Steve", "large green tea for Steve"):
        assert "YES" in (phone.text(wanted) or ""), phone.chat
        phone.text("cancel")
    assert "oat hot chocolate" in (phone.text("large oat hot chocolate for Steve") or "")
    barista.call("DELETE", "/api/events/demo/86", {"ingredient": "coffee beans"})
    phone.text("cancel")
    assert "YES" in (phone.text(ORDER) or "")


def test_86_of_an_ingredient_at_one_station_leaves_the_others(
    phone: Phone, barista: Staff, shelves: Shelves
) -> None:
    barista.post("/api/events/demo/86", {"ingredient": OAT, "station": shelves.ids[NORTH]})
    phone.order()
    assert barista.ticket()["station"] == SOUTH


def test_86_of_an_ingredient_ends_at_its_time(
    phone: Phone, barista: Staff, shelves: Shelves
) -> None:
    soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    barista.post("/api/events/demo/86", {"ingredient": OAT, "until": soon})
    assert "YES" not in (phone.text(ORDER) or "YES")
    shelves.rows("UPDATE sold_out SET until = now() - interval '1 second' RETURNING 1")
    shelves.rows("UPDATE events SET revision = revision + 1 RETURNING 1")
    phone.text("cancel")
    assert "YES" in (phone.text(ORDER) or "")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"ingredient": "oat"}, 404),
        ({"ingredient": "oat milk", "item": "latte"}, 422),
        ({"ingredient": ""}, 404),
    ],
)
def test_86_of_no_ingredient_is_refused(barista: Staff, body: object, status: int) -> None:
    assert barista.call("POST", "/api/events/demo/86", body).status_code == status


def test_the_last_portion_gone_before_the_yes_is_an_offer(phone: Phone, shelves: Shelves) -> None:
    shelves.put_everywhere(OAT, 0)
    shelves.add(NORTH, OAT, PORTION)
    assert "oat" in (phone.text(ORDER) or "")
    shelves.place(line("latte", size="small", milk="oat"))
    reply = phone.text("yes") or ""
    assert "#" not in reply
    assert "no oat" in reply
    assert "soy" in reply
    assert orders(shelves) == 1
    assert "YES" in (phone.text("soy") or "")
    assert "#2" in (phone.text("yes") or "")


def test_who_loses_the_last_portion_in_the_same_instant_gets_an_offer(
    phone: Phone, shelves: Shelves, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between what this process has read and what it takes, somebody else takes the last one."""
    shelves.put_everywhere(OAT, 0)
    shelves.add(NORTH, OAT, PORTION)
    phone.text(ORDER)
    real = placing.place

    def late(tx: Transaction, *args: object, **more: object) -> object:
        monkeypatch.setattr(performing, "place", real)
        shelves.rows("UPDATE stock SET amount = 0 RETURNING 1")
        return real(tx, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(performing, "place", late)
    reply = phone.text("yes") or ""
    assert "#" not in reply
    assert "no oat" in reply
    assert "soy" in reply
    assert orders(shelves) == 0
    assert "YES" in (phone.text("skim") or "")
    assert "#1" in (phone.text("yes") or "")


def test_too_few_for_all_of_them_are_offered_as_they_are(phone: Phone, shelves: Shelves) -> None:
    shelves.put_everywhere(OAT, 0)
    shelves.add(NORTH, OAT, 2 * PORTION)
    assert "YES" in (phone.text("three large oat flat whites for Steve") or "")
    reply = phone.text("yes") or ""
    assert "#" not in reply
    assert "enough left" in reply
    assert "two large oat flat whites" in reply.lower()
    assert "YES" in reply
    assert "#1" in (phone.text("yes") or "")
    assert shelves.left(NORTH) == 0


def test_a_customers_change_takes_what_it_uses(phone: Phone, shelves: Shelves) -> None:
    shelves.put_everywhere(OAT, 0)
    shelves.add(NORTH, OAT, PORTION)
    phone.order()
    assert shelves.left(NORTH) == 0
    phone.text("make it skim")
    phone.text("yes")
    assert shelves.left(NORTH) == PORTION
    phone.text("cancel")
    assert shelves.left(NORTH) == PORTION


def test_every_process_sees_at_once_what_another_took(
    phone: Phone, shelves: Shelves, tmp_path: Path
) -> None:
    shelves.put_everywhere(OAT, 0)
    shelves.add(NORTH, OAT, PORTION)
    other = Phone(make_app(shelves.database, tmp_path), "+15550100002")
    assert "YES" in (other.text("large oat flat white for Ana") or "")
    phone.order()
    reply = other.text("yes") or ""
    assert "no oat" in reply
    assert "#" not in reply


def test_restocked_it_is_offered_again(phone: Phone, shelves: Shelves) -> None:
    shelves.put_everywhere(OAT, 0)
    refused = phone.text(ORDER) or ""
    assert "no oat" in refused
    phone.text("cancel")
    shelves.add(SOUTH, OAT, 1000)
    assert "#1" in f"#{phone.order()}"
    assert shelves.left(SOUTH) == 1000 - PORTION


def test_the_counter_is_refused_what_is_used_up(barista: Staff, shelves: Shelves) -> None:
    shelves.put_everywhere(OAT, 0)
    body = {"lines": [{"item": "latte", "options": {"size": "large", "milk": "oat"}}]}
    refused = barista.call("POST", "/api/events/demo/orders", body)
    assert (refused.status_code, refused.get_json()["code"]) == (409, "cannot_be_made")
    assert orders(shelves) == 0


def test_all_that_was_refused_for_it_is_counted_as_turned_away(
    phone: Phone, barista: Staff, shelves: Shelves
) -> None:
    shelves.put_everywhere(OAT, 0)
    barista.post("/api/events/demo/86", {"item": "mocha"})
    phone.text(ORDER)
    phone.text("cancel")
    phone.text("large soy mocha")
    phone.text("cancel")
    phone.text("large unicorn flat white for Steve")
    phone.text("cancel")
    body = {"lines": [{"item": "latte", "options": {"size": "large", "milk": "oat"}}]}
    barista.call("POST", "/api/events/demo/orders", body)
    seen = barista.get("/api/events/demo/stock")["turned_away"]
    assert [(one["kind"], one["name"], one["refusals"]) for one in seen] == [
        ("option", "milk:oat", 2),
        ("item", "mocha", 1),
    ]


def test_of_phones_that_say_yes_in_one_instant_as_many_are_served_as_there_are_portions(
    shelves: Shelves,
) -> None:
    shelves.put_everywhere(OAT, 0)
    for station in (NORTH, SOUTH):
        shelves.add(station, OAT, PORTION)
    desk = Conversation(shelves.database, stale_after_seconds=3600)
    door = Door(shelves.event, NUMBER, "", "own")

    def say(phone: str, text: str) -> str:
        sid = secrets.token_hex(16)
        said = Utterance(door, Channel.SMS, phone, text, "AC1", sid, "r-1")
        return desk.handle(said).text or ""

    phones = [f"+1555010008{n}" for n in range(6)]
    assert all("YES" in say(phone, ORDER) for phone in phones)
    barrier, replies = threading.Barrier(len(phones)), list[str]()

    def yes(phone: str) -> None:
        barrier.wait(5)
        replies.append(say(phone, "yes"))

    threads = [threading.Thread(target=yes, args=(phone,)) for phone in phones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(("#" in reply, "no oat" in reply) for reply in replies) == [
        *[(False, True)] * 4,
        *[(True, False)] * 2,
    ]
    assert orders(shelves) == 2
    assert (shelves.left(NORTH), shelves.left(SOUTH)) == (0, 0)


def test_counted_stock_costs_a_text_no_trip(
    shelves: Shelves, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Conversation(shelves.database, stale_after_seconds=3600)
    trips: list[str] = []
    real = Transaction._send

    def counted(tx: Transaction) -> None:
        trips.append(str(tx._queue))
        real(tx)

    monkeypatch.setattr(Transaction, "_send", counted)

    def cost(text: str) -> int:
        trips.clear()
        sid = secrets.token_hex(16)
        door = Door(shelves.event, NUMBER, "", "own")
        said = Utterance(door, Channel.SMS, "+15550100077", text, "AC1", sid, "r-1")
        assert desk.handle(said).text
        return len(trips)

    cost("hello")
    without, to_place = cost(ORDER), cost("yes")
    assert (without, to_place) == (2, 3)
    shelves.put_everywhere(OAT, 1000)
    cost("status")
    assert cost(ORDER) == without
    assert any("FROM stock" in trip for trip in trips)
    assert cost("yes") == to_place
    assert shelves.left(NORTH) + shelves.left(SOUTH) == 2000 - PORTION
    for station in shelves.ids:
        shelves.forget(station, OAT)
    cost("status")
    assert (cost(ORDER), cost("yes")) == (without, to_place)


def test_86_of_an_ingredient_is_seen_by_display_and_tablet(barista: Staff, phone: Phone) -> None:
    barista.post("/api/events/demo/86", {"ingredient": OAT})
    assert barista.get("/api/events/demo/display")["sold_out"] == [OAT]
    organiser = sign_in(phone.app, "organiser")
    assert organiser.get("/api/events/demo/86")["sold_out"][0]["kind"] == "ingredient"
