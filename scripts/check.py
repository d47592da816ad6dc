"""What `make check` does: what is cheap side by side, then the tests; the first failure ends it."""

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
    lanes = (BACKEND, FRONT_END) if FRONTEND.exists() else (BACKEND,)
    with ThreadPoolExecutor(len(lanes)) as pool:
        codes = list(pool.map(_all, lanes))
    return next(filter(None, codes), 0) or _run(TESTS, output=None)


def _all(steps: Sequence[Step]) -> int:
    return next(filter(None, (_run(step, output=subprocess.PIPE) for step in steps)), 0)


def _run(step: Step, *, output: int | None) -> int:
    """Run one; with its output in one piece, or (None) as it comes."""
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
