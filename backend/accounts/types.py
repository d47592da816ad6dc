"""Who may do what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person or device is at an event."""

    OWNER = "owner"
    ORGANISER = "organiser"
    SUPPORT = "support"
    BARISTA = "barista"
    KIOSK = "kiosk"
    DISPLAY = "display"
    #: A barista's tablet at which nobody has signed in, and a print agent: devices only.
    TABLET = "tablet"
    PRINTER = "printer"


#: What a person may be; the others are what devices are.
PERSONAL = (
    Role.OWNER,
    Role.ORGANISER,
    Role.SUPPORT,
    Role.BARISTA,
    Role.KIOSK,
    Role.DISPLAY,
)


class DeviceRole(StrEnum):
    """What a device is for."""

    DISPLAY = "display"
    KIOSK = "kiosk"
    BARISTA = "barista"
    PRINTER = "printer"

    @property
    def held(self) -> Role:
        """The role that its token holds: a barista's tablet alone is not a barista."""
        return Role.TABLET if self is DeviceRole.BARISTA else Role(self.value)


#: Each may do what those after it may; the other roles stand beside the ladder.
LADDER = (Role.OWNER, Role.ORGANISER, Role.SUPPORT, Role.BARISTA)


def allows(held: Role, least: Role) -> bool:
    """Tell whether a role may do what needs at least another."""
    if held in LADDER and least in LADDER:
        return LADDER.index(held) <= LADDER.index(least)
    return held is least


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in person or a paired device, with the roles of this moment."""

    #: None for a device by itself.
    person: int | None
    username: str
    display_name: str
    #: {event id: role}
    roles: Mapping[int, Role] = field(default_factory=dict)
    #: The device itself, or the one at which this person signed in by PIN.
    device: int | None = None
    #: Where the device belongs to one station.
    station: int | None = None

    @property
    def event_ids(self) -> list[int]:
        """The events this person may see at all."""
        return sorted(self.roles)

    @property
    def actor(self) -> str:
        """How history names them."""
        return self.display_name

    @property
    def key(self) -> str:
        """What tells them apart from every other caller."""
        return str(self.person) if self.person is not None else f"device {self.device}"

    def holds(self, *roles: Role) -> bool:
        """Tell whether they hold one of these roles at any event."""
        return any(allows(held, least) for held in self.roles.values() for least in roles)
