"""What of labels and printers leaves the building, and what may be asked of them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from backend.printing.codepage import PAGES
from backend.printing.types import JobState, Paper, When, Why


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _known(page: str) -> str:
    if page not in PAGES:
        raise ValueError(f"no such code page; take one of {', '.join(PAGES)}")
    return page


CodePage = Annotated[str, AfterValidator(_known), Field(json_schema_extra={"enum": sorted(PAGES)})]
Millimetres = Annotated[int, Field(ge=20, le=1_000_000)]


class PrinterView(_Closed):
    """The label printer of a station, its roll, and what waits for it."""

    station: int
    station_name: str
    labels: When = Field(description="When labels are printed by themselves.")
    width_mm: Literal[58, 80]
    length_mm: int = Field(description="Of a label of the printable page.")
    code_page: str
    roll_mm: int | None = Field(description="How long a new roll is; null where nobody said so.")
    low_at: int = Field(description="So many labels left are few.")
    printed: int = Field(description="Labels printed on this roll.")
    labels_left: int | None = Field(description="About how many this roll has left.")
    paper: Paper
    trouble: str | None = Field(description="What keeps it from printing, as its agent told.")
    warning: str | None = Field(description="Low or out, in words.")
    waiting: int
    unsure: int = Field(description="Labels that may have been printed or not: look, and reprint.")
    failed: int
    seen_at: datetime | None = Field(description="When its agent was last heard of.")
    version: int


class PrinterList(_Closed):
    """The label printers of an event."""

    printers: list[PrinterView]
    next: str | None = None


class PrinterChange(_Closed):
    """How a station's labels are printed; what is left out stays as it is."""

    labels: When | None = None
    width_mm: Literal[58, 80] | None = None
    length_mm: Annotated[int, Field(ge=20, le=500)] | None = None
    code_page: CodePage | None = None
    roll_mm: Millimetres | None = None
    low_at: Annotated[int, Field(ge=0, le=1000)] | None = None
    #: The version seen; a newer one is a conflict.
    version: int | None = None


class NewRoll(_Closed):
    """A new roll is in."""

    #: How long it is, where it differs from the one before.
    roll_mm: Millimetres | None = None


class Told(_Closed):
    """What an agent found its printer to be like."""

    paper: Paper = Paper.UNKNOWN
    trouble: str | None = Field(default=None, max_length=200)


class LabelView(_Closed):
    """One label, and what became of it."""

    id: int
    station: int
    ticket: int
    number: str
    cup: int = Field(description="The how manieth of its ticket.")
    why: Why
    by: str | None = Field(description="Who asked for it; null where it came by itself.")
    state: JobState
    attempts: int
    agent: str | None
    error: str | None
    created_at: datetime
    done_at: datetime | None


class LabelList(_Closed):
    """Labels, newest first."""

    labels: list[LabelView]
    next: str | None = None


class Reprint(_Closed):
    """Print a ticket's labels again."""

    #: The how manieth cup of the ticket; null for all.
    cup: Annotated[int, Field(ge=1, le=1000)] | None = None
    why: Literal["reprint", "remade"] = "reprint"


class Claim(_Closed):
    """An agent that has its hands free."""

    agent: Annotated[str, Field(min_length=1, max_length=60, pattern="^[A-Za-z0-9._-]+$")]
    limit: int = Field(default=5, ge=1, le=20)


class LeasedLabel(_Closed):
    """A label to be printed, leased to an agent."""

    id: int
    lease: str = Field(description="To be given back with each report.")
    number: str
    cup: int
    why: Why
    data: str = Field(description="ESC/POS, in base64.")


class LeasedList(_Closed):
    """Labels to be printed, in this order."""

    labels: list[LeasedLabel]
    next: str | None = None


class Report(_Closed):
    """What an agent did with a label."""

    lease: str = Field(min_length=1, max_length=60)
    #: Before it sends: `printing`. Afterwards: `printed`, `failed` (nothing came out), or `unsure`.
    state: Literal["printing", "printed", "failed", "unsure"]
    error: str | None = Field(default=None, max_length=200)
