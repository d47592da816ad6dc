"""A promise that will not hold: its customer hears before it breaks, with a new one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from backend.core.db import Database, Row
from backend.events.types import Event
from backend.orders import keeping, overdue
from tests.app_client import Phone, Staff
from tests.channels.venue import Scripted, Venue

#: So long after the end of what was promised that nobody could think it will be kept.
OVER = timedelta(minutes=2)


class Minder:
    """The worker's steps, with a clock of its own."""

    def __init__(self, database: Database, event: Event) -> None:
        self.database = database
        self.zone = ZoneInfo(event.timezone)
        self._venue = Venue(database, event.id, 0, 0)

    def look(self, now: datetime) -> None:
        overdue.look(self.database, now)

    def send(self) -> list[str]:
        messenger = Scripted()
        self._venue.work(messenger)
        return messenger.bodies

    def rows(self, sql: str) -> list[Row]:
        with self.database.transaction() as tx:
            return tx.fetch(sql)

    def order(self) -> Row:
        (row,) = self.rows("SELECT * FROM orders")
        return row

    def latest(self) -> datetime:
        latest: datetime = self.order()["promised_latest"]
        return latest

    def late(self) -> list[Row]:
        return self.rows("SELECT * FROM outbox WHERE kind = 'late' ORDER BY id")


@pytest.fixture
def minder(demo_db: Database, demo: Event) -> Minder:
    return Minder(demo_db, demo)


def test_the_customer_hears_before_it_breaks_and_the_new_range_is_told_on_every_door(
    minder: Minder, phone: Phone, barista: Staff
) -> None:
    number = phone.order()
    first = minder.order()
    ticket = barista.ticket()
    minder.rows("UPDATE tickets SET prep_seconds = 600 RETURNING 1")  # the lane is slow today
    look_at = first["look_at"]
    assert look_at < first["promised_latest"]
    minder.look(look_at - timedelta(seconds=1))
    assert minder.late() == [], "not before its time"
    minder.look(look_at)
    after = minder.order()
    assert after["promised_latest"] > first["promised_latest"] + keeping.MARGIN
    assert after["promised_earliest"] >= first["promised_earliest"]
    assert after["first_latest"] == first["promised_latest"]
    assert after["revised"] == 1
    (text,) = minder.send()
    told = f"{after['promised_earliest'].astimezone(minder.zone):%H:%M}"
    told += f"-{after['promised_latest'].astimezone(minder.zone):%H:%M}"
    assert text == f"Order #{number} is taking longer: now about {told}. Sorry!"
    assert told in (phone.text("status") or "")
    seen = barista.ticket()
    assert datetime.fromisoformat(seen["promise"]["latest"]) == after["promised_latest"]
    assert seen["version"] > ticket["version"], "or screens would keep the old range"


def test_nobody_is_told_while_it_may_hold(minder: Minder, phone: Phone) -> None:
    phone.order()
    look_at = minder.order()["look_at"]
    minder.look(look_at)
    assert minder.late() == []
    again = minder.order()["look_at"]
    assert again == look_at + keeping.LOOK_EVERY, "looked at, and to be looked at again"


def _opt_out(phone: Phone, _barista: Staff) -> None:
    phone.text("stop")


def _make(_phone: Phone, barista: Staff) -> None:
    assert barista.act(barista.ticket()["id"], "bump").status_code == 200


def _cancel(phone: Phone, _barista: Staff) -> None:
    phone.text("cancel")


@pytest.mark.parametrize(("meanwhile", "revised"), [(_opt_out, 1), (_make, 0), (_cancel, 0)])
def test_who_opted_out_has_it_already_or_cancelled_gets_no_text(
    minder: Minder,
    phone: Phone,
    barista: Staff,
    meanwhile: Callable[[Phone, Staff], None],
    revised: int,
) -> None:
    phone.order()
    meanwhile(phone, barista)
    minder.look(minder.latest() + OVER)
    assert minder.late() == []
    assert minder.order()["revised"] == revised, "what screens and STATUS show is true all the same"


def test_made_between_the_decision_and_the_text_nothing_is_said(
    minder: Minder, phone: Phone, barista: Staff
) -> None:
    phone.order()
    minder.look(minder.latest() + OVER)
    assert len(minder.late()) == 1
    _make(phone, barista)
    bodies = minder.send()
    assert len(bodies) == 1
    assert "ready" in bodies[0]


def test_twice_at_the_most_and_far_apart(minder: Minder, phone: Phone) -> None:
    phone.order()
    first = minder.latest()
    now = first + OVER
    told: list[datetime] = []
    while now < first + timedelta(hours=3):
        minder.look(now)
        if len(minder.late()) > len(told):
            told.append(now)
        now += timedelta(seconds=30)
    assert len(told) == keeping.MOST == 2
    assert told[1] - told[0] >= keeping.APART
    order = minder.order()
    assert order["first_latest"] == first, "the first promise is the one it is measured by"
    assert order["look_at"] is None
    assert minder.send() != []


def test_a_promise_long_over_is_no_news(minder: Minder, phone: Phone) -> None:
    """A worker comes back after hours, or nobody closed the lane."""
    phone.order()
    minder.look(minder.latest() + keeping.STALE + OVER)
    assert minder.late() == []
    assert minder.order()["look_at"] is None


def test_two_workers_tell_once(minder: Minder, phone: Phone) -> None:
    phone.order()
    now = minder.latest() + OVER
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(minder.look, [now, now]))
    assert len(minder.late()) == 1
    minder.look(now)
    assert len(minder.late()) == 1, "nor after a restart"


def test_what_stands_before_it_in_the_lane_counts(minder: Minder, app: Any, phone: Phone) -> None:
    """Of two orders the first may hold its promise and the second not."""
    phone.order()
    behind = Phone(app, "+15550100002")
    behind.order()
    first, second = minder.rows("SELECT * FROM orders ORDER BY id")
    minder.rows("UPDATE tickets SET station_id = (SELECT min(station_id) FROM tickets) RETURNING 1")
    minder.rows(f"UPDATE tickets SET prep_seconds = 400 WHERE order_id = {first['id']} RETURNING 1")
    minder.rows(
        "UPDATE orders SET promised_latest = promised_latest + interval '5 minutes'"
        " WHERE id = (SELECT min(id) FROM orders) RETURNING 1"
    )
    minder.look(max(first["look_at"], second["look_at"]))
    told = {row["id"]: row["revised"] for row in minder.rows("SELECT * FROM orders")}
    assert told == {first["id"]: 0, second["id"]: 1}
    (why,) = minder.rows("SELECT detail FROM order_history WHERE action = 'revised'")
    assert "400 s before it" in why["detail"]["because"]


def test_across_midnight_the_clock_of_the_event_is_told(minder: Minder, phone: Phone) -> None:
    phone.order()
    minder.rows("UPDATE events SET timezone = 'Asia/Kolkata', revision = revision + 1 RETURNING 1")
    minder.rows(
        "UPDATE orders SET promised_earliest = '2026-11-21T18:22Z',"
        " promised_latest = '2026-11-21T18:27Z', look_at = '2026-11-21T18:25Z' RETURNING 1"
    )
    minder.look(datetime.fromisoformat("2026-11-21T18:28:00+00:00"))
    (text,) = minder.send()
    assert "23:5" in text
    assert "-00:0" in text
    status = phone.text("status") or ""
    assert text.split("about ")[1].split(".")[0] in status
