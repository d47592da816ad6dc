"""Status reports: signed, late, twice, out of order, about nothing, or nonsense."""

from collections.abc import Iterator, Mapping
from itertools import permutations
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from backend.channels import status
from backend.channels.signature import Signatures
from backend.conversation.delivery import RANK, WORDS, DeliveryState, advance
from backend.core.errors import Refusal
from backend.vendors.twilio import Twilio
from tests.channels.venue import STEVE, Scripted, Venue
from tests.vendors.fake_twilio import ACCOUNT, TOKEN, FakeTwilio

SID = f"SM{1:032d}"


def app_for(venue: Venue, token: str | None, public_url: str, *, simulated: bool = False) -> Flask:
    """Serve the one address."""
    app = Flask(__name__)
    signatures = Signatures(token, public_url, port=8000)
    app.register_blueprint(status.blueprint(venue.database, signatures.verify, simulated=simulated))
    app.register_error_handler(Refusal, lambda error: (error.code, error.status))
    return app


@pytest.fixture
def client(sent: Venue) -> FlaskClient:
    """A carrier without credentials, on this machine."""
    return app_for(sent, None, "http://127.0.0.1:8000").test_client()


@pytest.fixture
def sent(venue: Venue) -> Venue:
    """The venue with one text handed over."""
    venue.put(STEVE, "text:1")
    venue.work(Scripted())
    (row,) = venue.out()
    assert (row["provider_id"], row["state"]) == (SID, "queued")
    return venue


def report(
    client: FlaskClient,
    venue: Venue,
    state: str,
    code: str | None = None,
    *,
    sid: str = SID,
    query: Mapping[str, Any] | None = None,
) -> int:
    form = {"MessageSid": sid, "MessageStatus": state, "From": "+1", "To": "+2"}
    if code is not None:
        form["ErrorCode"] = code
    asked = query or {"event": venue.event, "message": venue.out()[0]["id"]}
    return client.post("/sms/status", query_string=asked, data=form).status_code


def now(venue: Venue) -> tuple[str, str | None]:
    row = venue.out()[0]
    return row["state"], row["error_code"]


@pytest.mark.parametrize("order", list(permutations(["sending", "sent", "delivered"])))
def test_any_order_ends_the_same(client: FlaskClient, sent: Venue, order: tuple[str, ...]) -> None:
    for state in (*order, *order):
        assert report(client, sent, state) == 200
    assert now(sent) == ("delivered", None)


def test_a_final_state_stays(client: FlaskClient, sent: Venue) -> None:
    report(client, sent, "undelivered", "30003")
    for state in ("sent", "delivered", "failed", "read"):
        report(client, sent, state)
    assert now(sent) == ("undelivered", "30003")


def test_what_was_delivered_may_be_read(client: FlaskClient, sent: Venue) -> None:
    for state in ("read", "delivered", "sent"):
        report(client, sent, state)
    assert now(sent) == ("read", None)


def test_states_only_ever_advance() -> None:
    assert set(WORDS.values()) == set(DeliveryState) == set(RANK)
    for state in DeliveryState:
        assert advance(state, state) is state
        for heard in DeliveryState:
            after = advance(state, heard)
            assert after in (state, heard)
            assert RANK[after] >= RANK[state]
    assert advance(DeliveryState.FAILED, DeliveryState.READ) is DeliveryState.FAILED
    assert advance(DeliveryState.SENDING, DeliveryState.FAILED) is DeliveryState.FAILED


def test_21610_is_recorded_as_opted_out(client: FlaskClient, sent: Venue) -> None:
    report(client, sent, "failed", "21610")
    assert now(sent) == ("failed", "21610")
    opted = sent.rows("SELECT opted_out_at FROM customers")
    assert opted[0]["opted_out_at"] is not None


def test_a_report_before_the_answer_tells_us_the_id(client: FlaskClient, sent: Venue) -> None:
    sent.run("UPDATE messages SET provider_id = NULL, state = 'sending'")
    assert report(client, sent, "sending") == 200
    row = sent.out()[0]
    assert (row["provider_id"], row["state"]) == (SID, "sending")


def test_a_report_corrects_what_we_only_believed(client: FlaskClient, sent: Venue) -> None:
    sent.run("UPDATE messages SET provider_id = NULL, state = 'failed', error_code = 'no_answer'")
    assert report(client, sent, "delivered") == 200
    assert now(sent) == ("delivered", None)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"event": "1"},
        {"event": "1", "message": "999999"},
        {"event": "99", "message": "1"},
        {"event": "1", "message": "x"},
        {"event": "1", "message": "\x00"},
        {"event": "-1", "message": "9" * 40},
        {"event": "9" * 18, "message": "9" * 18},
    ],
)
def test_a_report_about_no_text_of_ours_changes_nothing(
    client: FlaskClient, sent: Venue, query: dict[str, str]
) -> None:
    before = sent.out()
    path = {"event": "0", **query}
    assert report(client, sent, "delivered", query=path) == 200
    assert sent.out() == before


@pytest.mark.parametrize(
    ("sid", "state", "code"),
    [
        ("SM" + "f" * 32, "delivered", None),
        ("", "delivered", None),
        ("\x00", "delivered", None),
        (SID, "", None),
        (SID, "flying", None),
        (SID, "deliv\x00ered", None),
        (SID, "☕" * 20_000, None),
        (SID, "received", None),
    ],
)
def test_nonsense_is_answered_and_changes_nothing(
    client: FlaskClient, sent: Venue, sid: str, state: str, code: str | None
) -> None:
    before = sent.out()
    assert report(client, sent, state, code, sid=sid) == 200
    assert sent.out() == before


@pytest.mark.parametrize("code", ["", "\x00", "x", "9" * 50])
def test_an_error_code_that_is_none_is_left_out(
    client: FlaskClient, sent: Venue, code: str
) -> None:
    assert report(client, sent, "undelivered", code) == 200
    assert now(sent) == ("undelivered", None)


def test_what_came_in_is_not_ours_to_report_on(client: FlaskClient, sent: Venue) -> None:
    sent.run("UPDATE messages SET direction = 'in', state = 'received'")
    row = sent.rows("SELECT * FROM messages")[0]
    query = {"event": sent.event, "message": row["id"]}
    assert report(client, sent, "delivered", query=query) == 200
    assert sent.rows("SELECT * FROM messages") == [row]


def test_an_unsigned_report_changes_nothing(sent: Venue) -> None:
    client = app_for(sent, TOKEN, "https://coffee.example.org").test_client()
    before = sent.out()
    assert report(client, sent, "delivered") == 403
    assert sent.out() == before


def test_the_simulated_phone_sees_what_becomes_of_a_text(sent: Venue) -> None:
    client = app_for(sent, None, "http://127.0.0.1:8000", simulated=True).test_client()
    for state in ("sent", "delivered", "delivered", "sent"):
        report(client, sent, state)
    changes = sent.rows("SELECT * FROM changes WHERE type = 'MessageChanged' ORDER BY id")
    assert [change["data"]["state"] for change in changes] == ["sent", "delivered"]
    assert [change["version"] for change in changes] == [3, 4]
    assert changes[0]["rooms"] == [f"phone:{STEVE}"]


@pytest.fixture
def served(venue: Venue) -> Iterator[str]:
    """The address of a real server that wants signatures."""
    server = make_server("127.0.0.1", 0, Flask("later"), threaded=True)
    url = f"http://127.0.0.1:{server.server_port}"
    server.app = app_for(venue, TOKEN, url)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield url
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_report_comes_back_signed_to_where_the_text_said(venue: Venue, served: str) -> None:
    venue.put(STEVE, "text:1")
    with FakeTwilio().serving() as fake:
        venue.work(Twilio(ACCOUNT, TOKEN, public_url=served, api_url=fake.url))
        sid = fake.messages[0]["sid"]
        assert fake.report(sid, "sent").status_code == 200
        assert now(venue) == ("sent", None)
        assert fake.report(sid, "undelivered", 30003).status_code == 200
        assert now(venue) == ("undelivered", "30003")
        fake.messages[0]["callback"] = fake.messages[0]["callback"].replace("message", "massage")
        assert fake.report(sid, "sent").status_code == 200
