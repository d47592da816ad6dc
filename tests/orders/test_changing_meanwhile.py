"""Two at one order at once: whoever is first is right, and the other is told."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from backend.core.db import Database
from backend.events.types import Event
from backend.orders.service import ChangedMeanwhile, TooLate
from backend.orders.types import (
    OrderStatus,
)
from tests.orders.house import (
    GREEN_TEA,
    OAT_LATTE,
    SKIM_LATTE,
    House,
    lines_of,
)


@pytest.fixture
def house(demo_db: Database, demo: Event) -> House:
    return House(demo_db, demo)


@contextmanager
def under_way(work: Any) -> Iterator[threading.Event]:
    """Hold a transaction open in a thread; set what is given to let it commit."""
    reached, go = threading.Event(), threading.Event()

    def hold() -> None:
        reached.set()
        assert go.wait(4)

    thread = threading.Thread(target=work, args=(hold,))
    thread.start()
    assert reached.wait(4)
    yield go
    go.set()
    thread.join()


def waits_for_a_lock(house: House) -> bool:
    sql = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
    return bool(house.rows(f"{sql} AND wait_event_type = 'Lock'"))


def meanwhile(house: House, work: Any, go: threading.Event) -> list[Any]:
    """Do this in a thread, see it wait for the other, let the other commit; gives the outcome."""
    outcome: list[Any] = []

    def run() -> None:
        try:
            outcome.append(work())
        except (TooLate, ChangedMeanwhile) as refusal:
            outcome.append(refusal)

    thread = threading.Thread(target=run)
    thread.start()
    pause = threading.Event()
    assert any(waits_for_a_lock(house) or pause.wait(0.05) for _ in range(60))
    go.set()
    thread.join()
    return outcome


def test_started_meanwhile_it_is_too_late(house: House) -> None:
    order = house.place(OAT_LATTE)
    ticket = order.tickets[0].id
    with under_way(lambda hold: house.act(ticket, "start", hold)) as go:
        (refusal,) = meanwhile(house, lambda: house.change(order, SKIM_LATTE), go)
    assert isinstance(refusal, TooLate)
    assert refusal.order_status is OrderStatus.MAKING
    assert lines_of(house.read(order)) == [OAT_LATTE]


def test_changed_meanwhile_the_barista_who_saw_the_old_one_is_told(house: House) -> None:
    order = house.place(OAT_LATTE)
    seen = order.tickets[0]
    with under_way(lambda hold: house.change(order, SKIM_LATTE, hold=hold)) as go:
        (refusal,) = meanwhile(house, lambda: house.act(seen.id, "start", version=seen.version), go)
    assert isinstance(refusal, ChangedMeanwhile)
    assert lines_of(house.read(order)) == [SKIM_LATTE]
    assert house.act(seen.id, "start").status is OrderStatus.MAKING


def test_who_saw_another_order_changes_nothing(house: House) -> None:
    seen = house.place(OAT_LATTE)
    now_is = house.changed(seen, SKIM_LATTE)
    before = house.everything()
    with pytest.raises(ChangedMeanwhile) as refusal:
        house.change(seen, GREEN_TEA, version=seen.version)
    assert refusal.value.values["version"] == now_is.version
    assert house.everything() == before
    house.change(now_is, GREEN_TEA, version=now_is.version)
    assert lines_of(house.read(seen)) == [GREEN_TEA]


def test_of_two_who_saw_the_same_order_the_second_is_told(house: House) -> None:
    order = house.place(OAT_LATTE)
    with under_way(lambda hold: house.change(order, SKIM_LATTE, hold=hold)) as go:
        (refusal,) = meanwhile(
            house, lambda: house.change(order, GREEN_TEA, version=order.version), go
        )
    assert isinstance(refusal, ChangedMeanwhile)
    assert lines_of(house.read(order)) == [SKIM_LATTE]


def test_started_it_is_too_late_whatever_was_seen(house: House) -> None:
    order = house.place(OAT_LATTE)
    assert house.act(order.tickets[0].id, "start").version > order.version
    with pytest.raises(TooLate):
        house.change(order, SKIM_LATTE, version=order.version)
