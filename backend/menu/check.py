"""Faults of a menu document, each as one line: where, what, and what to do."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from backend.menu.marks import faults as marks
from backend.menu.recipes_check import recipes
from backend.menu.types import Group, Item, ItemGroup, Menu, Words
from backend.menu.unknown import unknown


def check(document: Any) -> list[str]:
    """List the faults of a menu document; none means that it can be used."""
    if not isinstance(document, dict):
        return ["menu: this is no mapping; begin with name:, options: and items:."]
    try:
        menu = Menu.model_validate(document)
    except ValidationError as error:
        return [_invalid(fault) for fault in error.errors()]
    except (AttributeError, TypeError):
        return ["menu: words or labels are written wrongly; use a list, or a list per language."]
    return [
        *_references(menu),
        *_families(menu),
        *_groups(menu),
        *recipes(menu),
        *marks(menu),
        *_said_twice(menu),
    ]


def _invalid(fault: Mapping[str, Any]) -> str:
    path = ".".join(str(step) for step in fault["loc"] if step != "function-before") or "menu"
    message = str(fault["msg"]).rstrip(".")
    if fault["type"] == "extra_forbidden":
        return f"{path}: there is no such setting; remove it or correct its name."
    if fault["type"] == "missing":
        return f"{path}: this is missing; add it."
    return f"{path}: {message}, not {str(fault['input'])[:60]!r}; correct it."


def _references(menu: Menu) -> Iterator[str]:
    for name, item in menu.items.items():
        yield from _item(menu, f"items.{name}", item)
    for name, extra in menu.extras.items():
        yield from _equipment(menu, f"extras.{name}.needs", extra.needs)
    for name, group in menu.options.items():
        for value, known in group.values.items():
            yield from _equipment(menu, f"options.{name}.values.{value}.needs", known.needs)
    for i, idiom in enumerate(menu.idioms):
        path = f"idioms.{i}"
        if idiom.item is not None:
            yield from unknown(f"{path}.item", idiom.item, what="item", known=menu.items)
        for extra_name in idiom.extras:
            yield from unknown(f"{path}.extras", extra_name, what="extra", known=menu.extras)
        for group_name, choice in idiom.options.items():
            yield from _value(menu, f"{path}.options", group_name, choice)


def _item(menu: Menu, path: str, item: Item) -> Iterator[str]:
    for family in item.families:
        yield from unknown(f"{path}.families", family, what="family", known=menu.families)
    for extra in item.extras or ():
        yield from unknown(f"{path}.extras", extra, what="extra", known=menu.extras)
    yield from _equipment(menu, f"{path}.needs", item.needs)
    for name, rule in item.options.items():
        for choice in _choices(rule):
            yield from _value(menu, f"{path}.options", name, choice)
        if not _choices(rule):
            yield from unknown(f"{path}.options", name, what="option group", known=menu.options)


def _choices(rule: ItemGroup) -> list[str | int]:
    single = (rule.default, rule.fixed, rule.bare)
    return [*rule.only, *rule.without, *(c for c in single if c is not None)]


def _equipment(menu: Menu, path: str, needs: Iterable[str]) -> Iterator[str]:
    for thing in needs:
        yield from unknown(path, thing, what="equipment", known=menu.equipment)


def _value(menu: Menu, path: str, name: str, choice: str | int) -> Iterator[str]:
    group = menu.options.get(name)
    if group is None:
        yield from unknown(path, name, what="option group", known=menu.options)
    elif not _allowed(group, choice):
        yield from unknown(f"{path}.{name}", choice, what="value", known=group.values)


def _allowed(group: Group, choice: str | int) -> bool:
    return choice == group.declined or (group.kind == "count" and isinstance(choice, int))


def _families(menu: Menu) -> Iterator[str]:
    used = {family for item in menu.items.values() for family in item.families}
    for family in menu.families:
        if family not in used:
            yield (
                f"families.{family}: no item belongs to it; "
                f"add it to the families of an item, or remove it."
            )


def _groups(menu: Menu) -> Iterator[str]:
    for name, group in menu.options.items():
        path = f"options.{name}"
        if group.kind != "count" and not group.values:
            yield f"{path}: there is nothing to choose; add values."
        if group.kind == "count" and not any(group.words.values()):
            yield f"{path}.words: nobody can say what is counted; add its words."
        if group.ask and not any(group.question.values()):
            yield f"{path}.question: it is asked, but there is no question; add one."
        if isinstance(group.declined, str) and group.declined not in group.values:
            yield from unknown(f"{path}.declined", group.declined, what="value", known=group.values)


#: Where a word is used, per language, by the kind of thing and the word.
_Seen = dict[tuple[str, str], dict[str, str]]


def _said_twice(menu: Menu) -> Iterator[str]:
    """Find words of which nobody could tell what they mean; across groups they may differ."""
    seen: _Seen = {}
    for name, item in menu.items.items():
        yield from _words(seen, "item", f"items.{name}", (name, item.words))
    for name, family in menu.families.items():
        yield from _words(seen, "item", f"families.{name}", (name, family.words))
    for name, extra in menu.extras.items():
        yield from _words(seen, "extra", f"extras.{name}", (name, extra.words))
    for name, note in menu.notes.items():
        yield from _words(seen, "note", f"notes.{name}", (name, note.words))
    for name, group in menu.options.items():
        for value, known in group.values.items():
            path = f"options.{name}.values.{value}"
            yield from _words(seen, f"group {name}", path, (value, known.words))
    for i, idiom in enumerate(menu.idioms):
        yield from _words(seen, "item" if idiom.item else "idiom", f"idioms.{i}", ("", idiom.words))


def _words(seen: _Seen, kind: str, path: str, named: tuple[str, Words]) -> Iterator[str]:
    name, words = named
    used = {(phrase.casefold(), language) for language, ps in words.items() for phrase in ps}
    for phrase, language in sorted(used | ({(name.casefold(), "")} if name else set())):
        places = seen.setdefault((kind, phrase), {})
        for other, place in places.items():
            # What holds in every language meets the words of each.
            if place != path and (language == other or "" in (language, other)):
                yield f"{path}.words: {phrase!r} already stands for {place}; keep it in one place."
                break
        places.setdefault(language, path)
