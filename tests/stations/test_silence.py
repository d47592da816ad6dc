"""A station whose tablets are all silent: noticed, warned of, left out, and taken in again."""

from typing import Any

import pytest

from backend.core.db import Database, Row, as_json
from backend.orders import failover
from backend.stations import tablets
from backend.stations.tablets import Ear
from tests.app_client import Phone, Staff, sign_in
from tests.orders.later import Counter, in_time


class Floor:
    """The stations of the demo event, with time that can be let pass."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.ear = Ear()
        self.clock = 0.0
        self.set_silence(60)
        self.look()

    def set_silence(self, seconds: int | None) -> None:
        self.run(
            """UPDATE settings SET value = %(value)s WHERE key = 'silence_seconds'""",
            value=as_json(seconds),
        )

    def run(self, sql: str, **values: object) -> None:
        with self.database.transaction() as tx:
            tx.queue(sql, **values)

    def rows(self, sql: str) -> list[Row]:
        with self.database.transaction() as tx:
            return tx.fetch(sql)

    def beat(self, station: int) -> None:
        with self.database.transaction() as tx:
            (row,) = tx.fetch("SELECT event_id FROM stations WHERE id = %(id)s", id=station)
            tablets.heard(tx, row["event_id"], station)

    def pass_(self, seconds: float, *, listening: bool = True) -> None:
        """Let time pass, in which the worker looks all the while."""
        self.run(
            f"UPDATE stations SET heard_at = heard_at - interval '{seconds} seconds',"
            f" silent_since = silent_since - interval '{seconds} seconds'"
        )
        self.run(f"UPDATE tickets SET queued_at = queued_at - interval '{seconds} seconds'")
        for _ in range(int(seconds)):
            self.clock += 1
            self.ear.seconds(listening=listening, now=self.clock)
        self.look(listening=listening)

    def look(self, *, listening: bool = True) -> None:
        if listening:
            with self.database.transaction() as tx:
                tablets.listen(tx)
        else:
            self.run("DELETE FROM heartbeats WHERE name = 'web'")
        failover.look(self.database, self.ear, in_time(), self.clock)

    def silent(self) -> list[str]:
        return [
            row["name"]
            for row in self.rows("SELECT name FROM stations WHERE silent_since IS NOT NULL")
        ]


@pytest.fixture
def floor(demo_db: Database) -> Floor:
    return Floor(demo_db)


@pytest.fixture
def counter(barista: Staff, demo_db: Database) -> Counter:
    return Counter(barista, demo_db)


def _order(phone: Phone, barista: Staff) -> Any:
    phone.order()
    return barista.ticket()


def test_silent_for_too_long_with_tickets_it_fails_and_back_again_it_is_open(
    floor: Floor, phone: Phone, barista: Staff
) -> None:
    ticket = _order(phone, barista)
    station = ticket["station_id"]
    floor.beat(station)
    floor.pass_(58)
    assert floor.silent() == []
    floor.pass_(5)
    assert floor.silent() == [ticket["station"]]
    moved = barista.ticket()
    assert moved["station"] != ticket["station"]
    told = floor.rows("SELECT type, data FROM changes WHERE type LIKE 'Station%%' ORDER BY id")[3:]
    assert [row["type"] for row in told] == ["StationChanged", "StationAlert", "StationAlert"]
    assert told[0]["data"]["silent_since"] is not None
    warned, after = (row["data"] for row in told[1:])
    assert (warned["why"], warned["moved"]) == ("silent", 0), "first the warning"
    assert warned["waiting"] == [ticket["number"]]
    assert (after["moved"], after["waiting"]) == (1, [])
    floor.beat(station)
    assert floor.silent() == []
    view = {one["id"]: one for one in barista.get("/api/events/demo/stations")["stations"]}
    assert (view[station]["state"], view[station]["silent_since"]) == ("open", None)
    floor.pass_(1)
    assert barista.ticket() == {**moved, "age_from": barista.ticket()["age_from"]}


def test_one_that_never_had_a_tablet_is_never_silent(
    floor: Floor, phone: Phone, barista: Staff
) -> None:
    _order(phone, barista)
    floor.pass_(500)
    assert floor.silent() == []


def test_without_tickets_nothing_is_amiss(floor: Floor, phone: Phone, barista: Staff) -> None:
    for station in barista.get("/api/events/demo/stations")["stations"]:
        floor.beat(station["id"])
    floor.pass_(500)
    assert floor.silent() == []
    ticket = _order(phone, barista)
    floor.pass_(40)
    assert floor.silent() == [], "whoever is there has the same time to wake the tablet"
    floor.pass_(30)
    assert floor.silent() == [ticket["station"]]


def test_switched_off(floor: Floor, phone: Phone, barista: Staff) -> None:
    floor.set_silence(None)
    floor.beat(_order(phone, barista)["station_id"])
    floor.pass_(500)
    assert floor.silent() == []


def test_while_nobody_could_hear_silence_says_nothing(
    floor: Floor, phone: Phone, barista: Staff
) -> None:
    ticket = _order(phone, barista)
    floor.beat(ticket["station_id"])
    floor.pass_(300, listening=False)
    assert floor.silent() == [], "it was we who were away"
    floor.pass_(55)
    assert floor.silent() == []
    floor.pass_(10)
    assert floor.silent() == [ticket["station"]]


def test_a_worker_that_slept_begins_to_listen_anew() -> None:
    ear = Ear()
    assert [ear.seconds(listening=True, now=now) for now in (0, 1, 15)] == [0, 1, 15]
    assert ear.seconds(listening=True, now=100) == 0
    assert ear.seconds(listening=True, now=101) == 1
    assert ear.seconds(listening=False, now=102) == 0


def test_what_is_started_stays_and_a_person_is_told(
    floor: Floor, phone: Phone, barista: Staff
) -> None:
    ticket = _order(phone, barista)
    assert barista.act(ticket["id"], "start").status_code == 200
    floor.beat(ticket["station_id"])
    floor.run("UPDATE tickets SET started_at = started_at - interval '2 minutes'")
    floor.pass_(70)
    assert barista.ticket()["station"] == ticket["station"]
    (alert,) = floor.rows("SELECT data FROM changes WHERE type = 'StationAlert'")
    assert alert["data"]["started"] == [ticket["number"]]


def test_where_nobody_else_can_the_ticket_stays_and_the_customer_is_not_alarmed(
    floor: Floor, phone: Phone, barista: Staff
) -> None:
    phone.order("large soy latte for Steve")
    ticket = barista.ticket()
    floor.beat(ticket["station_id"])
    floor.pass_(70)
    assert floor.silent() == [ticket["station"]]
    assert barista.ticket()["station"] == ticket["station"]
    assert floor.rows("SELECT 1 FROM outbox") == []


def test_it_is_written_every_ten_seconds_at_the_most(floor: Floor, barista: Staff) -> None:
    station = barista.get("/api/events/demo/stations")["stations"][0]["id"]
    seen = "SELECT xmin::text AS written, heard_at FROM stations ORDER BY id LIMIT 1"
    floor.beat(station)
    first = floor.rows(seen)
    for _ in range(5):
        floor.beat(station)
    assert floor.rows(seen) == first
    floor.pass_(11)
    floor.beat(station)
    assert floor.rows(seen)[0]["heard_at"] > first[0]["heard_at"]


def test_a_tablet_put_to_other_use_is_no_silence(
    floor: Floor, phone: Phone, barista: Staff
) -> None:
    ticket = _order(phone, barista)
    floor.beat(ticket["station_id"])
    with floor.database.transaction() as tx:
        (row,) = tx.fetch("SELECT id FROM events")
        tablets.let_go(tx, row["id"], ticket["station_id"])
    floor.pass_(500)
    assert floor.silent() == []


def test_a_person_may_say_that_it_is_open_all_the_same(
    floor: Floor, phone: Phone, counter: Counter
) -> None:
    ticket = _order(phone, counter.barista)
    floor.beat(ticket["station_id"])
    floor.pass_(70)
    assert floor.silent() == [ticket["station"]]
    counter.set_state(ticket["station"], "open")
    assert floor.silent() == []
    floor.pass_(500)
    assert floor.silent() == []


@pytest.mark.parametrize("seconds", [0, 29, -60, 3601, "soon"])
def test_an_absurd_silence_is_refused(floor: Floor, app: Any, seconds: object) -> None:
    body = {"silence_seconds": seconds}
    refused = sign_in(app, "organiser").call("PUT", "/api/events/demo/settings", body)
    assert refused.status_code == 422


def test_health_counts_on_stations_that_are_heard(
    floor: Floor, phone: Phone, barista: Staff, app: Any
) -> None:
    assert app.test_client().get("/health").get_json()["checks"]["stations"] == "ok"
    floor.run("UPDATE stations SET heard_at = now(), silent_since = now()")
    assert app.test_client().get("/health").get_json()["checks"]["stations"] == "failing"
    assert "brewline_silent_stations 3.0" in app.test_client().get("/metrics").text
