"""Text to reply: 64 phones at once, beside the database's and the server's own rates."""

import re
import subprocess
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from backend.conversation.service import Conversation
from backend.core.postgres_files import find_programs
from backend.menu import service as menus
from tests.bench import recorded, web
from tests.bench.figures import Report, quantile
from tests.bench.load import ORDER
from tests.bench.web import Ground, Web

SECONDS = 8.0
PHONES = 64
OLD_ORDERS = 1_000_000
#: A text is answered in this many trips to the database at most.
MOST_TRIPS = 5


def run(report: Report) -> None:
    """Measure all of it, on one database."""
    with web.ground() as place:
        script = recorded.record(place.database, place.event)
        report.add("text.trips.order", script.trips[0], "trips", MOST_TRIPS)
        report.add("text.trips.yes", script.trips[1], "trips", MOST_TRIPS)
        hello = _hello(place)
        report.add("text.bound.hello", hello, "/s")
        bench = _pgbench(place, script.script)
        report.add("text.bound.pgbench", bench, "/s")
        with web.web(place) as process:
            rate = _texts(report, process, bench=bench, hello=hello)
        _parser(report, place)
        _with_history(report, place, script.script, rate)


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
    return 2 * float(found[1])


def _where(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parse_qs(parts.query)["host"][0], parts.path.lstrip("/")


def _texts(report: Report, process: Web, *, bench: float, hello: float) -> float:
    resting = process.megabytes()
    before = process.cpu_seconds()
    result = web.texting(process.port, "/sms", seconds=SECONDS, first=10_000_000)
    used = process.cpu_seconds() - before
    rate = result["texts"] / result["seconds"]
    assert result["failed"] == 0, result["errors"]
    assert result["texts"] > 1000, "hardly anything was texted"
    series = 1 / (1 / bench + 1 / hello)
    report.add("text.rate.of_pgbench", rate, "/s", bench)
    report.add("text.rate.of_series", rate, "/s", series)
    report.add("text.errors", result["failed"], "texts")
    report.add("text.p50", quantile(result["latencies"], 0.5), "ms")
    report.add("text.p99", quantile(result["latencies"], 0.99), "ms")
    # The warm-up's texts count too: two seconds more of the same.
    report.add("text.cpu.web", 1e6 * used / (rate * (SECONDS + 2)), "us")
    report.add("memory.web.at_rest", resting, "MB")
    return float(rate)


def _parser(report: Report, place: Ground) -> None:
    conversation = Conversation(place.database, stale_after_seconds=3600)
    with place.database.transaction() as tx:
        parser = conversation.parser(place.event, menus.get(tx, place.event))
    count, started = 2000, time.perf_counter()
    for _ in range(count // 2):
        parser.parse(ORDER)
        parser.parse("yes", awaiting="confirm")
    report.add("text.cpu.parser", 1e6 * (time.perf_counter() - started) / count, "us")


def _with_history(report: Report, place: Ground, script: str, rate: float) -> None:
    """Measure the same again among a million old orders."""
    _fill(place)
    with web.web(place) as process:
        result = web.texting(process.port, "/sms", seconds=SECONDS, first=50_000_000)
        assert result["failed"] == 0, result["errors"]
        after = result["texts"] / result["seconds"]
    report.add("text.rate.with_history", after, "/s", rate)


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
