"""What a turn could not give because it is sold out or used up: demand that was turned away."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from backend.conversation import foreseeing
from backend.conversation.busy import BUSY
from backend.conversation.foreseeing import AWAY
from backend.conversation.types import Context, Dialogue, Effect, Heard, OrderRefused, Say
from backend.menu.types import DrinkSpec
from backend.stations.lacking import lacking
from backend.stock.types import Lacking


def missed(
    before: Dialogue, heard: Heard, effects: Iterable[Effect], context: Context
) -> tuple[Lacking, ...]:
    """Name what was refused in one step, each thing once."""
    context = foreseeing.at(before, context)
    found = tuple(dict.fromkeys(_said(effects, context)))
    if isinstance(heard, OrderRefused) and heard.reason in (BUSY, AWAY):
        return found
    if found or not isinstance(heard, OrderRefused) or not 0 <= heard.line < len(before.draft):
        return found
    # One could be had, but not as many.
    return (Lacking("item", before.draft[heard.line].spec.item or ""),)


def _said(effects: Iterable[Effect], context: Context) -> Iterator[Lacking]:
    for effect in effects:
        wanted = effect.values.get("wanted") if isinstance(effect, Say) else None
        if isinstance(effect, Say) and isinstance(wanted, DrinkSpec):
            item = wanted.item or effect.values.get("item")
            spec = replace(wanted, item=str(item) if item else None)
            thing = lacking(spec, context.menu, context.stations, context.sold_out)
            if thing is not None:
                yield thing
