"""How well promises held, as it leaves the building."""

from datetime import datetime

from pydantic import Field

from backend.orders.views import View


class Calibration(View):
    """How well promises held: what was told first against when all of the order was made."""

    n: int = Field(description="Orders made. Cancelled ones are not in it.")
    kept: int
    late: int
    early: int
    coverage: float | None = Field(description="Kept of all, from 0 to 1; null where n is 0.")
    mean_width_seconds: float | None
    #: Made later than foreseen, on average; below nothing, sooner.
    mean_error_seconds: float | None
    revised: int = Field(description="Orders whose customer was told a new range.")
    kept_as_revised: int = Field(description="Kept by the range told last.")
    remade: int = Field(description="Made more than once; they count by the last making.")


class HourCalibration(Calibration):
    """Of orders placed in one hour of the event's own time."""

    hour: datetime


class StationCalibration(Calibration):
    """Of orders of which this station made the last ticket."""

    station: int
    name: str | None


class DrinkCalibration(Calibration):
    """Of orders whose last ticket has this drink."""

    drink: str


class PromiseReport(View):
    """What was promised, and how it came."""

    #: Orders for as soon as may be; the figures by hour, station and drink are of these.
    now: Calibration
    #: Orders for later, whose range nobody can foresee as well.
    later: Calibration
    by_hour: list[HourCalibration]
    by_station: list[StationCalibration]
    by_drink: list[DrinkCalibration]
    cancelled: int
    cancelled_late: int = Field(description="Cancelled when what was told first was over.")
    overdue: int = Field(description="Not made yet, and what was told last is over.")
    notes: list[str]
