"""Changing an order that is placed: its lines become a draft, read back like any other."""

from dataclasses import replace

from backend.conversation import asking, standing, taking
from backend.conversation.types import Context, Dialogue, NoteWish, OpenOrder, Say, Turn
from backend.orders.types import OrderStatus
from nlp.types import Intent, Parse


def begin(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """Take up the order that the words are about; once it is started, only pass on the wish."""
    order = standing.meant(parse.text, context)[0]
    dialogue = replace(dialogue, misses=0)
    if order.status is not OrderStatus.RECEIVED:
        return Turn(dialogue, (NoteWish(order.id, order.number, parse.text),))
    taken = replace(
        dialogue, draft=order.lines, amends=(order.id, order.number), name=order.name, first_text=""
    )
    if not parse.items:
        return ask(taken, context)
    turn = taking.take(taken, replace(parse, intent=Intent.MODIFY), context)
    return _unless_the_same(turn, order, context)


def ask(dialogue: Dialogue, context: Context) -> Turn:
    """Ask what to change about it."""
    assert dialogue.amends is not None
    values = {
        "number": dialogue.amends[1],
        "lines": asking.named(dialogue.draft, asking.name_of(dialogue, context)),
    }
    after = replace(dialogue, awaiting=asking.CHANGE, misses=0, pending=())
    return Turn(after, (Say("ask_change_placed", values),))


def _unless_the_same(turn: Turn, order: OpenOrder, context: Context) -> Turn:
    """Words that change nothing, or too much, lead back to the order as it stands."""
    after = turn.dialogue
    if after.draft != order.lines or after.awaiting != asking.CONFIRM:
        return turn
    return Turn(taking.emptied(after), (*turn.effects[:-1], standing.told(order, context)))


def drop(dialogue: Dialogue) -> Turn:
    """Leave the order as it was."""
    assert dialogue.amends is not None
    said = Say("change_dropped", {"number": dialogue.amends[1]})
    return Turn(taking.emptied(dialogue), (said,))
