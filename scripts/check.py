"""What `make check` does, cheap things first; it stops at the first that fails."""

import subprocess
import sys
import time
from pathlib import Path

from scripts.bootstrap import FRONTEND, PYTHON, ROOT, node_environment

#: What is checked, the command, and what mends it.
STEPS = (
    ("format", ["-m", "ruff", "format", "--check", "."], "run: .venv/bin/ruff format ."),
    ("lint", ["-m", "ruff", "check", "."], "run: .venv/bin/ruff check --fix ."),
    ("types", ["-m", "mypy"], "mend the types above"),
    ("imports", ["-c", "from importlinter.cli import lint_imports_command as run; run()"], ""),
    ("generated files", ["-m", "scripts.generate", "--check"], "commit the files"),
    ("front end", ["npm", "run", "check"], "mend the front end as it says above"),
    ("tests", ["-m", "pytest", "-n", "2", "--dist", "loadgroup"], "mend what failed above"),
)


def main() -> int:
    """Run the steps; give the exit code of the first that fails."""
    for name, command, remedy in STEPS:
        started = time.monotonic()
        sys.stdout.write(f"--- {name}\n")
        sys.stdout.flush()
        code = _run(command)
        if code != 0:
            sys.stderr.write(f"make check: {name} failed: {remedy or 'see above'}.\n")
            return code
        sys.stdout.write(f"    {time.monotonic() - started:.1f} s\n")
    return 0


def _run(command: list[str]) -> int:
    if command[0] != "npm":
        return _call([str(PYTHON), *command], ROOT, None)
    if not FRONTEND.exists():
        return 0
    return _call(command, FRONTEND, node_environment())


def _call(command: list[str], folder: Path, environ: dict[str, str] | None) -> int:
    done = subprocess.run(command, cwd=folder, env=environ, stdin=subprocess.DEVNULL, check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
