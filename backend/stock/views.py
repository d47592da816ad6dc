"""What of stock leaves the building, and what may be asked of it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from backend.stock.types import Mode, Why

#: More than any station holds, in grams, millilitres or pieces.
MOST = 1_000_000

Name = Annotated[
    str, Field(min_length=1, max_length=100), AfterValidator(lambda name: name.strip().lower())
]
Amount = Annotated[float, Field(ge=0, le=MOST, allow_inf_nan=False)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CountView(_Closed):
    """What is left of one ingredient at one station."""

    station: int
    station_name: str
    ingredient: str
    unit: str | None = Field(description="As the menu has it: g, ml or each.")
    amount: float
    low_at: float | None
    mode: Mode
    level: Literal["enough", "low", "out"]
    version: int
    updated_at: datetime


class StockRow(CountView):
    """A count, and when it will be used up."""

    gone_about: datetime | None = Field(
        description="When it is used up at the rate of the last half hour; null in doubt."
    )
    forecast: str | None = Field(description="The same in words, by the event's clocks.")


class TurnedAwayView(_Closed):
    """Demand that could not be met because something was sold out or used up."""

    kind: Literal["item", "option", "extra"]
    name: str
    refusals: int
    last_at: datetime


class StockView(_Closed):
    """All counts of an event, and what it had to refuse."""

    stock: list[StockRow]
    turned_away: list[TurnedAwayView]
    next: str | None = None


class MoveView(_Closed):
    """One line of the ledger."""

    id: int
    station: int
    ingredient: str
    amount: float
    remaining: float
    why: Why
    by: str
    order: int | None
    ticket: int | None
    at: datetime


class MoveList(_Closed):
    """The ledger, newest first."""

    moves: list[MoveView]
    next: str | None = None


class NewCount(_Closed):
    """A count as it is to be; one that is not there is begun."""

    station: int
    ingredient: Name
    amount: Amount
    low_at: Amount | None = None
    mode: Mode = Mode.STRICT
    version: int | None = None


class CountPatch(_Closed):
    """What there is (`amount`), or what came or was thrown away (`add`)."""

    station: int
    ingredient: Name
    amount: Amount | None = None
    add: Annotated[float, Field(ge=-MOST, le=MOST, allow_inf_nan=False)] | None = None
    low_at: Amount | None = None
    version: int | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "CountPatch":
        if self.amount is not None and self.add is not None:
            raise ValueError("give amount or add, not both")
        if self.amount is None and self.add is None and "low_at" not in self.model_fields_set:
            raise ValueError("give amount, add or low_at")
        return self


class CountName(_Closed):
    """Which count is meant."""

    station: int
    ingredient: Name


class Transfer(_Closed):
    """So much of an ingredient, carried from one station to another."""

    ingredient: Name
    source: int = Field(alias="from")
    target: int = Field(alias="to")
    amount: Annotated[float, Field(gt=0, le=MOST, allow_inf_nan=False)]

    @model_validator(mode="after")
    def _two_stations(self) -> "Transfer":
        if self.source == self.target:
            raise ValueError("from and to are the same station")
        return self
