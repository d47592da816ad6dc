"""Memory: of the worker at rest, of the web process at rest and after many texts."""

import time

from tests.bench import web
from tests.bench.figures import Report
from tests.bench.web import Ground

TEXTS = 100_000
#: Longest that one round of texting may take before its memory is looked at.
ROUND_SECONDS = 20.0
#: The whole group ends by then, however slow the machine; how many texts it were is told.
MOST_ROUNDS = 20
WORKER = ("-m", "flask", "--app", "app", "worker")
#: By then the worker has imported everything and looked for work a few times.
SETTLE_SECONDS = 6.0


def run(report: Report) -> None:
    """Text until there were enough, and see whether memory has grown."""
    with web.ground() as place:
        with web.running(place, WORKER) as worker:
            time.sleep(SETTLE_SECONDS)
            report.add("memory.worker.at_rest", worker.megabytes(), "MB")
        _texting(report, place)


def _texting(report: Report, place: Ground) -> None:
    with web.web(place) as process:
        texted, first = 0, 1
        texted += web.texting(process.port, "/sms", seconds=3, first=first)["texts"]
        # Warm: menus, parsers, pools and vocabularies are there.
        warm = process.megabytes()
        for _ in range(MOST_ROUNDS):
            first += 10_000_000
            result = web.texting(process.port, "/sms", seconds=ROUND_SECONDS, first=first)
            assert result["failed"] == 0, result["errors"]
            texted += result["texts"]
            if texted >= TEXTS:
                break
        report.add("memory.web.warm", warm, "MB")
        report.add("memory.texts", texted, "texts", TEXTS)
        report.add("memory.web.after", process.megabytes(), "MB", warm)
