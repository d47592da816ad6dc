"""What a print agent must not forget when it is switched off: a small file, always whole."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Owed:
    """What is to be told of a label as soon as Brewline can be reached."""

    label: int
    lease: str
    state: str
    error: str | None = None


class Journal:
    """Who the agent is, and what it has to tell of labels."""

    def __init__(self, file: Path) -> None:
        self._file = file
        kept = json.loads(file.read_text()) if file.exists() else {}
        #: The name under which labels are leased: after a restart they are given again at once.
        self.agent: str = kept.get("agent") or f"agent-{secrets.token_hex(4)}"
        owed = [Owed(**one) for one in kept.get("owed", [])]
        self._owed = {one.label: one for one in owed}
        self._write()

    @property
    def owed(self) -> tuple[Owed, ...]:
        """What is to be told, oldest first."""
        return tuple(self._owed.values())

    def owe(self, owed: Owed) -> None:
        """Note what is to be told of a label, instead of what was noted before."""
        self._owed[owed.label] = owed
        self._write()

    def settle(self, label: int) -> None:
        """Strike it out: it was told."""
        self._owed.pop(label, None)
        self._write()

    def _write(self) -> None:
        owed = [
            {"label": one.label, "lease": one.lease, "state": one.state, "error": one.error}
            for one in self._owed.values()
        ]
        fresh = self._file.with_name(f"{self._file.name}.new")
        with fresh.open("w") as out:
            json.dump({"agent": self.agent, "owed": owed}, out)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(self._file)
