"""How well parses agree with labels: whole messages, slots, intents, by category.

Labels are flat items (`drink`, `size`, ...) or the language tool's own ("item", "options"); a
message may have other readings that are as good (`also`). A quantity unsaid is one; equal items
are counted together; a single name may stand on the order or on its items; a refused extra is none.
"""

import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]
_MOST_ALIGNED = 6
_NOT_OPTIONS = frozenset({"quantity", "drink", "item", "extras", "notes", "name", "options"})

Slots = frozenset[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a message, made comparable."""

    intent: str
    #: The slots of each kind of cup, and how many there are.
    cups: Mapping[Slots, int]
    name: str | None


@dataclass(slots=True)
class Score:
    """What was right of a set of messages."""

    messages: int = 0
    exact: int = 0
    #: Of those whose label is not in dispute.
    plain: int = 0
    plain_exact: int = 0
    intents: int = 0
    hits: int = 0
    invented: int = 0
    missed: int = 0
    by_category: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    wrong: list[tuple[float, Json, Json]] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall over slots."""
        return 2 * self.hits / max(1, 2 * self.hits + self.invented + self.missed)


def lines(path: Path) -> list[Json]:
    """Read a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def score(labelled: Iterable[tuple[Json, Json]]) -> Score:
    """Score pairs of a label and the tool's answer."""
    total = Score()
    for label, told in labelled:
        _add(total, label, told)
    return total


def _add(total: Score, label: Json, told: Json) -> None:
    flat = any("drink" in item for item in label.get("items", ()))
    readings = [reading(r, flat=flat) for r in (label, *label.get("also", ()))]
    heard = reading(told, flat=flat)
    exact = heard in readings
    hits, invented, missed = max(
        (_slots(wanted, heard) for wanted in readings), key=lambda s: s[0] - s[1] - s[2]
    )
    total.messages += 1
    total.exact += exact
    if not label.get("ambiguous"):
        total.plain += 1
        total.plain_exact += exact
    total.intents += any(heard.intent == wanted.intent for wanted in readings)
    total.hits += hits
    total.invented += invented
    total.missed += missed
    counted = total.by_category[label.get("category", "")]
    counted[0] += exact
    counted[1] += 1
    if not exact:
        total.wrong.append((invented + missed, label, told))


def reading(told: Json, *, flat: bool) -> Reading:
    """Make a reading comparable; flat labels do not tell how much there is of an extra."""
    order_name = _fold(told.get("name"))
    cups = Counter[Slots]()
    for item in told.get("items") or ():
        cups[_cup(item, order_name, flat=flat)] += item.get("quantity") if _counted(item) else 1
    return Reading(str(told["intent"]), dict(cups), None if cups else order_name)


def _counted(item: Json) -> bool:
    return item.get("quantity") is not None


def _cup(item: Json, order_name: str | None, *, flat: bool) -> Slots:
    options = dict(item.get("options") or {})
    options |= {k: v for k, v in item.items() if k not in _NOT_OPTIONS}
    slots = {(group, _value(value)) for group, value in options.items() if value is not None}
    slots |= {("extra", _extra(e, flat=flat)) for e in item.get("extras") or () if not _declined(e)}
    slots.add(("item", _fold(item.get("item") or item.get("drink"))))
    slots.add(("name", _fold(item.get("name")) or order_name))
    if item.get("quantity") == 0:
        slots.add(("removed", True))
    return frozenset(slot for slot in slots if slot[1] is not None)


def _declined(extra: Any) -> bool:
    return isinstance(extra, Mapping) and bool(extra.get("declined"))


def _extra(extra: Any, *, flat: bool) -> Any:
    if isinstance(extra, str):
        return _fold(extra)
    name = _fold(extra["name"])
    return name if flat else (name, extra.get("count"), extra.get("amount"))


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return frozenset(map(_fold, value))
    if value == 0.5:
        return "half"
    return value if isinstance(value, int | float) else _fold(value)


def _fold(text: Any) -> str | None:
    if text is None:
        return None
    decomposed = unicodedata.normalize("NFKD", str(text))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace(".", "").split()) or None


def _slots(wanted: Reading, heard: Reading) -> tuple[int, int, int]:
    """Count slots that agree, that were invented and that were missed, items aligned at best."""
    ours, theirs = _bags(wanted), _bags(heard)
    agree = _aligned(ours, theirs)
    return agree, sum(map(len, theirs)) - agree, sum(map(len, ours)) - agree


def _bags(told: Reading) -> list[Slots]:
    bags = [cup | {("quantity", count)} for cup, count in told.cups.items()]
    return [*bags, frozenset({("name", told.name)})] if told.name else bags


def _aligned(ours: Sequence[Slots], theirs: Sequence[Slots]) -> int:
    fewer, more = sorted((ours, theirs), key=len)
    if len(more) > _MOST_ALIGNED:
        return sum(max((len(bag & other) for other in more), default=0) for bag in fewer)
    return max(
        sum(len(bag & other) for bag, other in zip(fewer, chosen, strict=True))
        for chosen in permutations(more, len(fewer))
    )
