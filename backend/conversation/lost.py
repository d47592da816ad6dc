"""What was not understood: a short choice, other words each time, at last a person."""

from dataclasses import replace

from backend.conversation import asking, offer, taking
from backend.conversation.asking import DOUBT, WHICH
from backend.conversation.types import Context, Dialogue, Say, Turn
from nlp.types import Intent, ItemMention, Parse

#: After this many misses in a row a person is offered, in words that take turns.
HAND_OFF = 3


def lost(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """Offer what the words may have meant, once; else say that they were not understood."""
    able = offer.items(context)
    doubts = tuple(item for item in parse.doubts if item in able)
    if doubts and not dialogue.misses:
        return _doubt(replace(dialogue, doubts=doubts))
    return miss(dialogue, context)


def _doubt(dialogue: Dialogue) -> Turn:
    """Ask instead of guessing or giving up."""
    said = Say("did_you_mean", {"choices": dialogue.doubts})
    return Turn(replace(dialogue, awaiting=DOUBT, misses=dialogue.misses + 1), (said,))


def meant(dialogue: Dialogue, parse: Parse, context: Context) -> Turn | None:
    """A plain yes or no to what the words may have meant."""
    plain = not (parse.items or parse.name)
    if plain and parse.intent is Intent.YES:
        if len(dialogue.doubts) > 1:
            return _doubt(dialogue)
        items = tuple(ItemMention(1, item) for item in dialogue.doubts)
        told = replace(parse, intent=Intent.ORDER, items=items)
        return taking.take(replace(dialogue, doubts=(), awaiting=None), told, context)
    if plain and parse.intent is Intent.NO:
        return taking.ask(replace(dialogue, doubts=(), awaiting=None), context)
    return None


def miss(dialogue: Dialogue, context: Context) -> Turn:
    """Not understood: other words each time, a person from the third on."""
    misses = dialogue.misses + 1
    after = replace(dialogue, misses=misses)
    which = misses if misses <= HAND_OFF else HAND_OFF + (misses - HAND_OFF) % 2
    if dialogue.draft:
        missed = Say(f"miss_open_{which}")
        if dialogue.awaiting == WHICH:
            return taking.ask_which(after, context, missed)
        return taking.ask(after, context, missed)
    said = asking.with_example(f"miss_{which}", context, choices=offer.items(context))
    return Turn(after, (said,))
