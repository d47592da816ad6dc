"""The print agent: fetches a station's labels from Brewline and sends them to its printer.

It runs beside the printer, as `python -m backend.printing.agent` or `flask --app app print-agent`.
What it was doing is in its journal before it does it: switched off at any moment, it prints no
label twice, and tells afterwards which one nobody can be sure of.
"""

import random
import re
import signal
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Protocol

import click

from backend.printing.client import Brewline, Leased, Refused, Unreachable
from backend.printing.journal import Journal, Owed
from backend.printing.printer import Outcome, Sent, at
from backend.printing.types import Health, Paper

POLL_SECONDS = 1.0
TELL_ROUNDS = 15
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 30.0


class Printer(Protocol):
    """What prints."""

    def health(self) -> Health:
        """Ask how it is."""

    def send(self, data: bytes) -> Sent:
        """Print one label."""


class Server(Protocol):
    """What knows the labels."""

    def claim(self, agent: str) -> list[Leased]:
        """Lease what is to be printed next."""

    def report(self, owed: Owed) -> bool:
        """Say what came of a label."""

    def tell(self, health: Health) -> None:
        """Say how the printer is."""


class Agent:
    """One station's labels, one printer."""

    def __init__(self, server: Server, printer: Printer, journal: Journal) -> None:
        self._server = server
        self._printer = printer
        self._journal = journal
        self._told: Health | None = None
        self._rounds = 0

    def round(self) -> bool:
        """Print what there is; False where the printer stood in the way.

        Raises Unreachable where Brewline cannot be reached.
        """
        self.settle()
        health = self._printer.health()
        self._tell(health)
        if health.trouble is not None or health.paper is Paper.OUT:
            return False
        return all(self._print(leased) for leased in self._server.claim(self._journal.agent))

    def _tell(self, health: Health) -> None:
        """Say how the printer is when that is news, and now and then that we are here."""
        if health != self._told or self._rounds % TELL_ROUNDS == 0:
            self._server.tell(health)
        self._told = health
        self._rounds += 1

    def settle(self) -> None:
        """Tell what is still to be told, from before an interruption too."""
        for owed in self._journal.owed:
            # Refused means that Brewline has made up its mind about it: a person was asked to look.
            self._server.report(owed)
            self._journal.settle(owed.label)

    def _print(self, leased: Leased) -> bool:
        """Print one label; True unless the printer stood in the way."""
        label, lease = leased.label, leased.lease
        # Should the answer be lost: it was begun by nobody.
        self._journal.owe(Owed(label, lease, Outcome.FAILED, "interrupted before it began"))
        if not self._server.report(Owed(label, lease, "printing")):
            self._journal.settle(label)
            return True
        self._journal.owe(Owed(label, lease, Outcome.UNSURE, "interrupted while printing"))
        sent = self._printer.send(leased.data)
        self._journal.owe(Owed(label, lease, sent.outcome, sent.error))
        self.settle()
        return sent.outcome is Outcome.PRINTED


def run(
    agent: Agent,
    stop: Event,
    *,
    say: Callable[[str], None],
    chance: Callable[[], float] = random.random,
) -> None:
    """Print until told to stop; what stands in the way is tried again, ever less often."""
    failures = 0
    while not stop.is_set():
        try:
            works, fault = agent.round(), "the printer is not ready"
        except Unreachable as error:
            works, fault = False, str(error)
        except Refused as error:
            works, fault = False, f"refused: {error}"
        if works and failures:
            say("at work again")
        elif not works and not failures:
            say(f"waiting: {fault}")
        failures = 0 if works else failures + 1
        stop.wait(pause(failures, chance()))


def pause(failures: int, chance: float) -> float:
    """Seconds until the next round; `chance` is in [0, 1)."""
    if not failures:
        return POLL_SECONDS
    longest = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2.0 ** min(failures, 10))
    return longest * (0.5 + chance / 2)


@click.command("print-agent")
@click.option("--server", default="http://127.0.0.1:8000", help="Where Brewline is.")
@click.option("--station", type=int, required=True, help="The station's id.")
@click.option("--printer", required=True, help="As in tcp://192.168.1.50:9100.")
@click.option("--username", default="barista", help="Who it signs in as: a barista of the event.")
@click.option("--password", envvar="PRINT_PASSWORD", help="Or PRINT_PASSWORD.")
@click.option("--token", envvar="PRINT_TOKEN", help="A device's, or PRINT_TOKEN: no password then.")
@click.option("--journal", type=click.Path(dir_okay=False), help="Where it keeps its place.")
@click.option("--no-answers", is_flag=True, help="For a printer that never answers.")
def command(  # noqa: PLR0913 - one for each option
    server: str,
    station: int,
    printer: str,
    username: str,
    password: str | None,
    token: str | None,
    journal: str | None,
    no_answers: bool,
) -> None:
    """Print a station's labels on a network printer, until told to stop."""
    try:
        device = at(printer, answers=not no_answers)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--printer") from error
    if not re.match(r"https?://", server):
        raise click.BadParameter("write http://HOST:PORT", param_hint="--server")
    if not token and not password:
        raise click.UsageError("give --token of a paired printer, or --password")
    kept = Journal(Path(journal or f"print-agent-{station}.json"))
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    click.echo(f"{kept.agent}: labels of station {station} go to {printer}")
    wire = Brewline(server, station, username, password or "", device_token=token)
    run(Agent(wire, device, kept), stop, say=click.echo)


if __name__ == "__main__":
    command()
