"""What is counted, and the registry it is read from, over all processes where there are several."""

import os

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

#: Set by the supervisor; each process writes its counts there, and any may read them all.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"

TEXTS = Counter(
    "brewline_texts_total",
    "Texts by direction, and what became of them.",
    ("direction", "state"),
    registry=None,
)
ORDERS = Counter("brewline_orders_total", "Orders placed.", registry=None)
ORDER_SECONDS = Histogram(
    "brewline_order_seconds",
    "Seconds from the order until all of it was made.",
    buckets=(30, 60, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2700, 3600),
    registry=None,
)
PROMISES = Counter(
    "brewline_promises_total",
    "Promises of orders made, for now or for later, by whether what was told first was kept.",
    ("kind", "outcome"),
    registry=None,
)
PROMISES_REVISED = Counter(
    "brewline_promises_revised_total",
    "Promises revised because they would not hold.",
    registry=None,
)
PROMISE_WIDTH_SECONDS = Histogram(
    "brewline_promise_width_seconds",
    "Seconds from the beginning to the end of what was promised first.",
    buckets=(60, 120, 180, 240, 300, 420, 600, 900, 1800),
    registry=None,
)
PROPOSALS = Counter(
    "brewline_proposals_total",
    "Readings asked of a language model, by what came of them.",
    ("outcome",),
    registry=None,
)

_OF_PROMISES = (PROMISES, PROMISES_REVISED, PROMISE_WIDTH_SECONDS)


def registry() -> CollectorRegistry:
    """Give a fresh registry of all that is counted here and in the other processes."""
    made = CollectorRegistry()
    if os.environ.get(FOLDER):
        MultiProcessCollector(made)  # type: ignore[no-untyped-call]
        return made
    for metric in (TEXTS, ORDERS, ORDER_SECONDS, *_OF_PROMISES, PROPOSALS):
        made.register(metric)
    return made
