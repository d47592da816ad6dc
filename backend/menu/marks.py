"""What a tablet shows of the menu besides words: marks of values, sums of ingredients. Pure."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from backend.menu.unknown import unknown

if TYPE_CHECKING:
    from backend.menu.types import Menu


def keyed(value: Any) -> Any:
    """Give a bare text or list the key "" (every language)."""
    return value if isinstance(value, dict) or value is None else {"": value}


_TEXT = {"type": "string"}

#: How we write a thing, per language; a bare text holds in every language.
Label = Annotated[
    Mapping[str, str],
    BeforeValidator(keyed),
    WithJsonSchema({"anyOf": [_TEXT, {"type": "object", "additionalProperties": _TEXT}]}),
]


class Part(BaseModel):
    """A part of the menu document: closed, frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Mark(Part):
    """How a value is told at a glance: by its shape, by its colour and by a letter."""

    shape: Literal["circle", "square", "triangle", "diamond", "hexagon", "shield", "drop"]
    colour: Literal["sand", "leaf", "sky", "rose", "plum", "clay", "slate"]
    letter: str = Field(
        pattern=r"^[A-Z0-9]{1,2}$", description="Stands in the shape, and on labels."
    )


class Tally(Part):
    """How much of an ingredient is to be prepared, in the words of whoever prepares it."""

    each: float = Field(
        gt=0, le=10_000, allow_inf_nan=False, description="So much of the ingredient is one."
    )
    label: Label = Field(description="What they are counted in: l, shots.")
    needs: str | None = Field(
        default=None, description="Counted only in items that need this equipment."
    )
    unless: tuple[str, ...] = Field(
        default=(), description="Not counted where one of these `group:value` is chosen."
    )


def faults(menu: "Menu") -> Iterator[str]:
    """Find tallies that go by what the menu does not have, and marks that look alike."""
    for name, ingredient in menu.ingredients.items():
        tally, path = ingredient.tally, f"ingredients.{name}.tally"
        if tally is None:
            continue
        if tally.needs is not None:
            yield from unknown(f"{path}.needs", tally.needs, what="equipment", known=menu.equipment)
        known = [f"{group}:{v}" for group, one in menu.options.items() for v in one.values]
        for choice in tally.unless:
            yield from unknown(f"{path}.unless", choice, what="option", known=known)
    for name, group in menu.options.items():
        seen: dict[tuple[str, str], str] = {}
        for value, known_value in group.values.items():
            if known_value.mark is None:
                continue
            look = (known_value.mark.shape, known_value.mark.letter)
            other = seen.setdefault(look, value)
            if other != value:
                yield (
                    f"options.{name}.values.{value}.mark: it differs from {other}'s in nothing "
                    "but colour; give it another shape or letter."
                )


def letters(menu: "Menu", options: Mapping[str, object]) -> tuple[str, ...]:
    """Give the letters that mark what is chosen, as labels print them."""
    chosen = (
        menu.options[group].values.get(str(value))
        for group, choice in options.items()
        if group in menu.options
        for value in (choice if isinstance(choice, tuple) else (choice,))
    )
    return tuple(value.mark.letter for value in chosen if value is not None and value.mark)
