"""The settings change while orders are worked on: neither stands in the other's way."""

import threading
from typing import Any

import pytest

from backend.conversation import consequences
from backend.core.db import Database
from backend.core.errors import DatabaseBusy
from backend.events import settings
from backend.events.types import Event, NamePolicy
from backend.events.views import SettingsChange
from backend.orders import reading
from tests.orders.house import OAT_LATTE, SKIM_LATTE, House
from tests.orders.test_changing_meanwhile import waits_for_a_lock


@pytest.fixture
def house(demo_db: Database, demo: Event) -> House:
    return House(demo_db, demo)


@pytest.mark.parametrize("work", ["start", "change"])
def test_whoever_holds_an_order_that_is_told_of_anew_ends_first(house: House, work: str) -> None:
    order = house.place(OAT_LATTE)
    outcome: list[Any] = []

    def rename() -> None:
        wanted = SettingsChange(name_policy=NamePolicy.NUMBER)
        try:
            with house.database.transaction() as tx:
                outcome.append(settings.change(tx, house.event, wanted, consequences.follow))
        except DatabaseBusy as fault:
            outcome.append(fault)

    thread = threading.Thread(target=rename)
    with house.database.transaction() as tx:
        reading.locked(tx, [house.event], order.id)
        thread.start()
        pause = threading.Event()
        assert any(waits_for_a_lock(house) or pause.wait(0.05) for _ in range(60))
        # Both write rows that belong to the event.
        if work == "start":
            house.act_in(tx, order.tickets[0].id, "start")
        else:
            house.change_in(tx, order, (SKIM_LATTE,))
    thread.join()
    assert [type(one) for one in outcome] == [Event]
    after = house.read(order)
    assert after.version == order.version + 2, "the work, then the telling anew"
