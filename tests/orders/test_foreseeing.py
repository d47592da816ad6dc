"""An order for a time at which somebody will be there, whoever is there now."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from backend.core.db import Database
from backend.orders import later
from backend.orders.timing import MARGIN
from backend.stations.types import Capabilities, Hand, Period, Station, StationState
from tests.app_client import Phone, sign_in
from tests.orders.later import FLAT_WHITE, TEA, Counter, in_time

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PREP = 60
CARTS = ("North cart", "South cart", "Tea bar")


def station(state: str = "open", **values: Any) -> Station:
    return Station(1, "North cart", StationState(state), Capabilities(), **values)


def minutes(count: float) -> datetime:
    return NOW + timedelta(minutes=count)


def state(one: Station, due: datetime, *, priority: bool = False) -> str:
    (found,) = later.serving([one], due, NOW, prep_seconds=PREP, priority=priority)
    return str(found.state)


def shift(starts: float, ends: float) -> Hand:
    return Hand("Ana", (Period(minutes(starts), minutes(ends)),))


@pytest.mark.parametrize(
    ("now", "then"),
    [("open", "open"), ("paused", "open"), ("draining", "draining"), ("closed", "closed")],
)
def test_who_is_paused_may_be_back_and_who_closes_is_not(now: str, then: str) -> None:
    assert state(station(now), minutes(90)) == then


def test_what_is_wanted_so_soon_that_it_is_begun_now_is_for_who_is_there_now() -> None:
    soon = NOW + timedelta(seconds=PREP) + MARGIN
    assert state(station("paused"), soon) == "paused"
    assert state(station("paused"), soon + timedelta(seconds=1)) == "open"


@pytest.mark.parametrize(
    ("due", "then"),
    [
        (60, "paused"),
        (62, "paused"),  # it would be begun before anybody is there
        (63, "open"),
        (120, "open"),
        (121, "paused"),  # nobody is there any more when it is to be made
    ],
)
def test_somebody_is_there_from_when_it_is_begun_until_it_is_wanted(due: int, then: str) -> None:
    assert state(station(staff=(shift(60, 120.5),)), minutes(due)) == then
    assert state(station("paused", staff=(shift(60, 120.5),)), minutes(due)) == then


def test_a_break_now_is_none_later_and_one_then_is() -> None:
    on_break = station(breaks=(Period(NOW, minutes(30)),))
    assert state(on_break, minutes(60)) == "open"
    assert state(on_break, minutes(29)) == "paused"


def test_as_many_hands_as_are_on_then_and_a_cart_for_speakers_stays_theirs() -> None:
    two = station(staff=(shift(60, 120), shift(60, 120), shift(0, 30)))
    (found,) = later.serving([two], minutes(90), NOW, prep_seconds=PREP)
    assert found.parallel == 2
    assert state(station(priority_only=True), minutes(90)) == "paused"
    assert state(station(priority_only=True), minutes(90), priority=True) == "open"


def test_the_next_time_is_when_somebody_who_is_able_could_have_made_it() -> None:
    early, late = station(staff=(shift(60, 70),)), station(staff=(shift(200, 300),))

    def able(there: tuple[Station, ...]) -> bool:
        return there[1].state is StationState.OPEN

    found = later.possible([early, late], able, minutes(30), NOW, prep_seconds=PREP)
    assert found == minutes(203)
    never = later.possible([early, late], lambda _: False, minutes(30), NOW, prep_seconds=PREP)
    assert never is None


def each(counter: Counter, **values: object) -> None:
    """Say something of every station."""
    columns = ", ".join(f"{name} = %({name})s" for name in values)
    changed = counter.rows(f"UPDATE stations SET {columns} RETURNING id", **values)
    assert len(changed) == len(CARTS)
    counter.rows("UPDATE events SET revision = revision + 1 RETURNING id")


def on_from(starts: datetime) -> str:
    """Write a roster of one who is on for two hours."""
    ends = (starts + timedelta(hours=2)).isoformat()
    shifts = [{"starts": starts.isoformat(), "ends": ends}]
    return json.dumps([{"name": "Ana", "breaks": [], "shifts": shifts}])


def test_all_paused_now_take_an_order_for_later_and_make_it_then(counter: Counter) -> None:
    each(counter, state="paused")
    assert counter.ask(None).status_code == 409
    due = in_time(hours=1)
    order = counter.order(due)
    assert order["lines"][0]["status"] == "scheduled"
    assert datetime.fromisoformat(order["promise"]["earliest"]) == due
    counter.set_state("North cart", "open")
    counter.let_time_come(due)
    assert [(t["state"], t["station"]) for t in counter.barista.tickets()] == [
        ("queued", "North cart")
    ]


def test_who_is_open_now_is_surer_than_who_is_paused(counter: Counter) -> None:
    for name, closed in zip(CARTS, (True, False, True), strict=True):
        counter.set_state(name, "paused" if closed else "open")
    for _ in range(3):
        order = counter.order(in_time(hours=1), phone=None)
        assert order["lines"][0]["station"] == "South cart"
    # What only one that is paused can make goes there.
    assert counter.order(in_time(hours=1), TEA)["lines"][0]["station"] != "South cart"


def test_where_all_are_closed_nothing_is_taken_for_later(counter: Counter) -> None:
    each(counter, state="closed")
    refused = counter.ask(in_time(hours=1).isoformat())
    assert (refused.status_code, refused.get_json()["code"]) == (409, "cannot_be_made")
    assert " now" not in refused.get_json()["detail"]
    assert f"at {refused.get_json()['at']}." in refused.get_json()["detail"]


def test_a_time_at_which_nobody_is_there_is_refused_with_one_at_which_somebody_is(
    counter: Counter,
) -> None:
    starts = in_time(hours=2).replace(second=0)
    each(counter, staff=on_from(starts))
    refused = counter.ask(in_time(hours=1).isoformat())
    told = refused.get_json()
    assert (refused.status_code, told["code"]) == (409, "nobody_there")
    possible = datetime.fromisoformat(told["possible"])
    assert starts < possible < starts + timedelta(minutes=6)
    assert counter.ask(told["possible"]).status_code == 201


def test_an_order_for_later_is_changed_while_all_are_paused(app: Flask, counter: Counter) -> None:
    order = counter.order(in_time(hours=1))
    each(counter, state="paused")
    path, support = f"/api/orders/{order['id']}", sign_in(app, "support")
    changed = support.call("PATCH", path, {"lines": [{**FLAT_WHITE, "quantity": 2}]})
    assert changed.status_code == 200, changed.text
    assert [line["quantity"] for line in changed.get_json()["lines"]] == [2]
    assert changed.get_json()["lines"][0]["status"] == "scheduled"
    each(counter, state="closed")
    refused = support.call("PATCH", path, {"lines": [FLAT_WHITE]})
    assert refused.status_code == 409


def test_a_text_orders_for_later_while_all_are_paused(
    app: Flask, counter: Counter, demo_db: Database
) -> None:
    each(counter, state="paused")
    steve = Phone(app)
    nothing = steve.text("large oat latte")
    assert nothing is not None
    assert "YES" not in nothing
    read_back = steve.text("large oat latte in an hour") or ""
    assert "YES" in read_back
    assert "#" in (steve.text("yes") or "")
    (ticket,) = counter.later()
    assert ticket["state"] == "scheduled"
    changed = steve.text("make it small") or ""
    assert "YES" in changed
    assert "Changed" in (steve.text("yes") or "")


def test_a_text_for_a_time_at_which_nobody_is_there_is_offered_another(
    app: Flask, counter: Counter
) -> None:
    each(counter, staff=on_from(in_time(hours=2)))
    steve = Phone(app)
    offered = steve.text("large oat latte in an hour") or ""
    assert "Nobody is there" in offered
    assert "YES" in offered
    assert "#" in (steve.text("yes") or "")
    (ticket,) = counter.later()
    assert datetime.fromisoformat(ticket["due"]) > in_time(hours=2)
