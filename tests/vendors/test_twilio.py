"""The Twilio adapter against a stateful stand-in, over real HTTP."""

import logging
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from backend.channels.types import (
    Busy,
    Messenger,
    NotSent,
    OutcomeUnknown,
    OutgoingText,
    Refused,
)
from backend.conversation.delivery import DeliveryState
from backend.vendors import twilio
from backend.vendors.twilio import Twilio
from tests.vendors.contract import TEXT, MessengerContract
from tests.vendors.fake_twilio import ACCOUNT, TOKEN, FakeTwilio, Fault

PUBLIC_URL = "https://coffee.example.org"


@pytest.fixture
def fake() -> Iterator[FakeTwilio]:
    """Twilio's stand-in."""
    with FakeTwilio().serving() as made:
        yield made


@pytest.fixture
def messenger(fake: FakeTwilio) -> Twilio:
    """The adapter, pointed at it."""
    return Twilio(ACCOUNT, TOKEN, public_url=PUBLIC_URL, api_url=fake.url)


def minute_ago() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=1)


class TestContract(MessengerContract):
    """Everybody's rules."""

    @pytest.fixture
    def messenger(self, fake: FakeTwilio) -> Messenger:
        """The adapter."""
        return Twilio(ACCOUNT, TOKEN, public_url=PUBLIC_URL, api_url=fake.url)


def test_sends_from_the_number_the_customer_knows(fake: FakeTwilio, messenger: Twilio) -> None:
    sent = messenger.send(TEXT)
    assert fake.creates == [
        {
            "To": TEXT.address,
            "From": TEXT.number,
            "Body": TEXT.body,
            "StatusCallback": f"{PUBLIC_URL}/sms/status?event=1&message=42",
            "ValidityPeriod": "3600",
        }
    ]
    assert sent.provider_id == fake.messages[0]["sid"]
    assert sent.state is DeliveryState.QUEUED


def test_answers_whatsapp_on_whatsapp(fake: FakeTwilio, messenger: Twilio) -> None:
    messenger.send(OutgoingText(1, 2, "whatsapp:+15550100001", "+15005550006", "Hi"))
    assert fake.creates[0]["From"] == "whatsapp:+15005550006"


def test_asks_for_no_reports_that_could_not_reach_us(fake: FakeTwilio) -> None:
    real = Twilio(ACCOUNT, TOKEN, public_url="http://127.0.0.1:8000")
    public = Twilio(ACCOUNT, TOKEN, public_url=PUBLIC_URL)
    mocked = Twilio(ACCOUNT, TOKEN, public_url="http://127.0.0.1:8000", api_url=fake.url)
    assert not real._wants_reports
    assert public._wants_reports
    mocked.send(TEXT)
    assert fake.creates[0]["StatusCallback"].startswith("http://127.0.0.1:8000/sms/status?")


def test_without_another_address_it_calls_twilio() -> None:
    http = twilio._Http(None)
    assert http._address("https://api.twilio.com/2010-04-01/x") == (
        "https://api.twilio.com/2010-04-01/x"
    )
    other = twilio._Http("http://edge.example:81/mock/")
    assert other._address("https://api.twilio.com/2010-04-01/x?a=1") == (
        "http://edge.example:81/mock/2010-04-01/x?a=1"
    )


@pytest.mark.parametrize(
    ("fault", "kind", "code"),
    [
        (Fault(429, 20429), Busy, "20429"),
        (Fault(429, 0, raw="slow down"), Busy, "429"),
        (Fault(503), Busy, "503"),
        (Fault(401, 20003), Busy, "20003"),
        (Fault(400, 21611), Busy, "21611"),
        (Fault(500), OutcomeUnknown, "500"),
        (Fault(502, raw="<html>"), OutcomeUnknown, "502"),
        (Fault(504), OutcomeUnknown, "504"),
        (Fault(400, 21610), Refused, "21610"),
        (Fault(400, 21211), Refused, "21211"),
        (Fault(404, 20404), Refused, "20404"),
        (Fault(302, raw=""), Refused, "302"),
        (Fault(201, raw="not json"), OutcomeUnknown, "garbled_answer"),
        (Fault(201, raw="[]"), OutcomeUnknown, "garbled_answer"),
        (Fault(201, raw="{}"), OutcomeUnknown, "garbled_answer"),
        (Fault(silent_after=0.0), OutcomeUnknown, "no_answer"),
        (Fault(silent_after=0.0, made=True), OutcomeUnknown, "no_answer"),
    ],
)
def test_says_what_an_error_means(
    fake: FakeTwilio, messenger: Twilio, fault: Fault, kind: type[NotSent], code: str
) -> None:
    fake.create_faults.append(fault)
    with pytest.raises(NotSent) as caught:
        messenger.send(TEXT)
    assert type(caught.value) is kind
    assert caught.value.code == code
    # It tries once: trying again is the outbox's business.
    assert len(fake.creates) == 1


def test_keeps_away_as_long_as_it_is_told(fake: FakeTwilio, messenger: Twilio) -> None:
    fake.create_faults += [
        Fault(429, 20429, headers={"Retry-After": "7"}),
        Fault(429, 20429, headers={"Retry-After": "Sat, 21 Nov 2026 07:28:00 GMT"}),
    ]
    with pytest.raises(Busy) as first:
        messenger.send(TEXT)
    with pytest.raises(Busy) as second:
        messenger.send(TEXT)
    assert (first.value.retry_after, second.value.retry_after) == (7.0, 0.0)


def test_waits_no_longer_than_it_says(
    fake: FakeTwilio, messenger: Twilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(twilio, "READ_SECONDS", 0.2)
    fake.create_faults.append(Fault(silent_after=1.0, made=True))
    with pytest.raises(OutcomeUnknown) as caught:
        messenger.send(TEXT)
    assert caught.value.code == "no_answer"


def test_nobody_there_means_surely_not_sent() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        messenger = Twilio(
            ACCOUNT, TOKEN, public_url=PUBLIC_URL, api_url=f"http://127.0.0.1:{port}"
        )
        with pytest.raises(Busy) as caught:
            messenger.send(TEXT)
    assert caught.value.code == "no_connection"


def test_wrong_keys_are_worth_another_try(fake: FakeTwilio) -> None:
    stranger = Twilio(ACCOUNT, "wrong", public_url=PUBLIC_URL, api_url=fake.url)
    with pytest.raises(Busy) as caught:
        stranger.send(TEXT)
    assert caught.value.code == "20003"


def test_finds_only_this_text_and_only_since_then(fake: FakeTwilio, messenger: Twilio) -> None:
    form = {"To": TEXT.address, "From": TEXT.number, "Body": TEXT.body}
    fake.add(form, age=timedelta(hours=1))
    fake.add(form | {"Body": "another text"})
    fake.add(form | {"To": "+15550100002"})
    fake.add(form | {"From": "+15005550009"})
    fake.add(form, direction="outbound-reply")
    first = fake.add(form, age=timedelta(seconds=5))
    second = fake.add(form | {"Body": f"Sent from a trial account - {TEXT.body} "})
    found = messenger.find(TEXT, minute_ago())
    assert [sent.provider_id for sent in found] == [first["sid"], second["sid"]]


def test_what_cannot_be_listed_is_not_taken_for_not_sent(
    fake: FakeTwilio, messenger: Twilio
) -> None:
    fake.list_faults += [Fault(500), Fault(429, 20429), Fault(200, raw="[]"), Fault(400, 20001)]
    for kind in (OutcomeUnknown, Busy, OutcomeUnknown, Refused):
        with pytest.raises(kind):
            messenger.find(TEXT, minute_ago())
    assert fake.lists == 4


def test_writes_nothing_about_customers_to_the_log(
    fake: FakeTwilio, messenger: Twilio, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    messenger.send(TEXT)
    messenger.find(TEXT, minute_ago())
    assert len(fake.creates) == fake.lists == 1
    assert "0100001" not in caplog.text
    assert "ready" not in caplog.text
