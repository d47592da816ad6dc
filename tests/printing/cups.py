"""A cup to label."""

from dataclasses import replace
from typing import Any

from backend.printing.types import Label

CUP = Label(
    number="42",
    name="Zoë",
    drink=("large oat flat white", "2 sugars", "vanilla syrup"),
    notes=("to go",),
    alerts=("nut allergy",),
    station="North cart",
    cup=1,
    cups=3,
    time="10:12",
    event="Spring Fair",
)


def cup(**values: Any) -> Label:
    """Make another cup."""
    return replace(CUP, **values)
