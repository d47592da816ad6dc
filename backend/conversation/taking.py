"""From words to a draft that could be placed: merge, caps, what cannot be had, the question."""

import re
from dataclasses import dataclass, replace

from backend.conversation import asking, capping, foreseeing, offer
from backend.conversation.drafting import Draft, Merge, Question, alike, cups, merge, united
from backend.conversation.types import (
    ChangeOrder,
    Context,
    Dialogue,
    Effect,
    PlaceOrder,
    Say,
    Turn,
)
from nlp.types import Intent, ItemMention, Parse

#: Intents whose words correct what stands in the draft.
CORRECTING = frozenset({Intent.MODIFY, Intent.YES, Intent.NO, Intent.CANCEL})


@dataclass(frozen=True, slots=True)
class Settled:
    """A draft of which every line can be had, and what was refused on the way, by line."""

    draft: Draft
    refused: tuple[tuple[int, offer.Refusal], ...]


def settle(draft: Draft, context: Context) -> Settled:
    """Leave out of each line what cannot be had now."""
    fits = [offer.fit(context, line.spec) for line in draft]
    if not any(fit.refused for fit in fits):
        return Settled(draft, ())
    lines = tuple(replace(line, spec=fit.spec) for line, fit in zip(draft, fits, strict=True))
    return Settled(lines, tuple((i, r) for i, fit in enumerate(fits) for r in fit.refused))


def ask(dialogue: Dialogue, context: Context, *before: Effect) -> Turn:
    """Say these things and what cannot be had, then the next question or the read-back."""
    context = foreseeing.at(dialogue, context)
    instead = foreseeing.put_off(dialogue, context)
    if instead is not None:
        dialogue, before = instead[0], (*before, instead[1])
        if dialogue.due is None:
            return Turn(dialogue, before)
        context = foreseeing.at(dialogue, context)
    settled = settle(dialogue.draft, context)
    after = replace(dialogue, draft=settled.draft, reask=_reask(dialogue, settled, context))
    question = asking.prompt(after, context)
    says = refusals(settled, question.awaiting)
    return Turn(replace(after, awaiting=question.awaiting), (*before, *says, question.say))


def _reask(dialogue: Dialogue, settled: Settled, context: Context) -> tuple[int, str] | None:
    """A group to be asked again although it need not be chosen."""
    for place, refusal in settled.refused:
        if refusal.slot in context.menu.options and (refusal.instead or refusal.most):
            return place, refusal.slot
    return dialogue.reask


def refusals(settled: Settled, asked: str | None) -> tuple[Say, ...]:
    """One sentence for each thing that cannot be had; choices asked next are not said twice."""
    says: list[Say] = []
    for _, refusal in settled.refused:
        say = _refusal(refusal, asked)
        if say not in says:
            says.append(say)
    return tuple(says)


def _refusal(refusal: offer.Refusal, asked: str | None) -> Say:
    values: dict[str, object] = {
        "slot": refusal.slot,
        "wanted": refusal.wanted,
        "item": refusal.item,
        "choices": refusal.instead,
    }
    if refusal.most is not None:
        return Say("cap_count", values | {"most": _most(refusal)})
    kind = "item" if refusal.slot == offer.ITEM else "choice"
    if refusal.slot == asked:
        return Say(f"refused_{kind}_asked", values)
    return Say(f"refused_{kind}" if refusal.instead else f"refused_{kind}_none", values)


def _most(refusal: offer.Refusal) -> object:
    """The most that can be had, said as a choice of the same kind."""
    if refusal.slot == offer.EXTRAS:
        extras = tuple(replace(e, count=refusal.most) for e in refusal.wanted.extras)
        return replace(refusal.wanted, extras=extras)
    return replace(refusal.wanted, options={refusal.slot: refusal.most or 0})


def remind(dialogue: Dialogue, context: Context, *before: Effect) -> Turn:
    """Say these things and, with a draft open, what it is still waiting for."""
    dialogue = replace(dialogue, misses=0)
    return ask(dialogue, context, *before) if dialogue.draft else Turn(dialogue, before)


def key(text: str) -> str:
    """A text as compared with an earlier one."""
    return " ".join(text.casefold().split())


def take(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """Take drinks, answers and corrections into the draft."""
    if said_before(dialogue, parse):
        return ask(replace(dialogue, misses=0), context)
    mentions = _which(dialogue, parse)
    intent = parse.intent if mentions == parse.items else Intent.MODIFY
    question = _question(dialogue, intent, context)
    like = alike(dialogue.draft or context.usual)
    merged = merge(dialogue.draft, mentions, context.menu, question, like=like)
    return _taken(dialogue, parse, merged, context)


def add(dialogue: Dialogue, lines: Draft, parse: Parse, context: Context) -> Turn:
    """Take whole lines, known from before, into the draft."""
    if said_before(dialogue, parse):
        return ask(replace(dialogue, misses=0), context)
    return _taken(dialogue, parse, Merge(united((*dialogue.draft, *lines))), context)


def said_before(dialogue: Dialogue, parse: Parse) -> bool:
    """Whether this is the text that began the draft, sent again."""
    return bool(dialogue.draft) and key(parse.text) == dialogue.first_text != ""


def _which(dialogue: Dialogue, parse: Parse) -> tuple[ItemMention, ...]:
    """The pending change with the line now named; without one, the words as they are."""
    drinks = {line.spec.item for line in dialogue.draft}
    if not dialogue.pending or not all(_selects(mention, drinks) for mention in parse.items):
        return parse.items
    return tuple(
        replace(
            change,
            ordinal=told.ordinal,
            item=told.item or change.item,
            name=told.name or change.name,
            quantity=change.quantity if told.quantity is None else told.quantity,
        )
        for change in dialogue.pending
        for told in parse.items
    )


def _selects(mention: ItemMention, drinks: set[str | None]) -> bool:
    says_more = mention.options or mention.extras or mention.notes or mention.cleared
    return not says_more and mention.item in {None, *drinks}


def _question(dialogue: Dialogue, intent: Intent, context: Context) -> Question:
    correcting = intent in CORRECTING or dialogue.awaiting == asking.CHANGE
    if not dialogue.draft:
        return Question(correcting=correcting)
    asked = asking.prompt(dialogue, context)
    slot = dialogue.awaiting or asked.awaiting
    if slot != asked.awaiting or not asked.lines:
        return Question(correcting=correcting)
    return Question(slot, asked.lines, correcting)


def _taken(dialogue: Dialogue, parse: Parse, merged: Merge, context: Context) -> Turn:
    if dialogue.due is None and not offer.anything(context):
        return Turn(replace(dialogue, misses=0), (Say("nothing_now"),))
    refusal = _over_caps(replace(dialogue, draft=merged.draft), context)
    if refusal is not None:
        return remind(dialogue, context, refusal)
    after = replace(
        dialogue,
        draft=merged.draft,
        name=dialogue.name if parse.name is None else parse.name,
        misses=0,
        first_text=dialogue.first_text if dialogue.draft else key(parse.text),
        reask=dialogue.reask if len(merged.draft) >= len(dialogue.draft) else None,
        pending=merged.unclear,
    )
    if dialogue.draft and not after.draft:
        return Turn(emptied(after), (_nothing_left(dialogue, context),))
    turn = ask(after, context)
    return ask_which(turn.dialogue, context, *turn.effects[:-1]) if merged.unclear else turn


def _nothing_left(dialogue: Dialogue, context: Context) -> Say:
    """A draft is dropped; an order that is placed is not cancelled by taking its drinks off."""
    if dialogue.amends is None:
        return asking.dropped(dialogue, context)
    return Say("nothing_left", {"number": dialogue.amends[1], "lines": dialogue.draft})


def taken_back(lines: Draft, parse: Parse, context: Context) -> tuple[ItemMention, ...]:
    """What "cancel the tea", "cancel Jo's" takes off these lines; none where it names nothing."""
    named = tuple(mention for mention in parse.items if mention.quantity == 0)
    if named or parse.items:
        return named if len(named) == len(parse.items) else ()
    words = set(re.findall(r"\w+", parse.text.casefold()))
    owners = {line.name for line in lines if line.name and line.name.casefold() in words}
    return tuple(ItemMention(0, name=name) for name in sorted(owners))


def left(lines: Draft, removed: tuple[ItemMention, ...], context: Context) -> Draft:
    """What is left of the lines without these."""
    return merge(lines, removed, context.menu, Question(correcting=True)).draft


def ask_which(dialogue: Dialogue, context: Context, *before: Effect) -> Turn:
    """Ask which line a change is about, before anything else is asked."""
    question = Say("ask_which", {"lines": asking.final(dialogue.draft, context)})
    return Turn(replace(dialogue, awaiting=asking.WHICH), (*before, question))


def _over_caps(dialogue: Dialogue, context: Context) -> Say | None:
    """The refusal of more cups than an order, a phone or a person may have."""
    caps, draft = context.caps, dialogue.draft
    if cups(draft) > caps.cups_an_order:
        return Say("cap_order", {"most": caps.cups_an_order})
    amended = dialogue.amends[0] if dialogue.amends else None
    held = {order.id: cups(order.lines) for order in context.open_orders}
    more = cups(draft) - held.get(amended or 0, 0)
    if draft and sum(held.values()) + more > caps.open_cups_a_phone:
        return Say("cap_phone", {"most": caps.open_cups_a_phone})
    return capping.refusal(caps, more)


def emptied(dialogue: Dialogue) -> Dialogue:
    """The dialogue without its draft and all that hung on it; its customer is where they were."""
    return Dialogue(language=dialogue.language, zone=dialogue.zone)


def place(dialogue: Dialogue, context: Context) -> Turn:
    """A YES to the read-back: place exactly that, if it can still be had."""
    refusal = _over_caps(dialogue, context)
    if refusal is not None:
        return remind(dialogue, context, refusal)
    lines = asking.final(dialogue.draft, context)
    refused = settle(lines, context).refused
    if not refused and asking.prompt(dialogue, context).awaiting == asking.CONFIRM:
        return Turn(replace(dialogue, misses=0), (_agreed(dialogue, lines, context),))
    # What the event sets by default is refused, where it cannot be had, like anything else.
    return ask(replace(dialogue, draft=lines if refused else dialogue.draft, misses=0), context)


def _agreed(dialogue: Dialogue, lines: Draft, context: Context) -> PlaceOrder | ChangeOrder:
    name = asking.name_of(dialogue, context)
    if dialogue.amends is not None:
        return ChangeOrder(*dialogue.amends, lines, name)
    return PlaceOrder(lines, name, dialogue.due)


def refused(dialogue: Dialogue, line: int, values: dict[str, object], context: Context) -> Turn:
    """The order was refused when placed: leave out what cannot be had, and ask again."""
    turn = ask(dialogue, context)
    if turn.dialogue.draft != dialogue.draft:
        return turn
    fewer = _fewer(dialogue, line, context)
    if fewer is not None:
        return ask(fewer, context, Say("fewer_left"))
    return ask(_cleared(dialogue, line, values.get("slot")), context, Say("refused_now", values))


def _fewer(dialogue: Dialogue, line: int, context: Context) -> Dialogue | None:
    """The draft with as many of the line as there is enough for; None where that is none."""
    if not 0 <= line < len(dialogue.draft):
        return None
    left = offer.most(context, dialogue.draft, line)
    if not 0 < left < dialogue.draft[line].quantity:
        return None
    lines = list(dialogue.draft)
    lines[line] = replace(lines[line], quantity=left)
    return replace(dialogue, draft=tuple(lines))


def _cleared(dialogue: Dialogue, line: int, slot: object) -> Dialogue:
    """The draft without the slot that was refused; without the drink where none was named."""
    if not 0 <= line < len(dialogue.draft):
        return dialogue
    spec = dialogue.draft[line].spec
    if slot in spec.options:
        options = {group: value for group, value in spec.options.items() if group != slot}
        spec = replace(spec, options=options)
    else:
        spec = replace(spec, item=None)
    lines = list(dialogue.draft)
    lines[line] = replace(lines[line], spec=spec)
    return replace(dialogue, draft=tuple(lines))
