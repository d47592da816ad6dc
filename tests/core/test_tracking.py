"""Faults reach the tracker where one is set, without anybody's data; else it is not loaded."""

import io
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
import sentry_sdk
import structlog
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from backend.core import log, tracking

DSN = "https://key@tracker.example/1"
PHONE = "+15550100001"
#: Put together here, for the lines of source around a fault are told.
SECRET = "-".join(("so", "private"))


class Kept(Transport):
    """Keeps what would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Any] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        """Keep an envelope's event."""
        self.events.append(envelope.get_event())


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    """A tracker in this process, to which errors of the log go."""
    before = structlog.get_config()
    transport = Kept()
    monkeypatch.setattr(sentry_sdk, "init", partial(sentry_sdk.init, transport=transport))
    log.configure(io.StringIO(), report=tracking.start(DSN))
    yield transport
    sentry_sdk.get_client().close()
    sentry_sdk.get_global_scope().set_client(None)
    structlog.configure(**before)


def _fail(words: str) -> None:
    secret = PHONE
    raise ValueError(f"{words} {secret}")


def test_a_fault_is_reported_without_phones_or_values(kept: Kept) -> None:
    try:
        _fail("cannot text")
    except ValueError:
        structlog.get_logger().exception("text.fault", to=PHONE, body=SECRET)
    (event,) = kept.events
    (fault,) = event["exception"]["values"]
    assert fault["type"] == "ValueError"
    assert fault["value"] == "cannot text •••••••0001"
    assert fault["stacktrace"]["frames"][-1]["function"] == "_fail"
    told = str(event)
    assert PHONE[1:] not in told
    assert SECRET not in told
    assert all("vars" not in frame for frame in fault["stacktrace"]["frames"])
    assert not event.get("user")
    assert not event.get("request")


def test_what_is_no_fault_is_not_reported(kept: Kept) -> None:
    structlog.get_logger().warning("sign_in.wrong_password", person=1)
    structlog.get_logger().error("text.failed", code="30003")
    assert kept.events == []


def test_without_the_setting_it_is_not_even_loaded() -> None:
    code = (
        "import sys; from backend.core import tracking; assert tracking.start(None) is None;"
        "sys.exit('sentry_sdk' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
