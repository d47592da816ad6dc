"""The next question: the first slot the menu requires and the draft lacks, else the read-back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from backend.conversation import offer
from backend.conversation.types import Context, Dialogue, Say
from backend.menu import rules
from backend.menu.types import DrinkSpec, Menu
from backend.orders.types import OrderLine, OrderStatus

ITEM, NAME, CONFIRM, FORGET = "item", "name", "confirm", "forget"
CHANGE, WHICH, DOUBT, WHEN = "change", "which", "doubt", "when"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to say next, what it asks for, and for which lines of the draft."""

    say: Say
    awaiting: str | None
    lines: tuple[int, ...] = ()


def prompt(dialogue: Dialogue, context: Context) -> Prompt:
    """Ask for the one thing that is missing; with nothing missing, read back."""
    if not dialogue.draft:
        return Prompt(with_example("what", context), ITEM)
    return (
        _drink(dialogue.draft, context)
        or _asked_again(dialogue, context)
        or _required(dialogue.draft, context)
        or _when(dialogue)
        or _whose(dialogue, context)
        or Prompt(read_back(dialogue, context), CONFIRM)
    )


def with_example(key: str, context: Context, **values: object) -> Say:
    """A reply that shows what an order may look like, made of what can be had now."""
    example = offer.example(context)
    if example is None:
        return Say("nothing_now")
    return Say(key, {"example": example, **values})


def _drink(draft: Sequence[OrderLine], context: Context) -> Prompt | None:
    """Which drink the first open line is to be."""
    for place, line in enumerate(draft):
        if not offer.is_item(context.menu, line.spec.item):
            return Prompt(_which_drink(line, context), ITEM, (place,))
    return None


def _required(draft: Sequence[OrderLine], context: Context) -> Prompt | None:
    """The first slot missing, asked for all lines that lack it and have the same choices."""
    gaps = [rules.missing(context.menu, line.spec) for line in draft]
    slot = next((gap for gap in gaps if gap is not None), None)
    if slot is None:
        return None
    choices = offer.choices(context, draft[gaps.index(slot)].spec, slot)
    same = tuple(
        i
        for i, gap in enumerate(gaps)
        if gap == slot and offer.choices(context, draft[i].spec, slot) == choices
    )
    return _slot_prompt(slot, same, draft=draft, choices=choices)


def _which_drink(line: OrderLine, context: Context) -> Say:
    choices = offer.choices(context, line.spec, ITEM)
    if line.spec.item is None:
        return Say("ask_item", {"choices": choices})
    return Say("ask_family", {"item": line.spec.item, "choices": choices})


def _slot_prompt(
    slot: str, same: tuple[int, ...], *, draft: Sequence[OrderLine], choices: tuple[str, ...]
) -> Prompt:
    """The menu's own question about a single cup; with more, for which of them it is."""
    lines = tuple(draft[i] for i in same)
    single = len(draft) == 1 and draft[0].quantity == 1
    values = {"slot": slot, "lines": lines, "item": lines[0].spec.item, "choices": choices}
    return Prompt(Say("ask_slot" if single else "ask_slot_for", values), slot, same)


def _asked_again(dialogue: Dialogue, context: Context) -> Prompt | None:
    """A choice nobody has to make, asked again because the one that was made cannot be had."""
    if dialogue.reask is None or dialogue.reask[0] >= len(dialogue.draft):
        return None
    place, slot = dialogue.reask
    spec = dialogue.draft[place].spec
    if slot in spec.options or not offer.admits(context.menu, spec.item, slot):
        return None
    choices = offer.choices(context, spec, slot)
    if not choices and context.menu.options[slot].kind != "count":
        return None
    return _slot_prompt(slot, (place,), draft=dialogue.draft, choices=choices)


def _when(dialogue: Dialogue) -> Prompt | None:
    return Prompt(Say("ask_when"), WHEN) if dialogue.asks_when else None


def _whose(dialogue: Dialogue, context: Context) -> Prompt | None:
    known = name_of(dialogue, context) or all(line.name for line in dialogue.draft)
    if not context.asks_name or known or dialogue.name is not None:
        return None
    return Prompt(Say("ask_name"), NAME)


def name_of(dialogue: Dialogue, context: Context) -> str | None:
    """Whose order it is: as said now, else as known from before."""
    return (dialogue.name if dialogue.name is not None else context.known_name) or None


def final(draft: Sequence[OrderLine], context: Context) -> tuple[OrderLine, ...]:
    """The lines as they would be placed: with what the event sets where nothing was said."""
    lines = []
    for line in draft:
        spec, added = rules.apply_defaults(context.menu, line.spec)
        lines.append(replace(line, spec=spec) if added else line)
    return tuple(lines)


def read_back(dialogue: Dialogue, context: Context) -> Say:
    """Every choice of every line, what the event's defaults added, and whose it is."""
    lines = final(dialogue.draft, context)
    values: dict[str, object] = {"lines": named(lines, name_of(dialogue, context))}
    if dialogue.amends:
        return Say("readback_change", {**values, "number": dialogue.amends[1]})
    values["due"] = local(dialogue.due, context) if dialogue.due else None
    added = _defaults(dialogue.draft, lines)
    if added:
        values["defaults"] = added
    return Say("readback_defaults" if added else "readback", values)


def local(time: datetime, context: Context) -> datetime:
    """A time as the clocks at the event show it."""
    return time.astimezone(ZoneInfo(context.timezone))


def dropped(dialogue: Dialogue, context: Context) -> Say:
    """What of the draft is not ordered after all."""
    lines = tuple(line for line in dialogue.draft if offer.is_item(context.menu, line.spec.item))
    return Say("dropped", {"lines": lines}) if lines else Say("dropped_nothing")


def named(lines: Sequence[OrderLine], name: str | None) -> tuple[OrderLine, ...]:
    """The lines with the order's name on every cup that has none of its own."""
    return tuple(replace(line, name=name) if name and not line.name else line for line in lines)


def _defaults(draft: Sequence[OrderLine], lines: Sequence[OrderLine]) -> tuple[DrinkSpec, ...]:
    added: list[DrinkSpec] = []
    for said, line in zip(draft, lines, strict=True):
        options = {k: v for k, v in line.spec.options.items() if k not in said.spec.options}
        if options and DrinkSpec(options=options) not in added:
            added.append(DrinkSpec(options=options))
    return tuple(added)


def awaited(dialogue: Dialogue, context: Context) -> str | None:
    """What words may be about: what our last message asked for, else the order that stands."""
    if dialogue.awaiting or dialogue.draft or not context.open_orders:
        return dialogue.awaiting
    made = all(order.status is OrderStatus.READY for order in context.open_orders)
    return "ready" if made else "queued"


def in_words(dialogue: Dialogue, menu: Menu) -> str | None:
    """The draft as it was read back: what a yes, and a correction, may be about."""
    if dialogue.awaiting != CONFIRM:
        return None
    drinks = (
        rules.describe(menu, line.spec, dialogue.language, quantity=line.quantity)
        for line in dialogue.draft
    )
    return "; ".join(drinks)
