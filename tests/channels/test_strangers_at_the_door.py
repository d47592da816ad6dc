"""Whoever is neither the carrier nor the simulator on this machine changes nothing."""

from pathlib import Path

from backend.core.db import Database
from tests.app_client import ACCOUNT, NUMBER, ORDER, Phone, make_app, new_sid, reply_of
from tests.channels.rows import count


def test_unsigned_and_mis_signed_webhooks_change_nothing(demo_db: Database, tmp_path: Path) -> None:
    app = make_app(
        demo_db,
        tmp_path,
        TWILIO_ACCOUNT_SID=ACCOUNT,
        TWILIO_AUTH_TOKEN="12345678901234567890123456789012",
    )
    form = {"MessageSid": new_sid(), "From": "+15550100001", "To": NUMBER, "Body": ORDER}
    client = app.test_client()
    for headers in ({}, {"X-Twilio-Signature": "bm90IHRoZSBzaWduYXR1cmU="}):
        for path in ("/sms", "/sms/status"):
            response = client.post(path, data=form, headers=headers)
            assert response.status_code == 403, path
    for table in ("customers", "messages", "dialogues", "orders", "changes"):
        expected = 3 if table == "changes" else 0  # the demo's own stations
        assert count(demo_db, table) == expected, table


def test_the_simulator_takes_texts_from_this_machine_only(phone: Phone) -> None:
    client = phone.app.test_client()
    form = {"MessageSid": new_sid(), "From": "+15550100001", "To": NUMBER, "Body": "hi"}
    for headers in (
        {"X-Forwarded-For": "1.2.3.4"},
        {"Forwarded": "for=1.2.3.4"},
        {"Origin": "https://evil.example"},
    ):
        assert client.post("/sms", data=form, headers=headers).status_code == 403
    far = client.post("/sms", data=form, environ_base={"REMOTE_ADDR": "10.0.0.9"})
    assert far.status_code == 403
    assert reply_of(client.post("/sms", data=form)) is not None
