"""The cap per person: how many cups are left, and what is said of more."""

from backend.conversation.types import Caps, Say
from backend.events import rules
from backend.events.types import EventSettings


def caps(settings: EventSettings, category: str | None, cups: int | None) -> Caps:
    """Put together the caps of a customer who had so many cups; None where they do not count."""
    return Caps(
        settings.cups_an_order,
        settings.open_cups_a_phone,
        cups_a_person=settings.cups_a_person,
        cups_a_person_per=str(settings.cups_a_person_per),
        left_a_person=rules.left_a_person(settings, category, cups),
    )


def refusal(known: Caps, cups: int) -> Say | None:
    """Say the cap, what is left of it, and when it starts anew; None where so many are left."""
    if known.left_a_person is None or cups <= known.left_a_person:
        return None
    key = f"cap_person_{known.cups_a_person_per}"
    values = {"most": known.cups_a_person, "left": known.left_a_person}
    return Say(key if known.left_a_person else f"{key}_none", values)
