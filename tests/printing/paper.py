"""What comes out of a receipt printer: reads ESC/POS as a printer does, and refuses the rest."""

from dataclasses import dataclass, field

#: {command: (its length with its arguments)}
_LENGTHS = {b"\x1b@": 2, b"\x1bt": 3, b"\x1ba": 3, b"\x1bE": 3, b"\x1bd": 3, b"\x1d!": 3}
_LENGTHS |= {b"\x1dB": 3, b"\x1dV": 4}
_TABLES = {0: "cp437", 2: "cp850", 16: "cp1252", 17: "cp866", 18: "cp852", 19: "cp858"}


@dataclass
class Printed:
    """One row of text as it stands on the paper."""

    text: str
    wide: int
    tall: int
    bold: bool
    inverse: bool

    @property
    def columns(self) -> int:
        """How much of the paper's width it takes."""
        return len(self.text) * self.wide


@dataclass
class Paper:
    """A roll with what was printed on it."""

    rows: list[Printed] = field(default_factory=list)
    cuts: int = 0
    _wide: int = 1
    _tall: int = 1
    _bold: bool = False
    _inverse: bool = False
    _table: str = "cp437"

    def feed(self, data: bytes) -> "Paper":
        """Print."""
        text = b""
        while data:
            if data[:1] in (b"\x1b", b"\x1d"):
                assert data[:2] in _LENGTHS, f"no such command: {data[:4]!r}"
                length = _LENGTHS[data[:2]]
                assert len(data) >= length, "a command without its argument"
                self._do(data[:2], data[2:length])
            elif data[:1] == b"\n":
                self._print(text)
                text, length = b"", 1
            else:
                assert data[0] >= 0x20, f"a control byte in a text: {data[:4]!r}"
                text, length = text + data[:1], 1
            data = data[length:]
        assert not text, "text that was never printed"
        return self

    def _do(self, command: bytes, given: bytes) -> None:
        if command == b"\x1bt":
            self._table = _TABLES[given[0]]
        elif command == b"\x1d!":
            self._wide, self._tall = (given[0] >> 4) + 1, (given[0] & 7) + 1
        elif command == b"\x1bE":
            self._bold = bool(given[0] & 1)
        elif command == b"\x1dB":
            self._inverse = bool(given[0] & 1)
        elif command == b"\x1dV":
            self.cuts += 1

    def _print(self, text: bytes) -> None:
        read = text.decode(self._table)
        self.rows.append(Printed(read, self._wide, self._tall, self._bold, self._inverse))

    @property
    def text(self) -> list[str]:
        """The rows as they read."""
        return [row.text.strip() for row in self.rows]
