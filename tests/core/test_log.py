"""Lines of the log: JSON, and never a phone in them."""

import errno
import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from backend.core import log


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    before = structlog.get_config()
    kept = io.StringIO()
    log.configure(kept)
    yield kept
    structlog.configure(**before)
    structlog.contextvars.clear_contextvars()


def _only(stream: io.StringIO) -> Any:
    (line,) = stream.getvalue().splitlines()
    return json.loads(line)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("+15550100001", "•••••••0001"),
        ("whatsapp:+15550100001", "whatsapp:•••••••0001"),
        ("%2B15550100001", "•••••••0001"),
        ("from +1 555 010 0001 to us", "from •••••••0001 to us"),
        ("Key (address)=(+15550100001) exists", "Key (address)=(•••••••0001) exists"),
        ("15550100001", "•••••••0001"),
        ("0412 345 678", "••••••5678"),
        ("(555) 010-0001", "••••••0001"),
        ("order 42 of 2026-11-21T08:00:00Z", "order 42 of 2026-11-21T08:00:00Z"),
        ("2026-11-21 08:00:00", "2026-11-21 08:00:00"),
        ("SM00000000000000000000000000000001", "SM00000000000000000000000000000001"),
        ("0.123456789012", "0.123456789012"),
        ("127.0.0.1:5432", "127.0.0.1:5432"),
        ("number 12345678", "number 12345678"),
    ],
)
def test_what_looks_like_a_phone_is_masked(stream: io.StringIO, text: str, shown: str) -> None:
    structlog.get_logger().info("thing.done", text=text)
    assert _only(stream)["text"] == shown


def test_phones_are_masked_however_deep(stream: io.StringIO) -> None:
    phone = "+15550100001"
    structlog.get_logger().info("thing.done", a={"b": [phone, (phone,)]}, n=15550100001)
    line = _only(stream)
    assert line["a"] == {"b": ["•••••••0001", ["•••••••0001"]]}


def test_a_line_has_its_time_its_level_and_what_is_bound(stream: io.StringIO) -> None:
    structlog.contextvars.bind_contextvars(request_id="0123456789012345")
    structlog.get_logger().warning("thing.slow", seconds=3)
    line = _only(stream)
    assert line["event"] == "thing.slow"
    assert line["level"] == "warning"
    assert line["seconds"] == 3
    assert line["timestamp"].endswith("Z")
    assert line["request_id"] == "0123456789012345"


def test_a_fault_is_one_line_with_its_traceback_and_no_phone(stream: io.StringIO) -> None:
    try:
        raise ValueError("no such phone: +15550100001")
    except ValueError:
        structlog.get_logger().exception("thing.failed")
    line = _only(stream)
    assert "ValueError: no such phone: •••••••0001" in line["exception"]


def test_what_libraries_say_is_a_line_too(stream: io.StringIO) -> None:
    try:
        raise ValueError("odd")
    except ValueError:
        logging.getLogger("some.library").warning("lost %s", "+15550100001", exc_info=True)
    logging.getLogger("some.library").info("chatter")
    line = _only(stream)
    assert (line["name"], line["level"]) == ("some.library", "warning")
    assert line["message"] == "lost •••••••0001"
    assert "ValueError: odd" in line["exception"]


def test_faults_are_reported_where_somebody_wants_them() -> None:
    before = structlog.get_config()
    told: list[BaseException] = []
    log.configure(io.StringIO(), report=told.append)
    fault = ValueError("odd")
    structlog.get_logger().error("thing.failed", exc_info=fault)
    structlog.get_logger().error("thing.refused")
    structlog.configure(**before)
    assert told == [fault]


class _Full(io.StringIO):
    def write(self, text: str) -> int:
        self.tried = text
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_costs_the_line_and_nothing_else(stream: io.StringIO) -> None:
    full = _Full()
    log.configure(full)
    structlog.get_logger().info("thing.done")
    assert "thing.done" in full.tried
