"""Changing an order that is placed: its lines become a draft, read back like any other."""

from dataclasses import replace

from backend.conversation import asking, foreseeing, standing, taking
from backend.conversation.types import Context, Dialogue, NoteWish, OpenOrder, Say, Turn
from backend.menu import rules
from backend.orders.types import OrderStatus
from nlp.types import Intent, ItemMention, Parse


def begin(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """Take up the order that the words are about; once it is started, only pass on the wish."""
    order = standing.meant(parse, context)[0]
    dialogue = replace(dialogue, misses=0)
    if order.status is not OrderStatus.RECEIVED:
        return Turn(dialogue, (NoteWish(order.id, order.number, parse.text),))
    taken = replace(
        dialogue,
        draft=order.lines,
        amends=(order.id, order.number),
        amended=order.lines,
        name=parse.name or order.name,
        first_text="",
    )
    context = foreseeing.at(taken, context)
    items = _uncounted(parse)
    if not items:
        return taking.ask(taken, context) if parse.name else ask(taken, context)
    turn = taking.take(taken, replace(parse, intent=Intent.MODIFY, items=items), context)
    return _unless_the_same(turn, order, context)


def _uncounted(parse: Parse) -> tuple[ItemMention, ...]:
    """The mentions without the number of the order, which counts no cups: "make #41 small"."""
    numbers, marked = standing.numbers(parse)
    if not marked:
        return parse.items
    counted = (replace(m, quantity=None) if str(m.quantity) in numbers else m for m in parse.items)
    return tuple(mention for mention in counted if mention != ItemMention())


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
    same = after.draft == order.lines and after.name == order.name
    if not same or after.awaiting != asking.CONFIRM:
        return turn
    return Turn(taking.emptied(after), (*turn.effects[:-1], standing.told(order, context)))


def is_outdated(dialogue: Dialogue, context: Context) -> bool:
    """Tell whether the order was begun, closed or changed since its change was spoken of."""
    if dialogue.amends is None:
        return False
    order = _order(dialogue, context)
    begun = order is None or order.status is not OrderStatus.RECEIVED
    return begun or order is None or order.lines != dialogue.amended


def _order(dialogue: Dialogue, context: Context) -> OpenOrder | None:
    ident = dialogue.amends[0] if dialogue.amends else None
    return next((order for order in context.open_orders if order.id == ident), None)


def outdated(dialogue: Dialogue, context: Context) -> Say | NoteWish:
    """Why the change that was spoken of is not made; where it came too late, stations know."""
    assert dialogue.amends is not None
    order = _order(dialogue, context)
    if order is None:
        return Say("change_gone", {"number": dialogue.amends[1]})
    if order.status is not OrderStatus.RECEIVED:
        drinks = (
            rules.describe(context.menu, line.spec, context.menu.language, quantity=line.quantity)
            for line in dialogue.draft
        )
        return NoteWish(order.id, order.number, "; ".join(drinks))
    return Say("change_outdated", {"number": order.number, "lines": order.lines})


def drop(dialogue: Dialogue) -> Turn:
    """Leave the order as it was."""
    assert dialogue.amends is not None
    said = Say("change_dropped", {"number": dialogue.amends[1]})
    return Turn(taking.emptied(dialogue), (said,))
