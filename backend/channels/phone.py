"""What the simulated phone needs to know before it texts: whether it may, and whom."""

from flask import Blueprint
from pydantic import BaseModel, ConfigDict

from backend.channels import documented
from backend.core.db import Database
from backend.core.openapi import described
from backend.events import service as events

#: Said where texts really go out.
OFF = "Texts go through Twilio here, so use a real phone."


class SimulatedEvent(BaseModel):
    """An event that can be texted."""

    model_config = ConfigDict(extra="forbid")

    slug: str
    name: str
    number: str


class PhoneState(BaseModel):
    """Whether the simulator is on, why not, and the events there are."""

    model_config = ConfigDict(extra="forbid")

    enabled: bool
    why: str | None
    events: list[SimulatedEvent]


def blueprint(database: Database, *, enabled: bool) -> Blueprint:
    """Make the address the page asks."""
    made = Blueprint("phone", __name__)

    @made.get("/phone/state")
    @described(documented.PHONE_STATE)
    def state() -> dict[str, object]:
        with database.transaction() as tx:
            known = events.all_events(tx) if enabled else []
        view = PhoneState(
            enabled=enabled,
            why=None if enabled else OFF,
            events=[
                SimulatedEvent(slug=event.slug, name=event.name, number=event.number)
                for event in known
                if event.number
            ],
        )
        return view.model_dump()

    return made
