"""Where things stand on a label of a receipt printer: rows of text, with their sizes."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from backend.printing.codepage import UNKNOWN, plain
from backend.printing.types import Label, Stock

#: Letters of the printer's first font side by side, by the width of the paper in mm.
COLUMNS = {58: 32, 80: 48}

#: Millimetres of a row of single height, and from the last one to the knife.
ROW_MM, CUT_MM = 4.23, 14.0
FEED_ROWS = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of text; sizes are multiples of the plain letter."""

    text: str
    wide: int = 1
    tall: int = 1
    bold: bool = False
    #: White on black.
    inverse: bool = False


def rows(label: Label, stock: Stock) -> tuple[Row, ...]:
    """Lay a label out: every row fits the paper's width."""
    return tuple(_Sheet(COLUMNS[stock.width_mm], stock.code_page).rows(label))


def length_mm(label: Label, stock: Stock) -> int:
    """Reckon how much of the roll it takes, the way to the knife included."""
    tall = sum(row.tall for row in rows(label, stock)) + FEED_ROWS
    return round(tall * ROW_MM + CUT_MM)


@dataclass(frozen=True, slots=True)
class _Sheet:
    columns: int
    page: str

    def rows(self, label: Label) -> Iterator[Row]:
        if label.mark:
            yield from self._fitted(f" {label.mark} ", inverse=True, bold=True)
        number = f"#{label.number}"
        size = max(1, min(4, self.columns // len(number)))
        yield from self._fitted(number, wide=size, tall=size, bold=True)
        yield from self._name(label.name)
        yield from self._drink(label.drink)
        for note in label.notes:
            yield from self._fitted(note)
        yield from self._box(label.alerts)
        cup = f"cup {label.cup} of {label.cups}"
        yield from self._fitted(f"{label.station} - {cup}", bold=True)
        yield from self._fitted(f"{label.time}  {label.event}")

    def _name(self, name: str | None) -> Iterator[Row]:
        # Of a name in a script the printer lacks nothing is left to read: the number stands for it.
        if name and plain(name, self.page).replace(UNKNOWN, "").strip():
            yield from self._fitted(name, wide=2, tall=2)

    def _drink(self, parts: tuple[str, ...]) -> Iterator[Row]:
        first, *others = parts
        yield from self._fitted(first, tall=2, bold=True)
        for part in others:
            yield from self._fitted(f"+ {part}")

    def _box(self, alerts: tuple[str, ...]) -> Iterator[Row]:
        """Draw it with letters that every page has."""
        if not alerts:
            return
        inner = self.columns - 4
        edge = Row(f"+{'-' * (self.columns - 2)}+", bold=True)
        yield edge
        for alert in alerts:
            for text in self._wrapped(alert.upper(), inner):
                yield Row(f"| {text:^{inner}} |", tall=2, bold=True)
        yield edge

    def _fitted(
        self, text: str, *, wide: int = 1, tall: int = 1, bold: bool = False, inverse: bool = False
    ) -> Iterator[Row]:
        for part in self._wrapped(text, self.columns // wide):
            yield Row(part, wide, tall, bold, inverse)

    def _wrapped(self, text: str, columns: int) -> list[str]:
        return textwrap.wrap(plain(text, self.page), columns)
