"""The dialogue machine: words or a result in; the next dialogue and what is to be done out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from backend.conversation import (
    amending,
    asides,
    asking,
    browsing,
    lost,
    offer,
    standing,
    taking,
    timing,
)
from backend.conversation.asking import CHANGE, CONFIRM, DOUBT, FORGET, ITEM
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
from backend.orders.types import OrderStatus
from nlp.types import Intent, Parse

#: What a paused or closed event does not take.
_TAKING = frozenset(
    {Intent.ORDER, Intent.MODIFY, Intent.USUAL, Intent.GREET, Intent.MENU, Intent.OTHER}
)


def step(dialogue: Dialogue, heard: Heard, context: Context) -> Turn:
    """Decide what one utterance, or one result of an effect, leads to."""
    match heard:
        case Parse():
            return _listen(dialogue, heard, context)
        case OrderAccepted():
            promise = (heard.earliest, heard.latest)
            said = standing.confirmation(heard.number, promise, heard.stations, context)
            return Turn(emptied(dialogue), (said,))
        case OrderRefused():
            return taking.refused(dialogue, heard.line, dict(heard.values), context)
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


#: What may be wanted for a time of its own.
_TIMED = frozenset({Intent.ORDER, Intent.MODIFY, Intent.USUAL, Intent.YES, Intent.NO})


#: What needs nothing that was said before.
_ASIDE = frozenset({Intent.CANCEL, Intent.STATUS, Intent.MENU, Intent.HELP, Intent.USUAL})


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
    says: tuple[Say, ...] = ()
    if parse.absent and parse.intent in _TAKING:
        says = (Say("not_ours", {"things": parse.absent}),)
    serve = _untimed
    if parse.when is not None and parse.intent in _TIMED:
        serve = _of_placed if _placed_meant(dialogue, parse, context) else _timed
    turn = serve(dialogue, parse, context)
    return replace(turn, effects=(*says, *turn.effects)) if says else turn


def _untimed(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    return _HANDLERS[parse.intent](dialogue, parse, context)


def _timed(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """Words with a time: what was read back before is read back anew."""
    assert parse.when is not None
    timed, told = timing.wanted(dialogue, parse.when, context)
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
    return bool(meant) and (not parse.items or _is_change(parse, context))


def _of_placed(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """An order that is placed keeps its time; whatever else is said of it is heard."""
    number = dialogue.amends[1] if dialogue.amends else standing.meant(parse, context)[0].number
    kept = Say("change_time_placed", {"number": number})
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
    """Nothing is taken; a draft waits for a new read-back."""
    state = "paused" if context.event_state == "paused" else "closed"
    return Turn(replace(_unasked(dialogue), misses=0), (Say(f"event_{state}"),))


def _order(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
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
    if not dialogue.draft and standing.meant(parse, context) and _is_change(parse, context):
        return amending.begin(dialogue, parse, context)
    return taking.take(dialogue, parse, context)


def _is_change(parse: Parse, context: Context) -> bool:
    """Tell whether words are about the order that stands; of one begun, another is a new one."""
    begun = standing.meant(parse, context)[0].status is not OrderStatus.RECEIVED
    if begun and all(mention.another for mention in parse.items):
        return False
    nameless = all(mention.item is None or mention.quantity == 0 for mention in parse.items)
    return nameless or parse.intent is Intent.MODIFY


def _modify(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    if parse.items:
        return _take(dialogue, parse, context)
    if parse.name is not None:
        return _order(dialogue, parse, context)
    if dialogue.draft:
        return _what_to_change(dialogue, context)
    if standing.meant(parse, context):
        return amending.begin(dialogue, parse, context)
    return ask(replace(dialogue, misses=0), context)


def _what_to_change(dialogue: Dialogue, context: Context) -> Turn:
    if dialogue.amends:
        return amending.ask(dialogue, context)
    said = Say("ask_change", {"lines": asking.final(dialogue.draft, context)})
    return Turn(replace(dialogue, awaiting=CHANGE, misses=0, pending=()), (said,))


def _yes(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
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
        return Turn(replace(dialogue, misses=0), (standing.again(newest, context),))
    return ask(replace(dialogue, misses=0), context, Say("nothing_open"))


def _yes_and(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """A YES with more words stands only if they change nothing of what was read back."""
    after = _order(dialogue, _more(dialogue, parse), context)
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


def _no(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    if parse.items or parse.name:
        return _modify(dialogue, replace(parse, intent=Intent.MODIFY), context)
    if not dialogue.draft:
        return Turn(replace(dialogue, misses=0), (Say("fine"),))
    if dialogue.awaiting == ITEM:
        return _without_open_lines(dialogue, context)
    if dialogue.awaiting in (CONFIRM, CHANGE, None):
        return _what_to_change(dialogue, context)
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
        return _order(dialogue, parse, context)
    said = asking.with_example("greet", context, event=context.event_name)
    return Turn(replace(dialogue, awaiting=ITEM, misses=0), (said,))


def _usual(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    if not context.usual:
        return remind(dialogue, context, asking.with_example("no_usual", context))
    return taking.add(dialogue, context.usual, parse, context)


def _thanks(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """Courtesy needs no answer, unless somebody thanks for an order that is not placed yet."""
    if parse.items:
        return _order(dialogue, parse, context)
    return remind(dialogue, context)


def _other(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    if parse.items or parse.name:
        return _order(dialogue, parse, context)
    if parse.absent:
        return ask(replace(dialogue, misses=0), context)
    return lost.lost(dialogue, parse, context)


_HANDLERS: dict[Intent, Callable[[Dialogue, Parse, Context], Turn]] = {
    Intent.ORDER: _order,
    Intent.MODIFY: _modify,
    Intent.CANCEL: _cancel,
    Intent.STATUS: asides.status,
    Intent.MENU: browsing.menu,
    Intent.HELP: asides.explain,
    Intent.GREET: _greet,
    Intent.YES: _yes,
    Intent.NO: _no,
    Intent.USUAL: _usual,
    Intent.FORGET: asides.forget,
    Intent.DATA: asides.data,
    Intent.THANKS: _thanks,
    Intent.OTHER: _other,
}
