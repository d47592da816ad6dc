"""Replies: keys with values to words, by language and form; see replies/<language>.yaml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from backend.conversation.types import Form, Say
from backend.core.segments import fold
from backend.menu import rules
from backend.menu.types import DrinkSpec, Menu
from backend.orders.types import OrderLine
from nlp.language import load as load_language

_FOLDER = Path(__file__).parent / "replies"

#: How many of a long list a text names.
FEW = 6
#: Numbers up to this one have a word in the language file.
LANGUAGE_WRITES = 20


@dataclass(frozen=True, slots=True)
class Replies:
    """The wording of one language and form: a text for every key, and how lists are written."""

    language: str
    form: Form
    texts: Mapping[str, str]
    #: Between the parts of a list: `comma`, and before the last one `and` or `or`.
    lists: Mapping[str, str]
    #: A drink and whose it is.
    owned: str
    #: "First", "second"... for the lines of an order, and a line behind its place.
    ordinals: Sequence[str]
    place: str
    #: A drink spoken of before.
    the: str
    #: One where it stands alone: "uno", not "un".
    one: str
    #: Words for twenty, thirty... and how one more than that is written.
    tens: Mapping[int, str]
    tens_and_ones: str
    #: The word that a question for a yes asks for, and those kept for what is made.
    agree: str
    ready: Sequence[str]
    #: What nobody but a customer or the staff could say, for previews.
    samples: Mapping[str, str]

    @staticmethod
    def load(language: str, form: Form = Form.TEXT) -> "Replies":
        """Read the wording of a language once; one we do not speak is answered in English."""
        return _load(language, form)

    def worded(self, texts: Mapping[str, str]) -> "Replies":
        """Say these texts instead of the shipped ones."""
        return replace(self, texts={**self.texts, **texts}) if texts else self


@lru_cache
def _load(language: str, form: Form) -> Replies:
    path = _FOLDER / f"{language}.yaml"
    if not (language.isalpha() and path.is_file()):
        return _load("en", form)
    data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    if form is Form.VOICE:
        data = _spoken(data)
    return Replies(
        language,
        form,
        data["texts"],
        data["lists"],
        owned=data["owned"],
        ordinals=data["ordinals"],
        place=data["place"],
        the=data["the"],
        one=data["one"],
        tens=data["tens"],
        tens_and_ones=data["tens_and_ones"],
        agree=data["agree"],
        ready=data["ready"],
        samples=data["samples"],
    )


def _spoken(data: dict[str, Any]) -> dict[str, Any]:
    """Lay what is spoken differently over what is written."""
    voice: dict[str, Any] = data["voice"]
    laid = {part: {**data[part], **voice[part]} for part in ("lists", "texts")}
    return {**data, **voice, **laid}


def render(says: Sequence[Say], replies: Replies, menu: Menu) -> str:
    """Write what is to be said as one; a text is GSM-7 unless a name has letters of its own.

    What is spoken keeps its accents, which are how it sounds.
    """
    parts = [_Writer(replies, menu, say).text() for say in says]
    return " ".join(parts) if replies.form is Form.VOICE else fold("\n".join(parts))


class _Writer(Formatter):
    """Fills in one reply: `{lines:the}`, `{choices:or}`, `{earliest:%H:%M}`, `{most}`."""

    def __init__(self, replies: Replies, menu: Menu, say: Say) -> None:
        self._replies = replies
        self._menu = menu
        self._say = say
        self._slot = str(say.values.get("slot") or "item")

    def text(self) -> str:
        filled = self.vformat(self._replies.texts[self._say.key], (), self._values())
        return filled[:1].upper() + filled[1:]

    def _values(self) -> Mapping[str, object]:
        values: dict[str, object] = dict(self._say.values)
        item = values.get("item")
        if isinstance(item, str):
            values["item"] = self._label("item", item)
        group = self._menu.options.get(self._slot)
        if group is not None:
            values["slot"] = group.label.get(self._replies.language, self._slot)
            if "lines" in values:
                values["question"] = self._question(values)
        return values

    def _question(self, values: Mapping[str, object]) -> str:
        """The menu's own question for the slot."""
        asked = rules.question(self._menu, self._slot, self._replies.language)
        if asked is None:
            return self.vformat(self._replies.texts["ask_slot_for"], (), values)
        choices = self.format_field(values["choices"], "or")
        return self.vformat(asked, (), {**values, "choices": choices})

    def _label(self, slot: str, name: str) -> str:
        return rules.label(self._menu, slot, name, self._replies.language)

    def format_field(self, value: object, format_spec: str) -> str:
        match value:
            case None:
                return ""
            case int() | float():
                return self._number(value)
            case DrinkSpec():
                return self._drink(value)
            case datetime() if format_spec == "later":
                return self.vformat(self._replies.texts["later"], (), {"due": value})
            case tuple():
                return self._list(value, format_spec or "and")
        return format(value, format_spec)

    def _number(self, value: float) -> str:
        """A number in words, so that no bare digit stands beside a drink."""
        if value == 1:
            return self._replies.one
        ones = value % 10
        tens = self._replies.tens.get(int(value - ones))
        word = load_language(self._replies.language).number_word
        if tens is None or value != int(value) or value <= LANGUAGE_WRITES:
            return word(value)
        return self._replies.tens_and_ones.format(tens=tens, ones=word(ones)) if ones else tens

    def _drink(self, spec: DrinkSpec, quantity: int | None = None) -> str:
        return rules.describe(self._menu, spec, self._replies.language, quantity=quantity)

    def _list(self, values: tuple[object, ...], joint: str) -> str:
        if values and isinstance(values[0], OrderLine):
            lines = [line for line in values if isinstance(line, OrderLine)]
            return {"places": self._places, "the": self._the}.get(joint, self._lines)(lines)
        words = [self._word(value) for value in values]
        if joint == "comma":
            return self._replies.lists["comma"].join(words)
        if joint == "few" and len(words) > FEW:
            return self._replies.lists["comma"].join(words[:FEW]) + self._replies.lists["more"]
        return self._joined(words, "or" if joint == "few" else joint)

    def _word(self, value: object) -> str:
        if isinstance(value, str):
            return self._label(self._slot, value) if self._known(value) else value
        return self._drink(value) if isinstance(value, DrinkSpec) else self.format_field(value, "")

    def _known(self, value: str) -> bool:
        slot = self._menu.options.get(self._slot)
        return slot is None or value in slot.values

    def _joined(self, words: Sequence[str], joint: str) -> str:
        if len(words) < 2:
            return "".join(words)
        lists = self._replies.lists
        between = lists[joint if joint == "lines" else "comma"]
        return between.join(words[:-1]) + lists[joint] + words[-1]

    def _lines(self, lines: Sequence[OrderLine]) -> str:
        """Every line in words; a name they all share is written once."""
        names = {line.name for line in lines}
        if len(names) == 1 and len(lines) > 1:
            return self._owned(self._plain(lines), lines[0].name)
        drinks = [self._owned(self._drink(line.spec, line.quantity), line.name) for line in lines]
        return self._joined(drinks, "lines")

    def _places(self, lines: Sequence[OrderLine]) -> str:
        """Every line behind its place in the order; those that have no word for it as they are."""
        named = [
            self._replies.place.format(place=ordinal, line=self._lines([line]))
            for ordinal, line in zip(self._replies.ordinals, lines, strict=False)
        ]
        rest = [self._lines([line]) for line in lines[len(named) :]]
        return self._joined([*named, *rest], "lines")

    def _the(self, lines: Sequence[OrderLine]) -> str:
        """The lines as things spoken of before."""
        many = [(line, line.quantity if line.quantity > 1 else None) for line in lines]
        drinks = [self._replies.the.format(drink=self._drink(li.spec, n)) for li, n in many]
        return self._joined(drinks, "and")

    def _plain(self, lines: Sequence[OrderLine]) -> str:
        return self._joined([self._drink(line.spec, line.quantity) for line in lines], "lines")

    def _owned(self, drinks: str, name: str | None) -> str:
        return self._replies.owned.format(drinks=drinks, name=name) if name else drinks
