"""The menu's words as the parser takes them."""

from collections.abc import Iterator, Mapping

from backend.menu.types import (
    ExtraThing,
    Family,
    Group,
    Item,
    ItemGroup,
    Menu,
    Note,
    Value,
    Words,
)
from nlp.language import load
from nlp.lexicon import GroupWords, ItemWords, Kind, Lexicon, Meaning
from nlp.types import Choice


def lexicon(menu: Menu, language: str = "en") -> Lexicon:
    """Collect what people call everything on the menu, in one language."""
    return Lexicon(
        language=language,
        phrases=tuple(_phrases(menu, language)),
        groups={name: _group_words(group) for name, group in menu.options.items()},
        items={name: _item_words(menu, item) for name, item in menu.items.items()},
        families=frozenset(menu.families),
        countable=frozenset(name for name, extra in menu.extras.items() if extra.countable),
        qualifiable=frozenset(name for name, extra in menu.extras.items() if extra.qualifiable),
    )


def words_in(words: Words, language: str) -> tuple[str, ...]:
    """Give a thing's words in a language, with those that hold in every one."""
    return (*words.get("", ()), *(words.get(language, ()) if language else ()))


def _called(
    name: str, thing: Item | Family | Value | ExtraThing | Note, language: str
) -> tuple[str, ...]:
    """Give what a thing is called: its name first, what we write for it, what people say."""
    label = thing.label.get(language) or thing.label.get("")
    words = words_in(thing.words, language)
    return tuple(dict.fromkeys((name, *((label,) if label else ()), *words)))


def _phrases(menu: Menu, language: str) -> Iterator[tuple[str, Meaning]]:
    plural = load(language).plural
    yield from _item_phrases(menu, language)
    for name, group in menu.options.items():
        yield from _group_phrases(name, group, language)
    for name, extra in menu.extras.items():
        for phrase in _called(name, extra, language):
            yield phrase, Meaning(Kind.EXTRA, name)
            yield plural(phrase), Meaning(Kind.EXTRA, name)
        for phrase in words_in(extra.unit, language):
            yield phrase, Meaning(Kind.MEASURE, name)
    for name, note in menu.notes.items():
        for phrase in _called(name, note, language):
            yield phrase, Meaning(Kind.NOTE, name)
    for idiom in menu.idioms:
        meaning = Meaning(
            Kind.IDIOM, idiom.item or "", options=dict(idiom.options), extras=idiom.extras
        )
        for phrase in words_in(idiom.words, language):
            yield phrase, meaning


def _item_phrases(menu: Menu, language: str) -> Iterator[tuple[str, Meaning]]:
    plural = load(language).plural
    named: list[tuple[Kind, str, Item | Family]] = [
        (Kind.ITEM, name, item) for name, item in menu.items.items()
    ]
    named += [(Kind.FAMILY, name, family) for name, family in menu.families.items()]
    for kind, name, thing in named:
        for phrase in _called(name, thing, language):
            yield phrase, Meaning(kind, name)
            yield plural(phrase), Meaning(kind, name, plural=True)
    for name, item in menu.items.items():
        yield from (
            (phrase, Meaning(Kind.ITEM, name, plural=True)) for phrase in item.plural.values()
        )


def _group_phrases(name: str, group: Group, language: str) -> Iterator[tuple[str, Meaning]]:
    for value, known in group.values.items():
        # "none" alone is no word of one group: what it declines is what was spoken of.
        called = _called(value, known, language)
        for phrase in called[value == group.declined :]:
            yield phrase, Meaning(Kind.VALUE, name, value)
    for phrase in words_in(group.plain, language):
        yield phrase, Meaning(Kind.PLAIN, name)
    for phrase in words_in(group.words, language):
        yield phrase, Meaning(Kind.GROUP, name)
        if group.kind == "count":
            yield load(language).plural(phrase), Meaning(Kind.GROUP, name)


def _group_words(group: Group) -> GroupWords:
    amounts = {v.amount: name for name, v in group.values.items() if v.amount is not None}
    return GroupWords(group.kind, tuple(group.values), group.declined, amounts)


def _item_words(menu: Menu, item: Item) -> ItemWords:
    bare: Mapping[str, Choice] = {
        name: rule.bare for name, rule in item.options.items() if rule.bare is not None
    }
    return ItemWords(
        families=frozenset(item.families),
        groups={
            name: _values(menu.options[name], rule)
            for name, rule in item.options.items()
            if name in menu.options
        },
        extras=None if item.extras is None else frozenset(item.extras),
        bare=bare,
    )


def _values(group: Group, rule: ItemGroup) -> frozenset[str]:
    values = rule.only or tuple(v for v in group.values if v not in rule.without)
    return frozenset(values)
