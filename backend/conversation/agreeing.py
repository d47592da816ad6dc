"""YES and NO: what they agree to, and what they refuse."""

from dataclasses import replace

from backend.conversation import asking, lost, offer, ordering, standing, taking
from backend.conversation.asking import CHANGE, CONFIRM, ITEM
from backend.conversation.taking import ask, emptied
from backend.conversation.types import Context, Dialogue, Say, Turn
from nlp.types import Intent, Parse


def yes(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    if parse.items or parse.name:
        return _yes_and(dialogue, parse, context)
    if dialogue.draft:
        if dialogue.awaiting == CONFIRM:
            return taking.place(dialogue, context)
        if dialogue.awaiting in (CHANGE, None):
            return ask(replace(dialogue, misses=0), context)
        return lost.miss(dialogue, context)
    if context.open_orders:
        newest = standing.newest_first(context.open_orders)[0]
        return Turn(replace(dialogue, misses=0), standing.again(newest, context))
    return ask(replace(dialogue, misses=0), context, Say("nothing_open"))


def _yes_and(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """A YES with more words stands only if they change nothing of what was read back."""
    after = ordering.order(dialogue, _more(dialogue, parse), context)
    same = after.dialogue.draft == dialogue.draft and (
        asking.name_of(after.dialogue, context) == asking.name_of(dialogue, context)
    )
    if same and dialogue.draft and dialogue.awaiting == CONFIRM == after.dialogue.awaiting:
        return taking.place(dialogue, context)
    return after


def _more(dialogue: Dialogue, parse: Parse) -> Parse:
    """A drink that is not in the draft is one more; anything else corrects what is."""
    held = {line.spec.item for line in dialogue.draft}
    new = any(m.item is not None and m.item not in held for m in parse.items)
    return replace(parse, intent=Intent.ORDER if new else Intent.MODIFY)


def no(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    if parse.items or parse.name:
        return ordering.modify(dialogue, replace(parse, intent=Intent.MODIFY), context)
    if not dialogue.draft:
        return Turn(replace(dialogue, misses=0), (Say("fine"),))
    if dialogue.awaiting == ITEM:
        return _without_open_lines(dialogue, context)
    if dialogue.awaiting in (CONFIRM, CHANGE, None):
        return ordering.what_to_change(dialogue, context)
    waived = _waived(dialogue)
    return lost.miss(dialogue, context) if waived is None else ask(waived, context)


def _waived(dialogue: Dialogue) -> Dialogue | None:
    """The dialogue without a question that a plain no settles."""
    after = replace(dialogue, misses=0)
    if dialogue.awaiting == asking.NAME:
        return replace(after, name="")
    if dialogue.awaiting == asking.WHICH:
        return replace(after, pending=())
    if dialogue.awaiting == asking.WHEN:
        return replace(after, asks_when=False)
    if dialogue.reask is not None and dialogue.awaiting == dialogue.reask[1]:
        return replace(after, reask=None)
    return None


def _without_open_lines(dialogue: Dialogue, context: Context) -> Turn:
    """None of what there is: a line without a drink goes."""
    kept = tuple(line for line in dialogue.draft if offer.is_item(context.menu, line.spec.item))
    if not kept:
        return Turn(emptied(dialogue), (asking.dropped(replace(dialogue, draft=kept), context),))
    return ask(replace(dialogue, draft=kept, misses=0), context)
