"""What of menus and 86s leaves the building."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from backend.core.moments import Moment


class SoldOutView(BaseModel):
    """One 86."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["item", "option", "ingredient"]
    name: str
    station: int | None
    until: datetime | None
    by: str
    at: datetime


class SoldOutList(BaseModel):
    """Everything that is 86'd."""

    model_config = ConfigDict(extra="forbid")

    sold_out: list[SoldOutView]


class SoldOutRequest(BaseModel):
    """What to 86: exactly one of item, option (`group:value`) and ingredient."""

    model_config = ConfigDict(extra="forbid")

    item: str | None = Field(default=None, max_length=100)
    option: str | None = Field(default=None, max_length=100)
    ingredient: str | None = Field(default=None, max_length=100)
    station: int | None = None
    until: Moment | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> "SoldOutRequest":
        if [self.item, self.option, self.ingredient].count(None) != 2:
            raise ValueError("name one of item, option and ingredient")
        return self

    @property
    def kind(self) -> Literal["item", "option", "ingredient"]:
        """Tell what is meant."""
        if self.ingredient is not None:
            return "ingredient"
        return "item" if self.item is not None else "option"

    @property
    def name(self) -> str:
        """The thing's name, as the menu writes it."""
        return (self.item or self.option or self.ingredient or "").strip().lower()
