"""An event's own words over the API, and what customers then get."""

import re
import secrets
import threading
from typing import Any

import pytest
from flask import Flask

from backend.conversation.gathering import Utterance
from backend.conversation.replies import Replies
from backend.conversation.service import Conversation
from backend.core.db import Database, Transaction
from backend.events.types import Door, Event
from backend.orders.types import Channel
from tests.app_client import NUMBER, Phone, Staff, sign_in
from tests.channels.rows import count
from tests.channels.venue import Scripted, Venue

PATH = "/api/events/demo/wording"
ORDER = {
    "en": "could i please have a large oat flat white",
    "de": "hallo, einen großen hafer flat white bitte",
    "es": "hola, un flat white grande con avena por favor",
    "fr": "bonjour, un grand flat white au lait d'avoine svp",
    "pt": "oi, um flat white grande com leite de aveia por favor",
}


@pytest.fixture
def organiser(app: Flask) -> Staff:
    """The organiser of the demo event, signed in."""
    return sign_in(app, "organiser")


def put(staff: Staff, texts: dict[str, str | None], **more: Any) -> Any:
    """Change texts; gives the view."""
    response = staff.call("PUT", PATH, {"language": "en", "texts": texts, **more})
    assert response.status_code == 200, response.text
    return response.get_json()


def phrase(view: Any, key: str) -> Any:
    """Give one text of a view."""
    (found,) = [text for text in view["texts"] if text["key"] == key]
    return found


def kept(view: Any) -> Any:
    """Give a view without its previews: they tell the minute."""
    texts = [{k: v for k, v in text.items() if k != "preview"} for text in view["texts"]]
    return {**view, "texts": texts}


def refused(staff: Staff, texts: dict[str, Any], **more: Any) -> Any:
    """Change texts in vain; gives the problem."""
    response = staff.call("PUT", PATH, {"language": "en", "texts": texts, **more})
    assert response.status_code in (409, 422), response.text
    assert response.content_type == "application/problem+json"
    return response.get_json()


def test_an_event_begins_with_what_is_shipped(organiser: Staff) -> None:
    view = organiser.get(PATH)
    assert (view["language"], view["form"], view["version"]) == ("en", "text", 0)
    assert view["languages"] == ["de", "en", "es", "fr", "pt"]
    assert len(view["texts"]) > 60
    for text in view["texts"]:
        assert text["text"] is None
        assert text["encoding"] == "GSM-7"
        assert text["shipped"] == Replies.load("en").texts[text["key"]]
    ready = phrase(view, "ready")
    assert ready["preview"] == "Order #42 is ready at North cart!"
    assert (ready["segments"], ready["warnings"]) == (1, [])
    assert ready["required"] == ready["allowed"] == ["number", "station"]
    assert phrase(view, "greet")["required"] == []
    assert phrase(view, "menu")["segments"] == 2
    assert not any(text["warnings"] for text in view["texts"])


@pytest.mark.parametrize("form", ["text", "voice"])
@pytest.mark.parametrize("language", sorted(ORDER))
def test_every_language_and_form_can_be_read_and_put_back_as_it_is(
    organiser: Staff, demo_db: Database, language: str, form: str
) -> None:
    view = organiser.get(f"{PATH}?language={language}&form={form}")
    assert (view["language"], view["form"]) == (language, form)
    assert all(text["preview"] for text in view["texts"])
    spoken = [text["segments"] is None and text["encoding"] is None for text in view["texts"]]
    assert all(spoken) if form == "voice" else not any(spoken)
    same = {text["key"]: text["shipped"] for text in view["texts"]}
    after = organiser.call("PUT", PATH, {"language": language, "form": form, "texts": same})
    assert after.status_code == 200, after.text
    assert kept(after.get_json()) == kept(view)
    assert count(demo_db, "wording") == 0


def test_the_preview_is_what_a_customer_gets(app: Flask, organiser: Staff) -> None:
    phone = Phone(app)
    assert "Text your order" in (phone.text("hello") or "")
    view = put(
        organiser,
        {
            "greet": 'Ahoy from {event}! Try "{example}".',
            "readback": "{lines}{due:later}!\nYES, or what else?",
        },
    )
    assert view["version"] == 1
    greeting = phrase(view, "greet")["preview"]
    assert greeting.startswith("Ahoy from ")
    assert phone.text("hello") == greeting
    read_back = phrase(view, "readback")["preview"]
    drinks, _, question = read_back.partition("!\n")
    assert question == "YES, or what else?"
    assert phone.text(drinks.replace(";", " and")) == read_back
    assert "#1" in (phone.text("yes") or "")


def test_every_language_is_worded_for_itself(app: Flask, organiser: Staff) -> None:
    for language in ORDER:
        shipped = Replies.load(language).texts["readback"]
        view = put(organiser, {"readback": f"({language}) {shipped}"}, language=language)
        assert phrase(view, "readback")["preview"].startswith(f"({language}) ")
    for place, (language, words) in enumerate(ORDER.items()):
        told = Phone(app, address=f"+1555010100{place}").text(words) or ""
        assert told.startswith(f"({language}) "), told


def test_the_next_text_of_every_process_has_the_new_words(
    organiser: Staff, demo_db: Database, demo: Event
) -> None:
    """Another process keeps its own configuration; the revision tells it."""
    other = Conversation(demo_db, stale_after_seconds=3600)
    assert "Text your order" in say(other, demo, "hello")
    put(organiser, {"greet": "Ahoy!"})
    assert say(other, demo, "hello") == "Ahoy!"
    put(organiser, {"greet": None})
    assert "Text your order" in say(other, demo, "hello")


def say(desk: Conversation, demo: Event, text: str, *, channel: Channel = Channel.SMS) -> str:
    """Say something at a door of one's own process."""
    sid = secrets.token_hex(16)
    door = Door(demo.id, NUMBER, "", "own")
    said = Utterance(door, channel, "+15550100077", text, "AC1", sid, "r-1")
    return desk.handle(said).text or ""


def test_words_of_its_own_cost_no_trip_more(
    organiser: Staff, demo_db: Database, demo: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Conversation(demo_db, stale_after_seconds=3600)
    say(desk, demo, "hello")
    trips: list[str] = []
    real = Transaction._send

    def counted(tx: Transaction) -> None:
        trips.append(str(tx._queue))
        real(tx)

    monkeypatch.setattr(Transaction, "_send", counted)
    say(desk, demo, "hello")
    before = len(trips)
    put(organiser, {"greet": "Ahoy!"})
    assert say(desk, demo, "hello") == "Ahoy!"
    assert any("FROM wording" in trip for trip in trips), "it is read once"
    trips.clear()
    assert say(desk, demo, "hello") == "Ahoy!"
    assert len(trips) == before > 0
    assert not any("wording" in trip for trip in trips)


def test_a_call_is_answered_in_the_spoken_form(
    organiser: Staff, demo_db: Database, demo: Event
) -> None:
    desk = Conversation(demo_db, stale_after_seconds=3600)
    put(organiser, {"readback": "{lines}{due:later}. YES?"})
    told = say(desk, demo, ORDER["en"], channel=Channel.VOICE)
    assert "Say yes to order" in told
    assert '"' not in told
    placed = say(desk, demo, "yes", channel=Channel.VOICE)
    assert re.search(r"Order \d+ is in!", placed), placed
    assert "#" not in placed
    view = put(organiser, {"fine": "Righto, bye."}, form="voice")
    assert phrase(view, "fine")["segments"] is None
    assert say(desk, demo, "no", channel=Channel.VOICE) == "Righto, bye."
    assert say(desk, demo, "no") == Replies.load("en").texts["fine"]


def test_the_ready_text_is_in_the_events_own_words(venue: Venue) -> None:
    venue.run(
        f"""INSERT INTO wording (event_id, language, form, key, text, version) VALUES
        ({venue.event}, 'en', 'text', 'ready', 'Ready! #{{number}} waits at {{station}}.', 1),
        ({venue.event}, 'de', 'text', 'ready', '#{{number}} ist fertig, ab zu {{station}}.', 1),
        ({venue.event}, 'en', 'voice', 'ready', 'Number {{number}} is ready at {{station}}.', 1)"""
    )
    vendor = Scripted()
    for language in ("en", "de", "fr"):
        (ticket,) = venue.order().tickets
        venue.run(f"UPDATE customers SET language = '{language}'")
        venue.act(ticket, "bump")
        venue.work(vendor)
    assert vendor.bodies == [
        "Ready! #42 waits at North cart.",
        "#43 ist fertig, ab zu North cart.",
        "La commande #44 est prête à North cart !".replace("ê", "e"),
    ]


def test_a_kept_text_that_may_not_be_said_is_said_as_shipped_and_shown(
    app: Flask, organiser: Staff, demo_db: Database, demo: Event
) -> None:
    """As after an update that took a value away."""
    put(organiser, {"greet": "Ahoy!"})
    with demo_db.transaction() as tx:
        tx.queue("UPDATE wording SET text = 'Ahoy {gone}!'")
        tx.queue("UPDATE events SET revision = revision + 1")
    assert "Text your order" in (Phone(app).text("hello") or "")
    shown = phrase(organiser.get(PATH), "greet")
    assert shown["text"] == "Ahoy {gone}!"
    assert "Text your order" in shown["preview"]
    assert "{gone}" in shown["warnings"][0]


def test_back_to_the_shipped_text(app: Flask, organiser: Staff) -> None:
    before = organiser.get(PATH)
    assert phrase(put(organiser, {"fine": "Righto."}), "fine")["text"] == "Righto."
    phone = Phone(app)
    assert phone.text("no thanks") == "Righto."
    view = put(organiser, {"fine": None})
    assert kept(view) == {**kept(before), "version": 2}
    assert phone.text("no thanks") == phrase(before, "fine")["preview"]


def test_a_preview_stores_nothing(app: Flask, organiser: Staff, demo_db: Database) -> None:
    view = put(organiser, {"fine": "Righto \N{WAVING HAND SIGN}"}, preview_only=True)
    shown = phrase(view, "fine")
    assert (view["version"], shown["text"]) == (0, "Righto \N{WAVING HAND SIGN}")
    assert (shown["encoding"], shown["segments"]) == ("UCS-2", 1)
    assert "\N{WAVING HAND SIGN}" in shown["warnings"][0]
    assert count(demo_db, "wording") == count(demo_db, "audit") == 0
    assert Phone(app).text("no thanks") == phrase(organiser.get(PATH), "fine")["preview"]
    assert phrase(organiser.get(PATH), "fine")["text"] is None


def test_a_change_is_in_the_audit_and_the_same_key_does_it_once(
    organiser: Staff, demo_db: Database
) -> None:
    body = {"language": "en", "texts": {"fine": "Righto."}}
    headers = {"Idempotency-Key": "k-1"}
    answers = [organiser.call("PUT", PATH, body, **headers).get_json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0]["version"] == 1
    with demo_db.transaction() as tx:
        (row,) = tx.fetch("SELECT actor, action, subject FROM audit")
    assert row["action"] == "PUT conversation.change_wording"
    assert row["subject"] == PATH


def test_two_organisers_at_once(organiser: Staff, demo_db: Database) -> None:
    put(organiser, {"fine": "One."}, version=0)
    problem = refused(organiser, {"fine": "Two."}, version=0)
    assert (problem["status"], problem["code"]) == (409, "version_conflict")
    put(organiser, {"fine": None}, version=1)
    # Back to what is shipped is a change too: the version does not fall back to nought.
    assert refused(organiser, {"fine": "Two."}, version=0)["status"] == 409
    assert refused(organiser, {"fine": "Two."}, version=1)["status"] == 409
    assert put(organiser, {"fine": "Two."}, version=2)["version"] == 3
    assert organiser.get(f"{PATH}?form=voice")["version"] == 0


def test_of_many_at_the_same_moment_one_is_first(organiser: Staff, app: Flask) -> None:
    barrier, statuses = threading.Barrier(6), list[int]()

    def change(number: int) -> None:
        body = {"language": "en", "texts": {"fine": "Fine" + "!" * number}, "version": 0}
        barrier.wait()
        statuses.append(organiser.call("PUT", PATH, body).status_code)

    threads = [threading.Thread(target=change, args=(n,)) for n in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 409, 409, 409, 409, 409]
    assert organiser.get(PATH)["version"] == 1


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"gruss": "Hi"}, "There is no text 'gruss'"),
        ({"no_event": "Hi"}, "There is no text 'no_event'"),
        ({"fine": " "}, "fine: the text is empty"),
        ({"fine": "Hi {name}"}, "fine: there is no value {name}"),
        ({"readback": "Reply YES to order."}, "readback: {lines} is missing"),
        ({"confirmed": "Order #{number} is in at {stations}!"}, "confirmed: {earliest} is missing"),
        ({"fine": "Fine. " * 120}, "fine: the preview is longer than 4 segments"),
    ],
)
def test_what_cannot_be_said_is_refused_by_name(
    organiser: Staff, demo_db: Database, texts: dict[str, str], told: str
) -> None:
    for more in ({}, {"preview_only": True}):
        problem = refused(organiser, {"what": "What'll it be?", **texts}, **more)
        assert (problem["status"], problem["code"]) == (422, "bad_wording")
        assert told in problem["detail"]
        assert problem["key"] in texts
    assert count(demo_db, "wording") == 0


def test_what_is_no_wording_at_all_is_refused(organiser: Staff) -> None:
    assert "de, en, es, fr, pt" in refused(organiser, {"fine": "Hi"}, language="xx")["detail"]
    assert refused(organiser, {"fine": "Hi"}, form="song")["code"] == "invalid"
    assert refused(organiser, {"fine": 7})["code"] == "invalid"
    assert refused(organiser, {"fine": "x" * 1001})["code"] == "invalid"
    assert organiser.call("GET", f"{PATH}?language=xx").status_code == 422
    assert organiser.call("GET", f"{PATH}?form=song").status_code == 422


def test_long_is_warned_of_and_taken(organiser: Staff) -> None:
    view = put(organiser, {"fine": "Fine, fine. " * 30})
    assert phrase(view, "fine")["segments"] == 3
    assert phrase(view, "fine")["warnings"] == ["This is longer than 2 segments."]
