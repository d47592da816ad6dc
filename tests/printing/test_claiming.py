"""Leases: a lost agent loses nothing, and nothing is printed twice without a person's word."""

import threading
from typing import Any

from tests.orders.house import line, live
from tests.printing.shop import Shop, read

SOY = line("latte", milk="soy")


def _one(shop: Shop) -> tuple[int, Any]:
    """Have one label leased; gives its station with it."""
    (ticket,) = live(shop.started(SOY))
    (label,) = shop.claim(ticket.station)
    return ticket.station, label


def test_what_one_agent_has_another_is_not_given(shop: Shop) -> None:
    station, _ = _one(shop)
    assert shop.claim(station, "two") == []


def test_an_agent_is_given_again_what_it_has_not_begun(shop: Shop) -> None:
    station, first = _one(shop)
    (again,) = shop.claim(station)
    assert again["id"] == first["id"]
    assert shop.report(first, "printing").status_code == 409, "the older lease is void"
    assert shop.report(again, "printing").status_code == 200
    assert shop.claim(station) == [], "begun is begun"


def test_a_lease_that_runs_out_before_the_beginning_gives_the_label_back(shop: Shop) -> None:
    station, first = _one(shop)
    shop.age(61)
    (second,) = shop.claim(station, "two")
    assert second["id"] == first["id"]
    assert shop.report(first, "printing").status_code == 409
    assert [shop.report(second, state).status_code for state in ("printing", "printed")] == [
        200,
        200,
    ]
    assert shop.jobs("state, agent, attempts") == [("printed", "two", 1)]


def test_one_that_runs_out_while_printing_is_unsure_and_waits_for_a_person(shop: Shop) -> None:
    station, label = _one(shop)
    shop.report(label, "printing")
    shop.age(61)
    shop.look_over()
    assert shop.jobs("state") == [("unsure",)]
    assert shop.claim(station, "two") == []
    told = shop.told()[-1]
    assert f"station:{station}" in told["rooms"]
    assert told["data"]["unsure"] == 1
    assert shop.printer(station)["unsure"] == 1
    ticket = shop.rows("SELECT ticket_id FROM label_jobs")[0]["ticket_id"]
    shop.barista.post(f"/api/tickets/{ticket}/labels", {})
    (again,) = shop.claim(station, "two")
    assert read(again)[0] == "REPRINT"


def test_a_word_that_comes_late_is_believed(shop: Shop) -> None:
    station, label = _one(shop)
    shop.report(label, "printing")
    shop.age(61)
    shop.look_over()
    assert shop.report(label, "printed").status_code == 200
    assert shop.jobs("state, error") == [("printed", None)]
    assert shop.printer(station)["unsure"] == 0
    assert shop.told()[-1]["data"]["unsure"] == 0


def test_a_report_said_again_changes_nothing(shop: Shop) -> None:
    station, label = _one(shop)
    for state in ("printing", "printing", "printed", "printed"):
        assert shop.report(label, state).status_code == 200
    assert shop.jobs("state, attempts") == [("printed", 1)]
    assert shop.printer(station)["printed"] == 1


def test_what_failed_is_tried_again_later_and_given_up_in_the_end(shop: Shop) -> None:
    station, label = _one(shop)
    for _ in range(4):
        shop.report(label, "printing")
        assert shop.report(label, "failed", error="not reached").status_code == 200
        assert shop.claim(station) == [], "not at once"
        shop.age(120)
        (label,) = shop.claim(station)
    shop.report(label, "printing")
    assert shop.report(label, "failed", error="not reached").get_json()["state"] == "failed"
    shop.age(9999)
    assert shop.claim(station) == []
    assert shop.jobs("state, attempts, error") == [("failed", 5, "not reached")]
    assert shop.told()[-1]["data"]["failed"] == 1


def test_bad_reports_are_refused(shop: Shop) -> None:
    _, label = _one(shop)
    for told, status in (
        ({"lease": "x" * 24, "state": "printed"}, 409),
        ({"lease": label["lease"], "state": "printed"}, 409),  # it was never begun
        ({"lease": label["lease"], "state": "eaten"}, 422),
        ({"state": "printed"}, 422),
    ):
        answer = shop.barista.call("POST", f"/api/labels/{label['id']}/report", told)
        assert answer.status_code == status, answer.text
    missing = shop.barista.call(
        "POST", "/api/labels/1/report", {"lease": label["lease"], "state": "printed"}
    )
    assert missing.status_code == 404
    assert shop.jobs("state") == [("leased",)]


def test_agents_that_ask_in_one_instant_share_without_a_label_for_two(shop: Shop) -> None:
    (ticket,) = live(shop.started(line("latte", 12, milk="soy")))
    got: list[list[int]] = []
    ready = threading.Barrier(4)

    def ask(name: str) -> None:
        ready.wait()
        labels = [shop.claim(ticket.station, name, limit=5) for _ in range(2)]
        got.append(sorted({label["id"] for some in labels for label in some}))

    threads = [threading.Thread(target=ask, args=(f"agent-{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ids = [ident for some in got for ident in some]
    assert len(ids) == len(set(ids))
    assert len(shop.jobs("id")) == 12


def test_the_roll_is_counted_down_and_people_hear_when_few_are_left(shop: Shop) -> None:
    told = shop.set(roll_mm=1500, low_at=12)
    assert told["labels_left"] == 23
    (ticket,) = live(shop.started(line("latte", 12, milk="soy")))
    before = len(shop.told())
    labels = shop.print(ticket.station)
    printer = shop.printer(ticket.station)
    assert printer["printed"] == len(labels) == 12
    low = shop.told()[before:]
    assert len(low) == 1, "once, not with each label"
    assert low[0]["data"]["warning"].startswith("roll low: about ")
    assert sorted(low[0]["rooms"]) == [f"station:{ticket.station}", "support:demo"]
    assert printer["labels_left"] <= 12
    path = f"/api/stations/{ticket.station}/printer/new-roll"
    fresh = shop.barista.post(path, {"roll_mm": 30_000})
    assert (fresh["printed"], fresh["warning"], fresh["roll_mm"]) == (0, None, 30_000)
    assert shop.told()[-1]["data"]["warning"] is None


def test_what_an_agent_says_of_its_printer_reaches_the_screens_when_it_is_new(shop: Shop) -> None:
    station = next(iter(shop.ids.values()))
    path = f"/api/stations/{station}/printer/status"
    before = len(shop.told())
    for body in ({"paper": "low"}, {"paper": "low"}, {"paper": "out", "trouble": "out of paper"}):
        told = shop.barista.post(path, body)
        assert told["seen_at"]
    heard = [row["data"]["warning"] for row in shop.told()[before:]]
    assert heard == ["roll low", "out of paper"]
    assert shop.barista.call("POST", path, {"paper": "wet"}).status_code == 422


def test_a_printer_is_set_with_care(shop: Shop) -> None:
    path = f"/api/stations/{next(iter(shop.ids.values()))}/printer"
    for body, status in (
        ({"width_mm": 57}, 422),
        ({"code_page": "utf-8"}, 422),
        ({"labels": "sometimes"}, 422),
        ({"labels": None}, 422),
        ({"roll_mm": -1}, 422),
        ({"version": 99}, 409),
    ):
        answer = shop.organiser.call("PUT", path, body)
        assert answer.status_code == status, (body, answer.text)
    assert shop.organiser.call("PUT", path, {"roll_mm": None}).status_code == 200
    assert shop.barista.call("PUT", path, {"labels": "off"}).status_code == 403
