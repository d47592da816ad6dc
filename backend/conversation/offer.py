"""What can be had now: the menu, what is sold out and the open stations, as one question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from backend.conversation.types import Context
from backend.menu import rules
from backend.menu.types import DrinkSpec, Extra, Fault, Menu, Problem
from backend.orders.types import OrderLine
from backend.stations import routing
from nlp.types import Choice

ITEM, EXTRAS = "item", "extras"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something wanted that cannot be had, and what there is instead."""

    #: "item", an option group, or "extras".
    slot: str
    #: What was wanted, alone: a drink or a drink with nothing but this.
    wanted: DrinkSpec
    #: The drink it was wanted for; None where the drink itself is refused.
    item: str | None
    instead: tuple[str, ...] = ()
    #: The highest count, where more than that was wanted.
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """As much of a drink as can be had, and what had to be left out."""

    spec: DrinkSpec
    refused: tuple[Refusal, ...] = ()


def is_item(menu: Menu, name: str | None) -> bool:
    """Whether this is one thing of the menu, and not a family of things."""
    return name in menu.items


def belongs(menu: Menu, item: str | None, family: str | None) -> bool:
    """Whether an item is of this family."""
    known = menu.items.get(item or "")
    return known is not None and family in known.families


def admits(menu: Menu, item: str | None, group: str) -> bool:
    """Whether an item takes this option group; an open one may turn out to."""
    known = menu.items.get(item or "")
    return known is None or group in known.options


def admitted(menu: Menu, item: str | None, spec: DrinkSpec) -> DrinkSpec:
    """As much of a drink's choices as another item takes."""
    faults = {(p.slot, p.value) for p in rules.problems(menu, replace(spec, item=item))}
    groups = {slot for slot, _ in faults}
    return replace(
        spec,
        item=item,
        options={
            k: v for k, v in spec.options.items() if k not in groups and admits(menu, item, k)
        },
        extras=tuple(e for e in spec.extras if (EXTRAS, e.name) not in faults),
    )


def makeable(context: Context, spec: DrinkSpec) -> bool:
    """Whether an open station can make this drink, complete or not."""
    return routing.makeable(spec, context.menu, context.stations, context.sold_out)


def choices(context: Context, spec: DrinkSpec, slot: str) -> tuple[str, ...]:
    """The values of a slot that can be had with the rest of this drink."""
    return routing.available(context.menu, spec, slot, context.stations, context.sold_out)


def items(context: Context) -> tuple[str, ...]:
    """Everything on the menu that can be made now."""
    return choices(context, DrinkSpec(), ITEM)


def anything(context: Context) -> bool:
    """Whether anything at all can be made now."""
    return any(makeable(context, DrinkSpec(name)) for name in context.menu.items)


def values(context: Context, group: str) -> tuple[str, ...]:
    """The values of a group that can be had now with one drink or another."""
    able = [
        choice
        for name, item in context.menu.items.items()
        if group in item.options
        for choice in choices(context, DrinkSpec(name), group)
    ]
    return tuple(value for value in context.menu.options[group].values if value in able)


def asked_groups(menu: Menu) -> tuple[str, ...]:
    """The groups that customers are asked about."""
    return tuple(name for name, group in menu.options.items() if group.ask)


def fit(context: Context, spec: DrinkSpec) -> Fit:
    """Keep what can be had together, in the order spoken, and refuse the rest."""
    if not is_item(context.menu, spec.item):
        return _fit_family(context, spec)
    if _good(context, spec) and not any(_over(context, *chosen) for chosen in spec.options.items()):
        return Fit(spec)
    kept = DrinkSpec(spec.item, notes=spec.notes)
    if not _completable(context, kept):
        return _without_item(context, spec)
    refused: list[Refusal] = []
    for group, value in spec.options.items():
        trial = replace(kept, options={**kept.options, group: value})
        fault = _option_fault(context, trial, group, value)
        if fault is None:
            kept = trial
        else:
            refused.append(_no_option(context, kept, fault))
    for extra in spec.extras:
        trial = replace(kept, extras=(*kept.extras, extra))
        if _good(context, trial):
            kept = trial
        else:
            refused.append(_no_extra(context, kept, extra))
    return Fit(kept, tuple(refused))


def _fit_family(context: Context, spec: DrinkSpec) -> Fit:
    """A family stays as it is while something of it can be had."""
    if spec.item is None or _members(context, spec.item):
        return Fit(spec)
    return _without_item(context, spec)


def _members(context: Context, family: str) -> tuple[str, ...]:
    if family not in context.menu.families:
        return ()
    return choices(context, DrinkSpec(family), ITEM)


def _without_item(context: Context, spec: DrinkSpec) -> Fit:
    """Refuse the drink; the question that follows is about its family where that has others."""
    known = context.menu.items.get(spec.item or "")
    families = known.families if known else ()
    family = next((name for name in families if _members(context, name)), None)
    instead = choices(context, DrinkSpec(family), ITEM)
    return Fit(replace(spec, item=family), (Refusal(ITEM, DrinkSpec(spec.item), None, instead),))


def _good(context: Context, spec: DrinkSpec) -> bool:
    return not rules.problems(context.menu, spec) and _completable(context, spec)


def _completable(context: Context, spec: DrinkSpec) -> bool:
    """Whether it can be made, and every slot still open has a value that goes with it."""
    if not makeable(context, spec):
        return False
    slot = rules.missing(context.menu, spec)
    return slot is None or any(
        _completable(context, replace(spec, options={**spec.options, slot: choice}))
        for choice in choices(context, spec, slot)
    )


def _option_fault(context: Context, trial: DrinkSpec, group: str, value: Choice) -> Problem | None:
    for problem in rules.problems(context.menu, trial):
        if problem.slot == group:
            return problem
    if _over(context, group, value):
        return Problem(Fault.TOO_MANY, group, value, (), context.caps.counts[group])
    return None if _good(context, trial) else Problem(Fault.NO_VALUE, group, value)


def _over(context: Context, group: str, value: Choice) -> bool:
    most = context.caps.counts.get(group)
    return most is not None and isinstance(value, int | float) and value > most


def _no_option(context: Context, kept: DrinkSpec, fault: Problem) -> Refusal:
    wanted = DrinkSpec(options={fault.slot: fault.value} if fault.value is not None else {})
    instead = choices(context, kept, fault.slot)
    return Refusal(fault.slot, wanted, kept.item, instead, fault.most)


def _no_extra(context: Context, kept: DrinkSpec, extra: Extra) -> Refusal:
    most = next(
        (p.most for p in rules.problems(context.menu, replace(kept, extras=(extra,)))), None
    )
    held = {e.name for e in kept.extras} | {extra.name}
    instead = tuple(
        name
        for name in context.menu.extras
        if name not in held and _good(context, replace(kept, extras=(*kept.extras, Extra(name))))
    )
    return Refusal(EXTRAS, DrinkSpec(extras=(extra,)), kept.item, instead, most)


def most(context: Context, lines: Sequence[OrderLine], line: int) -> int:
    """How many of one line can be had with the others, where it is fewer than wanted."""
    jobs = [routing.Job(one.spec, one.quantity) for one in lines]
    for quantity in range(jobs[line].quantity, 0, -1):
        jobs[line] = replace(jobs[line], quantity=quantity)
        plan = routing.assign(jobs, context.stations, context.menu, context.sold_out)
        if not isinstance(plan, routing.NoStation):
            return quantity
    return 0


def example(context: Context) -> DrinkSpec | None:
    """A drink that can be had now, with all that would be asked: what an order may look like."""
    found = None
    for name in items(context):
        spec = completed(context, DrinkSpec(name))
        if spec is not None and (found is None or len(spec.options) > len(found.options)):
            found = spec
    return found


def completed(context: Context, spec: DrinkSpec) -> DrinkSpec | None:
    """The drink with one choice in every slot that would be asked, from the middle of each list."""
    slot = rules.missing(context.menu, spec)
    if slot is None:
        return spec
    able = choices(context, spec, slot)
    if not able:
        return None
    choice = able[len(able) // 2]
    return completed(context, replace(spec, options={**spec.options, slot: choice}))
