"""Words about drinks: an order, a change of it, and which of both they are."""

from dataclasses import replace

from backend.conversation import amending, asking, standing, taking
from backend.conversation.asking import CHANGE
from backend.conversation.taking import ask
from backend.conversation.types import Context, Dialogue, Say, Turn
from backend.orders.types import OrderStatus
from nlp.types import Intent, Parse


def order(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    if parse.items:
        return _take(dialogue, parse, context)
    if parse.name is not None and not dialogue.draft and _renames(parse, context):
        return amending.begin(dialogue, parse, context)
    if parse.name is not None:
        return ask(replace(dialogue, name=parse.name, misses=0), context)
    return ask(replace(dialogue, misses=0), context)


def _renames(parse: Parse, context: Context) -> bool:
    """Tell whether a name alone is for an order that stands and is not begun."""
    meant = standing.meant(parse, context)
    return bool(meant) and meant[0].status is OrderStatus.RECEIVED


def _take(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """Words about drinks; without a draft, words that name none are about the order that stands."""
    if not dialogue.draft and standing.meant(parse, context) and is_change(parse, context):
        return amending.begin(dialogue, parse, context)
    return taking.take(dialogue, parse, context)


def is_change(parse: Parse, context: Context) -> bool:
    """Tell whether words are about the order that stands; of one begun, another is a new one."""
    begun = standing.meant(parse, context)[0].status is not OrderStatus.RECEIVED
    if begun and all(mention.another for mention in parse.items):
        return False
    nameless = all(mention.item is None or mention.quantity == 0 for mention in parse.items)
    return nameless or parse.intent is Intent.MODIFY


def modify(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    if parse.items:
        return _take(dialogue, parse, context)
    if parse.name is not None:
        return order(dialogue, parse, context)
    if dialogue.draft:
        return what_to_change(dialogue, context)
    if standing.meant(parse, context):
        return amending.begin(dialogue, parse, context)
    return ask(replace(dialogue, misses=0), context)


def what_to_change(dialogue: Dialogue, context: Context) -> Turn:
    if dialogue.amends:
        return amending.ask(dialogue, context)
    said = Say("ask_change", {"lines": asking.final(dialogue.draft, context)})
    return Turn(replace(dialogue, awaiting=CHANGE, misses=0, pending=()), (said,))
