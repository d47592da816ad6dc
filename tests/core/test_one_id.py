"""One id from the text to the ready text, in what is logged; and never a phone."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
import structlog
from flask import Flask

from backend.channels import sending
from backend.channels.sending import Sender
from backend.core import http, log, outbox
from backend.core.db import Database
from backend.orders import recording
from backend.vendors.console import Console
from tests.app_client import STEVE, Phone, make_app, sign_in

DIGITS = STEVE.removeprefix("+")


@pytest.fixture
def stream() -> io.StringIO:
    """Where the log goes."""
    return io.StringIO()


@pytest.fixture
def house(
    demo_db: Database, tmp_path: Path, stream: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> Flask:
    """The application, its log kept."""
    app = make_app(demo_db, tmp_path)
    log.configure(stream)
    # A logger that was used before keeps writing where it wrote then.
    for module in (http, recording, sending):
        monkeypatch.setattr(module, "log", structlog.get_logger())
    return app


def _lines(stream: io.StringIO) -> list[Any]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_one_id_from_the_text_to_the_ready_text(
    house: Flask, demo_db: Database, stream: io.StringIO
) -> None:
    phone = Phone(house)
    phone.text("large oat flat white, 2 sugars, for Steve")
    yes = phone.post("yes").headers["X-Request-ID"]
    barista = sign_in(house, "barista")
    (ticket,) = barista.tickets()
    bump = barista.act(ticket["id"], "bump").headers["X-Request-ID"]
    with demo_db.transaction() as tx:
        (job,) = outbox.claim(tx, 10)
    Sender(demo_db, Console(), random=lambda: 0.5, stopping=lambda: True).do(job)
    story = [line for line in _lines(stream) if line["request_id"] == yes]
    assert [line["event"] for line in story] == [
        "order.placed",
        "http.request",
        "ticket.bumped",
        "text.sent",
    ]
    assert {line.get("order", ticket["order"]) for line in story} == {ticket["order"]}
    assert story[2]["ticket"] == ticket["id"]
    assert bump != yes


def test_what_was_not_committed_is_not_logged(
    house: Flask, demo_db: Database, stream: io.StringIO
) -> None:
    Phone(house).order()
    barista = sign_in(house, "barista")
    (ticket,) = barista.tickets()
    key = {"Idempotency-Key": "tap-1"}
    path = f"/api/tickets/{ticket['id']}/actions"
    for _ in range(3):
        assert barista.call("POST", path, {"action": "start"}, **key).status_code == 200
    assert barista.act(ticket["id"], "start").status_code == 409
    done = [line["event"] for line in _lines(stream)]
    assert done.count("ticket.started") == 1
    assert done.count("order.placed") == 1


def test_no_phone_reaches_the_log(house: Flask, stream: io.StringIO) -> None:
    Phone(house).order(f"small green tea for Steve, call me on {STEVE}")
    Phone(house).post("hello", From="nonsense", To=STEVE)
    staff = sign_in(house, "support")
    for path in (
        f"/api/events/demo/orders?phone=%2B{DIGITS}",
        f"/api/events/demo/orders?q={DIGITS}",
        f"/api/nothing/{STEVE}",
        f"/api/nothing/{DIGITS}",
        f"/nothing/whatsapp:{STEVE}",
        f"/api/events/{DIGITS}/orders",
    ):
        staff.call("GET", path)
    body = {"customer": {"phone": STEVE}, "lines": [{"item": STEVE}]}
    assert staff.call("POST", "/api/events/demo/orders", body).status_code == 422
    house.test_client().post("/api/auth/login", json={"username": STEVE, "password": STEVE})
    assert len(_lines(stream)) >= 10
    assert DIGITS not in stream.getvalue()
    assert DIGITS[-7:] not in stream.getvalue()
    assert "0001" in stream.getvalue(), "the last digits stay, so the test saw the masked lines"
