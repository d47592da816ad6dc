"""The agent between Brewline and a printer that breaks: nothing lost, nothing twice unasked."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from click.testing import CliRunner

from backend.printing import agent as agents
from backend.printing.agent import Agent, command, pause, run
from backend.printing.client import Brewline, Leased, Refused, Unreachable
from backend.printing.journal import Journal, Owed
from backend.printing.printer import NetworkPrinter, Outcome, Sent, at
from backend.printing.types import Health, Paper
from tests.orders.house import line, live
from tests.printing.fake_printer import FakePrinter
from tests.printing.shop import Shop

SOY = line("latte", milk="soy")
TWO = line("latte", 2, milk="soy")


class Wire(Brewline):
    """Brewline as the agent calls it, without a network; it may be down."""

    def __init__(self, shop: Shop, station: int) -> None:
        super().__init__("http://brewline", station, "barista", "a long demo password")
        self.shop = shop
        self.down = False
        #: Reports of these states never get there.
        self.loses: set[str] = set()

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        if self.down or body.get("state") in self.loses:
            raise Unreachable("down")
        answer = self.shop.barista.call("POST", f"/api{path}", body)
        if answer.status_code >= 400:
            raise Refused(answer.text)
        return answer.get_json()


@pytest.fixture
def printer() -> Iterator[FakePrinter]:
    fake = FakePrinter()
    yield fake
    if not fake._stopped:
        fake.unplug()


def _device(printer: FakePrinter, **values: Any) -> NetworkPrinter:
    quick = replace(at(printer.address), answer_seconds=1.0, print_seconds=0.5)
    return replace(quick, **values)


def _agent(wire: Wire, printer: FakePrinter, folder: Path) -> Agent:
    return Agent(wire, _device(printer), Journal(folder / "journal.json"))


def _owed(folder: Path) -> list[dict[str, Any]]:
    owed = json.loads((folder / "journal.json").read_text())["owed"]
    assert isinstance(owed, list)
    return owed


def _started(shop: Shop, wanted: Any = SOY) -> Wire:
    (ticket,) = live(shop.started(wanted))
    return Wire(shop, ticket.station)


def test_labels_come_out_in_order_once(shop: Shop, printer: FakePrinter, tmp_path: Path) -> None:
    wire = _started(shop, TWO)
    agent = _agent(wire, printer, tmp_path)
    for _ in range(3):
        assert agent.round()
    assert [label[-2] for label in printer.printed] == [
        "North cart - cup 1 of 2",
        "North cart - cup 2 of 2",
    ]
    assert shop.jobs("state, attempts") == [("printed", 1)] * 2
    assert _owed(tmp_path) == []


def test_a_printer_that_breaks_in_the_middle_leaves_it_to_a_person(
    shop: Shop, printer: FakePrinter, tmp_path: Path
) -> None:
    wire = _started(shop, TWO)
    agent = _agent(wire, printer, tmp_path)
    printer.broken_after = 100
    assert not agent.round()
    assert printer.printed == []
    states = shop.jobs("state")
    assert states[0] in (("unsure",), ("queued",)), "it may be told, or may have been seen in time"
    assert states[1] == ("leased",)
    printer.broken_after = None
    shop.age(10)
    assert agent.round()
    printed = len(printer.printed)
    assert printed == (1 if states[0] == ("unsure",) else 2)
    assert all("REPRINT" not in label for label in printer.printed)
    ticket = shop.rows("SELECT ticket_id FROM label_jobs")[0]["ticket_id"]
    shop.barista.post(f"/api/tickets/{ticket}/labels", {"cup": 1})
    assert agent.round()
    assert printer.printed[-1][0] == "REPRINT"


def test_one_that_was_printed_and_never_confirmed_is_not_printed_again(
    shop: Shop, printer: FakePrinter, tmp_path: Path
) -> None:
    wire = _started(shop)
    agent = _agent(wire, printer, tmp_path)
    printer.swallows_confirmation = True
    assert not agent.round()
    printer.swallows_confirmation = False
    for _ in range(3):
        assert agent.round()
    assert len(printer.printed) == 1
    ((state, error),) = shop.jobs("state, error")
    assert state == "unsure"
    assert error.startswith("sent, not confirmed")


def test_labels_wait_while_the_printer_is_off(
    shop: Shop, printer: FakePrinter, tmp_path: Path
) -> None:
    wire = _started(shop, TWO)
    printer.unplug()
    agent = _agent(wire, printer, tmp_path)
    for _ in range(3):
        assert not agent.round()
    assert shop.jobs("state, attempts") == [("queued", 0)] * 2
    told = shop.printer(wire._station)
    assert told["trouble"].startswith("not reached")
    another = FakePrinter()
    assert _agent(wire, another, tmp_path).round()
    assert len(another.printed) == 2
    assert shop.printer(wire._station)["trouble"] is None
    another.unplug()


def test_one_that_went_off_between_the_question_and_the_label_is_tried_again(
    shop: Shop, printer: FakePrinter, tmp_path: Path
) -> None:
    wire = _started(shop)
    printer.unplug()
    agent = Agent(wire, _Brave(_device(printer)), Journal(tmp_path / "journal.json"))
    assert not agent.round()
    ((state, attempts, error),) = shop.jobs("state, attempts, error")
    assert (state, attempts) == ("queued", 1)
    assert error.startswith("not reached")


class _Brave:
    """A printer that says it is well."""

    def __init__(self, device: NetworkPrinter) -> None:
        self._device = device

    def health(self) -> Health:
        return Health()

    def send(self, data: bytes) -> Sent:
        return self._device.send(data)


def test_out_of_paper_nothing_is_sent_and_people_are_told(
    shop: Shop, printer: FakePrinter, tmp_path: Path
) -> None:
    wire = _started(shop)
    printer.paper = 0x72
    agent = _agent(wire, printer, tmp_path)
    assert not agent.round()
    assert (printer.printed, shop.jobs("state")) == ([], [("queued",)])
    assert shop.printer(wire._station)["warning"] == "out of paper"
    printer.paper = 0x1E
    assert agent.round()
    assert len(printer.printed) == 1
    assert shop.printer(wire._station)["warning"] == "roll low"


def test_what_was_printed_while_brewline_was_away_is_told_afterwards(
    shop: Shop, printer: FakePrinter, tmp_path: Path
) -> None:
    wire = _started(shop)
    agent = _agent(wire, printer, tmp_path)
    wire.loses = {"printed"}
    with pytest.raises(Unreachable):
        agent.round()
    assert [one["state"] for one in _owed(tmp_path)] == ["printed"]
    shop.age(61)
    shop.look_over()
    assert shop.jobs("state") == [("unsure",)]
    wire.loses = set()
    # Switched off and on again meanwhile.
    assert _agent(wire, printer, tmp_path).round()
    assert (len(printer.printed), shop.jobs("state")) == (1, [("printed",)])
    assert _owed(tmp_path) == []


def test_a_beginning_that_brewline_did_not_hear_of_sends_nothing(
    shop: Shop, printer: FakePrinter, tmp_path: Path
) -> None:
    wire = _started(shop)
    agent = _agent(wire, printer, tmp_path)
    wire.loses = {"printing"}
    with pytest.raises(Unreachable):
        agent.round()
    assert printer.printed == []
    wire.loses = set()
    assert agent.round(), "it is given back"
    shop.age(10)
    assert agent.round()
    assert (len(printer.printed), shop.jobs("state")) == (1, [("printed",)])


@pytest.mark.parametrize("killed_at", ["before", "after"])
def test_killed_while_it_prints_it_prints_nothing_twice(
    shop: Shop, printer: FakePrinter, tmp_path: Path, killed_at: str
) -> None:
    wire = _started(shop)

    class Killed(BaseException):
        """kill -9."""

    class Deadly(_Brave):
        def send(self, data: bytes) -> Sent:
            if killed_at == "after":
                super().send(data)
            raise Killed

    with pytest.raises(Killed):
        Agent(wire, Deadly(_device(printer)), Journal(tmp_path / "journal.json")).round()
    assert shop.jobs("state") == [("printing",)]
    fresh = _agent(wire, printer, tmp_path)
    for _ in range(3):
        assert fresh.round()
    assert len(printer.printed) == (1 if killed_at == "after" else 0)
    assert shop.jobs("state, error") == [("unsure", "interrupted while printing")]


def test_withdrawn_meanwhile_it_is_not_printed(
    shop: Shop, printer: FakePrinter, tmp_path: Path
) -> None:
    wire = _started(shop)
    leased = wire.claim("one")
    ticket = shop.rows("SELECT ticket_id FROM label_jobs")[0]["ticket_id"]
    assert shop.barista.act(ticket, "void", reason="gone").status_code == 200
    assert _agent(wire, printer, tmp_path)._print(leased[0])
    assert printer.printed == []
    assert _owed(tmp_path) == []


def test_a_printer_that_never_answers_is_taken_at_its_word(printer: FakePrinter) -> None:
    printer.answers = False
    silent = _device(printer, answers=False)
    assert silent.health() == Health()
    sent = silent.send(b"\x1b@Hello\n\x1dV\x42\x00")
    assert sent.outcome is Outcome.PRINTED
    asked = _device(printer, answer_seconds=0.1)
    assert asked.health().trouble == "does not answer"
    assert asked.health().paper is Paper.UNKNOWN


def test_the_journal_survives_and_keeps_the_agents_name(tmp_path: Path) -> None:
    first = Journal(tmp_path / "j.json")
    first.owe(Owed(1, "a", "unsure"))
    first.owe(Owed(2, "b", "printed"))
    first.owe(Owed(1, "a", "printed", "late"))
    again = Journal(tmp_path / "j.json")
    assert again.agent == first.agent
    assert again.owed == (Owed(1, "a", "printed", "late"), Owed(2, "b", "printed"))
    again.settle(1)
    assert Journal(tmp_path / "j.json").owed == (Owed(2, "b", "printed"),)


def test_it_waits_ever_longer_and_says_once_why() -> None:
    assert pause(0, 0.5) == agents.POLL_SECONDS
    assert [pause(n, 1.0) for n in (1, 2, 3, 9)] == [2.0, 4.0, 8.0, agents.LONGEST_PAUSE_SECONDS]
    said: list[str] = []
    stop, rounds = Event(), iter([True, False, False, True])

    class Scripted(Agent):
        def __init__(self) -> None:
            """Need nothing."""

        def round(self) -> bool:
            works = next(rounds, None)
            if works is None:
                stop.set()
                raise Unreachable("the end")
            return works

    waits: list[float] = []

    class Quick(Event):
        def is_set(self) -> bool:
            return stop.is_set()

        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout or 0)
            return True

    run(Scripted(), Quick(), say=said.append, chance=lambda: 1.0)
    assert said == ["waiting: the printer is not ready", "at work again", "waiting: the end"]
    assert waits[:4] == [1.0, 2.0, 4.0, 1.0]


@pytest.mark.parametrize("address", ["192.168.1.5:9100", "http://a:9100", "tcp://", "tcp://a:x"])
def test_an_address_that_is_none_is_refused_in_one_line(address: str) -> None:
    options = ["--station", "1", "--printer", address, "--password", "p"]
    done = CliRunner().invoke(command, options)
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert "printer" in done.output


def test_over_http_with_a_sign_in_that_is_renewed(shop: Shop, printer: FakePrinter) -> None:
    from werkzeug.serving import make_server

    (ticket,) = live(shop.started(SOY))
    server = make_server("127.0.0.1", 0, shop.barista.app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_port}"
        wire = Brewline(url, ticket.station, "barista", "a long demo password")
        wire._token = "spent"
        (leased,) = wire.claim("one")
        assert isinstance(leased, Leased)
        assert wire.report(Owed(leased.label, leased.lease, "printing"))
        assert _device(printer).send(leased.data).outcome is Outcome.PRINTED
        assert wire.report(Owed(leased.label, leased.lease, "printed"))
        assert not wire.report(Owed(leased.label, "another lease", "printed"))
        assert shop.jobs("state") == [("printed",)]
        with pytest.raises(Refused):
            Brewline(url, ticket.station, "barista", "wrong").claim("one")
    finally:
        server.shutdown()
        server.server_close()
        wire._session.close()
    with pytest.raises(Unreachable):
        Brewline(url, ticket.station, "barista", "a long demo password").claim("one")
