"""`python -m backend` runs everything; `backup` and `restore FILE` keep the database safe."""

import os
import sys

from backend.core import announce
from backend.core.backup import backup, restore
from backend.core.errors import CannotStart
from backend.core.lifeline import end_with_parent
from backend.core.settings import Settings
from backend.core.supervisor import Supervisor

USAGE = "python -m backend, python -m backend backup, or python -m backend restore FILE"


def main(arguments: list[str]) -> int:
    """Do what the arguments say; a refusal is one line."""
    # Set by `make run` alone: whoever kills make outright means all of it.
    if os.environ.pop("BREWLINE_ENDS_WITH_MAKE", None):
        end_with_parent()
    try:
        return _run(arguments)
    except CannotStart as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _run(arguments: list[str]) -> int:
    match arguments:
        case []:
            settings = Settings.load()
            announce.warn_of_open_simulator(settings)
            Supervisor(settings).run()
        case ["backup"]:
            sys.stdout.write(f"{backup(Settings.load())}\n")
        case ["restore", file]:
            sys.stdout.write(f"{restore(Settings.load(), file)}\n")
        case _:
            raise CannotStart(f"Usage: {USAGE}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
