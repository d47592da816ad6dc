"""How a drink is written, by the menu's own words: for a read-back, and for a ticket."""

from collections.abc import Mapping

from backend.menu.marks import Label
from backend.menu.types import (
    Counted,
    DrinkSpec,
    Extra,
    ExtraThing,
    Group,
    Item,
    Menu,
    Note,
    Value,
)
from nlp.language import Language, load
from nlp.types import Choice


def _text(texts: Label, language: str, otherwise: str) -> str:
    return texts.get(language) or texts.get("") or otherwise


def label(menu: Menu, slot: str, name: str, language: str = "en") -> str:
    """Write a value of a slot ("item", "extras", "notes" or an option group)."""
    thing = _things(menu, slot).get(name) or menu.families.get(name)
    return _text(thing.label, language, name) if thing else name


def _things(menu: Menu, slot: str) -> Mapping[str, Item | ExtraThing | Note | Value]:
    named: dict[str, Mapping[str, Item | ExtraThing | Note]] = {
        "item": menu.items,
        "extras": menu.extras,
        "notes": menu.notes,
    }
    return named[slot] if slot in named else menu.options[slot].values


def question(menu: Menu, slot: str, language: str = "en") -> str | None:
    """Give the menu's own question for an option group, with its placeholders."""
    group = menu.options.get(slot)
    return _text(group.question, language, "") or None if group else None


def describe(
    menu: Menu, spec: DrinkSpec, language: str = "en", *, quantity: int | None = None
) -> str:
    """Write every choice of a drink in words, numbers spelt out; a quantity makes it plural."""
    return _Writer(menu, load(language), digits=False).drink(spec, quantity)


def ticket_name(
    menu: Menu, spec: DrinkSpec, language: str = "en", *, quantity: int | None = None
) -> str:
    """Write a drink as a barista reads it, numbers as digits."""
    return _Writer(menu, load(language), digits=True).drink(spec, quantity)


class _Writer:
    def __init__(self, menu: Menu, language: Language, *, digits: bool) -> None:
        self.menu, self.language, self.digits = menu, language, digits

    def drink(self, spec: DrinkSpec, quantity: int | None) -> str:
        before: list[str] = [] if quantity is None else [self.cups(quantity)]
        after: list[str] = []
        for name, group in self.menu.options.items():
            for value in _values(spec.options.get(name)):
                (before if self.leads(group, value) else after).append(
                    self.choice(name, group, value)
                )
        after += [self.extra(extra) for extra in spec.extras]
        after += [label(self.menu, "notes", note, self.language.code) for note in spec.notes]
        head = " ".join([*before, self.item(spec.item, quantity)]).strip()
        return ", ".join(part for part in (head, *after) if part)

    def item(self, name: str | None, quantity: int | None) -> str:
        if name is None:
            return ""
        single = label(self.menu, "item", name, self.language.code)
        if quantity is None or quantity == 1:
            return single
        item = self.menu.items.get(name)
        own = _text(item.plural, self.language.code, "") if item else ""
        return own or self.language.plural(single)

    def choice(self, name: str, group: Group, value: Choice) -> str:
        if isinstance(value, str):
            return label(self.menu, name, value, self.language.code)
        if isinstance(value, int | float):
            words = _counted(group.counted, self.language.code)
            return self.count(words or Counted(), value)
        return ""

    def count(self, words: Counted, value: float) -> str:
        pattern = words.none if value == 0 else words.one if value <= 1 else words.many
        return pattern.replace("{count}", self.number(value))

    def extra(self, extra: Extra) -> str:
        thing = self.menu.extras.get(extra.name)
        name = label(self.menu, "extras", extra.name, self.language.code)
        if extra.amount:
            name = f"{self.language.amount_word(extra.amount)} {name}"
        if extra.count is None or (extra.count == 1 and not (thing and thing.countable)):
            return name
        words = _counted(thing.counted, self.language.code) if thing else None
        if words:
            return self.count(words, extra.count)
        return f"{self.number(extra.count)} {self.language.plural(name, extra.count)}"

    def number(self, value: float) -> str:
        return f"{value:g}" if self.digits else self.language.number_word(value)

    def cups(self, count: int) -> str:
        return f"{count}" if self.digits else self.language.cups_word(count)

    def leads(self, group: Group, value: Choice) -> bool:
        return self.language.describes_before and _position(group, value) == "before"


def _values(choice: Choice | None) -> tuple[Choice, ...]:
    return () if choice is None else choice if isinstance(choice, tuple) else (choice,)


def _position(group: Group, value: Choice) -> str:
    known = group.values.get(value) if isinstance(value, str) else None
    return (known.position if known else None) or group.position


def _counted(counted: object, language: str) -> Counted | None:
    if not isinstance(counted, dict):
        return None
    found = counted.get(language) or counted.get("")
    return found if isinstance(found, Counted) else None
