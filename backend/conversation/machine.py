"""The dialogue machine: words or a result in; the next dialogue and what is to be done out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from backend.conversation import (
    agreeing,
    amending,
    asides,
    asking,
    browsing,
    busy,
    foreseeing,
    lost,
    ordering,
    standing,
    taking,
    timing,
)
from backend.conversation.asking import DOUBT, FORGET, ITEM
from backend.conversation.taking import ask, emptied, remind
from backend.conversation.types import (
    CancelRefused,
    CategoryKnown,
    ChangeRefused,
    Context,
    Dialogue,
    ForgetMe,
    Forgotten,
    Heard,
    OrderAccepted,
    OrderCancelled,
    OrderChanged,
    OrderRefused,
    Say,
    Turn,
)
from nlp.types import Intent, Parse

#: What a paused or closed event does not take.
_TAKING = frozenset(
    {Intent.ORDER, Intent.MODIFY, Intent.USUAL, Intent.GREET, Intent.MENU, Intent.OTHER}
)


def step(dialogue: Dialogue, heard: Heard, context: Context) -> Turn:
    """Decide what one utterance, or one result of an effect, leads to."""
    context = foreseeing.at(dialogue, context)
    match heard:
        case Parse():
            return _called(_listen(dialogue, heard, context), dialogue, heard, context)
        case OrderAccepted():
            promise = (heard.earliest, heard.latest)
            said = standing.confirmation(heard.number, promise, heard.stations, context)
            tracker = standing.tracker(heard.token, context)
            return Turn(emptied(dialogue), (said, *tracker))
        case OrderRefused():
            return _refused(dialogue, heard, context)
        case OrderCancelled():
            return Turn(dialogue, (standing.cancelled(heard.number, context),))
        case CancelRefused():
            return Turn(dialogue, (standing.too_late(heard.number, heard.status),))
        case OrderChanged():
            return Turn(emptied(dialogue), (standing.changed(heard, context),))
        case ChangeRefused():
            return Turn(emptied(dialogue), (standing.too_late(heard.number, heard.status),))
        case Forgotten():
            return Turn(Dialogue(language=dialogue.language), (Say("forgotten"),))
        case CategoryKnown():
            asked = _listen(dialogue, Parse(Intent.ORDER), context)
            welcome = Say("category_known", {"category": heard.category})
            return Turn(asked.dialogue, (welcome, *asked.effects))


def _refused(dialogue: Dialogue, heard: OrderRefused, context: Context) -> Turn:
    if heard.reason in (busy.BUSY, foreseeing.AWAY):
        return busy.offered(dialogue, heard, context)
    return taking.refused(dialogue, heard.line, dict(heard.values), context)


def _called(turn: Turn, before: Dialogue, parse: Parse, context: Context) -> Turn:
    """Call last orders before what is said to somebody who wants something, while it is time."""
    if context.last_orders_until is None or context.event_state != "open":
        return turn
    if not _wants(before, parse) or not all(isinstance(one, Say) for one in turn.effects):
        return turn
    called = Say("last_orders", {"closes": asking.local(context.last_orders_until, context)})
    return replace(turn, effects=(called, *turn.effects))


#: What may be wanted for a time of its own.
_TIMED = frozenset({Intent.ORDER, Intent.MODIFY, Intent.USUAL, Intent.YES, Intent.NO})


#: What needs nothing that was said before.
_ASIDE = frozenset({Intent.CANCEL, Intent.STATUS, Intent.MENU, Intent.HELP, Intent.USUAL})


#: What may be about an order that is named by its number.
_OF_ORDERS = frozenset({Intent.CANCEL, Intent.STATUS, Intent.MODIFY, Intent.ORDER, Intent.OTHER})


def _listen(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    if amending.is_outdated(dialogue, context):
        return _afresh(dialogue, parse, context)
    if _stale(context):
        dialogue, waited = emptied(dialogue), dialogue
        if waited.draft and parse.intent is Intent.YES and not parse.items:
            return amending.drop(waited) if waited.amends else _expired(dialogue, context)
    if dialogue.awaiting == FORGET:
        dialogue = _unasked(dialogue)
        if parse.intent in (Intent.YES, Intent.NO) and not parse.items:
            return _forgetting(dialogue, parse, context)
    if context.event_state != "open" and _wants(dialogue, parse):
        return _not_open(dialogue, context)
    if dialogue.awaiting == DOUBT:
        if (meant := lost.meant(dialogue, parse, context)) is not None:
            return meant
        dialogue = replace(_unasked(dialogue), doubts=())
    if parse.intent is not Intent.MENU:
        dialogue = replace(dialogue, pages=0)
    return _served(dialogue, parse, context)


def _forgetting(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    if parse.intent is Intent.YES:
        return Turn(dialogue, (ForgetMe(),))
    return remind(dialogue, context, Say("forget_kept"))


def _afresh(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """The order is not any more what was to be changed: say so, then hear new words anew."""
    why = amending.outdated(dialogue, context)
    if parse.intent in (Intent.YES, Intent.NO) or not (parse.items or parse.intent in _ASIDE):
        return Turn(emptied(dialogue), (why,))
    turn = _listen(emptied(dialogue), parse, context)
    return replace(turn, effects=(why, *turn.effects))


def _served(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """Keep when it is wanted, do what is asked, and name what we do not have."""
    if (number := _gone(dialogue, parse, context)) is not None:
        return Turn(replace(dialogue, misses=0), (Say("no_such_order", {"number": number}),))
    says: tuple[Say, ...] = ()
    if parse.absent and parse.intent in _TAKING:
        says = (Say("not_ours", {"things": parse.absent}),)
    serve = _untimed
    if parse.when is not None and parse.intent in _TIMED:
        serve = _of_placed if _placed_meant(dialogue, parse, context) else _timed
    turn = serve(dialogue, parse, context)
    return replace(turn, effects=(*says, *turn.effects)) if says else turn


def _gone(dialogue: Dialogue, parse: Parse, context: Context) -> str | None:
    """Give the number of an order that words are about in vain: a drink of a new one is not."""
    new = parse.intent in (Intent.ORDER, Intent.OTHER) and any(m.item for m in parse.items)
    if dialogue.draft or parse.intent not in _OF_ORDERS or new:
        return None
    return standing.not_open(parse, context)


def _untimed(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    return _HANDLERS[parse.intent](dialogue, parse, context)


def _timed(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """Words with a time: what was read back before is read back anew."""
    assert parse.when is not None
    timed, told = timing.wanted(dialogue, parse.when, context)
    context = foreseeing.at(timed, context)
    says_more = parse.items or parse.name or parse.intent is Intent.USUAL
    agrees = parse.intent is Intent.YES and timed == dialogue and not told
    if says_more or agrees:
        turn = _untimed(timed, parse, context)
    else:
        turn = ask(replace(timed, misses=0), context)
    return replace(turn, effects=(*told, *turn.effects))


def _placed_meant(dialogue: Dialogue, parse: Parse, context: Context) -> bool:
    """Tell whether a time is wished for an order that is placed."""
    if dialogue.amends or dialogue.draft or parse.intent is Intent.USUAL:
        return dialogue.amends is not None
    meant = standing.meant(parse, context)
    return bool(meant) and (not parse.items or ordering.is_change(parse, context))


def _of_placed(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """An order that is placed keeps its time; whatever else is said of it is heard."""
    number = dialogue.amends[1] if dialogue.amends else standing.meant(parse, context)[0].number
    kept = standing.keeps_its_time(number, parse, context)
    if not parse.items:
        return remind(dialogue, context, kept)
    turn = _untimed(dialogue, parse, context)
    return replace(turn, effects=(kept, *turn.effects))


def _expired(dialogue: Dialogue, context: Context) -> Turn:
    return ask(dialogue, context, Say("expired"))


def _stale(context: Context) -> bool:
    if context.last_heard is None:
        return False
    return context.now - context.last_heard > timedelta(seconds=context.stale_after_seconds)


def _unasked(dialogue: Dialogue) -> Dialogue:
    """Back to what the draft lacks; a YES that follows is read back to first."""
    return replace(dialogue, awaiting=None)


def _wants(dialogue: Dialogue, parse: Parse) -> bool:
    """Whether it is about something to drink, and not about an order that stands."""
    confirms = parse.intent is Intent.YES and bool(dialogue.draft)
    return confirms or parse.intent in _TAKING or bool(parse.items)


def _not_open(dialogue: Dialogue, context: Context) -> Turn:
    """Nothing is taken; a draft waits for a new read-back, and an order can still be cancelled."""
    state = "paused" if context.event_state == "paused" else "closed"
    says = (Say(f"event_{state}"), *standing.stands(context))
    return Turn(replace(_unasked(dialogue), misses=0), says)


def _cancel(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """Drop the draft, else cancel the newest order not started; go on with what else was said."""
    placed = [] if dialogue.draft else standing.meant(parse, context)
    lines = dialogue.draft or (placed[0].lines if placed else ())
    removed = taking.taken_back(lines, parse, context)
    if removed and lines:
        left = taking.left(lines, removed, context)
        if left == lines:
            return remind(dialogue, context, Say("not_on_order", {"lines": lines}))
        if left:
            told = replace(parse, intent=Intent.MODIFY, items=removed)
            return (amending.begin if placed else taking.take)(dialogue, told, context)
    turn = asides.cancel_all(dialogue, parse, context)
    wanted = tuple(m for m in parse.items if m.quantity != 0 and m.item is not None)
    if not wanted or context.event_state != "open":
        return turn
    told = replace(parse, intent=Intent.ORDER, items=wanted)
    then = taking.take(turn.dialogue, told, context)
    return Turn(then.dialogue, (*turn.effects, *then.effects))


def _greet(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    if parse.items or dialogue.draft:
        return ordering.order(dialogue, parse, context)
    said = asking.with_example("greet", context, event=context.event_name)
    return Turn(replace(dialogue, awaiting=ITEM, misses=0), (said,))


def _usual(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    if not context.usual:
        return remind(dialogue, context, asking.with_example("no_usual", context))
    return taking.add(dialogue, context.usual, parse, context)


def _thanks(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """Courtesy needs no answer, unless somebody thanks for an order that is not placed yet."""
    if parse.items:
        return ordering.order(dialogue, parse, context)
    return remind(dialogue, context)


def _other(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    if parse.items or parse.name:
        return ordering.order(dialogue, parse, context)
    if parse.absent:
        return ask(replace(dialogue, misses=0), context)
    return lost.lost(dialogue, parse, context)


_HANDLERS: dict[Intent, Callable[[Dialogue, Parse, Context], Turn]] = {
    Intent.ORDER: ordering.order,
    Intent.MODIFY: ordering.modify,
    Intent.CANCEL: _cancel,
    Intent.STATUS: asides.status,
    Intent.MENU: browsing.menu,
    Intent.HELP: asides.explain,
    Intent.GREET: _greet,
    Intent.YES: agreeing.yes,
    Intent.NO: agreeing.no,
    Intent.USUAL: _usual,
    Intent.FORGET: asides.forget,
    Intent.DATA: asides.data,
    Intent.THANKS: _thanks,
    Intent.OTHER: _other,
}
