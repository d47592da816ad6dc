"""`make bench`: every figure beside its bound, measured in the same run.

`make bench ONLY=text` runs one group.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from backend.core.settings import Settings
from tests.bench import language, live, memory, text
from tests.bench.figures import Report
from tests.bench.screens import runs as screens
from tests.bench.sim import runs as sim

GROUPS: dict[str, Callable[[Report], None]] = {
    "language": language.run,
    "text": text.run,
    "live": live.live,
    "screens": screens.run,
    "memory": memory.run,
    "sim": sim.run,
}


def main(wanted: list[str]) -> int:
    """Run the groups named, or all."""
    unknown = set(wanted) - set(GROUPS)
    if unknown:
        sys.stderr.write(f"No such group: {', '.join(unknown)}. There is: {', '.join(GROUPS)}.\n")
        return 1
    report = Report()
    for name in wanted or GROUPS:
        sys.stdout.write(f"{name}\n")
        GROUPS[name](report)
    path = Path(Settings.load().data_dir) / "bench.json"
    report.write(path)
    if report.over():
        sys.stdout.write(f"Over what they may be: {', '.join(report.over())}.\n")
    sys.stdout.write(f"Written to {path}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
