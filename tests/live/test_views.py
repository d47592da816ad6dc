"""What rooms show and push is what the API's document says, for real changes of each type."""

from datetime import UTC, datetime
from typing import Any

import jsonschema
import pytest

from backend.channels.sending import Sender
from backend.core import outbox
from backend.core.db import Database
from backend.live import log as sequence
from backend.live import rooms
from backend.live.feed import Feed, find
from backend.live.shown import SNAPSHOTS
from backend.live.views import Change
from backend.orders import failover
from backend.orders.waits import Waits
from backend.vendors.console import Console
from tests.app_client import STEVE, Phone, Staff, sign_in

TYPES = {
    "CallChanged",
    "DeviceChanged",
    "EventChanged",
    "MessageChanged",
    "OrderChanged",
    "PrinterChanged",
    "SoldOutChanged",
    "StationAlert",
    "StationChanged",
    "StockLow",
    "TicketChanged",
    "WaitChanged",
}
#: Worded by the process where somebody looks, never recorded (tests/live/test_trackers.py).
WORDED = {"TrackChanged"}
#: Of them, what a public screen is pushed.
PUBLIC = {"CallChanged", "EventChanged", "SoldOutChanged", "StationChanged", "WaitChanged"}


@pytest.fixture
def lived(phone: Phone, barista: Staff, demo_db: Database) -> Database:
    """An event where one of everything has happened."""
    organiser = sign_in(phone.app, "organiser")
    for station in barista.get("/api/events/demo/stations")["stations"]:
        count = {"station": station["id"], "ingredient": "oat milk", "amount": 400, "low_at": 100}
        assert organiser.call("PUT", "/api/events/demo/stock", count).status_code == 200
        printer = f"/api/stations/{station['id']}/printer"
        assert organiser.call("PUT", printer, {"labels": "start"}).status_code == 200
    device = {"role": "display", "name": "Hall"}
    assert organiser.call("POST", "/api/events/demo/devices", device).status_code == 201
    phone.order()
    assert organiser.call("PUT", "/api/events/demo/settings", {"name": "Fair"}).status_code == 200
    (ticket,) = barista.tickets()
    barista.post("/api/events/demo/86", {"item": "latte"})
    barista.call("PATCH", f"/api/stations/{ticket['station_id']}", {"state": "paused"})
    for action in ("start", "bump"):
        assert barista.act(ticket["id"], action).status_code == 200
    sender = Sender(demo_db, Console(), random=lambda: 0.5, stopping=lambda: True)
    with demo_db.transaction() as tx:
        jobs = outbox.claim(tx, 10)
    assert [job.kind for job in jobs] == ["ready"]
    for job in jobs:
        sender.do(job)
    assert barista.act(ticket["id"], "collect").status_code == 200
    phone.order()
    (waiting,) = [one for one in barista.tickets() if one["state"] == "queued"]
    barista.call("PATCH", f"/api/stations/{waiting['station_id']}", {"state": "closed"})
    failover.fail_over(demo_db, datetime.now(UTC))
    with demo_db.transaction() as tx:
        sequence.stamp(tx)
    Waits().look(demo_db, datetime.now(UTC))
    return demo_db


@pytest.fixture
def pushes(lived: Database) -> list[dict[str, Any]]:
    """Everything that was pushed, to each of its rooms."""
    with lived.transaction() as tx:
        sequence.stamp(tx)
    with lived.transaction() as tx:
        recorded = sequence.after(tx, 0)
    made = [rooms.push(change, room) for change in recorded for room in change.prev]
    return [push for push in made if push is not None]


@pytest.fixture
def document(barista: Staff) -> Any:
    """The document of the API."""
    return barista.get("/api/openapi.json")


def _validate(value: Any, document: Any, name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    jsonschema.Draft202012Validator(schema).validate(value)


def test_each_push_has_the_shape_of_its_type(pushes: list[dict[str, Any]], document: Any) -> None:
    assert {push["type"] for push in pushes} == TYPES
    assert (
        set(document["components"]["schemas"]["Change"]["discriminator"]["mapping"])
        == TYPES | WORDED
    )
    for push in pushes:
        told = Change.model_validate(push).root
        assert (told.type, told.room, told.seq) == (push["type"], push["room"], push["seq"])
        _validate(push, document, push["type"])
        _validate(push, document, "Change")


def test_a_push_that_is_otherwise_is_found(pushes: list[dict[str, Any]], document: Any) -> None:
    """The test above can fail."""
    for push in pushes:
        for wrong in (
            {**push, "more": 1},
            {**push, "type": "Nonsense"},
            {**push, "data": {**push["data"], "phone": STEVE}},
            {name: value for name, value in push.items() if name != "prev"},
        ):
            with pytest.raises(jsonschema.ValidationError):
                _validate(wrong, document, "Change")


def test_a_public_screen_is_pushed_no_phone_and_no_words(pushes: list[dict[str, Any]]) -> None:
    public = [push for push in pushes if push["room"].startswith("display:")]
    assert {push["type"] for push in public} == PUBLIC
    for push in public:
        assert STEVE[-4:] not in str(push)
        assert "words" not in push["data"]
        assert "capabilities" not in push["data"]


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("station", "StationSnapshot"),
        ("event:demo", "EventSnapshot"),
        ("support:demo", "EventSnapshot"),
        ("display:demo", "DisplayView"),
        (f"phone:{STEVE}", "PhoneSnapshot"),
    ],
)
def test_each_room_shows_what_the_document_says(
    lived: Database, document: Any, name: str, shape: str
) -> None:
    with lived.transaction() as tx:
        if name == "station":
            name = f"station:{tx.fetch('SELECT station_id FROM tickets')[0]['station_id']}"
        room = rooms.parse_room(name)
        assert room is not None
        snapshot = Feed(SNAPSHOTS).snapshot(tx, find(tx, room))["snapshot"]
    _validate(snapshot, document, shape)


def test_the_simulator_answers_what_the_document_says(phone: Phone, document: Any) -> None:
    answer = phone.app.test_client().get("/phone/state").get_json()
    assert answer["enabled"]
    _validate(answer, document, "PhoneState")
