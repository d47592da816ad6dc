"""For those who run it: `/health`, that means it, and `/metrics`."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from backend.channels import documented
from backend.core.db import Database, Row
from backend.core.embedded_postgres import ROOM_BYTES
from backend.core.errors import DatabaseGone
from backend.core.metrics import registry
from backend.core.openapi import described
from backend.core.postgres_files import cluster_folder

#: A worker that was not seen for so long is taken for dead.
WORKER_SECONDS = 10
#: A job due for so long without being done means that texts do not leave.
OUTBOX_SECONDS = 120

_CHECKS = f"""SELECT
 EXISTS (SELECT 1 FROM heartbeats
  WHERE name = 'worker' AND at > now() - interval '{WORKER_SECONDS} seconds') AS worker,
 NOT EXISTS (SELECT 1 FROM outbox o WHERE o.state IN ('pending', 'sending', 'unknown')
  AND o.due_at < now() - interval '{OUTBOX_SECONDS} seconds'
  AND NOT EXISTS (SELECT 1 FROM outbox before WHERE before.lane = o.lane AND before.id < o.id
   AND before.state IN ('pending', 'sending', 'unknown'))) AS outbox,
 EXISTS (SELECT 1 FROM events e JOIN menus m ON m.event_id = e.id AND m.active
  WHERE e.state = 'open') AS menu,
 EXISTS (SELECT 1 FROM events e JOIN stations s ON s.event_id = e.id AND s.state = 'open'
   AND s.silent_since IS NULL
  WHERE e.state = 'open') AS stations"""

_GAUGES = """SELECT
 (SELECT count(*) FROM orders WHERE status IN ('received', 'making', 'ready')) AS orders,
 (SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending', 'unknown')) AS waiting,
 (SELECT count(*) FROM outbox WHERE state = 'dead') AS dead,
 (SELECT count(*) FROM stations WHERE silent_since IS NOT NULL) AS silent"""


def blueprint(database: Database, data_dir: Path) -> Blueprint:
    """Make the addresses of operations; they need no sign-in and show no personal data."""
    made = Blueprint("operations", __name__)

    @made.get("/health")
    @described(documented.HEALTH)
    def health() -> tuple[Response, int]:
        checks = _checks(database)
        checks["database"] = checks["database"] and _has_room(data_dir)
        well = all(checks.values())
        status = "ok" if well else "unavailable"
        words = {name: "ok" if good else "failing" for name, good in checks.items()}
        return jsonify(status=status, checks=words), 200 if well else 503

    @made.get("/metrics")
    @described(documented.METRICS)
    def metrics() -> Response:
        merged: CollectorRegistry = registry()
        merged.register(_Gauges(database))
        return Response(generate_latest(merged), content_type=CONTENT_TYPE_LATEST)

    return made


def _checks(database: Database) -> dict[str, bool]:
    try:
        with database.transaction() as tx:
            row: Row = tx.fetch(_CHECKS)[0]
    except DatabaseGone:
        return dict.fromkeys(("database", "worker", "outbox", "menu", "stations"), False)
    return {"database": True, **row}


def _has_room(data_dir: Path) -> bool:
    """Tell whether an embedded database can grow: on a full disk it answers, and keeps nothing."""
    if not cluster_folder(data_dir).exists():
        return True
    return shutil.disk_usage(data_dir).free >= ROOM_BYTES


class _Gauges(Collector):
    """What is read from the database when somebody asks; its cost does not grow with history."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give the gauges; none while the database is away."""
        try:
            with self._database.transaction() as tx:
                row = tx.fetch(_GAUGES)[0]
        except DatabaseGone:
            return
        yield GaugeMetricFamily(
            "brewline_active_orders", "Orders not yet collected.", value=row["orders"]
        )
        yield GaugeMetricFamily(
            "brewline_outbox_waiting", "Texts waiting to be sent.", value=row["waiting"]
        )
        yield GaugeMetricFamily(
            "brewline_outbox_dead", "Texts that were given up.", value=row["dead"]
        )
        yield GaugeMetricFamily(
            "brewline_silent_stations",
            "Stations with tickets whose tablets are all silent.",
            value=row["silent"],
        )
