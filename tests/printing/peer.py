"""An independent writer of ESC/POS, python-escpos, in a folder and a process of its own.

It is not among our requirements: it brings along packages that are called `tests` and `docs`.
"""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from backend.printing.layout import FEED_ROWS, Row

HERE = Path(__file__).parent
REQUIREMENTS = HERE / "peer-requirements.txt"


def installed() -> Path:
    """Give a folder with the pinned library in it, kept from run to run."""
    mark = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"brewline-printing-peer-{os.getuid()}-{mark}"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target"]
            command += [str(folder / "packages"), "-r", str(REQUIREMENTS)]
            subprocess.run(command, check=True, capture_output=True)
            (folder / "done").touch()
    return folder / "packages"


def written(rows: Sequence[Row], page: str) -> tuple[bytes, dict[str, int]]:
    """Let it write these rows; gives the bytes, and its numbers of code pages."""
    asked = {"page": page, "rows": [asdict(row) for row in rows], "feed": FEED_ROWS}
    done = subprocess.run(
        [sys.executable, str(HERE / "peer_prints.py")],
        input=json.dumps(asked).encode(),
        env={**os.environ, "PYTHONPATH": str(installed())},
        check=True,
        capture_output=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return bytes.fromhex(told["data"]), told["pages"]
