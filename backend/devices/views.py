"""What of devices leaves the building, and what may be asked of them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from backend.accounts.types import DeviceRole
from backend.events.views import PublicEvent


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewDevice(_Closed):
    """A device to be paired."""

    role: DeviceRole
    #: Where it belongs; null for the whole event.
    station: int | None = None
    name: Annotated[str, Field(max_length=60, pattern=r"\S")]


class DeviceView(_Closed):
    """One device."""

    id: int
    event: str
    name: str
    role: DeviceRole
    station: int | None
    station_name: str | None
    created_at: datetime
    #: Null until a device has taken its code.
    paired_at: datetime | None
    #: When it, or who signed in at it, was last heard, give or take half a minute.
    seen_at: datetime | None
    revoked_at: datetime | None
    #: Until when a code waits to be taken.
    code_expires_at: datetime | None
    version: int


class DeviceList(_Closed):
    """The devices of an event, newest first."""

    devices: list[DeviceView]
    next: None = None


class PairingCode(_Closed):
    """What a device is paired with, once: said, typed or scanned."""

    code: str = Field(description="Eight digits; blanks and dashes between them do not matter.")
    #: What a QR code says.
    url: str
    expires_at: datetime
    device: DeviceView


class Pairing(_Closed):
    """The code as somebody typed it."""

    code: str = Field(pattern=r"^[0-9](?:[ -]?[0-9]){7}$")


class Paired(_Closed):
    """The token by which the device is known from now on; it is told this once."""

    device_token: str
    device: DeviceView


class Face(_Closed):
    """Somebody who can sign in at a tablet by PIN."""

    username: str
    name: str


class DeviceSelf(_Closed):
    """What a device is told of itself."""

    device: DeviceView
    event: PublicEvent
    #: At a barista's tablet: who has a PIN and works at the event, by name.
    people: list[Face]
