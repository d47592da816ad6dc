"""What is asked beside an order: where it is, what there is, help, to be forgotten, to cancel."""

from dataclasses import replace

from backend.conversation import amending, asking, standing
from backend.conversation.asking import FORGET
from backend.conversation.taking import emptied, remind
from backend.conversation.types import Context, Dialogue, Say, Turn
from nlp.types import Parse


def cancel_all(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """Drop the draft, else cancel an order; of somebody we may not text, both."""
    if dialogue.amends and not context.opted_out:
        return amending.drop(dialogue)
    order = standing.cancellation(parse, context)
    after = emptied(dialogue)
    if not dialogue.draft:
        return Turn(after, (order or Say("nothing_to_cancel"),))
    dropped = asking.dropped(dialogue, context)
    if context.opted_out and order is not None:
        return Turn(after, (order, dropped))
    return Turn(after, (dropped, *_still_standing(context)))


def _still_standing(context: Context) -> tuple[Say, ...]:
    """Dropping a draft does not touch an order; whoever has one is told."""
    orders = standing.newest_first(context.open_orders)
    return (Say("still_standing", {"number": orders[0].number}),) if orders else ()


def status(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """Where the open orders are."""
    said = standing.status(context)
    if said:
        return remind(dialogue, context, *said)
    none = Say("status_draft") if dialogue.draft else asking.with_example("status_none", context)
    return remind(dialogue, context, none)


def explain(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """How to order, and what else can be asked."""
    return remind(dialogue, context, asking.with_example("help", context))


def data(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """What is kept about this customer, and how to have it erased."""
    also = (Say("my_data_category", {"category": context.category}),) if context.category else ()
    return remind(dialogue, context, _kept(context), *also)


def _kept(context: Context) -> Say:
    if not context.usual:
        return Say("my_data_none")
    if not context.known_name:
        return Say("my_data_usual", {"lines": context.usual})
    return Say("my_data", {"name": context.known_name, "lines": context.usual})


def forget(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """Ask once before erasing."""
    return Turn(replace(dialogue, awaiting=FORGET, misses=0), (Say("forget_ask"),))
