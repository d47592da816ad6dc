"""How much of a roll is left, and when people are told."""

from dataclasses import dataclass

from backend.printing.types import Paper

#: Millimetres of a label, while none was printed on this roll.
USUAL_MM = 65


@dataclass(frozen=True, slots=True)
class Roll:
    """A roll of paper in a printer."""

    #: None where nobody said how long it was.
    length_mm: int | None
    used_mm: int
    #: Labels printed on it.
    printed: int
    #: So many labels are few.
    low_at: int
    #: What the printer's own sensor says.
    paper: Paper = Paper.UNKNOWN

    @property
    def left(self) -> int | None:
        """About how many labels are left, if they are like those before."""
        if self.length_mm is None:
            return None
        each = self.used_mm / self.printed if self.printed else USUAL_MM
        return max(0, int((self.length_mm - self.used_mm) / max(1.0, each)))


def warning(roll: Roll) -> str | None:
    """Say that it is low or out, in words; None while there is enough."""
    if roll.paper is Paper.OUT:
        return "out of paper"
    few = roll.left is not None and roll.left <= roll.low_at
    if roll.paper is Paper.LOW or few:
        return "roll low" if roll.left is None else f"roll low: about {_labels(roll.left)} left"
    return None


def worsened(before: Roll, after: Roll) -> bool:
    """Tell whether people must hear of it: once when it gets low, once when it is out."""
    return _level(after) > _level(before)


def _level(roll: Roll) -> int:
    said = warning(roll)
    return 0 if said is None else 2 if roll.paper is Paper.OUT or roll.left == 0 else 1


def _labels(count: int) -> str:
    return "1 label" if count == 1 else f"{count} labels"
