"""The machine's inputs and outputs: frozen values without clock, chance or database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from backend.events.types import Session
from backend.menu.types import Menu, SoldOut
from backend.orders.types import OrderLine, OrderStatus
from backend.stations.types import Station
from nlp.types import ItemMention, Parse


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The saved state of one customer's conversation."""

    draft: tuple[OrderLine, ...] = ()
    name: str | None = None
    #: What our last message asked for: "item", an option group, "name", "confirm", "forget",
    #: "change" (what to change), "which" (line the pending change is about), or None.
    awaiting: str | None = None
    #: Utterances in a row that were not understood.
    misses: int = 0
    language: str = "en"
    #: The text that began the draft; said again, it adds nothing.
    first_text: str = ""
    #: A line, and a group that need not be chosen, asked again because what was said cannot be had.
    reask: tuple[int, str] | None = None
    #: Items offered for words that were not understood, the likeliest first.
    doubts: tuple[str, ...] = ()
    #: A change that fits several lines, until the customer says which.
    pending: tuple[ItemMention, ...] = ()
    #: When the draft is wanted; None is as soon as it can be.
    due: datetime | None = None
    #: Whether the time it is wanted for was asked.
    asks_when: bool = False
    #: The placed order, by id and number, that the draft would take the place of.
    amends: tuple[int, str] | None = None
    #: The lines of that order when its change began.
    amended: tuple[OrderLine, ...] = ()
    #: How many of the menu's pages were told.
    pages: int = 0
    #: Where the customer is, by the name of a zone of the event.
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order of this customer that is not yet collected, as the machine needs it."""

    id: int
    number: str
    status: OrderStatus
    lines: tuple[OrderLine, ...]
    #: Stations that hold its live tickets, in ticket order.
    stations: tuple[str, ...]
    #: Station of each ticket already made and waiting at the counter.
    ready_at: tuple[str, ...]
    earliest: datetime
    latest: datetime
    name: str | None = None
    #: Tickets to be made before its own; None where unknown.
    ahead: int | None = None
    #: For a later time: when; its tickets wait until then.
    due: datetime | None = None
    #: Whether the time of some of it has come and no open station can make it, and of all of it.
    stuck: bool = False
    all_stuck: bool = False
    #: Of its tracker.
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Caps:
    """Limits between understanding and placing."""

    cups_an_order: int = 12
    open_cups_a_phone: int = 24
    #: Highest count per option group that is a number ({group: most}).
    counts: Mapping[str, int] = field(default_factory=dict)
    #: What a person may have in a day, or at the event; None is no cap.
    cups_a_person: int | None = None
    cups_a_person_per: str = "day"
    #: How many of those this customer may still order; None where the cap is not theirs.
    left_a_person: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """All that the machine may know besides the dialogue and the words."""

    menu: Menu
    sold_out: frozenset[SoldOut]
    stations: tuple[Station, ...]
    open_orders: tuple[OpenOrder, ...]
    #: The customer's last order, to be had again with USUAL.
    usual: tuple[OrderLine, ...]
    #: The name this customer gave before.
    known_name: str | None
    event_name: str
    #: open, paused or closed.
    event_state: str
    #: IANA name, for times told.
    timezone: str
    caps: Caps
    now: datetime
    #: When the dialogue was last touched; None for a stranger.
    last_heard: datetime | None = None
    stale_after_seconds: int = 3600
    opted_out: bool = False
    #: What this customer is by their code.
    category: str | None = None
    #: Whether this event wants a name on each order.
    asks_name: bool = False
    programme: tuple[Session, ...] = ()
    #: Until when orders are taken, while last orders are called.
    last_orders_until: datetime | None = None
    #: The stations as they are set up, whoever is there now; none: as in `stations`.
    configured: tuple[Station, ...] = ()
    #: When the stations serve as `stations` has them; None is now.
    foreseen: datetime | None = None
    #: Whether this customer's orders go first.
    goes_first: bool = False
    #: What the addresses of trackers begin with; None where none is told.
    track_at: str | None = None


@dataclass(frozen=True, slots=True)
class OrderAccepted:
    """The order stands; this is what the customer may be told."""

    number: str
    earliest: datetime
    latest: datetime
    stations: tuple[str, ...]
    #: Of its tracker.
    token: str | None = None


@dataclass(frozen=True, slots=True)
class OrderRefused:
    """Nothing was placed: `line` could not be made, `reason` is a reply key."""

    reason: str
    line: int = 0
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OrderCancelled:
    """The order was cancelled."""

    number: str


@dataclass(frozen=True, slots=True)
class CancelRefused:
    """Too late: it was started (or made) in the meantime."""

    number: str
    status: OrderStatus


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Name, usual, messages and consent are erased."""


@dataclass(frozen=True, slots=True)
class OrderChanged:
    """The order stands as it was changed; this is what the customer may be told."""

    number: str
    lines: tuple[OrderLine, ...]
    earliest: datetime
    latest: datetime
    stations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeRefused:
    """Too late: it was started, made or cancelled; the station was told of the wish."""

    number: str
    status: OrderStatus


@dataclass(frozen=True, slots=True)
class CategoryKnown:
    """The customer sent the code of a category and nothing else."""

    category: str


Heard = (
    Parse
    | OrderAccepted
    | OrderRefused
    | OrderChanged
    | ChangeRefused
    | OrderCancelled
    | CancelRefused
    | Forgotten
    | CategoryKnown
)


@dataclass(frozen=True, slots=True)
class Say:
    """A reply key with its values; rendered per language and channel."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


class Form(StrEnum):
    """How a reply reaches the customer: read or heard."""

    TEXT = "text"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """Place these lines; the service answers with OrderAccepted or OrderRefused."""

    lines: tuple[OrderLine, ...]
    name: str | None
    #: When it is wanted; None is as soon as it can be.
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChangeOrder:
    """Make these the lines of a placed order: OrderChanged, ChangeRefused or OrderRefused."""

    order: int
    number: str
    lines: tuple[OrderLine, ...]
    name: str | None


@dataclass(frozen=True, slots=True)
class NoteWish:
    """Let the stations know what was wished for too late; answered with ChangeRefused."""

    order: int
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class CancelOrder:
    """Cancel this order; the service answers with OrderCancelled or CancelRefused."""

    order: int
    number: str


@dataclass(frozen=True, slots=True)
class ForgetMe:
    """Erase this customer; the service answers with Forgotten."""


Effect = Say | PlaceOrder | ChangeOrder | NoteWish | CancelOrder | ForgetMe


@dataclass(frozen=True, slots=True)
class Turn:
    """The next dialogue, and what is to be done, in order."""

    dialogue: Dialogue
    effects: tuple[Effect, ...]
