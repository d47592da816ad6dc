"""Which labels wait where: by themselves, moved, changed, asked for again, and never twice."""

from typing import Any

import pytest

from backend.core.db import Transaction
from tests.orders.house import GREEN_TEA, OAT_LATTE, SKIM_LATTE, line, live
from tests.printing.shop import Shop, read

#: A drink at the north cart alone.
SOY = line("latte", milk="soy")


def test_a_start_queues_a_label_for_each_cup(shop: Shop) -> None:
    order = shop.place(line("latte", 2, milk="soy"), SOY)
    (ticket,) = live(order)
    assert shop.jobs() == []
    assert shop.barista.act(ticket.id, "start").status_code == 200
    assert shop.jobs("cup, why, state") == [(cup, "started", "queued") for cup in (1, 2, 3)]
    labels = shop.print(ticket.station)
    assert [label[-2] for label in labels] == [f"North cart - cup {n} of 3" for n in (1, 2, 3)]
    assert all(label[:2] == [f"#{order.number}", "Steve"] for label in labels)
    assert {state for (state,) in shop.jobs("state")} == {"printed"}


def test_cups_count_over_the_whole_order_and_each_station_prints_its_own(shop: Shop) -> None:
    order = shop.started(SOY, GREEN_TEA)
    tickets = live(order)
    assert len({ticket.station for ticket in tickets}) in (1, 2)
    said = [label[-2].split(" - ") for ticket in tickets for label in shop.print(ticket.station)]
    assert sorted(cup for _, cup in said) == ["cup 1 of 2", "cup 2 of 2"]


def test_a_start_taken_back_and_done_again_prints_no_second_label(shop: Shop) -> None:
    (ticket,) = live(shop.started(SOY))
    assert len(shop.print(ticket.station)) == 1
    for action in ("recall", "start", "bump", "recall"):
        assert shop.barista.act(ticket.id, action).status_code == 200
    shop.look_over()
    assert shop.print(ticket.station) == []
    assert shop.jobs() == [("started", "printed")]


def test_off_is_off_and_a_station_without_a_printer_prints_nothing(shop: Shop) -> None:
    shop.set(labels="off")
    shop.started(SOY)
    shop.rows("DELETE FROM printers RETURNING station_id")
    shop.started(SOY)
    shop.look_over()
    assert shop.jobs() == []


def test_on_placing_the_worker_finds_what_came_to_the_lane(shop: Shop) -> None:
    shop.set(labels="placing")
    (ticket,) = live(shop.place(SOY))
    assert shop.jobs() == []
    shop.look_over()
    shop.look_over()
    assert shop.jobs() == [("placed", "queued")]
    shop.barista.act(ticket.id, "start")
    assert shop.jobs() == [("placed", "queued")]


def test_placing_costs_no_statement_more(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.set(labels="placing")
    sent: list[str] = []
    send = Transaction._send

    def listening(tx: Transaction) -> None:
        sent.append(str(tx._queue))
        send(tx)

    monkeypatch.setattr(Transaction, "_send", listening)
    shop.place(SOY)
    assert any("INSERT INTO tickets" in trip for trip in sent)
    assert not any("label_jobs" in trip or "printers" in trip for trip in sent)


def test_a_ticket_that_moves_takes_its_unprinted_label_along(shop: Shop) -> None:
    shop.set(labels="placing")
    order = shop.place(OAT_LATTE)
    (ticket,) = live(order)
    shop.look_over()
    target = next(
        ident for name, ident in shop.ids.items() if name in ("North cart", "South cart")
        and ident != ticket.station
    )  # fmt: skip
    moved = shop.barista.act(ticket.id, "move", station=target)
    assert moved.status_code == 200, moved.text
    assert shop.jobs() == [("placed", "withdrawn"), ("moved", "queued")]
    assert shop.print(ticket.station) == []
    (label,) = shop.print(target)
    assert label[0] == "MOVED"
    assert moved.get_json()["station"] in label[-2]


def test_one_moved_by_other_ways_is_found_and_its_old_label_is_claimed_by_nobody(
    shop: Shop,
) -> None:
    shop.set(labels="placing")
    (ticket,) = live(shop.place(SKIM_LATTE))
    shop.look_over()
    target = next(i for i in shop.ids.values() if i != ticket.station)
    shop.rows(f"UPDATE tickets SET station_id = {target} WHERE id = {ticket.id} RETURNING id")
    assert shop.claim(ticket.station) == []
    shop.look_over()
    assert shop.jobs() == [("placed", "withdrawn"), ("moved", "queued")]


def test_in_start_mode_a_move_before_the_start_prints_nothing(shop: Shop) -> None:
    (ticket,) = live(shop.place(OAT_LATTE))
    target = next(
        ident for name, ident in shop.ids.items() if name in ("North cart", "South cart")
        and ident != ticket.station
    )  # fmt: skip
    assert shop.barista.act(ticket.id, "move", station=target).status_code == 200
    shop.look_over()
    assert shop.jobs() == []
    shop.barista.act(ticket.id, "start")
    assert shop.jobs("station_id, why, state") == [(target, "started", "queued")]


def test_a_cancelled_ticket_needs_no_label(shop: Shop) -> None:
    (ticket,) = live(shop.started(SOY))
    (leased,) = shop.claim(ticket.station)
    assert shop.barista.act(ticket.id, "void", reason="gone").status_code == 200
    assert shop.jobs() == [("started", "withdrawn")]
    late = shop.report(leased, "printing")
    assert (late.status_code, late.get_json()["code"]) == (409, "lease_lost")
    again = shop.barista.call("POST", f"/api/tickets/{ticket.id}/labels", {})
    assert (again.status_code, again.get_json()["code"]) == (409, "not_legal_now")


def test_an_order_changed_before_its_start_is_labelled_as_it_is(shop: Shop) -> None:
    shop.set(labels="placing")
    order = shop.place(SOY)
    (ticket,) = live(order)
    shop.look_over()
    order = shop.changed(order, line("latte", milk="almond"))
    (label,) = shop.print(ticket.station)
    assert "almond" in " ".join(label)
    assert label[0] == f"#{order.number}", "it was not printed before: nothing to tell apart"


def test_an_order_changed_after_its_label_was_printed_gets_another_that_says_so(shop: Shop) -> None:
    shop.set(labels="placing")
    order = shop.place(SOY)
    (ticket,) = live(order)
    shop.look_over()
    shop.print(ticket.station)
    shop.changed(order, line("latte", 2, milk="almond"))
    shop.changed(order, line("latte", 2, milk="almond"), GREEN_TEA)
    shop.look_over()
    labels = shop.print(ticket.station)
    assert [label[0] for label in labels if "CHANGED" in label] == ["CHANGED"]
    assert all("almond" in " ".join(label) or "tea" in " ".join(label) for label in labels)


def test_a_cup_that_is_there_no_more_has_no_label(shop: Shop) -> None:
    shop.set(labels="placing")
    order = shop.place(line("latte", 2, milk="soy"))
    (ticket,) = live(order)
    shop.look_over()
    shop.changed(order, SOY)
    (label,) = shop.print(ticket.station)
    assert label[-2].endswith("cup 1 of 1")
    assert sorted(shop.jobs("cup, state")) == [(1, "printed"), (2, "withdrawn")]


@pytest.mark.parametrize(
    ("body", "marks"),
    [({}, ["REPRINT"] * 2), ({"cup": 2}, ["REPRINT"]), ({"why": "remade"}, ["REMADE"] * 2)],
)
def test_a_person_has_it_printed_again(shop: Shop, body: Any, marks: list[str]) -> None:
    (ticket,) = live(shop.started(line("latte", 2, milk="soy")))
    assert len(shop.print(ticket.station)) == 2
    made = shop.barista.post(f"/api/tickets/{ticket.id}/labels", body)["labels"]
    assert {label["by"] for label in made} == {"barista"}
    assert [label[0] for label in shop.print(ticket.station)] == marks


def test_bad_reprints_are_refused_with_clear_words(shop: Shop) -> None:
    (ticket,) = live(shop.started(SOY))
    path = f"/api/tickets/{ticket.id}/labels"
    for body, status in (({"cup": 2}, 422), ({"cup": 0}, 422), ({"why": "placed"}, 422)):
        assert shop.barista.call("POST", path, body).status_code == status
    shop.rows("DELETE FROM printers RETURNING station_id")
    refused = shop.barista.call("POST", path, {})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "no_printer")
    assert shop.barista.call("POST", "/api/tickets/1/labels", {}).status_code == 404


def test_a_label_shows_what_everybody_may_read(shop: Shop) -> None:
    order = shop.started(SOY, name="Steve Miller")
    (ticket,) = live(order)
    assert "Miller" not in str(shop.print(ticket.station))
    for policy, name in (("initial", "S."), ("number", None)):
        told = shop.organiser.call("PUT", "/api/events/demo/settings", {"name_policy": policy})
        assert told.status_code == 200
        shop.barista.post(f"/api/tickets/{ticket.id}/labels", {})
        (label,) = shop.print(ticket.station)
        assert (name in label) if name else (label[2] != "Steve"), label
        assert "Steve" not in label


def test_an_allergy_is_boxed_and_to_go_is_not(shop: Shop) -> None:
    """By its words, or as the line keeps that its menu said so when it was ordered."""
    order = shop.place(line("latte", milk="soy"))
    shop.rows(
        """UPDATE order_lines SET notes = '["nut allergy", "to go", "no sesame!"]',
        alerts = '["no sesame!"]' RETURNING id"""
    )
    (ticket,) = live(order)
    shop.barista.act(ticket.id, "acknowledge")
    shop.barista.act(ticket.id, "start")
    (leased,) = shop.claim(ticket.station)
    text = read(leased)
    boxed = [row.strip("| ") for row in text if row.startswith("|")]
    assert boxed == ["NUT ALLERGY", "NO SESAME!"]
    assert "to go" in text


def test_the_page_of_a_ticket(shop: Shop) -> None:
    (ticket,) = live(shop.place(line("latte", 2, milk="soy")))
    path = f"/api/tickets/{ticket.id}/labels/page"
    assert shop.barista.app.test_client().get(path).status_code == 401
    answer = shop.barista.call("GET", path)
    assert answer.content_type == "text/html; charset=utf-8"
    assert answer.text.count("<section>") == 2
    assert answer.headers["Content-Security-Policy"].startswith(
        "default-src 'none'; style-src 'sha"
    )
    assert shop.jobs() == [], "it is printed by hand, and waits for nobody"
