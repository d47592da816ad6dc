"""A question of a barista owns the customer's next text, which lands on the ticket."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from backend.channels.sending import Sender
from backend.channels.types import NotSent, OutgoingText, Refused, Sent
from backend.core import outbox
from backend.core.db import Database, Row
from backend.events.types import Event
from backend.orders import snapshots
from backend.vendors.console import Console
from tests.app_client import Phone, Staff, new_sid, sign_in
from tests.live.screen import comparable, fold

ASKED = "Oat is off, soy instead?"


class Carrier(Console):
    """The simulator, which remembers; it may refuse, or let the customer answer at once."""

    def __init__(self, meanwhile: Callable[[], object] | NotSent | None = None) -> None:
        self.bodies: list[str] = []
        self._meanwhile = meanwhile

    def send(self, text: OutgoingText) -> Sent:
        """Take a text."""
        if isinstance(self._meanwhile, NotSent):
            raise self._meanwhile
        self.bodies.append(text.body)
        if self._meanwhile is not None:
            self._meanwhile()
        return super().send(text)


def deliver(database: Database, carrier: Carrier | None = None) -> list[str]:
    """Send all that is due; gives the texts."""
    carrier = carrier or Carrier()
    sender = Sender(database, carrier, random=lambda: 0.5, stopping=lambda: False)
    while jobs := _claimed(database):
        for job in jobs:
            sender.do(job)
    return carrier.bodies


def _claimed(database: Database) -> list[outbox.Job]:
    with database.transaction() as tx:
        return outbox.claim(tx, 10)


def rows(database: Database, sql: str) -> list[Row]:
    with database.transaction() as tx:
        return tx.fetch(sql)


def run(database: Database, sql: str) -> None:
    with database.transaction() as tx:
        tx.queue(sql)


def ask(staff: Staff, text: str = ASKED, **headers: str) -> Any:
    """Ask about the only ticket."""
    return staff.post(f"/api/tickets/{staff.ticket()['id']}/ask", {"text": text}, **headers)


@pytest.fixture
def asked(phone: Phone, barista: Staff, demo_db: Database) -> Any:
    """Steve has ordered, and the question has reached him; gives the ticket."""
    phone.order()
    view = ask(barista)
    assert deliver(demo_db) == [f"Order #{view['number']}: {ASKED}"]
    return view


def test_the_answer_lands_on_the_ticket(asked: Any, phone: Phone, barista: Staff) -> None:
    question = asked["question"]
    assert (question["text"], question["asked_by"]) == (ASKED, "barista")
    assert question["answer"] is question["answered_at"] is None
    reply = phone.text("No sugar") or ""
    assert asked["station"] in reply
    assert "YES" not in reply
    ticket = barista.ticket()
    assert ticket["question"]["answer"] == "No sugar"
    assert ticket["question"]["answered_at"] >= question["asked_at"]
    assert ticket["version"] == asked["version"] + 1
    assert "YES" in (phone.text("small skim latte for Bo") or ""), "the bot's again"


def test_the_draft_is_untouched_and_goes_on(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    ask(barista)
    assert "size" in (phone.text("a latte with skim milk for Bo") or "").lower()
    before = rows(demo_db, "SELECT state FROM dialogues")
    assert deliver(demo_db)
    assert "passed that on" in (phone.text("a large one with soy please") or "")
    assert rows(demo_db, "SELECT state FROM dialogues") == before
    assert "YES" in (phone.text("large") or "")
    assert "#2" in (phone.text("yes") or "")
    lines = [line for ticket in barista.tickets() for line in ticket["lines"]]
    assert {line["options"]["milk"] for line in lines} == {"oat", "skim"}


def test_what_was_texted_before_the_question_left_is_not_its_answer(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    ask(barista)
    assert "YES" in (phone.text("small skim latte for Bo") or "")
    assert barista.ticket()["question"]["answer"] is None
    assert deliver(demo_db)
    phone.text("yes")
    assert barista.ticket()["question"]["answer"] == "yes"


def test_an_answer_may_be_faster_than_the_carriers(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    ask(barista)
    carrier = Carrier(lambda: phone.text("soy is fine"))
    assert len(deliver(demo_db, carrier)) == 1
    assert barista.ticket()["question"]["answer"] == "soy is fine"


def test_a_text_that_could_not_leave_yet_owns_nothing(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    ask(barista)
    assert deliver(demo_db, Carrier(NotSent("no_connection"))) == []
    assert rows(demo_db, "SELECT state FROM messages WHERE kind = 'question'") == [
        {"state": "queued"}
    ]
    assert "YES" in (phone.text("small skim latte for Bo") or "")


def test_the_same_message_again_is_answered_alike(asked: Any, phone: Phone, barista: Staff) -> None:
    sid = new_sid()
    first = phone.text("soy", sid=sid)
    version = barista.ticket()["version"]
    assert phone.text("soy", sid=sid) == first
    assert barista.ticket()["version"] == version


@pytest.mark.parametrize("word", ["STOP", "START", "HELP"])
def test_a_carriers_word_is_no_answer(
    asked: Any, phone: Phone, barista: Staff, demo_db: Database, word: str
) -> None:
    assert "passed that on" not in (phone.text(word) or "")
    assert barista.ticket()["question"]["answer"] is None
    out = rows(demo_db, "SELECT opted_out_at IS NOT NULL AS out FROM customers")
    assert out == [{"out": word == "STOP"}]
    phone.text("soy")
    assert barista.ticket()["question"]["answer"] == "soy"


def test_cancel_cancels(asked: Any, phone: Phone, barista: Staff, demo_db: Database) -> None:
    assert "Cancelled order #1" in (phone.text("cancel") or "")
    assert barista.tickets() == []
    assert _closed(demo_db) == ["voided"]


@pytest.mark.parametrize("fields", [{}, {"NumMedia": "1"}])
def test_an_empty_text_is_no_answer(
    asked: Any, phone: Phone, barista: Staff, fields: dict[str, str]
) -> None:
    assert "passed that on" not in (phone.text(" ", **fields) or "")
    assert barista.ticket()["question"]["answer"] is None


def _closed(database: Database) -> list[str | None]:
    found = rows(database, "SELECT closed_because FROM questions ORDER BY id")
    return [row["closed_because"] for row in found]


@pytest.mark.parametrize(
    ("actions", "because"),
    [
        (("bump", "collect"), "collected"),
        (("bump", "uncollected"), "uncollected"),
        (("void",), "voided"),
    ],
)
def test_a_question_closes_with_its_ticket(
    asked: Any,
    phone: Phone,
    barista: Staff,
    demo_db: Database,
    actions: tuple[str, ...],
    because: str,
) -> None:
    for action in actions:
        assert barista.act(asked["id"], action, reason="no cups").status_code == 200
    assert _closed(demo_db) == [because]
    assert "YES" in (phone.text("small skim latte for Bo") or "")
    refused = barista.call("POST", f"/api/tickets/{asked['id']}/ask", {"text": "Still there?"})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "not_legal_now")


def test_a_question_is_open_for_half_an_hour(
    asked: Any, phone: Phone, barista: Staff, demo_db: Database
) -> None:
    run(demo_db, "UPDATE questions SET asked_at = now() - interval '31 minutes'")
    assert "YES" in (phone.text("small skim latte for Bo") or "")
    assert barista.ticket()["question"]["answer"] is None
    ask(barista, "Another one?")
    assert _closed(demo_db) == ["expired", None]


def test_a_question_that_closed_while_its_text_waited_is_not_asked(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    ticket = ask(barista)["id"]
    assert barista.act(ticket, "void", reason="no cups").status_code == 200
    (told,) = deliver(demo_db)
    assert "no cups" in told


def test_one_question_at_a_time(asked: Any, app: Flask, phone: Phone, barista: Staff) -> None:
    phone.text("soy")
    ask(barista, "Large?")
    other = sign_in(app, "support")
    refused = other.call("POST", f"/api/tickets/{asked['id']}/ask", {"text": "And sugar?"})
    problem = refused.get_json()
    assert (refused.status_code, problem["code"]) == (409, "question_open")
    assert "barista" in problem["detail"]
    assert "Large?" in problem["detail"]
    assert barista.ticket()["question"]["text"] == "Large?"


def test_a_question_that_never_arrived_holds_nobody_up(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    ask(barista)
    assert deliver(demo_db, Carrier(Refused("30005"))) == []
    assert "YES" in (phone.text("small skim latte for Bo") or "")
    ask(barista, "Are you there?")
    assert _closed(demo_db) == ["undelivered", None]


def test_asked_once_for_each_key(phone: Phone, barista: Staff, demo_db: Database) -> None:
    phone.order()
    key = {"Idempotency-Key": "k-1"}
    assert ask(barista, **key) == ask(barista, **key)
    assert len(deliver(demo_db)) == 1


@pytest.mark.parametrize(
    "text", ["", "   ", "a\nb", "a\x00b", "a\x1b[2Jb", "a\u202eb", "x" * 251, None, 5]
)
def test_what_cannot_be_asked(phone: Phone, barista: Staff, text: object) -> None:
    phone.order()
    path = f"/api/tickets/{barista.ticket()['id']}/ask"
    assert barista.call("POST", path, {"text": text}).status_code == 422
    assert barista.ticket()["question"] is None


def test_nobody_to_ask(phone: Phone, barista: Staff) -> None:
    line = {"item": "water", "options": {}}
    barista.post("/api/events/demo/orders", {"lines": [line]})
    _refused(barista, "no_phone")
    assert barista.act(barista.ticket()["id"], "void", reason="no cups").status_code == 200
    phone.order()
    phone.text("STOP")
    _refused(barista, "opted_out")


def _refused(barista: Staff, code: str) -> None:
    ticket = barista.ticket()
    for path, body in (
        (f"/api/tickets/{ticket['id']}/ask", {"text": ASKED}),
        (f"/api/orders/{ticket['order']}/messages", {"canned": "canned_delay"}),
    ):
        response = barista.call("POST", path, body)
        assert (response.status_code, response.get_json()["code"]) == (409, code)


def test_history_has_both_and_forgetting_takes_the_words(
    asked: Any, app: Flask, phone: Phone, demo_db: Database
) -> None:
    phone.text("Soy, says Steve")
    support = sign_in(app, "support")
    path = f"/api/orders/{asked['order']}/timeline"
    done = [
        (one["what"], one["by"], one["ticket"], one["detail"].get("text"))
        for one in support.get(path)["timeline"]
        if one["kind"] == "action"
    ]
    assert done[1:] == [
        ("asked", "barista", asked["id"], ASKED),
        ("answered", "customer", asked["id"], "Soy, says Steve"),
    ]
    phone.text("forget me")
    assert "erased" in (phone.text("yes") or "")
    tables = rows(demo_db, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert len(tables) > 10
    for table in tables:
        assert "says Steve" not in str(rows(demo_db, f"SELECT * FROM {table['tablename']}")), table
    assert support.ticket()["question"] is None


def test_a_long_answer_is_cut_on_the_ticket_and_kept_in_the_messages(
    asked: Any, phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.text("soy " * 1000)
    answer = barista.ticket()["question"]["answer"]
    assert len(answer) == 500
    assert answer.endswith("…")
    (kept,) = rows(demo_db, "SELECT length(body) AS n FROM messages WHERE body LIKE 'soy soy%%'")
    assert kept["n"] == 4000


def test_a_snapshot_and_the_changes_since_make_the_next_snapshot(
    phone: Phone, barista: Staff, demo: Event, demo_db: Database
) -> None:
    phone.order()
    station = barista.ticket()["station_id"]
    before = _snapshot(demo_db, demo, station)
    (seen,) = rows(demo_db, "SELECT max(id) AS id FROM changes")
    for step in (lambda: ask(barista), lambda: deliver(demo_db), lambda: phone.text("soy")):
        step()
        after = _snapshot(demo_db, demo, station)
        told = rows(
            demo_db,
            f"SELECT type, data FROM changes WHERE id > {seen['id']}"
            f" AND 'station:{station}' = ANY(rooms) ORDER BY id",
        )
        folded = comparable(fold("station", before, told))
        assert folded == comparable(fold("station", after, []))
        assert after["tickets"][0]["question"]["text"] == ASKED
    assert after["tickets"][0]["question"]["answer"] == "soy"
    assert len(told) == 2


def _snapshot(database: Database, event: Event, station: int) -> Any:
    with database.transaction() as tx:
        return snapshots.station(tx, event, station).model_dump(mode="json")


def test_a_customer_is_asked_in_their_language(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.text("einen großen Flat White mit Hafermilch für Steve bitte")
    phone.text("ja")
    number = barista.ticket()["number"]
    ask(barista, "Soja statt Hafer?")
    assert deliver(demo_db) == [f"Bestellung #{number}: Soja statt Hafer?"]
    assert "weitergegeben" in (phone.text("yes please") or "")


def test_another_customers_text_is_their_own(asked: Any, app: Flask, barista: Staff) -> None:
    other = Phone(app, "+15550100002")
    assert "YES" in (other.text("small skim latte for Bo") or "")
    assert barista.ticket()["question"]["answer"] is None


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_forget_me_is_not_its_answer(
    asked: Any, phone: Phone, barista: Staff, demo_db: Database, answer: str
) -> None:
    assert "passed that on" not in (phone.text("FORGET ME") or "passed that on")
    assert "passed that on" not in (phone.text(answer) or "passed that on")
    left = rows(demo_db, "SELECT 1 FROM customers")
    assert len(left) == (answer == "no")
    if answer == "no":
        assert "passed that on" in (phone.text("soy is fine") or "")
        assert barista.ticket()["question"]["answer"] == "soy is fine"


def test_my_data_is_not_its_answer_and_the_next_text_is(
    asked: Any, phone: Phone, barista: Staff
) -> None:
    assert "passed that on" not in (phone.text("my data") or "passed that on")
    assert barista.ticket()["question"]["answer"] is None
    assert "passed that on" in (phone.text("soy is fine") or "")


def test_a_yes_to_the_barista_forgets_nobody(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    assert "YES" in (phone.text("forget me") or "")
    ask(barista)
    assert deliver(demo_db)
    assert "passed that on" in (phone.text("yes") or "")
    assert barista.ticket()["question"]["answer"] == "yes"
    phone.text("yes")
    assert rows(demo_db, "SELECT 1 FROM customers")


SKIM = {"item": "flat white", "options": {"size": "large", "milk": "skim"}, "quantity": 2}


@pytest.mark.parametrize("moves", [True, False])
def test_a_change_closes_it_and_the_next_text_is_the_customers(
    asked: Any, phone: Phone, app: Flask, demo_db: Database, moves: bool
) -> None:
    if moves:
        run(demo_db, f"UPDATE stations SET state = 'closed' WHERE id = {asked['station_id']}")
    _change(app, asked["order"])
    states = [row["state"] for row in rows(demo_db, "SELECT state FROM tickets ORDER BY id")]
    assert states == (["voided", "queued"] if moves else ["queued"])
    (question,) = rows(demo_db, "SELECT closed_because FROM questions")
    assert question["closed_because"] == ("voided" if moves else "expired")
    assert "ancelled" in (phone.text("cancel my order") or "")


def test_a_change_before_it_left_keeps_it_from_leaving(
    phone: Phone, barista: Staff, app: Flask, demo_db: Database
) -> None:
    phone.order()
    view = ask(barista)
    _change(app, view["order"])
    texts = deliver(demo_db)
    assert len(texts) == 1, "what it is now"
    assert ASKED not in texts[0]


def _change(app: Flask, order: int) -> None:
    support = sign_in(app, "support")
    response = support.call("PATCH", f"/api/orders/{order}", {"lines": [SKIM]})
    assert response.status_code == 200, response.text
