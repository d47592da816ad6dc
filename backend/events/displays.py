"""How an event's public displays look and sound: values."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Theme(StrEnum):
    """Which of its two looks a display has."""

    #: As the device it runs on.
    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class ScreenLanguage(StrEnum):
    """A language that screens are written in."""

    EN = "en"
    DE = "de"
    ES = "es"
    FR = "fr"
    PT = "pt"


#: A line of thanks, as it is shown.
Sponsor = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class DisplaySettings(BaseModel):
    """What an event sets for all of its displays; an address may differ from it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    #: What they say: the first on the screen, all of them aloud; none is the device's own.
    languages: tuple[ScreenLanguage, ...] = Field(default=(), max_length=3)
    theme: Theme = Theme.AUTO
    #: The event's own colour, as #rrggbb: a band and marks, never behind words.
    colour: str | None = Field(default=None, pattern="^#[0-9a-fA-F]{6}$")
    #: Whether a number that gets ready is rung in, and read aloud.
    chime: bool = True
    spoken: bool = False
    #: Minutes for which what nobody came for is still named; 0 is never.
    missed_minutes: int = Field(default=15, ge=0, le=240)
    sponsors: tuple[Sponsor, ...] = Field(default=(), max_length=12)
