"""What `make check` does: the back end's checks and then all tests, the front end's beside them."""

import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from scripts.bootstrap import FRONTEND, PYTHON, ROOT, node_environment


class Step(NamedTuple):
    """What is checked, by which command, and what mends it."""

    name: str
    command: list[str]
    remedy: str


BACKEND = (
    Step("format", ["-m", "ruff", "format", "--check", "."], "run: .venv/bin/ruff format ."),
    Step("lint", ["-m", "ruff", "check", "."], "run: .venv/bin/ruff check --fix ."),
    Step("types", ["-m", "mypy"], "mend the types above"),
    Step(
        "imports",
        ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
        "mend the imports above",
    ),
    Step("generated files", ["-m", "scripts.generate", "--check"], "commit the files"),
)
FRONT_END = (Step("front end", ["npm", "run", "check"], "mend the front end as it says above"),)
TESTS = Step("tests", ["-m", "pytest", "-n", "3"], "mend what failed above")


def main() -> int:
    """Run the steps; give the exit code of the first that fails."""
    lanes = ((*BACKEND, TESTS), FRONT_END) if FRONTEND.exists() else ((*BACKEND, TESTS),)
    with ThreadPoolExecutor(len(lanes)) as pool:
        codes = list(pool.map(_all, lanes))
    return next(filter(None, codes), 0)


def _all(steps: Sequence[Step]) -> int:
    """Run one after the other; the first failure ends it."""
    return next(filter(None, map(_run, steps)), 0)


def _run(step: Step) -> int:
    """Run one; its output comes in one piece, that of the tests as they go on."""
    output = None if step is TESTS else subprocess.PIPE
    started = time.monotonic()
    front = step.command[0] == "npm"
    if output is None:
        sys.stdout.write(f"--- {step.name}\n")
        sys.stdout.flush()
    done = subprocess.run(
        step.command if front else [str(PYTHON), *step.command],
        cwd=FRONTEND if front else ROOT,
        env=node_environment() if front else None,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        text=True,
        errors="replace",
        check=False,
    )
    took = f"{time.monotonic() - started:.1f} s"
    if output is not None:
        sys.stdout.write(f"--- {step.name}\n{done.stdout}    {took}\n")
        sys.stdout.flush()
    if done.returncode:
        sys.stderr.write(f"make check: {step.name} failed: {step.remedy}.\n")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
