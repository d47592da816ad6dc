"""What of a conversation leaves the building, and what staff may say in it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


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


#: What staff write to a customer: one line, two segments at most with what stands before it.
#: Control characters are refused, and those that turn the direction of writing.
StaffText = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        min_length=1,
        max_length=250,
        pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+$",
    ),
]


class AskRequest(BaseModel):
    """A question to the customer of a ticket."""

    model_config = ConfigDict(extra="forbid")

    text: StaffText


class MessageRequest(BaseModel):
    """A text to the customer of an order: free, or one of the canned ones."""

    model_config = ConfigDict(extra="forbid")

    text: StaffText | None = None
    #: The key of a canned text, which is written in the customer's language.
    canned: str | None = Field(default=None, pattern=r"^[a-z_]{1,60}$")


class MessageQueued(BaseModel):
    """A text that is about to leave."""

    model_config = ConfigDict(extra="forbid")

    order: int
    number: str
    text: str | None
    canned: str | None
