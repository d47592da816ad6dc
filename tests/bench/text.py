"""Text to reply: 64 phones at once, beside the database's and the server's own rates."""

import itertools
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import parse_qs, urlsplit

from backend.conversation.service import Conversation
from backend.core.postgres_files import find_programs
from backend.menu import service as menus
from tests.bench import recorded, web
from tests.bench.figures import Report, quantile
from tests.bench.load import ORDER
from tests.bench.web import Ground

#: Each is measured in turn, and again, since a shared machine is fast one minute and slow the next.
ROUNDS = 3
SECONDS = 5.0
PHONES = 64
OLD_ORDERS = 1_000_000
#: A text is answered in this many trips to the database at most.
MOST_TRIPS = 5


@dataclass(frozen=True)
class Texting:
    """What came of letting the phones text."""

    rate: float
    p50: float
    p99: float
    #: Processor seconds of the web process per text.
    cpu: float
    #: Megabytes of the web process before the first text.
    resting: float
    failed: int


@dataclass(frozen=True)
class Round:
    """The bounds and the product, one right after the other."""

    hello: float
    pgbench: float
    texting: Texting

    @property
    def series(self) -> float:
        """Texts a second of a server that does nothing and a database with nobody before it."""
        return 1 / (1 / self.hello + 1 / self.pgbench)


def run(report: Report) -> None:
    """Measure all of it, on one database."""
    with web.ground() as place:
        script = recorded.record(place.database, place.event)
        report.add("text.trips.order", script.trips[0], "trips", MOST_TRIPS)
        report.add("text.trips.yes", script.trips[1], "trips", MOST_TRIPS)
        firsts = itertools.count(10_000_000, 10_000_000)
        rounds = [_round(place, script.script, next(firsts)) for _ in range(ROUNDS)]
        _report(report, sorted(rounds, key=lambda r: r.texting.rate / r.series)[ROUNDS // 2])
        _parser(report, place)
        _fill(place)
        before = median(r.texting.rate for r in rounds)
        after = median(_texting(place, next(firsts)).rate for _ in range(ROUNDS))
        report.add("text.rate.with_history", after, "/s", before)


def _round(place: Ground, script: str, first: int) -> Round:
    hello = _hello(place)
    bench = _pgbench(place, script)
    return Round(hello, bench, _texting(place, first))


def _report(report: Report, middle: Round) -> None:
    """Add the figures of the round in the middle."""
    texting = middle.texting
    report.add("text.bound.hello", middle.hello, "/s")
    report.add("text.bound.pgbench", middle.pgbench, "/s")
    report.add("text.rate.of_pgbench", texting.rate, "/s", middle.pgbench)
    report.add("text.rate.of_series", texting.rate, "/s", middle.series)
    report.add("text.p50", texting.p50, "ms")
    report.add("text.p99", texting.p99, "ms")
    report.add("text.errors", texting.failed, "texts")
    report.add("text.cpu.web", 1e6 * texting.cpu, "us")
    report.add("memory.web.at_rest", texting.resting, "MB")


def _hello(place: Ground) -> float:
    with web.web(place, ("-m", "tests.bench.hello")) as process:
        result = web.texting(process.port, "/hello", seconds=SECONDS / 2, first=1)
    return float(result["texts"]) / float(result["seconds"])


def _pgbench(place: Ground, script: str) -> float:
    """Texts a second of pgbench: each of its transactions is an order and its yes."""
    file = place.folder / "conversation.sql"
    file.write_text(script)
    host, name = _where(place.url)
    done = subprocess.run(
        [
            *(
                find_programs(None, None, place.folder).path("pgbench"),
                "--no-vacuum",
                "--protocol=simple",
            ),
            *("-h", host, "-U", "brewline", "-f", str(file)),
            *("-c", str(PHONES), "-j", "2", "-T", str(int(SECONDS)), name),
        ],
        capture_output=True,
        text=True,
        timeout=SECONDS + 60,
    )
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    failed = re.search(r"number of failed transactions: (\d+)", done.stdout)
    assert found, done.stdout + done.stderr[-2000:]
    assert failed, done.stdout
    assert failed[1] == "0", done.stderr[-2000:]
    _forget_changes(place)
    return 2 * float(found[1])


def _forget_changes(place: Ground) -> None:
    """Leave no changes behind: the web process would send them all when it starts."""
    with place.database.transaction() as tx:
        tx.queue("DELETE FROM changes WHERE seq IS NULL")


def _where(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parse_qs(parts.query)["host"][0], parts.path.lstrip("/")


def _texting(place: Ground, first: int) -> Texting:
    with web.web(place) as process:
        resting = process.megabytes()
        before = process.cpu_seconds()
        result = web.texting(process.port, "/sms", seconds=SECONDS, first=first)
        used = process.cpu_seconds() - before
    assert result["failed"] == 0, result["errors"]
    assert result["texts"] > 500, "hardly anything was texted"
    return Texting(
        rate=result["texts"] / result["seconds"],
        p50=quantile(result["latencies"], 0.5),
        p99=quantile(result["latencies"], 0.99),
        # The warm-up's texts count too: two seconds more of the same.
        cpu=used * SECONDS / (result["texts"] * (SECONDS + 2)),
        resting=resting,
        failed=result["failed"],
    )


def _parser(report: Report, place: Ground) -> None:
    conversation = Conversation(place.database, stale_after_seconds=3600)
    with place.database.transaction() as tx:
        parser = conversation.kept.interpreter(place.event, menus.get(tx, place.event))
    count, started = 2000, time.perf_counter()
    for _ in range(count // 2):
        parser.parse(ORDER)
        parser.parse("yes", awaiting="confirm")
    report.add("text.cpu.parser", 1e6 * (time.perf_counter() - started) / count, "us")


_FILL = Path(__file__).with_name("history.sql")


def _fill(place: Ground) -> None:
    """Write old orders, collected, with their customers, tickets, lines and texts."""
    with place.database.transaction() as tx:
        tx.fetch("SET LOCAL statement_timeout = 0")
        tx.fetch("SET LOCAL session_replication_role = replica")
        for statement in _FILL.read_text().split(";\n"):
            if statement.strip():
                tx.queue(statement, event=place.event, orders=OLD_ORDERS)
        tx.fetch("SELECT 1 AS done")
    with place.database.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        cursor = raw.cursor()
        cursor.execute("ROLLBACK")
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM ANALYZE")
        cursor.close()
