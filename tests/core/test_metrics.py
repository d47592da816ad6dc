"""Counts: by name and label, over all processes where there are several."""

import os
import subprocess
import sys
from pathlib import Path

from prometheus_client import generate_latest

from backend.core import metrics

ROOT = Path(__file__).resolve().parents[2]

_COUNT = """from backend.core.metrics import ORDER_SECONDS, ORDERS, TEXTS
TEXTS.labels("out", "sent").inc()
ORDERS.inc()
ORDER_SECONDS.observe(200)
"""

_READ = """from prometheus_client import generate_latest
from backend.core.metrics import registry
print(generate_latest(registry()).decode())
"""


def test_each_metric_has_its_name() -> None:
    metrics.TEXTS.labels("in", "received").inc()
    shown = generate_latest(metrics.registry()).decode()
    assert 'brewline_texts_total{direction="in",state="received"}' in shown
    assert "brewline_orders_total" in shown
    assert "brewline_proposals_total" in shown
    assert 'brewline_order_seconds_bucket{le="60.0"}' in shown


def test_counts_of_all_processes_are_added_up(tmp_path: Path) -> None:
    environ = {**os.environ, metrics.FOLDER: str(tmp_path)}

    def run(code: str) -> str:
        command = [sys.executable, "-c", code]
        return subprocess.run(
            command, env=environ, cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout

    run(_COUNT)
    run(_COUNT)
    shown = run(_READ)
    assert 'brewline_texts_total{direction="out",state="sent"} 2.0' in shown
    assert "brewline_orders_total 2.0" in shown
    assert 'brewline_order_seconds_bucket{le="240.0"} 2.0' in shown
