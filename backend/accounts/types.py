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


#: Each may do what those after it may; the other roles stand beside the ladder.
LADDER = (Role.OWNER, Role.ORGANISER, Role.SUPPORT, Role.BARISTA)


def allows(held: Role, least: Role) -> bool:
    """Tell whether a role may do what needs at least another."""
    if held in LADDER and least in LADDER:
        return LADDER.index(held) <= LADDER.index(least)
    return held is least


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in person, with the roles of this moment."""

    person: int
    username: str
    display_name: str
    #: {event id: role}
    roles: Mapping[int, Role] = field(default_factory=dict)

    @property
    def event_ids(self) -> list[int]:
        """The events this person may see at all."""
        return sorted(self.roles)

    @property
    def actor(self) -> str:
        """How history names them."""
        return self.display_name

    def holds(self, least: Role) -> bool:
        """Tell whether they hold this role at any event."""
        return any(allows(role, least) for role in self.roles.values())
