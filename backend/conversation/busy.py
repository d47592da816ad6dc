"""Nobody can take it on for then: the truth, and when it could be had instead."""

from dataclasses import replace
from datetime import datetime

from backend.conversation import asking
from backend.conversation.taking import ask, emptied
from backend.conversation.types import Context, Dialogue, OrderRefused, Say, Turn

#: The reason where every station that can make it is full; its value `due` is when it could be had.
BUSY = "busy"


def offered(dialogue: Dialogue, refusal: OrderRefused, context: Context) -> Turn:
    """Read the draft back for the time when it can be had; a placed order stays as it is."""
    if dialogue.amends is not None:
        said = Say("busy_change", {"number": dialogue.amends[1]})
        return Turn(emptied(dialogue), (said,))
    due = refusal.values["due"]
    assert isinstance(due, datetime)
    later = replace(dialogue, due=due, misses=0)
    told = {
        name: asking.local(time, context)
        for name, time in refusal.values.items()
        if isinstance(time, datetime)
    }
    return ask(later, context, Say(refusal.reason, told))
