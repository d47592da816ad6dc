"""`python -m tests.bench.sim --seeds 1-20 --scenario burst`: the simulation by itself."""

import argparse
import sys

from tests.bench.figures import Report
from tests.bench.sim.runs import SEEDS, run
from tests.bench.sim.scenario import NAMES


def seed_list(text: str) -> tuple[int, ...]:
    """Read "1-20", "7" or "1,5,40-60"."""
    seeds: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        seeds += range(int(first), int(last or first) + 1)
    if not seeds:
        raise ValueError(text)
    return tuple(seeds)


def main(arguments: list[str]) -> int:
    """Simulate and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.sim")
    parser.add_argument("--seeds", type=seed_list, default=SEEDS, help='as "1-20" or "3,5,9"')
    parser.add_argument("--scenario", choices=NAMES, action="append", help="one or several")
    given = parser.parse_args(arguments)
    run(Report(), given.seeds, given.scenario or NAMES)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
