"""Who could make the draft when it is wanted, and what is said where nobody is there then."""

from dataclasses import replace
from datetime import datetime

from backend.conversation import asking, offer
from backend.conversation.types import Context, Dialogue, Say
from backend.orders import later
from backend.stations import routing
from backend.stations.routing import Job
from backend.stations.types import Station

#: The reason of a refusal because nobody is there at that time; its value `due` is when somebody is
AWAY = "away"


def at(dialogue: Dialogue, context: Context) -> Context:
    """Give the context with the stations as they serve what is wanted when the draft is."""
    due = _due(dialogue, context)
    if due is None and context.foreseen is None:
        return context
    configured = context.configured or context.stations
    stations = later.serving(
        configured,
        due,
        context.now,
        prep_seconds=_seconds(dialogue, context),
        priority=context.goes_first,
    )
    return replace(context, stations=stations, configured=configured, foreseen=due)


def _due(dialogue: Dialogue, context: Context) -> datetime | None:
    """Give when it is wanted; an order that is changed keeps its time."""
    if dialogue.amends is None:
        return dialogue.due
    return next((one.due for one in context.open_orders if one.id == dialogue.amends[0]), None)


def _seconds(dialogue: Dialogue, context: Context) -> int:
    """Reckon how long the draft takes; of what is still open, no time."""
    jobs = [Job(line.spec, line.quantity) for line in dialogue.draft]
    return routing.prep_seconds(jobs, context.menu)


def put_off(dialogue: Dialogue, context: Context) -> tuple[Dialogue, Say] | None:
    """Give the dialogue with the next time somebody is there, if nobody is when it is wanted.

    Where no roster tells of such a time it is wanted for none.
    """
    if offer.anything(context):
        return None
    if dialogue.due is None:
        return dialogue, Say("nothing_now")

    def able(there: tuple[Station, ...]) -> bool:
        return offer.anything(replace(context, stations=there))

    possible = later.possible(
        context.configured,
        able,
        dialogue.due,
        context.now,
        prep_seconds=_seconds(dialogue, context),
        priority=context.goes_first,
    )
    asked = asking.local(dialogue.due, context)
    if possible is None:
        return replace(dialogue, due=None), Say("nothing_then", {"asked": asked})
    values = {"asked": asked, "due": asking.local(possible, context)}
    return replace(dialogue, due=possible), Say(AWAY, values)
