"""What of a conversation leaves the building."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict


class MessageView(BaseModel):
    """One text in or out, as the simulated phone shows it."""

    model_config = ConfigDict(extra="forbid")

    id: int
    direction: Literal["in", "out"]
    body: str
    state: str
    segments: int
    at: datetime
    provider_id: str | None
    #: The customer's address and our number.
    address: str
    number: str
    kind: str


class PhoneSnapshot(BaseModel):
    """The last texts of one simulated phone, oldest first."""

    model_config = ConfigDict(extra="forbid")

    messages: list[MessageView]
    at: datetime
