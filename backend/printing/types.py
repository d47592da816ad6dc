"""Labels, printers and what becomes of a label, as values."""

from dataclasses import dataclass
from enum import StrEnum


class When(StrEnum):
    """When a station's labels are printed by themselves."""

    OFF = "off"
    #: When a ticket is started.
    START = "start"
    #: When a ticket comes to the station's lane.
    PLACING = "placing"


class Why(StrEnum):
    """What a label is printed for."""

    PLACED = "placed"
    STARTED = "started"
    #: Its ticket came from another station.
    MOVED = "moved"
    #: The order was changed after its label was printed.
    CHANGED = "changed"
    #: The drink is made once more.
    REMADE = "remade"
    #: A person asked for it again.
    REPRINT = "reprint"


class JobState(StrEnum):
    """How far a label is."""

    QUEUED = "queued"
    #: An agent has it, and has not begun.
    LEASED = "leased"
    #: An agent sends it to the printer.
    PRINTING = "printing"
    PRINTED = "printed"
    #: It may have been printed or not: a person looks, and says "reprint".
    UNSURE = "unsure"
    #: It could not be printed, again and again.
    FAILED = "failed"
    #: Its ticket left the station, or is made no more.
    WITHDRAWN = "withdrawn"


class Paper(StrEnum):
    """What a printer says of its roll."""

    UNKNOWN = "unknown"
    ENOUGH = "enough"
    LOW = "low"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Health:
    """What a printer says of itself."""

    paper: Paper = Paper.UNKNOWN
    #: What keeps it from printing, in words; None where nothing does.
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Stock:
    """What a printer prints on."""

    width_mm: int = 58
    #: How long a label of the printable page is; a receipt printer cuts where the text ends.
    length_mm: int = 60
    #: Which letters the printer has: a name of `codepage.PAGES`.
    code_page: str = "cp858"


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on one cup."""

    #: The order's, digits only.
    number: str
    #: What the event's policy lets everybody read.
    name: str | None
    #: The drink, then what is added to it.
    drink: tuple[str, ...]
    notes: tuple[str, ...]
    #: Notes that are about somebody's health.
    alerts: tuple[str, ...]
    station: str
    #: The how manieth of how many of the order.
    cup: int
    cups: int
    #: By the event's clocks, as in 10:12.
    time: str
    event: str
    #: What this label is that another was before; None for the first.
    mark: str | None = None
