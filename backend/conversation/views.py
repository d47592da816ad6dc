"""What of a conversation leaves the building, and what staff may say in it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend.conversation.types import Form


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


class PhraseView(BaseModel):
    """One text: as shipped, as this event words it, and what a customer then gets."""

    model_config = ConfigDict(extra="forbid")

    key: str
    shipped: str
    text: str | None = Field(description="The event's own; null where the shipped one is said.")
    preview: str
    encoding: Literal["GSM-7", "UCS-2"] | None = Field(description="Null for what is spoken.")
    segments: int | None = Field(description="What the preview costs; null for what is spoken.")
    allowed: list[str] = Field(description="The values there are, to be written in braces.")
    required: list[str] = Field(description="Those of them that must be told.")
    warnings: list[str]


class WordingView(BaseModel):
    """All that is said in one language and form."""

    model_config = ConfigDict(extra="forbid")

    language: str
    languages: list[str] = Field(description="The languages there are.")
    form: Form
    version: int = Field(description="Grows with every change; 0 where nothing was changed.")
    texts: list[PhraseView]


class WordingQuery(BaseModel):
    """Which wording to read; by default the event's language, in writing."""

    model_config = ConfigDict(extra="forbid")

    language: str | None = Field(default=None, max_length=10)
    form: Form = Form.TEXT


class WordingChange(BaseModel):
    """Texts by key, null for the shipped one; `version` refuses to overwrite another's change."""

    model_config = ConfigDict(extra="forbid")

    language: str = Field(max_length=10)
    form: Form = Form.TEXT
    texts: dict[str, Annotated[str, Field(max_length=1000)] | None] = Field(max_length=200)
    version: int | None = None
    preview_only: bool = Field(default=False, description="Show it, and keep nothing.")


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


class CannedText(BaseModel):
    """A canned text as the customer of an order would get it."""

    model_config = ConfigDict(extra="forbid")

    key: str
    text: str
    segments: int


class CannedList(BaseModel):
    """The canned texts there are for an order, and whether one can reach its customer."""

    model_config = ConfigDict(extra="forbid")

    canned: list[CannedText]
    #: Why no text reaches the customer, in words; null where one does.
    unreachable: str | None
    next: str | None = None


class MessageQueued(BaseModel):
    """A text that is about to leave."""

    model_config = ConfigDict(extra="forbid")

    order: int
    number: str
    text: str | None
    canned: str | None
